//! The default theme is compiled into the binary: it is compiled again when a file of the theme changes. And the program
//! gets a hash of what it is made of, since another program may make other bytes of the same input; to hash the program
//! itself took it a tenth of a build.

#![allow(clippy::disallowed_methods)] // it reads the sources and the compiler's settings, and is no part of the program

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use xxhash_rust::xxh3::Xxh3;

/// All that the program is made of; versions of dependencies stand in the lock file.
const SOURCES: [&str; 6] = ["src", "templates", "static/theme", "i18n", "Cargo.toml", "Cargo.lock"];
/// What else decides what the compiler makes of it.
const SETTINGS: [&str; 4] = ["TARGET", "PROFILE", "OPT_LEVEL", "CARGO_ENCODED_RUSTFLAGS"];

fn main() -> io::Result<()> {
    let mut hasher = Xxh3::new();
    for setting in SETTINGS {
        println!("cargo::rerun-if-env-changed={setting}");
        add(&mut hasher, env::var(setting).unwrap_or_default().as_bytes());
    }
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files)?;
    }
    files.sort_unstable();
    for file in files {
        add(&mut hasher, file.to_string_lossy().as_bytes());
        add(&mut hasher, &fs::read(file)?);
    }
    println!("cargo::rustc-env=NEWSPRINT_PROGRAM={:032x}", hasher.digest128());
    Ok(())
}

/// A piece with its length before it, so that no two rows of pieces are alike.
fn add(hasher: &mut Xxh3, bytes: &[u8]) {
    hasher.update(&bytes.len().to_le_bytes());
    hasher.update(bytes);
}

/// The files at a path and below it. A lock file is missing where the program is a dependency of another.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}
