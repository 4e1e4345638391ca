//! Keys by which other tools keep a text from all or some of its readers, and what their values mean.
//!
//! What hides elsewhere hides here, or is an error: it is never a mere unknown key. From the tools' own documentation:
//!
//! - Jekyll `published`: <https://jekyllrb.com/docs/front-matter/>, `sitemap: false`:
//!   <https://github.com/jekyll/jekyll-sitemap#exclusions>
//! - Hugo `draft`, `headless`, `build`: <https://gohugo.io/content-management/front-matter/>,
//!   <https://gohugo.io/content-management/build-options/>; PaperMod `searchHidden`, `hiddenInHomeList`:
//!   <https://adityatelange.github.io/hugo-PaperMod/posts/papermod/papermod-variables/>; LoveIt `hiddenFromHomePage`,
//!   `hiddenFromSearch`: <https://hugoloveit.com/theme-documentation-content/>
//! - Zola `draft`, `render`, `in_search_index`: <https://www.getzola.org/documentation/content/page/>
//! - Eleventy `permalink: false`: <https://www.11ty.dev/docs/permalinks/>, `eleventyExcludeFromCollections`:
//!   <https://www.11ty.dev/docs/collections/>; Lume `draft`, `url: false`: <https://lume.land/docs/creating-pages/urls/>
//! - Ghost `status`, `visibility`, `email_only`: <https://docs.ghost.org/admin-api/posts/overview>
//! - Hexo `published`: <https://hexo.io/docs/front-matter>; hexo-blog-encrypt `password`:
//!   <https://github.com/D0n9X1n/hexo-blog-encrypt>
//! - Pelican `status`: <https://docs.getpelican.com/en/latest/content.html>; Nikola `status`:
//!   <https://getnikola.com/handbook.html>; WordPress `post_status`, `post_password`:
//!   <https://developer.wordpress.org/reference/functions/get_post_statuses/>; Micropub `post-status`:
//!   <https://indieweb.org/Micropub-extensions>
//! - Obsidian `publish`: <https://help.obsidian.md/publish/publish>; Quartz `publish`, `draft`, `unlisted`:
//!   <https://quartz.jzhao.xyz/plugins/ExplicitPublish>, <https://quartz.jzhao.xyz/plugins/unlistedpages>
//! - Docusaurus `draft`, `unlisted`: <https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog>; Starlight
//!   `draft`, `pagefind`: <https://starlight.astro.build/reference/frontmatter/>; VuePress Theme Hope `article`, `feed`:
//!   <https://theme-hope.vuejs.press/config/frontmatter/info.html>; Quarto `draft`, `search`:
//!   <https://quarto.org/docs/websites/website-drafts.html>; MkDocs Material `draft`, `search.exclude`:
//!   <https://squidfunk.github.io/mkdocs-material/plugins/blog/>
//! - Grav `published`, `routable`, `visible`, `access`: <https://learn.getgrav.org/17/content/headers>
//! - Craft CMS `enabled`: <https://craftcms.com/docs/5.x/reference/element-types/entries.html>; Wagtail `live`:
//!   <https://docs.wagtail.org/en/stable/reference/models.html>
//! - Hashnode `saveAsDraft`, `ignorePost`: <https://github.com/Hashnode/Hashnode-source-from-github-template>; Lektor
//!   `_hidden`, `_discoverable`: <https://www.getlektor.com/docs/content/system-fields/>; Middleman's sitemap
//!   `hide_from_sitemap`: <https://github.com/Aupajo/middleman-search_engine_sitemap>
//! - Metalsmith `draft`: <https://github.com/metalsmith/drafts>, `private`, `publish`:
//!   <https://github.com/mikestopcontinues/metalsmith-publish>; `hidden`: <https://pypi.org/project/mkdocs-publish-control/>
//!
//! The words of an editor's office hide as keys, too (`archived: true`), and as the status of any kind of work.

mod table;
#[cfg(test)]
mod tests;

use table::{HIDING, KEYS, Rule, SHOWING};

use super::characters::plain;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::yaml::{as_switch, same_key};

/// A key that hides, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HidingKey(u8);

/// From whom a text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From all who have not the right to see it: it is no part of the site.
    All,
    /// It is in no list and no feed; who knows its address may read it.
    Lists,
    /// From those who search.
    Search,
    /// From one list or from the feeds, for which there is no measure here.
    OneList,
}

