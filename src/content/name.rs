//! What a content file's path says: a date, the text of the slug, a language.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::address;
use crate::diagnostic::{Code, Diagnostic};

/// A content file's name, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Name<'p> {
    /// `2025-02-12-…`
    pub date: Option<NaiveDate>,
    /// What the slug is made of: the name without date, language and ending; for a date alone the date.
    pub slug_text: Cow<'p, str>,
    /// `slug.uk.md`: the translation suffix.
    pub language: Option<&'p str>,
    /// Whether it is the `index.md` of a folder.
    pub bundle: bool,
}

/// Takes the path of a content file apart (relative to the site's root).
///
/// # Errors
/// A date that does not exist.
pub fn of(path: &str) -> Result<Name<'_>, Diagnostic> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (stem, language) = split_language(stem);
    let folder = path.rsplit('/').nth(1).unwrap_or("");
    // `content/index.md` is the home page, no bundle called "content".
    let bundle = stem == "index" && path.matches('/').count() > 1;
    let name = if bundle { folder } else { stem };
    let Some((digits, rest)) = split_date(name) else {
        return Ok(Name { date: None, slug_text: as_text(name), language, bundle });
    };
    let [year, month, day] = digits;
    let Some(date) = NaiveDate::from_ymd_opt(year as i32, month, day) else {
        return Err(Diagnostic::error(
            Code::InvalidDate,
            format!("there is no day {year}-{month:02}-{day:02}"),
        )
        .in_file(path)
        .hint("correct the date in the file's name"));
    };
    let slug_text = if rest.is_empty() { date.to_string().into() } else { as_text(rest) };
    Ok(Name { date: Some(date), slug_text, language, bundle })
}

/// The words of a name that somebody may have copied out of an address.
fn as_text(name: &str) -> Cow<'_, str> {
    if name.contains('%') { address::decode(name).unwrap_or(name.into()) } else { name.into() }
}

/// Folders whose texts are drafts, whatever their capitals and however deep.
const DRAFTS: [&str; 7] =
    ["_drafts", "drafts", "_draft", "_private", "_trash", "_unpublished", "unpublished"];

/// Whether a file (relative to the site's root) stands in a folder of drafts, or its name says that it is one: `a.draft.md`.
pub fn is_in_drafts(path: &str) -> bool {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let is_draft = |part: &str| part.eq_ignore_ascii_case("draft");
    file.split('.').skip(1).any(is_draft)
        || folders.split('/').any(|folder| DRAFTS.iter().any(|drafts| folder.eq_ignore_ascii_case(drafts)))
}

/// Whether a file is named like those in which a repository speaks of itself.
pub fn is_of_repository(path: &str) -> bool {
    const NAMES: [&str; 8] = [
        "readme", "license", "licence", "contributing", "changelog", "code_of_conduct", "security", "authors",
    ];
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (stem, _) = split_language(stem);
    NAMES.iter().any(|name| stem.replace('-', "_").eq_ignore_ascii_case(name))
}

/// Whether a file is the page of a section in Hugo and Zola, in whatever language: `_index.md`, `_index.uk.md`.
pub fn is_section(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_prefix("_index.").is_some_and(|rest| rest == "md" || rest.ends_with(".md"))
}

/// Whether a file right below `content/` is the home page's text, in any language: `index.md`, `index.uk.md`.
pub fn is_index(file: &str) -> bool {
    file.strip_suffix(".md").is_some_and(|stem| split_language(stem).0 == "index")
}

/// The path of a content file without the language in its name: `content/slug.uk.md` is a translation of
/// `content/slug.md`, and both of what this returns.
pub fn untranslated(path: &str) -> Cow<'_, str> {
    let Some(stem) = path.strip_suffix(".md") else { return path.into() };
    let name = stem.rsplit('/').next().unwrap_or(stem);
    // Most have none.
    if !name.contains('.') {
        return path.into();
    }
    match split_language(name) {
        (_, None) => path.into(),
        (own, Some(_)) => format!("{}{own}.md", &stem[..stem.len() - name.len()]).into(),
    }
}

