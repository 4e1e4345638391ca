//! What stands around a text that was sent by e-mail: the head of the message, its signature, and the address of the page that a text is from.
//!
//! Labels of newsrooms are read with it: "Headline: …", "Titel: …".

mod foot;

use url::Url;

use super::labels::{Label, labelled, of_label};
use crate::import::input;
use crate::import::message::decoded;
use crate::import::newsroom::furniture::BETWEEN;

/// What was read of it.
#[derive(Debug, Default)]
pub(super) struct Email {
    /// What it is about, without "Fwd:" and its like.
    pub(super) subject: Option<String>,
    /// The name of whoever sent it.
    pub(super) sender: Option<String>,
    /// The text of its date.
    pub(super) date: Option<String>,
    /// Where the text was found.
    pub(super) url: Option<Url>,
    /// Whether that stands behind the text.
    pub(super) is_url_last: bool,
    /// What is no part of the text.
    pub(super) removed: Vec<String>,
    /// The text.
    pub(super) rest: String,
}

/// So many messages may stand in each other.
pub(in crate::import) const MESSAGES: usize = 5;
/// The longest head of a message, in lines.
const HEAD: usize = 100;
/// A message that was sent on stands in another within so many lines.
const COVER: usize = 12;
/// So many words may stand above it.
pub(in crate::import) const COVER_WORDS: usize = 60;

/// Reads what stands around a text.
pub(super) fn read(text: &str) -> Email {
    let mut email = Email::default();
    let mut lines: Vec<&str> = text.lines().collect();
    take_address(&mut lines, &mut email);
    let mut is_mail = false;
    for _ in 0..MESSAGES {
        let Some(end) = head(&lines, &mut email) else { break };
        is_mail = true;
        email
            .removed
            .extend(lines.drain(..end).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
    }
    if is_mail {
        foot::answered(&mut lines, &mut email);
        foot::foot(&mut lines, &mut email);
        let is_quoted = |line: &&str| line.trim().is_empty() || line.starts_with('>');
        if lines.iter().all(is_quoted) {
            lines = lines.iter().map(|line| line.strip_prefix('>').unwrap_or(line)).collect();
        }
    } else {
        labels(&mut lines, &mut email);
    }
    take_address(&mut lines, &mut email);
    email.rest = lines.join("\n");
    email
}

/// The first or the last line, where it is an address and nothing else. Behind a text, that of a page of its own: not that of a site.
fn take_address(lines: &mut Vec<&str>, email: &mut Email) {
    let is_full = |line: &&str| line.chars().any(char::is_alphanumeric);
    let (first, last) = (lines.iter().position(is_full), lines.iter().rposition(is_full));
    // An address alone is no text of a page.
    if first == last || email.url.is_some() {
        return;
    }
    for (at, is_last) in [(first, false), (last, true)] {
        let Some(at) = at else { return };
        let found =
            address(lines[at]).filter(|url| !is_last || url.path().len() > 1 || url.query().is_some());
        if let Some(url) = found {
            email.removed.push(lines.remove(at).trim().to_owned());
            email.url = Some(url);
            email.is_url_last = is_last;
            return;
        }
    }
}

/// An address alone in a line, with its label or without: one that lacks its scheme leads to a page, or begins with "www.".
pub(super) fn address(line: &str) -> Option<Url> {
    let bare = line.trim().trim_matches(['<', '>', '\u{feff}']);
    let bare = match bare.split_once(": ") {
        Some((label, rest)) if of_label(label) == Some(Label::Address) => rest.trim(),
        _ => bare,
    };
    let is_of_page = |url: &Url| {
        url.path().len() > 1 || url.query().is_some() || bare.to_ascii_lowercase().starts_with("www.")
    };
    let url = match input::address(bare).filter(|_| !bare.contains(char::is_whitespace)) {
        Some(url) => url,
        None => input::without_scheme(bare).filter(is_of_page)?,
    };
    url.host_str().is_some_and(|host| host.contains('.')).then_some(url)
}

/// The end of a message's head: it begins the text, or stands below a line between messages.
fn head(lines: &[&str], email: &mut Email) -> Option<usize> {
    let is_full = |line: &&str| !line.trim().is_empty();
    let first = lines.iter().position(is_full)?;
    let between = lines[first..].iter().take(COVER).position(|line| is_between(line)).map(|at| first + at);
    let cover =
        |at: usize| lines[first..at].iter().map(|line| line.split_whitespace().count()).sum::<usize>();
    let start = match between.filter(|at| cover(*at) <= COVER_WORDS) {
        Some(at) => at + 1 + lines[at + 1..].iter().position(is_full)?,
        None => first,
    };
    let found = head_at(lines, start)?;
    email.subject = found.subject.or(email.subject.take());
    email.sender = found.sender.or(email.sender.take());
    email.date = found.date.or(email.date.take());
    Some(found.end)
}

/// The head of a message, as programs of mail show it.
#[derive(Debug)]
pub(in crate::import) struct Head {
    /// What it is about, without "Fwd:" and its like.
    pub(in crate::import) subject: Option<String>,
    /// The name of whoever sent it.
    pub(in crate::import) sender: Option<String>,
    /// The text of its date.
    pub(in crate::import) date: Option<String>,
    /// The line behind it.
    pub(in crate::import) end: usize,
}

/// The head of a message that begins with a line.
pub(in crate::import) fn head_at(lines: &[&str], start: usize) -> Option<Head> {
    let is_full = |line: &&str| !line.trim().is_empty();
    let (mut at, mut kinds, mut last) = (start, Vec::new(), None);
    let (mut subject, mut date, mut sender): (Option<String>, Option<&str>, _) = (None, None, None);
    while let Some(line) = lines.get(at).filter(|line| is_full(line) && at < start + HEAD) {
        let line = line.trim_start_matches(['>', ' ']);
        match labelled(line) {
            Some((label, value)) if label != Label::Headline && label != Label::Author => {
                match label {
                    Label::Subject => subject = Some(value.to_owned()),
                    Label::Date => date = Some(value),
                    Label::From => sender = sender.or_else(|| sender_of(value)),
                    _ => {}
                }
                last = Some(label);
                if !kinds.contains(&label) {
                    kinds.push(label);
                }
            }
            // The rest of the line above.
            None if lines[at].starts_with([' ', '\t']) && !kinds.is_empty() => {
                if let Some(subject) = subject.as_mut().filter(|_| last == Some(Label::Subject)) {
                    subject.push(' ');
                    subject.push_str(line.trim());
                }
            }
            _ => break,
        }
        at += 1;
    }
    let is_head = kinds.len() >= 2 && (kinds.contains(&Label::From) || kinds.contains(&Label::Subject));
    if !is_head {
        return None;
    }
    let subject = subject.map(|subject| without_marks(&decoded(&subject)));
    let subject = subject.filter(|subject| !subject.is_empty());
    Some(Head { subject, sender, date: date.map(str::to_owned), end: at })
}

/// The name before an address: `"Press office, Port of Melby" <press@port.example>`. None where there is but the address.
fn sender_of(value: &str) -> Option<String> {
    let value = decoded(value);
    let name = value.split(['<', '[']).next()?.trim().trim_matches(['"', '\'', '“', '”', ' ', ',']);
    (!name.contains('@') && name.chars().any(char::is_alphabetic)).then(|| name.to_owned())
}

/// "-----Original Message-----"
pub(in crate::import) fn is_between(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['>', ' ']);
    let words = line.trim_matches(['-', '_', '=', ' ', ':']).to_lowercase();
    BETWEEN.contains(&&*words)
}

