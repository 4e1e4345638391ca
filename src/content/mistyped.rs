//! Addresses that nobody can follow as they stand: characters that nobody sees, a scheme twice or with a slash missing, no
//! host, a bracket or a comma of the sentence at the end. What is wrong with one, and the address that was meant.

mod invisible;

use std::borrow::Cow;

use self::invisible::without_invisible;

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistyped {
    /// In words that follow "`address`: ".
    pub what: Cow<'static, str>,
    /// The kind of fault.
    pub kind: &'static str,
    /// What was meant, where that can be told.
    pub meant: Option<String>,
}

/// Nobody types a longer address in bytes; what is done here grows with more than its length.
const LONGEST: usize = 2048;
const QUOTES: [char; 13] = ['"', '\'', '“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '″', '`'];

/// What is wrong with an address that has a scheme, or was to have one. Nothing of it is decided by whether a host answers.
pub fn mistyped(address: &str) -> Option<Mistyped> {
    if address.len() > LONGEST {
        return None;
    }
    let plain = address
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'\\' | b'<' | b'>' | b'`'));
    let mut found: Option<(Cow<'static, str>, &'static str)> = None;
    let mut say = |what: Cow<'static, str>, kind| _ = found.get_or_insert((what, kind));
    let mut text = Cow::Borrowed(address);
    if !plain || address.contains('%') {
        if let Some((without, what)) = without_invisible(&text) {
            say(what.into(), "invisible");
            text = without.into();
        }
        let bare = text.trim_matches(|c| QUOTES.contains(&c));
        if bare.len() < text.len()
            && !bare.contains(QUOTES)
            && !(text.ends_with('\'') && bare.len() + 1 == text.len())
        {
            say("quotation marks stand around it".into(), "quotation marks");
            text = bare.to_owned().into();
        }
    }
    if text.starts_with(['(', '<', '[']) && begins_with_scheme(&text[1..]) {
        say("a bracket stands before it".into(), "bracket");
        text = text[1..].trim_end_matches([')', '>', ']']).to_owned().into();
    }
    // `”//x.example/”`, `:///x.example`: of quotation marks that a program made typographic, and lost the scheme of.
    if matches!(text, Cow::Owned(_)) && text.starts_with("//") && without_scheme(&text).is_some() {
        text = format!("https:{text}").into();
    }
    if let Some(mail) = text.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:")).map(|_| &text[7..])
    {
        return of_mail(mail, found);
    }
    if let Some((mended, what, kind)) = scheme(&text) {
        say(what.into(), kind);
        text = mended.into();
    }
    let Some(start) = text.find("://").map(|at| at + 3).filter(|_| begins_with_scheme(&text)) else {
        return found.map(|(what, kind)| Mistyped { what, kind, meant: Some(text.into_owned()) });
    };
    let end = text[start..].find(['/', '?', '#']).map_or(text.len(), |at| start + at);
    let host = &text[start..end];
    if host.is_empty() {
        say("it has no host".into(), "no host");
        return found.map(|(what, kind)| Mistyped { what, kind, meant: None });
    }
    let tidy = host.trim_end_matches([',', ';']).replace(',', ".").replace("..", ".");
    if tidy != host && !host.contains('@') {
        say("its host holds a comma, or two dots in a row".into(), "host");
        text = format!("{}{tidy}{}", &text[..start], &text[end..]).into();
    }
    if let Some(length) = trailing(&text, start) {
        say(format!("`{}` stands at its end", &text[length..]).into(), "end");
        text = text[..length].to_owned().into();
    }
    let (what, kind) = found?;
    let is_one = url::Url::parse(&text).is_ok_and(|url| url.has_host());
    Some(Mistyped { what, kind, meant: is_one.then(|| text.into_owned()) })
}

/// The address on the web, or of mail, that a path without a scheme looks like: `host.example/page`, `jo@host.example`.
pub fn without_scheme(path: &str) -> Option<String> {
    // Endings of files that are top-level domains, too, are files.
    const FILES: [&str; 43] = [
        "md", "html", "htm", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "txt", "csv", "xml",
        "json", "zip", "mp3", "mp4", "mov", "yaml", "yml", "docx", "xlsx", "epub", "ics", "js", "css", "rs",
        "py", "sh", "doc", "xls", "ppt", "pptx", "odt", "ods", "odp", "rtf", "gz", "xz", "tar", "iso", "rpm",
    ];
    let path = path.strip_prefix("//").unwrap_or(path);
    let end = path.find(['/', '?', '#']).unwrap_or(path.len());
    let (name, rest) = path.split_at(end);
    let (user, host) = name.rsplit_once('@').map_or((None, name), |(user, host)| (Some(user), host));
    let (host, port) = host.split_once(':').map_or((host, ""), |(host, port)| (host, port));
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && !label.starts_with('-') && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top = labels.last()?;
    let is_host = labels.len() > 1
        && labels.iter().all(is_label)
        && top.chars().all(char::is_alphabetic)
        && top.chars().count() > 1
        && port.bytes().all(|b| b.is_ascii_digit());
    match user {
        _ if !is_host => None,
        Some(user) => (!user.is_empty() && rest.is_empty() && !user.contains(char::is_whitespace))
            .then(|| format!("mailto:{path}")),
        None if FILES.contains(&top.to_ascii_lowercase().as_str()) => None,
        None if rest.is_empty() => Some(format!("https://{name}/")),
        None => Some(format!("https://{path}")),
    }
}