/// A warning about a file (relative to the site's root) that is taken for no document, registry or interface texts for
/// nothing but the ending of its name.
pub fn wrong_ending(path: &str) -> Option<Diagnostic> {
    let (stem, ending) = path.rsplit_once('.')?;
    let written = ending.to_ascii_lowercase();
    let name = stem.rsplit('/').next().unwrap_or(stem).to_ascii_lowercase();
    let in_content = stem.rsplit_once('/').is_some_and(|(folder, _)| folder == "content");
    let registry = in_content && matches!(&*name, "tags" | "sources" | "authors");
    if in_content && !registry {
        let (base, language) = name.split_once('.').map_or((&*name, None), |(base, code)| (base, Some(code)));
        let meant = match base {
            "tags" | "tag" => Some("tags"),
            "sources" | "source" | "outlets" => Some("sources"),
            "authors" | "author" => Some("authors"),
            _ => None,
        };
        if let Some(meant) = meant.filter(|_| matches!(&*written, "yaml" | "yml")) {
            let hint = match language {
                Some(code) => {
                    format!("write into content/{meant}.yaml what they are called: `names: {{{code}: …}}`")
                }
                None => format!("rename it to content/{meant}.yaml"),
            };
            let message = "this file is passed over because of its name";
            return Some(Diagnostic::warning(Code::FileEnding, message).in_file(path).hint(hint));
        }
    }
    let right = match &*written {
        "md" | "markdown" | "mdown" | "mkdn" | "mkd" if path.starts_with("content/") && ending != "md" => {
            format!("{stem}.md")
        }
        "yaml" | "yml" | "json" | "toml" if registry => format!("content/{name}.yaml"),
        "yaml" | "yml" if path.starts_with("i18n/") && ending != "yaml" => format!("{stem}.yaml"),
        _ => return None,
    };
    let message = "this file is passed over because of its name";
    (right != path).then(|| {
        Diagnostic::warning(Code::FileEnding, message).in_file(path).hint(format!("rename it to {right}"))
    })
}

/// Endings of texts in forms that are not read.
const OTHER_TEXTS: [&str; 14] = [
    "adoc", "asciidoc", "doc", "docx", "htm", "html", "mdx", "odt", "org", "pages", "qmd", "rst", "rtf",
    "txt",
];

/// Warnings about files of `content/` that look like texts, of which nothing is made, and which no text shows or links to.
pub fn unread<'a>(paths: impl Iterator<Item = &'a str>, copied: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let of_path = |path: &'a str| {
        let (stem, written) =
            path.strip_prefix("content/")?.rsplit_once('.').filter(|(_, ending)| *ending != "md")?;
        let ending = OTHER_TEXTS.into_iter().find(|ending| written.eq_ignore_ascii_case(ending))?;
        let stem_name = stem.rsplit('/').next().unwrap_or(stem);
        if copied.contains(path)
            || matches!(stem_name.to_ascii_lowercase().as_str(), "robots" | "humans" | "license")
        {
            return None;
        }
        let what =
            if ending == "mdx" { "save its text as Markdown: " } else { "write its text in Markdown: " };
        Some(
            Diagnostic::warning(Code::FileEnding, format!("files that end in `.{ending}` are not read"))
                .in_file(path)
                .hint(format!("{what}content/{stem}.md; or link to it from a text"))
                .cause(ending, format!("files that end in `.{ending}` are not read, and no text links to them"))
                .remedy("write their texts in Markdown, in files that end in `.md`, or move them out of `content/`"),
        )
    };
    paths.filter_map(of_path).collect()
}

/// Warnings about folders of `content/` that are nearly those of topics, editions, stories or pages: what is in them are
/// articles.
pub fn nearly_folders<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<Diagnostic> {
    const FOLDERS: [(&str, &[&str]); 4] = [
        ("topics", &["topics", "topic"]),
        ("editions", &["editions", "edition"]),
        ("stories", &["stories", "story"]),
        ("pages", &["pages", "page"]),
    ];
    let of_path = |path: &'a str| {
        let (folder, file) = path.strip_prefix("content/")?.split_once('/')?;
        let is_it = |name: &&str| folder.eq_ignore_ascii_case(name);
        let (right, _) = FOLDERS.iter().find(|(_, names)| names.iter().any(&is_it))?;
        let message = format!("this is an article, since {right} stand in `content/{right}/`");
        (file.ends_with(".md") && folder != *right).then(|| {
            Diagnostic::warning(Code::FolderName, message)
                .in_file(path)
                .hint(format!("rename the folder to content/{right}/, or give it another name"))
                .cause(
                    folder,
                    format!(
                        "texts in `content/{folder}/` are articles, since {right} stand in `content/{right}/`"
                    ),
                )
        })
    };
    paths.filter_map(of_path).collect()
}