/// A subject without "Fwd:", "AW:" and their like.
pub(in crate::import) fn without_marks(subject: &str) -> String {
    let mut subject = subject.trim();
    loop {
        let bare = subject.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((_, rest)) =
            bare.filter(|(mark, _)| matches!(&*mark.to_lowercase(), "ext" | "external" | "extern"))
        {
            subject = rest.trim_start();
            continue;
        }
        let Some((mark, rest)) = subject.split_once(':') else { break };
        let mark = mark
            .trim()
            .trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '[' | ']'));
        if !MARKS.contains(&&*mark.to_lowercase()) {
            break;
        }
        subject = rest.trim_start();
    }
    subject.to_owned()
}

/// Labels above an article: its headline, its date, its address. Who wrote it is read where bylines are.
fn labels(lines: &mut Vec<&str>, email: &mut Email) {
    let Some(mut at) = lines.iter().position(|line| !line.trim().is_empty()) else { return };
    let is_headline = |line: &&&str| matches!(labelled(line), Some((Label::Headline | Label::Subject, _)));
    let block: Vec<&str> = lines[at..]
        .iter()
        .take_while(|line| labelled(line).is_some_and(|(label, _)| label != Label::Other))
        .copied()
        .collect();
    if !block.iter().any(|line| is_headline(&line)) {
        return;
    }
    for line in block {
        let taken = match labelled(line) {
            Some((Label::Headline | Label::Subject, value)) if email.subject.is_none() => {
                email.subject = Some(without_marks(&decoded(value)));
                true
            }
            Some((Label::Date, value)) if email.date.is_none() => {
                email.date = Some(value.to_owned());
                true
            }
            Some((Label::Address, _)) if email.url.is_none() => {
                email.url = address(line);
                email.url.is_some()
            }
            _ => false,
        };
        if taken {
            email.removed.push(lines.remove(at).trim().to_owned());
        } else {
            at += 1;
        }
    }
}

