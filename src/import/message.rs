//! A message with its source, as programs of mail and browsers save it (`.eml`, `.mht`; RFC 5322, RFC 2045) → its text or its page.
//!
//! What its parts are coded in is undone here; who sent it, when and about what stands above the text then, as in a copied message,
//! and is read there (`paste/email.rs`).

mod parts;
mod quoted;

use std::borrow::Cow;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use url::Url;

use super::article::{self, Article};
use super::facts::{Found, Moment, Provenance, date};
use super::input::{Input, Source, address};
use super::newsroom::embargo::is_embargo;
use super::newsroom::furniture::Why;
use super::newsroom::release::labelled;
use super::notice::{Hint, Notice};
use super::paste::Removed;
use super::paste::email::without_marks;
use super::worker;
use crate::line::one_line;

/// So much of a file is looked at for a head, in bytes.
const HEAD: usize = 64 * 1024;
/// Fields that only the source of a message has. In lower case.
const TELLING: &[&str] = &[
    "mime-version", "content-transfer-encoding", "message-id", "received", "return-path", "dkim-signature",
    "snapshot-content-location",
];

/// The message that a file is; none where it is something else.
pub fn of_bytes(name: &str, bytes: &[u8]) -> Option<Input> {
    let head = head(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]))?;
    let source = bytes[head..].to_vec();
    let read = worker::within(move || {
        Ok(MessageParser::default().parse(&source).and_then(|message| read(&message)))
    });
    let read = match read {
        Ok(read) => read?,
        Err(why) => Err(why.into()),
    };
    Some(match read {
        Ok(Read { source, url, envelope }) => {
            let is_damaged =
                matches!(&source, Source::Page(text) | Source::Text(text) if text.contains('\u{fffd}'));
            Input { url, is_damaged, message: Some(envelope), ..Input::new(name, source) }
        }
        Err(why) => Input::new(name, Source::Unreadable(why)),
    })
}

/// The message that a text is: the source of one, as it was copied.
pub fn of_text(name: &str, text: &str) -> Option<Input> {
    head(text)?;
    let coded = |label: &str| !matches!(label, "utf-8" | "us-ascii" | "utf8" | "ascii");
    let lower = text.to_ascii_lowercase();
    let mut labels = lower.split("charset=").skip(1).map(|rest| {
        let rest = rest.trim_start_matches('"');
        rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap_or("")
    });
    // Letters that somebody has decoded already are none of that encoding any more.
    if !text.is_ascii() && labels.any(coded) {
        let why = Notice::with("this is the source of a message, a part of it decoded", Hint::CopyText);
        return Some(Input::new(name, Source::Unreadable(why)));
    }
    of_bytes(name, text.as_bytes())
}

/// A line with words that are coded as heads of messages are (RFC 2047), in letters: `=?utf-8?q?F=C3=A4hre?=`.
pub fn decoded(line: &str) -> Cow<'_, str> {
    if !line.contains("=?") {
        return line.into();
    }
    let source = format!("Subject: {}\r\n\r\n", one_line(line));
    let subject = MessageParser::default()
        .parse(source.as_bytes())
        .and_then(|message| message.subject().map(str::to_owned));
    subject.map_or(line.into(), Cow::Owned)
}

/// Where the head of a message begins, if a text begins with one.
fn head(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n', ' ']).len();
    // Files of mailboxes have a line of their own before it.
    let is_of_box = |line: &str| line.starts_with("From ") && line.contains('@');
    let first = text[start..].lines().next().filter(|line| is_of_box(line));
    let start = first.map_or(start, |line| {
        start + line.len() + text[start + line.len()..].find('\n').map_or(0, |at| at + 1)
    });
    let (mut fields, mut is_telling) = (0, false);
    for line in text[start..].lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let name = line.split_once(':').map(|(name, _)| name.to_ascii_lowercase())?;
        let is_name = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if !is_name(&name) {
            return None;
        }
        fields += 1;
        is_telling |= TELLING.contains(&&*name);
    }
    (is_telling && fields >= 2).then_some(start)
}

/// What is known of a message besides what it says.
#[derive(Debug, Default)]
pub struct Envelope {
    /// Who sent it, where its text does not say so any more.
    sender: Option<String>,
    /// When it was sent, where its text does not say so any more.
    date: Option<Found<Moment>>,
    /// What was attached to it.
    attachments: Vec<String>,
    /// What stood around its text.
    removed: Vec<Removed>,
}

impl Envelope {
    /// Adds it to what was read of the text.
    pub fn add_to(self, article: &mut Article) {
        article.published = self.date.or(article.published.take());
        if article.outlet.is_none() && article.url.is_none() {
            let guess = |name| Found::new(name, Provenance::Guessed, "who sent the message");
            article.outlet = self.sender.map(guess);
        }
        article.removed.extend(self.removed);
        let names = self.attachments.iter().cloned();
        article.removed.extend(names.map(|text| Removed { text, why: Why::Attached }));
        article.attachments = self.attachments;
        article::under_embargo(article);
    }
}

/// What was read of a message.
struct Read {
    source: Source,
    url: Option<Url>,
    envelope: Envelope,
}