/// The path as a link may write it: without the date in the name; none when it has none.
pub fn without_date(path: &str) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    if file == "index.md" {
        let (above, bundle) = folder.rsplit_once('/')?;
        let (_, rest) = split_date(bundle).filter(|(_, rest)| !rest.is_empty())?;
        return Some(format!("{above}/{rest}/index.md"));
    }
    let (_, rest) = split_date(file.strip_suffix(".md")?).filter(|(_, rest)| !rest.is_empty())?;
    Some(format!("{folder}/{rest}.md"))
}

/// A name without the day at its beginning.
pub fn undated(stem: &str) -> &str {
    split_date(stem).map_or(stem, |(_, rest)| rest)
}

/// `2025-2-12-slug`, `2025-02-12 Slug`, `2025-02-12. Slug` → year, month, day and the rest.
fn split_date(name: &str) -> Option<([u32; 3], &str)> {
    let mut rest = name;
    let mut digits = [0; 3];
    for (place, most) in [(0, 4), (1, 2), (2, 2)] {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end == 0 || end > most || (place == 0 && end != 4) {
            return None;
        }
        digits[place] = rest[..end].parse().ok()?;
        rest = &rest[end..];
        if place < 2 {
            rest = rest.strip_prefix('-')?;
        }
    }
    match rest.strip_prefix(['-', '_', ' ', '.', ',', '–', '—']) {
        Some(slug) => Some((digits, slug.trim_start_matches([' ', '-', '–', '—', '_', '.', ',']))),
        None if rest.is_empty() => Some((digits, "")),
        None => None,
    }
}

/// ISO 639-1, for codes in capitals, which may be something else.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it \
    iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// `slug.uk` → `slug` and `uk`: a language of two or three letters, perhaps with a region; `slug.UK` and `slug.pt_BR` are
