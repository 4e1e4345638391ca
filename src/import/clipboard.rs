//! What was copied, by the programs that each system has for it.
//!
//! A library would have to keep a connection to the window system, and on Linux it would link to it. What is read is bounded in
//! bytes and in time: a clipboard is served by the program that was copied from, which may be busy or gone.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::charset;

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clip {
    /// A part of a page with its marks, or a page's source.
    Html(String),
    /// Text.
    Text(String),
}

/// The window systems that this session has (`WAYLAND_DISPLAY`, `DISPLAY`); only Linux and other Unix systems ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Desktop {
    /// Wayland.
    pub wayland: bool,
    /// X11; Wayland's desktops have it, too.
    pub x11: bool,
}

/// The most bytes that are read.
const MOST: usize = 8 << 20;
/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads the clipboard: HTML where there is some, else text.
///
/// # Errors
/// There is nothing in it, too much, or no way to read it; the message says what to do.
pub fn read(desktop: Desktop) -> Result<Clip, String> {
    read_by(&programs(desktop), MOST, PATIENCE)
}

/// A program that writes the clipboard to its output.
#[derive(Debug, Clone, Copy)]
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    gives: Gives,
}

/// What a program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gives {
    Html,
    /// HTML as AppleScript writes data: `«data HTML3C703E»`.
    AppleHtml,
    Text,
}

/// What may be there, the best of each kind first.
fn programs(desktop: Desktop) -> Vec<Program> {
    let program = |name, gives, arguments| Program { name, arguments, gives };
    if cfg!(windows) {
        // Its output is in the console's old encoding otherwise; of HTML it makes letters of another one still.
        const TEXT: &[&str] = &[
            "-NoProfile",
            "-NonInteractive",
            "-Command",
            "[Console]::OutputEncoding=[Text.Encoding]::UTF8;Get-Clipboard -Raw",
        ];
        return vec![program("powershell", Gives::Text, TEXT), program("pwsh", Gives::Text, TEXT)];
    }
    if cfg!(target_os = "macos") {
        const HTML: &[&str] = &["-e", "the clipboard as «class HTML»"];
        return vec![program("osascript", Gives::AppleHtml, HTML), program("pbpaste", Gives::Text, &[])];
    }
    let mut programs = Vec::new();
    if desktop.wayland {
        programs.push(program("wl-paste", Gives::Html, &["-n", "-t", "text/html"]));
        programs.push(program("wl-paste", Gives::Text, &["-n", "-t", "text"]));
    }
    if desktop.x11 {
        const HTML: &[&str] = &["-selection", "clipboard", "-o", "-t", "text/html"];
        const TEXT: &[&str] = &["-selection", "clipboard", "-o", "-t", "UTF8_STRING"];
        programs.push(program("xclip", Gives::Html, HTML));
        programs.push(program("xclip", Gives::Text, TEXT));
        programs.push(program("xsel", Gives::Text, &["--clipboard", "--output"]));
    }
    programs
}

fn read_by(programs: &[Program], most: usize, patience: Duration) -> Result<Clip, String> {
    const OTHERWISE: &str = "put the text into a file and name that, or pipe it and name `-`";
    if programs.is_empty() {
        return Err(format!("there is no clipboard here (no DISPLAY, no WAYLAND_DISPLAY): {OTHERWISE}"));
    }
    let mut missing = Vec::new();
    let mut first = |is_html: bool| {
        for program in programs.iter().filter(|program| (program.gives != Gives::Text) == is_html) {
            match run(program, most, patience) {
                Ran::Gave(bytes) => match text_of(program, &bytes) {
                    Some(text) if !text.trim().is_empty() => return Ok(Some(text)),
                    // It has nothing of this kind, as the next one would find.
                    _ => return Ok(None),
                },
                Ran::Nothing => return Ok(None),
                Ran::Missing => missing.push(program.name),
                Ran::TooMuch => return Err(format!("what was copied is larger than {} MB", most >> 20)),
                Ran::Late => {
                    let name = program.name;
                    return Err(format!(
                        "`{name}` does not answer (the program that was copied from may be busy): {OTHERWISE}"
                    ));
                }
            }
        }
        Ok(None)
    };
    let (html, text) = (first(true)?, first(false)?);
    match (html, text) {
        // Who copies a page's source from an editor has it in colours there.
        (_, Some(text)) if is_source(&text) => Ok(Clip::Html(text)),
        (Some(html), _) => Ok(Clip::Html(html)),
        (None, Some(text)) => Ok(Clip::Text(text)),
        (None, None) if missing.len() == programs.len() => {
            missing.dedup();
            Err(format!("nothing here reads the clipboard: install {}; or {OTHERWISE}", missing.join(" or ")))
        }
        (None, None) => Err("the clipboard is empty, or what was copied is no text".to_owned()),
    }
}

enum Ran {
    Gave(Vec<u8>),
    /// It says that there is nothing of the kind.
    Nothing,
    Missing,
    TooMuch,
    Late,
}

