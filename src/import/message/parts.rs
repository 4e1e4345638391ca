//! The parts of a message → texts: what their letters are coded in, lines that a program broke, and what is attached.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::import::charset;
use crate::import::html;
use crate::line::one_line;

/// The text of a part. Letters that are not in the encoding it says, or in none, are read as those of pages are; lines that may flow
/// are whole paragraphs.
pub(super) fn text(message: &Message<'_>, part: &MessagePart<'_>, decoded: &str) -> String {
    let kind = part.content_type();
    let attribute = |name: &str| kind.and_then(|kind| kind.attribute(name)).map(str::to_ascii_lowercase);
    let text = match decoded.contains('\u{fffd}') {
        true => anew(message, part, attribute("charset")).unwrap_or_else(|| decoded.to_owned()),
        false => decoded.to_owned(),
    };
    match attribute("format").as_deref() {
        Some("flowed") => unflowed(&text, attribute("delsp").as_deref() == Some("yes")),
        _ => text,
    }
}

/// The text of a part, decoded as a page is.
fn anew(message: &Message<'_>, part: &MessagePart<'_>, declared: Option<String>) -> Option<String> {
    let range = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
    let raw = message.raw_message().get(range)?;
    let bytes = match part.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => quoted_printable_decode(raw)?,
        Encoding::Base64 => base64_decode(raw)?,
    };
    // What programs say that know nothing.
    let declared = declared.filter(|label| !label.contains("ascii"));
    let read = charset::decode(&bytes, declared.as_deref());
    (read.replaced == 0).then_some(read.text)
}

/// Whole paragraphs of lines that flow (RFC 3676): a space at its end says that a line goes on.
fn unflowed(text: &str, is_space_gone: bool) -> String {
    let mut made: Vec<String> = Vec::new();
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let own = line.trim_start_matches('>');
        let depth = line.len() - own.len();
        let own = own.strip_prefix(' ').unwrap_or(own);
        let is_signature = own == "-- ";
        match made.last_mut().filter(|_| open == Some(depth) && !is_signature && !own.trim().is_empty()) {
            Some(last) => last.push_str(own),
            None if depth > 0 => made.push(format!("{} {own}", ">".repeat(depth))),
            None => made.push(own.to_owned()),
        }
        open = (own.ends_with(' ') && !is_signature && !own.trim().is_empty()).then_some(depth);
        if open.is_some()
            && is_space_gone
            && let Some(last) = made.last_mut()
        {
            last.pop();
        }
    }
    made.join("\n")
}

/// Whether a message's page says clearly more than its text, which only says then that there is a page.
pub(super) fn says_more(html: &str, text: &str) -> bool {
    /// So many words more are those of a frame.
    const FRAME: usize = 15;
    let count = |text: &str| {
        let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.contains("://");
        text.split_whitespace().filter(is_word).count()
    };
    let blocks = html::blocks(html, None).unwrap_or_default();
    let said: usize = blocks.iter().map(|block| count(&block.text())).sum();
    said >= count(text) * 2 + FRAME
}

/// The names of what is attached to a message. Pictures that its page shows are none.
pub(super) fn attachments(message: &Message<'_>) -> Vec<String> {
    let is_shown = |part: &&MessagePart<'_>| {
        let is_attached = part.content_disposition().is_some_and(|kind| kind.is_attachment());
        !is_attached && part.content_id().is_some()
    };
    let name = |part: &MessagePart<'_>| {
        let inner = match &part.body {
            PartType::Message(inner) => inner.subject().map(|subject| format!("the message “{subject}”")),
            _ => None,
        };
        let kind = part.content_type();
        let kind = kind.map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or("*")));
        let name = part.attachment_name().map(str::to_owned).or(inner).or(kind);
        one_line(&name.unwrap_or_else(|| "one without a name".to_owned()))
    };
    message.attachments().filter(|part| !is_shown(part)).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_flow_where_they_say_so() {
        let text = "The ferry left \nbefore dawn.\n\nIt was empty.\n> Was \n> it?\n From the deck\n-- \nPort";
        let flowed = "The ferry left before dawn.\n\nIt was empty.\n> Was it?\nFrom the deck\n-- \nPort";
        assert_eq!(unflowed(text, false), flowed);
        assert_eq!(unflowed("漢字 \n漢字", true), "漢字漢字");
    }

    #[test]
    fn a_stub_says_less_than_its_page() {
        let page = format!("<p>{}</p>", "The ferry left the harbour before dawn. ".repeat(8));
        assert!(says_more(&page, "Read it in a browser: https://harbour.example/a"));
        assert!(!says_more(&page, &"The ferry left the harbour before dawn. ".repeat(8)));
    }
}
