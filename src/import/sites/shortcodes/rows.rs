//! The table of shortcodes: a row for each thing that they are.

use super::{Call, fenced, paragraph, picture, target};

/// A thing that shortcodes are.
pub(super) struct Row {
    /// Whole names.
    pub(super) names: &'static [&'static str],
    /// Words, of which the name has one.
    pub(super) words: &'static [&'static str],
    /// What it becomes.
    pub(super) write: fn(&Call) -> Option<String>,
}

pub(super) const ROWS: &[Row] = &[
    Row { names: &["youtube", "youtubevideo", "yt"], words: &["youtube"], write: youtube },
    Row { names: &["vimeo"], words: &["vimeo"], write: vimeo },
    Row {
        names: &["dailymotion"],
        words: &[],
        write: |call| player(call, "https://www.dailymotion.com/video/"),
    },
    Row { names: &["spotify"], words: &[], write: |call| player(call, "https://open.spotify.com/") },
    Row { names: &["soundcloud"], words: &[], write: |call| player(call, "https://soundcloud.com/") },
    Row { names: &["gist"], words: &["gist"], write: gist },
    Row { names: &["tweet", "x", "twitter"], words: &["tweet", "twitter"], write: post },
    Row {
        names: &["instagram"],
        words: &[],
        write: |call| linked(call, "https://www.instagram.com/p/", "A post on Instagram"),
    },
    Row {
        names: &["embed", "oembed", "video", "audio", "mp4", "mp3"],
        words: &["video", "audio"],
        write: embed,
    },
    Row {
        names: &["figure", "image", "img", "picture", "photo"],
        words: &["figure", "image", "img", "picture", "photo"],
        write: figure,
    },
    Row { names: &["highlight", "code", "codeblock", "prism"], words: &[], write: code },
    Row {
        names: &["blockquote", "quote", "pullquote", "quotation"],
        words: &["quote", "blockquote", "pullquote"],
        write: quotation,
    },
    Row { names: &["tip", "hint"], words: &["tip", "hint"], write: |call| alert(call, "TIP") },
    Row {
        names: &["warning", "warn", "attention"],
        words: &["warning"],
        write: |call| alert(call, "WARNING"),
    },
    Row {
        names: &["caution", "danger", "error"],
        words: &["caution", "danger"],
        write: |call| alert(call, "CAUTION"),
    },
    Row { names: &["important"], words: &[], write: |call| alert(call, "IMPORTANT") },
    Row {
        names: &["note", "notice", "info", "alert", "callout", "admonition", "hint-box"],
        words: &["note", "notice", "callout", "admonition", "alert"],
        write: |call| alert(call, "NOTE"),
    },
    Row {
        names: &["details", "expand", "accordion", "collapse", "spoiler"],
        words: &["accordion"],
        write: details,
    },
    Row { names: &["button", "btn", "link-button"], words: &["button", "btn"], write: link },
    Row {
        names: &["asset-static", "file", "download", "attachment"],
        words: &["file", "download"],
        write: link,
    },
    Row { names: &["mermaid"], words: &[], write: |call| Some(fenced("mermaid", call.inner.as_deref()?)) },
    Row { names: &["br"], words: &[], write: |_| Some("<br>".to_owned()) },
    Row {
        names: &["toc", "clear", "clearfix", "pagebreak"],
        words: &[],
        write: |call| call.inner.is_none().then(String::new),
    },
    Row { names: &["param"], words: &[], write: |_| None },
];

/// The names of an address, as themes call it.
const SOURCES: [&str; 12] =
    ["src", "url", "href", "link", "path", "file", "image", "source", "image_path", "img", "filename", "id"];

fn address(call: &Call) -> Option<&str> {
    call.get(&SOURCES).or_else(|| call.at(0))
}

fn player(call: &Call, host: &str) -> Option<String> {
    let id = call.get(&["id", "url", "src", "video", "videoid", "video_id", "key"]).or_else(|| call.at(0))?;
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/');
    match id {
        id if id.starts_with("http") && !id.contains(char::is_whitespace) => Some(paragraph(id)),
        id if !id.is_empty() && id.chars().all(is_id) => Some(paragraph(&format!("{host}{id}"))),
        _ => None,
    }
}

fn youtube(call: &Call) -> Option<String> {
    player(call, "https://www.youtube.com/watch?v=")
}

fn vimeo(call: &Call) -> Option<String> {
    player(call, "https://vimeo.com/")
}