/// meant so, too.
fn split_language(stem: &str) -> (&str, Option<&str>) {
    let Some((before, code)) = stem.rsplit_once('.').filter(|(before, _)| !before.is_empty()) else {
        return (stem, None);
    };
    let (language, region) =
        code.split_once(['-', '_']).map_or((code, None), |(language, region)| (language, Some(region)));
    let letters = |text: &str, count: std::ops::RangeInclusive<usize>| {
        count.contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphabetic())
    };
    // "A report by the UN" is no translation, and "character.AI" none.
    let is_one_case = language.chars().all(|c| c.is_ascii_lowercase())
        || language.len() == 2
            && language.chars().all(|c| c.is_ascii_uppercase())
            && LANGUAGES.split(' ').any(|known| language.eq_ignore_ascii_case(known));
    let fits = letters(language, 2..=3) && is_one_case && region.is_none_or(|region| letters(region, 2..=4));
    if fits { (before, Some(code)) } else { (stem, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(path: &str) -> (Option<String>, String, Option<String>, bool) {
        let name = of(path).expect("a name");
        (
            name.date.map(|date| date.to_string()),
            name.slug_text.into(),
            name.language.map(str::to_owned),
            name.bundle,
        )
    }

    #[test]
    fn names_say_date_slug_and_language() {
        let day = || Some("2025-02-12".to_owned());
        assert_eq!(parts("content/2025-02-12-slug.md"), (day(), "slug".into(), None, false));
        assert_eq!(parts("content/x/2025-2-12-slug/index.md"), (day(), "slug".into(), None, true));
        assert_eq!(parts("content/2025-02-12.md"), (day(), "2025-02-12".into(), None, false));
        assert_eq!(
            parts("content/2025-02-12-%D0%9A%D0%B8%D1%97%D0%B2.md"),
            (day(), "Київ".into(), None, false)
        );
        assert_eq!(parts("content/100%.md"), (None, "100%".into(), None, false));
        assert_eq!(parts("content/2025-02-12-slug.uk.md"), (day(), "slug".into(), Some("uk".into()), false));
        assert_eq!(
            parts("content/2025-02-12-a/index.uk-UA.md"),
            (day(), "a".into(), Some("uk-UA".into()), true)
        );
        assert_eq!(parts("content/2025-02-12-character.AI.md").1, "character.AI");
        for code in ["UK", "pt_BR", "pt-BR", "uk"] {
            let path = format!("content/2025-02-12-a.{code}.md");
            assert_eq!(parts(&path), (day(), "a".into(), Some(code.into()), false));
            assert_eq!(untranslated(&path), "content/2025-02-12-a.md");
        }
        for name in ["2025-02-12 Slug x", "2025-02-12. Slug x", "2025-02-12 – Slug x", "2025-02-12, Slug x"]
        {
            assert_eq!(parts(&format!("content/{name}.md")), (day(), "Slug x".into(), None, false), "{name}");
        }
        assert_eq!(parts("content/2025-02-12 Slug/index.md"), (day(), "Slug".into(), None, true));
        assert_eq!(parts("content/2025-02-12.uk.md"), (day(), "2025-02-12".into(), Some("uk".into()), false));
        assert_eq!(parts("content/index.md"), (None, "index".into(), None, false));
        assert_eq!(parts("content/version-1.2.md").1, "version-1.2");
        assert_eq!(parts("content/1234-5-people.md"), (None, "1234-5-people".into(), None, false));
        assert!(of("content/2025-02-30-slug.md").is_err());
    }

    #[test]
    fn folders_of_drafts() {
        for path in ["content/_drafts/a.md", "content/x/Drafts/y/a.md", "content/topics/_DRAFTS/a/index.md"] {
            assert!(is_in_drafts(path), "{path}");
        }
        for path in ["content/a.draft.md", "content/2025-02-12-a.Draft.uk.md"] {
            assert!(is_in_drafts(path), "{path}");
        }
        for path in [
            "content/drafts.md", "content/draft.md", "content/the-draft.md",
            "content/2025-05-01-drafts/index.md", "content/a.md",
        ] {
            assert!(!is_in_drafts(path), "{path}");
        }
    }

    #[test]
    fn folders_that_are_nearly_those_of_topics() {
        let paths = [
            "content/Topics/a.md", "content/topic/a/index.md", "content/topics/a.md", "content/x/Topics/a.md",
        ];
        let said = nearly_folders(paths.into_iter());
        let said: Vec<_> = said.iter().filter_map(|problem| problem.path.as_deref()).collect();
        assert_eq!(said, ["content/Topics/a.md", "content/topic/a/index.md"]);
    }

    #[test]
    fn endings_that_are_nearly_right() {
        let right = |path: &str| wrong_ending(path).map(|problem| problem.hints.concat());
        for (path, name) in [
            ("content/x/a.MD", "content/x/a.md"),
            ("content/index.markdown", "content/index.md"),
            ("content/tags.yml", "content/tags.yaml"),
            ("content/Tags.yaml", "content/tags.yaml"),
            ("content/tag.yaml", "content/tags.yaml"),
            ("content/outlets.yml", "content/sources.yaml"),
            ("content/authors.json", "content/authors.yaml"),
            ("i18n/uk.yml", "i18n/uk.yaml"),
        ] {
            assert_eq!(right(path), Some(format!("rename it to {name}")));
        }
        let of_language = right("content/tags.uk.yaml").expect("a hint");
        assert!(of_language.contains("`names: {uk: …}`"), "{of_language}");
        for path in [
            "content/a.md", "content/author.json", "content/tags.yaml", "content/x/tags.yml", "static/a.MD",
            "data/a.yml", "content/a",
        ] {
            assert_eq!(right(path), None, "{path}");
        }
    }

    #[test]
    fn links_may_leave_the_date_out() {
        assert_eq!(without_date("content/x/2025-02-12-slug.md").as_deref(), Some("content/x/slug.md"));
        assert_eq!(
            without_date("content/2025-02-12-slug/index.md").as_deref(),
            Some("content/slug/index.md")
        );
        assert_eq!(without_date("content/2025-02-12.md"), None);
        assert_eq!(without_date("content/about.md"), None);
    }
}