/// What a message says. None where its parts are not as its head says: somebody has decoded it.
fn read(message: &Message<'_>) -> Option<Result<Read, Notice>> {
    let boundary = message.content_type().and_then(|kind| kind.attribute("boundary"));
    let is_divided =
        |boundary: &str| String::from_utf8_lossy(message.raw_message()).contains(&format!("--{boundary}"));
    if boundary.is_some_and(|boundary| !is_divided(boundary)) {
        return None;
    }
    let page = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some((parts::text(message, part, html), part.content_location())),
        _ => None,
    });
    let saved = message.header_raw("Snapshot-Content-Location").map(str::trim);
    if let Some((html, place)) = &page
        && let Some(url) = saved.or(*place).and_then(address)
    {
        let source = Source::Page(html.to_string());
        return Some(Ok(Read { source, url: Some(url), envelope: Envelope::default() }));
    }
    let texts = message.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(text) => Some(parts::text(message, part, text)),
        _ => None,
    });
    let texts: Vec<String> =
        texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    let text = texts.join("\n\n");
    let attachments = parts::attachments(message);
    let html = page.map(|(html, _)| html).filter(|html| !html.trim().is_empty());
    if let Some(html) = html.filter(|html| text.is_empty() || parts::says_more(html, &text)) {
        let (source, mut envelope) = paged(message, &html);
        envelope.attachments = attachments;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        envelope.removed.extend(lines.map(|line| Removed { text: line.to_owned(), why: Why::Email }));
        return Some(Ok(Read { source, url: None, envelope }));
    }
    if !text.is_empty() {
        let source = Source::Text(format!("{}\n{text}\n", shown(message)));
        return Some(Ok(Read {
            source,
            url: None,
            envelope: Envelope { attachments, ..Envelope::default() },
        }));
    }
    let why = match &attachments[..] {
        [] => "this is a message without a text of its own".to_owned(),
        names => {
            format!("this is a message without a text of its own, with attachments: {}", names.join(", "))
        }
    };
    Some(Err(Notice::with(why, Hint::CopyText)))
}

fn subject(message: &Message<'_>) -> String {
    one_line(message.subject().unwrap_or_default())
}

/// Who sent a message: a name, or else an address.
fn sender<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    let sender = message.from().and_then(|from| from.first())?;
    sender.name().or(sender.address())
}

/// The lines above a message's text, as programs of mail show them.
fn shown(message: &Message<'_>) -> String {
    let date = message.header_raw("Date").unwrap_or_default().trim();
    let fields =
        [("From", sender(message).unwrap_or_default()), ("Date", date), ("Subject", &subject(message))];
    let fields = fields.iter().filter(|(_, value)| !value.trim().is_empty());
    fields.map(|(name, value)| format!("{name}: {}\n", one_line(value))).collect()
}

/// A message's page, without the message that it answers or the head of one that it sends on, and with its subject as the headline
/// unless it has a title.
fn paged(message: &Message<'_>, html: &str) -> (Source, Envelope) {
    let own = quoted::read(html);
    let inner = own.head.as_ref();
    let subject =
        inner.and_then(|head| head.subject.clone()).unwrap_or_else(|| without_marks(&subject(message)));
    let (label, subject) = match labelled(&subject) {
        Some((label, rest)) => (Some(label.to_owned()), rest.to_owned()),
        None => (None, subject),
    };
    let sent = message.header_raw("Date").and_then(Moment::parse);
    let sent = sent.map(|sent| Found::new(sent, Provenance::Visible, "the date of the message"));
    // Whoever sends on a message neither wrote it nor sent it then.
    let (sender, date) = match inner {
        Some(head) => (head.sender.clone(), head.date.as_deref().and_then(date::of_line)),
        None => (self::sender(message).map(one_line).filter(|name| !name.contains('@')), sent),
    };
    let why = |label: &String| if is_embargo(label) { Why::Embargo } else { Why::Release };
    let label = label.map(|label| Removed { why: why(&label), text: label });
    let around = own.removed.into_iter().map(|text| Removed { text, why: Why::Email });
    let envelope =
        Envelope { sender, date, removed: label.into_iter().chain(around).collect(), ..Envelope::default() };
    let escaped = subject.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let html = own.html;
    let page =
        format!("<!doctype html><html><head><title>{escaped}</title></head><body>{html}</body></html>");
    (Source::Page(page), envelope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_of_messages_are_messages() {
        for text in [
            "From: A\nTo: B\nSubject: C\n\nText.", "Received: yes\n\nText.",
            "A port opens\n\nMIME-Version: 1.0\nX: y\n", "https://a.example/\n\nText.",
            "Message-ID of a buoy\nDate: 1\n\nText.",
        ] {
            assert!(of_text("a", text).is_none(), "{text}");
        }
        assert_eq!(decoded("=?utf-8?q?F=C3=A4hre_?=\n =?utf-8?b?ZsOkaHJ0?="), "Fähre fährt");
        assert_eq!(decoded("5 =? 3"), "5 =? 3");
    }

    #[test]
    fn letters_that_were_decoded_are_not_decoded_again() {
        let head = "From: a@b.example\nMIME-Version: 1.0\nSubject: Port\n";
        let text = format!("{head}Content-Type: text/plain; charset=iso-8859-1\n\nDie Fähre fährt.\n");
        assert!(matches!(of_text("a", &text).map(|input| input.source), Some(Source::Unreadable(_))));
        let text = format!("{head}Content-Type: multipart/alternative; boundary=x\n\nDie Fähre fährt.\n");
        assert!(of_text("a", &text).is_none_or(
            |input| matches!(input.source, Source::Text(text) if text.contains("Die Fähre fährt."))
        ));
    }
}
