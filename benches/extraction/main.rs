//! The benchmark of `import`: whether the text, title, author and date of pages are found, and how long that takes.
//!
//! The pages are those of two public sets, which whoever runs this has cloned; none of them is part of this repository:
//! scrapinghub/article-extraction-benchmark, and the development part of Murrough-Foley/web-content-extraction-benchmark, of
//! which the pages that are articles count. Others than newsprint (`--other NAME=COMMAND`) read one page's path and address, parted
//! by a tab, from each line of their standard input, and answer each with a line of JSON: `{"text", "title", "author", "date"}`.
//! `by_trafilatura.py` and `by_defuddle.mjs` beside this do so. Like the other benchmarks it measures and never judges.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod other;
mod paste;
mod score;
mod sets;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use newsprint::internals::{Agencies, Moment, Reading, of_page, of_text};
use rayon::prelude::*;

use crate::score::{Answer, Dates, Scores};
use crate::sets::Page;

/// Measures what is found of pages.
#[derive(Parser)]
struct Arguments {
    /// A clone of scrapinghub/article-extraction-benchmark
    #[arg(long, value_name = "DIR")]
    scrapinghub: Option<PathBuf>,
    /// A clone of Murrough-Foley/web-content-extraction-benchmark
    #[arg(long, value_name = "DIR")]
    wcxb: Option<PathBuf>,
    /// Another program, as NAME=COMMAND
    #[arg(long, value_name = "NAME=COMMAND")]
    other: Vec<String>,
    /// Print each page whose title, author or date is another
    #[arg(long)]
    wrong: bool,
    /// Cargo passes this
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.scrapinghub.is_none() && arguments.wcxb.is_none() {
        println!(
            "Nothing to measure: name --scrapinghub DIR or --wcxb DIR, clones of the public sets of pages."
        );
        return ExitCode::SUCCESS;
    }
    match measure(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> Result<(), String> {
    let agencies = Agencies::built_in();
    let sets = [
        ("scrapinghub", arguments.scrapinghub.as_ref().map(|folder| sets::scrapinghub(folder))),
        ("WCXB, articles of its development part", arguments.wcxb.as_ref().map(|folder| sets::wcxb(folder))),
    ];
    for (name, pages) in sets.into_iter().filter_map(|(name, pages)| Some((name, pages?))) {
        let pages = pages?;
        println!("\n{name}: {} pages\n", pages.len());
        println!("{}", Scores::head());
        let started = Instant::now();
        let own: Vec<(Answer, Duration)> = pages.par_iter().map(|page| own(page, &agencies)).collect();
        let together = started.elapsed();
        let (answers, mut times): (Vec<Answer>, Vec<Duration>) = own.into_iter().unzip();
        println!("{}", Scores::of(&pages, &answers).line("newsprint"));
        if arguments.wrong {
            score::print_wrong(&pages, &answers);
        }
        if name == "scrapinghub" {
            let pasted: Vec<String> = pages.par_iter().map(|page| paste::as_text(&page.html)).collect();
            let read: Vec<Answer> =
                pasted.par_iter().map(|text| answer_of_text(&of_text(text, &agencies))).collect();
            println!("{}", Scores::of(&pages, &read).line("newsprint, pasted"));
            let plain: Vec<Answer> =
                pasted.into_iter().map(|text| Answer { text, ..Answer::default() }).collect();
            println!("{}", Scores::of(&pages, &plain).line("all that was pasted"));
        }
        for named in &arguments.other {
            let (name, command) = named.split_once('=').ok_or("--other takes NAME=COMMAND")?;
            println!("{}", Scores::of(&pages, &other::answers(command, &pages)?).line(name));
        }
        times.sort();
        println!(
            "\nnewsprint: {:.0} ms a page in the middle, {:.0} ms for the slowest, {:.1} s for all on {} threads",
            times[times.len() / 2].as_secs_f64() * 1e3,
            times[times.len() - 1].as_secs_f64() * 1e3,
            together.as_secs_f64(),
            rayon::current_num_threads()
        );
    }
    Ok(())
}

/// What newsprint finds on a page.
fn own(page: &Page, agencies: &Agencies) -> (Answer, Duration) {
    let started = Instant::now();
    let read = of_page(
        page.html.clone(),
        page.url.parse().ok(),
        Reading { agencies, selector: None, zone: chrono_tz::UTC },
    );
    let elapsed = started.elapsed();
    (read.map(|article| answer_of_text(&article)).unwrap_or_default(), elapsed)
}

fn answer_of_text(article: &newsprint::internals::Imported) -> Answer {
    let names: Vec<&str> = article.people.iter().map(|person| person.value.name.as_str()).collect();
    let date =
        article.published.as_ref().map(|moment| (Moment::day(&moment.value).to_string(), moment.is_guess()));
    Answer {
        text: article.text(),
        title: article.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        author: names.join(", "),
        date: date.map_or(
            Dates::None,
            |(day, is_guess)| if is_guess { Dates::Guess(day) } else { Dates::Certain(day) },
        ),
    }
}
