//! The floor: what it costs to write the files of a site that was built, and nothing else.
//!
//! 1. Read the site into memory.
//! 2. Write it once and remove it: now its space was used before, as it is for a build that follows another.
//! 3. Write it again, and time that, folders included.
//!
//! It runs as a child of the benchmark (see `measure`) and says what it found in one line.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Instant;

use walkdir::WalkDir;

use crate::common::{scratch::Scratch, tree};
use crate::measure::{self, Cost, Run};

/// The first argument of the child; after it come the site, the target and the number of threads.
pub(crate) const ARGUMENT: &str = "--floor";

/// Measures the floor of `site` with one thread and with two, in this order.
pub(crate) fn measure(site: &Path, scratch: &Scratch) -> io::Result<[Cost; 2]> {
    let into = scratch.path("floor");
    let costs = [one(site, &into, 1, scratch)?, one(site, &into, 2, scratch)?];
    tree::remove(&into)?;
    Ok(costs)
}

fn one(site: &Path, into: &Path, threads: usize, scratch: &Scratch) -> io::Result<Cost> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ARGUMENT).arg(site).arg(into).arg(threads.to_string());
    let log = scratch.path("floor.log");
    match measure::run(&mut command, &log, None)? {
        Run::Done(whole) => {
            let line = fs::read_to_string(&log)?;
            let mut figures = line.split_whitespace().map(|figure| figure.parse().map_err(io::Error::other));
            let mut next =
                || figures.next().unwrap_or_else(|| Err(io::Error::other("the floor said nothing")));
            Ok(Cost { wall: next()?, cpu: next()?, ..whole })
        }
        Run::Stopped(_) => unreachable!("there is no limit"),
        Run::Failed(how) => Err(io::Error::other(format!("floor: {how}"))),
    }
}

/// The child's work: prints the seconds of wall and of CPU time.
pub(crate) fn child(arguments: &[String]) -> io::Result<()> {
    let [site, into, threads] = arguments else {
        return Err(io::Error::other("--floor SITE INTO THREADS"));
    };
    let threads: usize = threads.parse().map_err(io::Error::other)?;
    let into = Path::new(into);
    let (folders, files) = read(Path::new(site), into)?;
    tree::remove(into)?;
    write(&folders, &files, threads)?;
    tree::remove(into)?;
    let (start, cpu) = (Instant::now(), measure::own_cpu());
    write(&folders, &files, threads)?;
    println!("{} {}", start.elapsed().as_secs_f64(), measure::own_cpu() - cpu);
    tree::remove(into)
}

type File = (PathBuf, Vec<u8>);

/// All folders, each after the one it is in, and all files, with the paths that they get below `into`.
fn read(site: &Path, into: &Path) -> io::Result<(Vec<PathBuf>, Vec<File>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in WalkDir::new(site).sort_by_file_name() {
        let entry = entry?;
        let target = into.join(entry.path().strip_prefix(site).expect("it is below"));
        if entry.file_type().is_dir() {
            folders.push(target);
        } else {
            files.push((target, fs::read(entry.path())?));
        }
    }
    Ok((folders, files))
}

fn write(folders: &[PathBuf], files: &[File], threads: usize) -> io::Result<()> {
    for folder in folders {
        fs::create_dir(folder)?;
    }
    let write_all = |part: &[File]| part.iter().try_for_each(|(path, bytes)| fs::write(path, bytes));
    if threads == 1 {
        return write_all(files);
    }
    thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(threads).max(1));
        let writers: Vec<_> = parts.map(|part| scope.spawn(move || write_all(part))).collect();
        writers.into_iter().try_for_each(|writer| writer.join().expect("a writer does not panic"))
    })
}