fn run(program: &Program, most: usize, patience: Duration) -> Ran {
    let mut command = Command::new(program.name);
    // `pbpaste` writes in the encoding of the locale.
    command.args(program.arguments).env("LC_CTYPE", "UTF-8");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return Ran::Missing };
    let Some(output) = child.stdout.take() else { return Ran::Nothing };
    let (tell, told) = mpsc::channel();
    // It ends with the program, or with what the program has started; nobody waits for it.
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.take(most as u64 + 1).read_to_end(&mut bytes);
        let _ = tell.send(read.map(|_| bytes));
    });
    let read = told.recv_timeout(patience);
    let ran = match read {
        Ok(Ok(bytes)) if bytes.len() > most => Ran::TooMuch,
        Ok(Ok(bytes)) if bytes.is_empty() => Ran::Nothing,
        Ok(Ok(bytes)) => Ran::Gave(bytes),
        Ok(Err(_)) => Ran::Nothing,
        Err(_) => Ran::Late,
    };
    // What it wrote is whole: it has nothing more to do, and is not to become a zombie.
    let _ = child.kill();
    let _ = child.wait();
    ran
}

/// What a program wrote, as text; Firefox gives HTML in UTF-16.
fn text_of(program: &Program, bytes: &[u8]) -> Option<String> {
    match program.gives {
        Gives::AppleHtml => Some(charset::decode(&apple(bytes)?, Some("utf-8")).text),
        _ => Some(charset::decode(bytes, Some("utf-8")).text),
    }
}

/// The bytes in `«data HTML3C703E»`.
fn apple(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let digits = text.trim().strip_prefix("«data HTML")?.strip_suffix('»')?;
    let digit = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| Some((digit(*pair.first()?)? << 4) | digit(*pair.get(1)?)?))
        .collect()
}

/// Whether a text is the source of a whole page.
fn is_source(text: &str) -> bool {
    let begin: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(16).collect();
    let begin = begin.to_ascii_lowercase();
    begin.starts_with("<!doctype html") || begin.starts_with("<html")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// What a shell writes, as a program of the clipboard.
    fn clip(scripts: &[(Gives, &'static [&'static str])]) -> Result<Clip, String> {
        clip_within(Duration::from_secs(10), scripts)
    }

    fn clip_within(patience: Duration, scripts: &[(Gives, &'static [&'static str])]) -> Result<Clip, String> {
        let programs: Vec<Program> = scripts
            .iter()
            .map(|(gives, arguments)| Program { name: "sh", arguments, gives: *gives })
            .collect();
        read_by(&programs, 100, patience)
    }

    #[test]
    fn html_comes_before_text() {
        let html: &[&str] = &["-c", "printf '<p>Fähre</p>'"];
        let text: &[&str] = &["-c", "printf 'Fähre\\n'"];
        let source: &[&str] = &["-c", "printf '\\n<!DOCTYPE html><p>a'"];
        let nothing: &[&str] = &["-c", "exit 1"];
        let blank: &[&str] = &["-c", "echo"];
        let utf_16: &[&str] = &["-c", "printf '\\377\\376<\\000p\\000>\\000'"];
        let apple: &[&str] = &["-c", "echo '«data HTML3C703EC3A4»'"];
        for (programs, expected) in [
            (vec![(Gives::Html, html), (Gives::Text, text)], Clip::Html("<p>Fähre</p>".into())),
            (vec![(Gives::Html, nothing), (Gives::Text, text)], Clip::Text("Fähre\n".into())),
            (vec![(Gives::Html, blank), (Gives::Text, text)], Clip::Text("Fähre\n".into())),
            (vec![(Gives::Html, html), (Gives::Text, source)], Clip::Html("\n<!DOCTYPE html><p>a".into())),
            (vec![(Gives::Html, html), (Gives::Text, nothing)], Clip::Html("<p>Fähre</p>".into())),
            (vec![(Gives::Html, utf_16)], Clip::Html("<p>".into())),
            (vec![(Gives::AppleHtml, apple)], Clip::Html("<p>ä".into())),
        ] {
            assert_eq!(clip(&programs), Ok(expected));
        }
        assert!(clip(&[(Gives::Text, nothing)]).unwrap_err().contains("empty"));
        assert!(clip(&[(Gives::AppleHtml, html), (Gives::Text, blank)]).unwrap_err().contains("empty"));
    }

    #[test]
    fn what_is_in_the_way_is_said() {
        let late: &[&str] = &["-c", "exec sleep 5"];
        let much: &[&str] = &["-c", "while :; do echo aaaaaaaaaaaaaaaa; done"];
        assert!(
            clip_within(Duration::from_millis(100), &[(Gives::Text, late)])
                .unwrap_err()
                .contains("`sh` does not answer")
        );
        assert!(clip(&[(Gives::Text, much)]).unwrap_err().contains("larger"));
        let none = [Program { name: "no-such-program", arguments: &[], gives: Gives::Text }];
        assert!(read_by(&none, 9, PATIENCE).unwrap_err().contains("install no-such-program; or put"));
        assert!(read_by(&[], 9, PATIENCE).unwrap_err().contains("no clipboard here"));
    }

    #[test]
    fn programs_of_a_desktop() {
        if cfg!(target_os = "linux") {
            assert!(programs(Desktop::default()).is_empty());
            let names: Vec<_> =
                programs(Desktop { wayland: true, x11: true }).iter().map(|program| program.name).collect();
            assert_eq!(names, ["wl-paste", "wl-paste", "xclip", "xclip", "xsel"]);
        }
    }
}