fn gist(call: &Call) -> Option<String> {
    let path = match (call.at(0), call.at(1)) {
        (Some(user), Some(id)) if !user.contains(['/', '.']) && id.chars().all(|c| c.is_ascii_hexdigit()) => {
            format!("{user}/{id}")
        }
        (Some(path), _) => path.trim_start_matches("https://gist.github.com/").to_owned(),
        (None, _) => call.get(&["id", "url"])?.trim_start_matches("https://gist.github.com/").to_owned(),
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_');
    path.chars().all(is_part).then(|| paragraph(&format!("[Code: {path}](https://gist.github.com/{path})")))
}

/// A post on X. Its number alone leads there, too.
fn post(call: &Call) -> Option<String> {
    let user = call.get(&["user"]).unwrap_or("i/web");
    let id = call.get(&["id", "url"]).or_else(|| call.at(0))?;
    let address = match id {
        id if id.starts_with("http") => id.to_owned(),
        id if id.chars().all(|c| c.is_ascii_digit()) => format!("https://x.com/{user}/status/{id}"),
        _ => return None,
    };
    Some(paragraph(&format!("[A post on X]({})", target(&address))))
}

fn linked(call: &Call, host: &str, words: &str) -> Option<String> {
    let id = call.get(&["id", "url"]).or_else(|| call.at(0))?;
    let address = if id.starts_with("http") { id.to_owned() } else { format!("{host}{id}/") };
    Some(paragraph(&format!("[{words}]({})", target(&address))))
}

fn embed(call: &Call) -> Option<String> {
    let inner = call.inner.as_deref().map(str::trim).filter(|inner| !inner.contains(char::is_whitespace));
    let address = inner.filter(|inner| !inner.is_empty()).or_else(|| address(call))?;
    let is_address = address.starts_with("http") || address.starts_with('/') || address.contains('.');
    (is_address && !address.contains(char::is_whitespace)).then(|| match address.starts_with("http") {
        true => paragraph(address),
        false => {
            let words = call.get(&["title", "caption"]).unwrap_or("Play");
            paragraph(&format!("[{words}]({})", target(address)))
        }
    })
}

fn figure(call: &Call) -> Option<String> {
    let src = address(call)?;
    let caption = call.get(&["caption", "title", "description"]).map(str::to_owned);
    let caption = caption
        .or_else(|| call.inner.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned));
    let alt = call.get(&["alt"]).or_else(|| call.at(1)).unwrap_or("").to_owned();
    let alt = if alt.is_empty() { caption.clone().unwrap_or_default() } else { alt };
    let credit =
        call.get(&["attr", "credit", "attribution", "source", "copyright"]).filter(|credit| *credit != src);
    let shown = picture(src, &alt, caption.as_deref(), credit);
    let link = call.get(&["link", "href"]).filter(|link| *link != src);
    Some(paragraph(&match link {
        Some(link) => format!("[{shown}]({})", target(link)),
        None => shown,
    }))
}

fn code(call: &Call) -> Option<String> {
    let code = call.inner.as_deref()?;
    let language = call.get(&["lang", "language"]).or_else(|| call.at(0)).unwrap_or("");
    let is_language = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '_');
    Some(fenced(if language.chars().all(is_language) { language } else { "" }, code))
}

fn quotation(call: &Call) -> Option<String> {
    let named = call.get(&["text", "quote"]).map(str::to_owned);
    let text = call.inner.clone().filter(|text| !text.trim().is_empty()).or(named)?;
    let mut lines: Vec<String> =
        text.trim().lines().map(|line| format!("> {}", line.trim()).trim_end().to_owned()).collect();
    let by = call.get(&["author", "cite", "by", "name", "attribution", "source", "caption"]);
    if let Some(by) = by {
        lines.push(format!("> — {by}"));
    }
    Some(paragraph(&lines.join("\n")))
}

fn alert(call: &Call, kind: &str) -> Option<String> {
    let text = call.inner.clone().or_else(|| call.get(&["text", "content", "body"]).map(str::to_owned))?;
    let title =
        call.get(&["title", "heading"]).map(|title| format!("> **{title}**\n>\n")).unwrap_or_default();
    let words = call.get(&["type", "variant", "kind"]).or_else(|| call.at(0)).unwrap_or("").to_lowercase();
    let kind = match &*words {
        "tip" | "hint" | "success" => "TIP",
        "warning" | "alert" => "WARNING",
        "danger" | "caution" | "error" => "CAUTION",
        "important" | "action" => "IMPORTANT",
        _ => kind,
    };
    let lines: Vec<String> =
        text.trim().lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
    Some(paragraph(&format!("> [!{kind}]\n{title}{}", lines.join("\n"))))
}

fn details(call: &Call) -> Option<String> {
    let text = call.inner.as_deref()?.trim();
    let title = call.get(&["title", "summary", "label", "heading"]).or_else(|| call.at(0)).unwrap_or("More");
    Some(paragraph(&format!(
        "<details>\n<summary>{}</summary>\n\n{text}\n\n</details>",
        title.replace('<', "&lt;")
    )))
}

fn link(call: &Call) -> Option<String> {
    let address =
        call.get(&["href", "url", "link", "file", "src", "relref", "path"]).or_else(|| call.at(0))?;
    let words = call.inner.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let words = words.or_else(|| call.get(&["label", "text", "title", "name"])).or_else(|| call.at(1));
    Some(format!("[{}]({})", words.unwrap_or(address).replace(['[', ']'], ""), target(address)))
}