/// Before the subject of a message that was answered or sent on. In lower case.
const MARKS: &[&str] =
    &["fwd", "fw", "re", "aw", "wg", "antw", "tr", "rv", "ref", "res", "enc", "відп", "пер", "переслано"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_messages_are_read_in_five_languages() {
        for (text, subject, date) in [
            (
                "From: A <a@b.example>\nTo: Desk\nSubject: Fwd: RE: Harbour opens\nDate: Mon, 3 Feb 2031 07:12:44 +0100\n\nText.",
                "Harbour opens",
                "Mon, 3 Feb 2031 07:12:44 +0100",
            ),
            (
                "Von: A\nGesendet: Montag, 3. Februar 2031 09:14\nAn: B\nBetreff: WG: AW: Hafen öffnet\n\nText.",
                "Hafen öffnet",
                "Montag, 3. Februar 2031 09:14",
            ),
            (
                "De : A\nEnvoyé : lundi 3 février 2031 09:14\nÀ : B\nObjet : TR: Le port ouvre\n\nText.",
                "Le port ouvre",
                "lundi 3 février 2031 09:14",
            ),
            (
                "De: A\nEnviado el: lunes, 3 de febrero de 2031\nPara: B\nAsunto: RV: El puerto abre\n\nText.",
                "El puerto abre",
                "lunes, 3 de febrero de 2031",
            ),
            ("Від: А\nДата: 3 лютого 2031\nТема: Порт відкрився\n\nText.", "Порт відкрився", "3 лютого 2031"),
            (
                "See below.\n\n-----Original Message-----\nFrom: A\nSent: 3 February 2031\nSubject: [EXT] Harbour opens\n\nText.",
                "Harbour opens",
                "3 February 2031",
            ),
            (
                "Titular: El puerto abre\nFecha: 3 de febrero de 2031\n\nText.",
                "El puerto abre",
                "3 de febrero de 2031",
            ),
        ] {
            let email = read(text);
            assert_eq!(email.subject.as_deref(), Some(subject), "{text}");
            assert_eq!(email.date.as_deref(), Some(date), "{text}");
            assert_eq!(email.rest.trim(), "Text.", "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_head_stays() {
        for text in [
            "From: the harbour, with love\n\nText.", "Date: unknown\nPlace: Orten\n\nText.",
            "The port opens\n\nFrom: A\nTo: B\n\nText.", "To: be or not\nCc: to be\n\nText.",
        ] {
            let email = read(text);
            assert_eq!(email.subject, None, "{text}");
            assert_eq!(email.rest, text);
        }
    }

    #[test]
    fn an_address_at_either_end_is_that_of_the_page() {
        for (line, url) in [
            ("https://ledger.example/a", Some("https://ledger.example/a")),
            ("www.ledger.example/a", Some("https://www.ledger.example/a")),
            ("ledger.example/2031/a", Some("https://ledger.example/2031/a")),
            ("Link: https://ledger.example/a", Some("https://ledger.example/a")),
            ("and/or", None),
            ("3.5/10", None),
            ("desk@ledger.example", None),
            ("ledger.example", None),
            ("Dr.Who/Vol.2 is here", None),
        ] {
            for text in
                [format!("{line}\n\nThe port opens\n\nText."), format!("The port opens\n\nText.\n\n{line}\n")]
            {
                let email = read(&text);
                assert_eq!(email.url.as_ref().map(Url::as_str), url, "{text}");
                assert_eq!(email.rest.contains(line), url.is_none(), "{text}");
            }
        }
        assert_eq!(read("https://ledger.example/a").url, None);
    }

    #[test]
    fn signatures_are_no_text() {
        let email = read(
            "From: A\nSubject: B\n\nText.\n\nA name\n\nSent from my iPhone\n\nThis e-mail is confidential.\n\n--\nA\nB",
        );
        assert_eq!(email.rest.trim(), "Text.\n\nA name");
        let email = read("From: A\nSubject: B\n\n> Text.\n>\n> More.");
        assert_eq!(email.rest.trim(), "Text.\n\n More.");
    }
}