/// What the value of such a key means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It hides.
    Hides(From),
    /// It hides nothing.
    Shows,
    /// A word that nobody knows: it hides nothing.
    Unknown,
    /// It can't be read.
    Unfit,
    /// Something else than whether it is shown: an address, a date, a list of parts of the page.
    Other,
}

impl HidingKey {
    /// Its name.
    pub fn name(self) -> &'static str {
        KEYS.get(usize::from(self.0)).map_or("draft", |(names, _)| names[0])
    }

    /// All names of the key.
    pub fn names(self) -> &'static [&'static str] {
        KEYS.get(usize::from(self.0)).map_or(&[], |(names, _)| names)
    }

    /// The names of all such keys.
    pub fn all_names() -> impl Iterator<Item = &'static str> {
        KEYS.iter().flat_map(|(names, _)| *names).copied()
    }

    /// Whether "a draft" says all: it is `draft`, `published` or a status.
    pub fn is_plain(self) -> bool {
        matches!(self.name(), "draft" | "published" | "status" | "state")
    }

    /// The key of this name, whatever its capitals.
    pub fn of(name: &str) -> Option<Self> {
        let place = KEYS.iter().position(|(names, _)| names.iter().any(|known| same_key(known, name)))?;
        u8::try_from(place).ok().map(Self)
    }

    /// What its value means.
    pub fn meaning(self, value: &Value) -> Meaning {
        let Some((_, rule)) = KEYS.get(usize::from(self.0)) else { return Meaning::Other };
        let switched = |hiding: bool, from: From, otherwise: Meaning| match as_switch(value) {
            Some(switch) if switch == hiding => Meaning::Hides(from),
            Some(_) => Meaning::Shows,
            None => otherwise,
        };
        match rule {
            // A list names the collections that it is kept out of.
            Rule::On(from @ From::Lists) if value.is_sequence() => Meaning::Hides(*from),
            Rule::On(from) => switched(true, *from, Meaning::Unfit),
            Rule::Off(from) => switched(false, *from, Meaning::Unfit),
            Rule::OnOnly(from) => switched(true, *from, Meaning::Other),
            // A number may be a place in an order.
            Rule::OffOnly(_) if value.is_number() => Meaning::Other,
            Rule::OffOnly(from) => switched(false, *from, Meaning::Other),
            Rule::Status => status(value, Meaning::Unknown),
            Rule::StatusOnly => match status(value, Meaning::Other) {
                Meaning::Unfit => Meaning::Other,
                meaning => meaning,
            },
            Rule::Readers => match status(value, Meaning::Unknown) {
                Meaning::Shows => Meaning::Shows,
                // Whoever is named, it is not everybody.
                _ => Meaning::Hides(From::All),
            },
            Rule::Publish => switched(false, From::All, status(value, Meaning::Other)),
            Rule::Any => match value {
                Value::Bool(false) => Meaning::Shows,
                Value::String(text) if text.trim().is_empty() => Meaning::Shows,
                _ => Meaning::Hides(From::All),
            },
            Rule::Build => build(value),
            Rule::Robots | Rule::Within if says_noindex(value, matches!(rule, Rule::Robots)) => {
                Meaning::Hides(From::Search)
            }
            Rule::Robots | Rule::Within => Meaning::Other,
            Rule::Excludes => match value {
                Value::Mapping(mapping) => {
                    let excludes = |(key, value): (&Value, &Value)| {
                        let key = key.as_str().unwrap_or("");
                        ["exclude", "disable", "disabled", "ignore", "noindex"]
                            .iter()
                            .any(|k| same_key(k, key))
                            && as_switch(value) == Some(true)
                    };
                    if mapping.iter().any(excludes) { Meaning::Hides(From::Search) } else { Meaning::Other }
                }
                Value::Number(_) => Meaning::Other,
                _ => switched(false, From::Search, status(value, Meaning::Other)).only_search(),
            },
            Rule::Others if hides_within(value) => Meaning::Hides(From::OneList),
            Rule::Others => Meaning::Other,
        }
    }
}

