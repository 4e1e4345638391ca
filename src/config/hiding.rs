//! Keys of the configuration by which other tools keep texts from their readers: here they have no effect, so that what
//! they hide would be published. A value that hides is an error.
//!
//! Jekyll `exclude`, `defaults`: <https://jekyllrb.com/docs/configuration/options/>. Hugo
//! `ignoreFiles`, `disableLanguages`: <https://gohugo.io/configuration/all/>. Zola `ignored_content`:
//! <https://www.getzola.org/documentation/getting-started/configuration/>. Eleventy's ignores:
//! <https://www.11ty.dev/docs/ignores/>. Hexo `exclude`, `ignore`, `skip_render`: <https://hexo.io/docs/configuration>. MkDocs
//! `exclude_docs`, `draft_docs`: <https://www.mkdocs.org/user-guide/configuration/>. VitePress `srcExclude`:
//! <https://vitepress.dev/reference/site-config>. Quartz `ignorePatterns`: <https://quartz.jzhao.xyz/configuration>. Pelican
//! `ARTICLE_EXCLUDES`, `PAGE_EXCLUDES`, `IGNORE_FILES`: <https://docs.getpelican.com/en/stable/settings.html>. Docusaurus
//! `noIndex`: <https://docusaurus.io/docs/api/docusaurus-config>.

use serde_yaml::Value;

use crate::content::hiding::{From, HidingKey, Meaning, hides_within};
use crate::content::yaml::{Fields, as_switch, same_key};
use crate::diagnostic::Code;

/// Patterns of files that are passed over.
const FILES: [&str; 14] = [
    "exclude", "excludes", "ignores", "ignored", "ignoreFiles", "ignored_content", "skip_render",
    "exclude_docs", "draft_docs", "srcExclude", "ignorePatterns", "article_excludes", "page_excludes",
    "unpublish",
];
const LANGUAGES: [&str; 1] = ["disableLanguages"];
/// Names of files that no site publishes as a text.
const OF_TOOLS: [&str; 19] = [
    "gemfile", "vendor", "node_modules", "readme", "license", "package", "package-lock", "rakefile",
    "makefile", "gruntfile", "gulpfile", "contributing", "changelog", "dockerfile", "docker-compose", "yarn",
    "bin", "script", "scripts",
];

/// Stops at keys that nobody takes and that would hide something elsewhere.
pub(super) fn check(fields: &Fields<'_>) {
    for (index, written, item) in fields.strangers() {
        let is_one = |names: &[&str]| names.iter().any(|name| same_key(name, written));
        let (what, hint) = match () {
            () if is_one(&FILES) && names_texts(item.value()) => (
                "passes over files",
                "write the patterns as `ignore:`, in which they are those of .gitignore, from the site's folder",
            ),
            () if is_one(&LANGUAGES) && names_texts(item.value()) => (
                "keeps languages out of the site",
                "take their texts out of `content/`, or write `draft: true` into each of them, and take the key out",
            ),
            () if hides(written, item.value()) => (
                "hides texts or keeps search engines out",
                "write `draft: true` or `noindex: true` into each text that it is about, and take the key out",
            ),
            () => continue,
        };
        let message = format!("`{written}` {what} elsewhere, and has no effect here");
        item.error_at_key(Code::HidesNothing, message, hint);
        fields.answer(index);
    }
}

fn names_texts(value: &Value) -> bool {
    match value {
        Value::String(names) => names.split_whitespace().any(|name| {
            let name = name.to_ascii_lowercase();
            let name = name.trim_start_matches(['/', '!']).trim_start_matches("./").trim_start_matches("**/");
            let first = name.split('/').next().unwrap_or(name);
            let is_of_tools =
                first.starts_with('.') || OF_TOOLS.iter().any(|own| first.split('.').next() == Some(own));
            !name.is_empty() && !is_of_tools
        }),
        Value::Sequence(names) => names.iter().any(names_texts),
        Value::Bool(_) | Value::Number(_) => as_switch(value) == Some(true),
        Value::Mapping(names) => names.values().any(names_texts),
        _ => false,
    }
}

/// Whether a key hides: what keeps a site without a search or a feed hides no text.
fn hides(written: &str, value: &Value) -> bool {
    let own = HidingKey::of(written).is_some_and(|key| match key.meaning(value) {
        Meaning::Hides(From::All | From::Lists) => true,
        Meaning::Hides(From::Search) => matches!(key.name(), "noindex" | "robots" | "head"),
        _ => false,
    });
    own || hides_within(value)
}