/// Whether an address is one of the web or of mail.
pub fn is_elsewhere(address: &str) -> bool {
    begins_with_scheme(address) || address.starts_with("mailto:")
}

fn begins_with_scheme(text: &str) -> bool {
    ["http:", "https:"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

/// The address with its scheme mended, once where it stood twice.
fn scheme(address: &str) -> Option<(String, &'static str, &'static str)> {
    let letters = address.len() - address.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (name, rest) = address.split_at(letters);
    if !(3..=8).contains(&letters) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let is_sign = |c: char| matches!(c, ':' | ';' | '/' | '\\' | '.' | '：' | '／');
    let signs = &rest[..rest.len() - rest.trim_start_matches(is_sign).len()];
    let known = matches!(&*name, "http" | "https");
    // Schemes that somebody hit the wrong keys for: of their letters and nothing else.
    let near = !known
        && name.bytes().all(|b| matches!(b, b'h' | b't' | b'p' | b's'))
        && name.contains("t")
        && name.contains("p")
        && signs.contains("//");
    let has_colon = signs.contains([':', '：', ';']);
    let two = signs.contains("//") || signs.contains("\\\\") || signs.contains("／／");
    if !(known && (has_colon || two) || near) {
        return None;
    }
    let meant = if name.contains('s') { "https" } else { "http" };
    let rest = &rest[signs.len()..];
    let inner = rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http"));
    let after = inner.then(|| rest[4..].trim_start_matches(['s', 'S']));
    if let Some(after) = after
        && (after.starts_with(':') || after.starts_with("//"))
        && (after.starts_with("//") || after[1..].starts_with(|c: char| !c.is_ascii_digit()))
    {
        let inner = scheme(rest).map_or_else(|| rest.to_owned(), |(mended, ..)| mended);
        return Some((inner, "its scheme stands there twice", "scheme twice"));
    }
    if signs == "://" && (known || rest.is_empty()) {
        return None;
    }
    let (what, kind) = match signs {
        _ if near => ("its scheme is mistyped", "scheme"),
        ":/" => ("one slash stands behind its scheme instead of two", "slashes"),
        ":" => ("no slashes stand behind its scheme", "slashes"),
        ":///" | ":////" => ("more than two slashes stand behind its scheme: it has no host", "slashes"),
        "//" => ("the colon behind its scheme is missing", "slashes"),
        _ => ("its scheme is mistyped", "scheme"),
    };
    Some((format!("{meant}://{rest}"), what, kind))
}

/// How long an address is without what belongs to the sentence around it; nothing when all of it is its own.
fn trailing(address: &str, host: usize) -> Option<usize> {
    let mut end = address.len();
    loop {
        let text = &address[..end];
        let last = text[host..].chars().next_back()?;
        let is_odd = match last {
            ',' | '”' | '“' | '»' | '’' | '`' | '…' => true,
            ';' => !ends_reference(text),
            '>' => text.matches('>').count() > text.matches('<').count(),
            ')' => text.matches(')').count() > text.matches('(').count(),
            ']' => text.matches(']').count() > text.matches('[').count(),
            '.' => ends_sentence(&text[host..]),
            _ => false,
        };
        if !is_odd {
            break;
        }
        end -= last.len_utf8();
    }
    (end < address.len() && end > host).then_some(end)
}

/// Whether a text ends with a character reference (`&amp;`), as addresses do that were copied out of HTML.
fn ends_reference(text: &str) -> bool {
    text.rsplit_once('&')
        .is_some_and(|(_, name)| name.trim_end_matches(';').bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether the full stop at the end of an address is that of a sentence: pages of wikis and of companies do end with one
/// (`/wiki/Example_Inc.`).
fn ends_sentence(text: &str) -> bool {
    let before = &text[..text.len() - 1];
    let Some((host, path)) = before.split_once('/') else { return true };
    let word = path.rsplit(['/', '_', '-', '.', ' ', '+', '=']).next().unwrap_or(path);
    let is_short = !word.is_empty() && word.len() <= 4 && !path.ends_with(".html") && !path.ends_with(".pdf");
    let is_capital = word.starts_with(|c: char| c.is_uppercase());
    !(host.contains("wiki") || is_short && (is_capital || word.len() < 3) || path.contains(['?', '#', '%']))
}

fn of_mail(address: &str, found: Option<(Cow<'static, str>, &'static str)>) -> Option<Mistyped> {
    let bare = address.trim_start_matches('/').trim().trim_start_matches("%20");
    let to = bare.split('?').next().unwrap_or("");
    let has_at = to.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
    let fault = match () {
        () if begins_with_scheme(bare) => {
            let meant = Some(bare.to_owned());
            return Some(Mistyped { what: "it is an address of the web".into(), kind: "mailto", meant });
        }
        () if bare.len() < address.len() => {
            Some(("`mailto:` is followed by the address itself".into(), "mailto"))
        }
        () if !(has_at || to.is_empty() && bare.starts_with('?')) => {
            Some(("it is no mail address".into(), "mailto"))
        }
        () => None,
    };
    let (what, kind) = found.or(fault)?;
    Some(Mistyped { what, kind, meant: has_at.then(|| format!("mailto:{bare}")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(address: &str) -> Option<Option<String>> {
        mistyped(address).map(|found| found.meant)
    }

    #[test]
    fn what_was_meant_can_be_told_and_is_right() {
        for (address, right) in [
            ("https://x.example/\u{200b}", "https://x.example/"),
            ("https://x.example/a%E2%80%8B", "https://x.example/a"),
            ("https://x.ex\u{ad}ample/a", "https://x.example/a"),
            ("https://x.example/a\u{a0}", "https://x.example/a"),
            ("https://x.example/a%20", "https://x.example/a"),
            ("https://https://x.example/", "https://x.example/"),
            ("https://http://x.example/a", "http://x.example/a"),
            ("http://https//x.example/", "https://x.example/"),
            ("https://https:/x.example/", "https://x.example/"),
            ("http:/x.example/", "http://x.example/"),
            ("https:x.example/a", "https://x.example/a"),
            ("https:///x.example/", "https://x.example/"),
            ("https//x.example/", "https://x.example/"),
            ("https//:x.example/", "https://x.example/"),
            ("https:\\\\x.example/a", "https://x.example/a"),
            ("https;//x.example/", "https://x.example/"),
            ("https：//x.example/", "https://x.example/"),
            ("htps://x.example/", "https://x.example/"),
            ("hhttp://x.example/", "http://x.example/"),
            ("ttps://x.example/", "https://x.example/"),
            ("https://www,x.example/a", "https://www.x.example/a"),
            ("https://x..example/", "https://x.example/"),
            ("https://x.example/a),", "https://x.example/a"),
            ("https://x.example/a.html.", "https://x.example/a.html"),
            ("https://x.example/story.", "https://x.example/story"),
            ("https://x.example/a;", "https://x.example/a"),
            ("“https://x.example/”", "https://x.example/"),
            ("https://x.example/”", "https://x.example/"),
            ("(https://x.example/)", "https://x.example/"),
            ("”//x.example/a”", "https://x.example/a"),
            ("mailto://jo@x.example", "mailto:jo@x.example"),
            ("mailto: jo@x.example", "mailto:jo@x.example"),
        ] {
            assert_eq!(meant(address), Some(Some(right.to_owned())), "{address:?}");
            assert_eq!(mistyped(right), None, "{right}: what is meant is right");
        }
        for address in ["https://", "https:///", "http://?x", "mailto:jo"] {
            assert_eq!(meant(address), Some(None), "{address}");
        }
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for address in [
            "https://x.example/", "https://web.archive.org/web/2020/https://x.example/",
            "https://en.wikipedia.org/wiki/Example_Inc.", "https://en.wikipedia.org/wiki/A_(b)",
            "https://x.example/Acme-Ltd.", "http://localhost:4000/x",
            "https://x.example/?u=http://y.example/", "https://x.example/it's", "https://http.cat/404",
            "mailto:jo@x.example?subject=a%20b", "mailto:?subject=x", "tel:+441", "ftp://x.example/",
            "https://x.example/نمی\u{200c}شود", "page.md", "http/intro.md", "../https/", "#a", "/a/", "",
        ] {
            assert_eq!(mistyped(address), None, "{address}");
        }
    }

    /// Each of these took time with the square of its length, or a call for each of its schemes.
    #[test]
    fn what_nobody_types_is_not_looked_at() {
        for part in ["http://", ")", "%20", "\u{200b}", "[", "https"] {
            let long = format!("https://x.example/{}", part.repeat(100_000));
            assert!(mistyped(&long).is_none());
            assert!(mistyped(&part.repeat(100_000)).is_none());
        }
    }

    #[test]
    fn what_lacks_its_scheme() {
        for (path, address) in [
            ("host.example/page", "https://host.example/page"),
            ("host.example", "https://host.example/"),
            ("www.host.example/a?b", "https://www.host.example/a?b"),
            ("host.example:8080/x", "https://host.example:8080/x"),
            ("jo@host.example", "mailto:jo@host.example"),
        ] {
            assert_eq!(without_scheme(path).as_deref(), Some(address), "{path}");
        }
        for path in [
            "a.md", "x/host.example", "report.pdf", "a", "", "v1.2/x", "a b.example/x", "@host.example",
            ".x/y",
        ] {
            assert_eq!(without_scheme(path), None, "{path}");
        }
    }
}