impl Meaning {
    fn only_search(self) -> Self {
        match self {
            Self::Hides(_) => Self::Hides(From::Search),
            Self::Unfit => Self::Other,
            meaning => meaning,
        }
    }
}

/// Whether a word says that a text is not public.
pub fn is_hiding_word(word: &str) -> bool {
    has(HIDING, word)
}

/// Whether a word is one that an editor's office has for what is public or not.
pub fn is_status(word: &str) -> bool {
    has(HIDING, word) || has(SHOWING, word)
}

fn has(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| same_key(known, plain(word).trim()))
}

/// Whether the words of a status begin with one that hides, or hold one that nobody writes of what is public: "Draft, at the
/// lawyer's", "2nd draft".
fn begins_hiding(words: &str) -> bool {
    const CERTAIN: &[&str] =
        &["draft", "embargo", "embargoed", "hidden", "private", "secret", "unlisted", "unpublished", "wip"];
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| has(HIDING, first) || has(CERTAIN, first))
        || words.any(|word| has(CERTAIN, word))
}

/// The meaning of a status, or of the strictest of several.
fn status(value: &Value, unknown: Meaning) -> Meaning {
    let word = |value: &Value| match value {
        Value::String(word) if has(HIDING, word) => Meaning::Hides(From::All),
        Value::String(word) if has(SHOWING, word) => Meaning::Shows,
        Value::String(words) if begins_hiding(words) => Meaning::Hides(From::All),
        Value::String(_) => unknown,
        value => match as_switch(value) {
            Some(false) => Meaning::Hides(From::All),
            Some(true) => Meaning::Shows,
            None if value.is_number() => unknown,
            None => Meaning::Unfit,
        },
    };
    let Value::Sequence(values) = value else { return word(value) };
    let all: Vec<Meaning> = values.iter().map(word).collect();
    let strictest = [Meaning::Hides(From::All), Meaning::Unfit, unknown];
    strictest.into_iter().find(|meaning| all.contains(meaning)).unwrap_or(Meaning::Shows)
}

/// `render: false` (Zola), `build: {render: never, list: never}` (Hugo).
fn build(value: &Value) -> Meaning {
    let hides = |value: &Value, words: &[&str]| match value {
        Value::String(word) if has(words, word) => Some(true),
        Value::String(word) if same_key(word, "always") => Some(false),
        value => as_switch(value).map(|switch| !switch),
    };
    let Value::Mapping(mapping) = value else {
        return match hides(value, &["never", "link"]) {
            Some(true) => Meaning::Hides(From::All),
            Some(false) => Meaning::Shows,
            None => Meaning::Unfit,
        };
    };
    let part = |name: &str, words: &[&str]| {
        let found = mapping.iter().find(|(key, _)| key.as_str().is_some_and(|key| same_key(key, name)));
        found.map_or(Some(false), |(_, value)| hides(value, words))
    };
    match (part("render", &["never", "link"]), part("list", &["never", "local"])) {
        (Some(true), _) => Meaning::Hides(From::All),
        (None, _) | (_, None) => Meaning::Unfit,
        (_, Some(true)) => Meaning::Hides(From::Lists),
        _ => Meaning::Shows,
    }
}

/// Whether a value asks search engines not to list the page. `words`: each word counts, not only `noindex`.
fn says_noindex(value: &Value, words: bool) -> bool {
    match value {
        Value::String(text) => text
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| same_key(word, "noindex") || words && word.eq_ignore_ascii_case("none")),
        Value::Sequence(items) => items.iter().any(|item| says_noindex(item, words)),
        Value::Mapping(mapping) => mapping.iter().any(|(key, value)| {
            let key = key.as_str().unwrap_or("");
            match as_switch(value) {
                Some(true) => same_key(key, "noindex") || same_key(key, "robotsNoIndex"),
                Some(false) => same_key(key, "index"),
                None => says_noindex(value, words || same_key(key, "robots")),
            }
        }),
        _ => false,
    }
}

/// Whether a key that hides stands somewhere in a value.
pub fn hides_within(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().any(hides_within),
        Value::Mapping(mapping) => mapping.iter().any(|(key, value)| {
            let key = key.as_str().and_then(HidingKey::of);
            key.is_some_and(|key| matches!(key.meaning(value), Meaning::Hides(_))) || hides_within(value)
        }),
        _ => false,
    }
}
