//! "Report an error": the newsroom's contact with the address of the article filled in.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address::uri;
use crate::i18n::Texts;

/// What may stand in a part of an address as it is (RFC 3986, section 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The same for a mail address, with what its own syntax needs (RFC 6068, section 2).
const MAIL: &AsciiSet =
    &ENCODED.remove(b'@').remove(b'+').remove(b'!').remove(b'$').remove(b'\'').remove(b'*');

/// Where an error in the page at `url` (absolute) is reported; `texts` are those of the page's language.
pub fn address(contact: &str, title: &str, url: &str, texts: &Texts) -> String {
    if contact.contains("://") {
        return with_url(contact, url);
    }
    let fill = |place: &str| match place {
        "title" => Some(title.to_owned()),
        "url" => Some(url.to_owned()),
        _ => None,
    };
    let text = |key: &str| texts.get(key, None, &fill).unwrap_or_else(|| title.to_owned());
    // A line of a mail ends with both (RFC 6068, section 5).
    let body = format!("{}\r\n{url}\r\n\r\n{}\r\n", title, text("report.body"));
    format!(
        "mailto:{}?subject={}&body={}",
        utf8_percent_encode(contact, MAIL),
        utf8_percent_encode(&text("report.subject"), ENCODED),
        utf8_percent_encode(&body, ENCODED)
    )
}

/// A mail to nobody yet that passes the page at `url` (absolute) on.
pub fn share(title: &str, url: &str) -> String {
    let (subject, body) = (utf8_percent_encode(title, ENCODED), utf8_percent_encode(url, ENCODED));
    format!("mailto:?subject={subject}&body={body}")
}

/// A web address with an address filled in.
pub fn with_url(contact: &str, url: &str) -> String {
    uri(&contact.replace("{url}", &utf8_percent_encode(url, ENCODED).to_string())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded() {
        let texts = Texts::default();
        let url = "https://a.example/x/?y=1&z";
        let own = |contact| address(contact, "Grain & \"bread\"", url, &texts);
        assert_eq!(
            own("a+b@c.example"),
            "mailto:a+b@c.example?subject=Grain%20%26%20%22bread%22&body=Grain%20%26%20%22bread%22%0D%0Ahttps%3A%2F%2Fa.example%2Fx%2F%3Fy%3D1%26z%0D%0A%0D%0AGrain%20%26%20%22bread%22%0D%0A"
        );
        assert_eq!(
            own("https://f.example/?page={url}"),
            "https://f.example/?page=https%3A%2F%2Fa.example%2Fx%2F%3Fy%3D1%26z"
        );
        assert_eq!(own("https://f.example/"), "https://f.example/");
    }
}
