//! Other programs, which answer a line with a line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::score::{Answer, Dates};
use crate::sets::Page;

/// What a program finds of pages, in their order.
///
/// # Errors
/// It cannot be started, or does not answer.
pub fn answers(command: &str, pages: &[Page]) -> Result<Vec<Answer>, String> {
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{command}: {error}"))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(format!("{command} has no pipes"));
    };
    let lines: Vec<String> =
        pages.iter().map(|page| format!("{}\t{}\n", page.path.display(), page.url)).collect();
    let writer =
        std::thread::spawn(move || lines.iter().try_for_each(|line| input.write_all(line.as_bytes())));
    let answers: Result<Vec<Answer>, String> = BufReader::new(output)
        .lines()
        .map(|line| {
            let line = line.map_err(|error| format!("{command}: {error}"))?;
            let value: Value =
                serde_json::from_str(&line).map_err(|error| format!("{command}: {error}: {line}"))?;
            let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            let day = text("date").chars().take(10).collect::<String>();
            let date = if day.is_empty() { Dates::None } else { Dates::Certain(day) };
            Ok(Answer { text: text("text"), title: text("title"), author: text("author"), date })
        })
        .collect();
    let answers = answers?;
    let _ = writer.join();
    let _ = child.wait();
    match answers.len() == pages.len() {
        true => Ok(answers),
        false => Err(format!("{command} answered {} of {} lines", answers.len(), pages.len())),
    }
}
