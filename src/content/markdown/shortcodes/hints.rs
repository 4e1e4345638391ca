//! What to write instead of a shortcode or a template tag.

use super::super::players;
use super::path_of;

/// For a tag that stands in `whole`: itself, or the target or value around it.
pub(super) fn hint(tag: &str, whole: &str, name: &str) -> String {
    if let Some(file) = tag.strip_prefix("![[").and_then(|rest| rest.strip_suffix("]]")) {
        let file = file.split(['|', '#']).next().unwrap_or(file).trim();
        return format!("write `![what it shows]({file})` for a picture, `[text]({file})` for anything else");
    }
    let is_target = whole.len() > tag.len() || matches!(name, "…" | "ref" | "relref" | "link" | "post_url");
    if let Some(path) = path_of(whole).filter(|_| is_target || tag.contains("url") || tag.contains("root")) {
        return format!("write `{path}`");
    }
    let inside =
        tag.trim_matches(|c: char| matches!(c, '{' | '}' | '<' | '>' | '%' | '-' | '/') || c.is_whitespace());
    let mut words =
        inside.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '"' | '\'' | '='));
    words.next();
    let alone = |address: &str| format!("write its address alone in a paragraph: {address}");
    let frame = words.filter(|word| !word.is_empty()).find_map(|word| {
        players::original(word).or_else(|| match name {
            "youtube" => players::original(&format!("https://youtu.be/{word}")),
            "vimeo" => players::original(&format!("https://vimeo.com/{word}")),
            _ => None,
        })
    });
    match (frame, name) {
        (Some(address), _) => alone(&address),
        (None, "youtube" | "vimeo" | "embed" | "video" | "audio") => {
            alone("https://www.youtube.com/watch?v=…")
        }
        (None, "figure" | "image" | "img") => {
            "write `![what it shows](photo.jpg \"caption | credit\")`".to_owned()
        }
        (None, "ref" | "relref" | "link" | "post_url") => {
            let file = file_of(inside).unwrap_or_else(|| "other.md".to_owned());
            match whole.len() > tag.len() {
                true => format!("write the path of that file from this one in its place: `{file}`"),
                false => format!("write a link to the file: `[text]({file})`"),
            }
        }
        (None, "include" | "raw" | "render") => "write the text itself".to_owned(),
        (None, "highlight") => "write the code between two lines of three backticks".to_owned(),
        (
            None,
            "note" | "tip" | "warning" | "caution" | "important" | "info" | "notice" | "alert" | "hint"
            | "callout",
        ) => "write an alert: `> [!NOTE]` in a line of its own, and `> ` before each line of the text"
            .to_owned(),
        (None, _) if is_value(tag) => {
            "write what it stands for, or put it between backticks if it shall be seen".to_owned()
        }
        _ => "write it as Markdown, or between backticks if it shall be seen".to_owned(),
    }
}

/// The file that a tag names: `post_url 2025-02-12-slug`, `link _posts/2025-02-12-slug.md`, `ref "slug.md"`.
fn file_of(inside: &str) -> Option<String> {
    let named = inside.split_whitespace().nth(1)?.trim_matches(['"', '\'']);
    let name = named.rsplit('/').next()?.trim_end_matches(".md");
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_name && !name.is_empty()).then(|| format!("{name}.md"))
}

/// Whether a tag stands for a value, and is no command.
fn is_value(tag: &str) -> bool {
    tag.starts_with("<%=") || tag.starts_with("{{") && !tag.starts_with("{{<") && !tag.starts_with("{{%")
}
