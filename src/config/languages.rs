//! `languages:`: the languages of a site besides its own, and what the site is called in them.
//!
//! A site has its own language, whose pages stand where they always stood, and others below a prefix each (`/uk/…`).
//! [`Config::in_languages`] gives the configuration of each: everything after it knows one language alone.

use super::hiding;
use super::theme::{GROUP, footer};
use super::trust::OF_POLICIES;
use super::values::{MENU_ENTRY, menu};
use super::{Config, LinkGroup, MenuItem, Pattern, PatternPart, Permalinks, Policy, trust};
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{Section, Shape, keys};

keys! {
    /// What the site is in one of its other languages.
    pub(super) OF_A_LANGUAGE:
    TITLE: ["title"], Shape::Text, "", "Стіл новин",
        "The name of the site in this language.";
    TAGLINE: ["tagline", "subtitle"], Shape::Text, "", "",
        "A line under the name, in this language.";
    DESCRIPTION: ["description"], Shape::Text, "", "",
        "What the site is, in this language.";
    COPYRIGHT: ["copyright"], Shape::Text, "", "",
        "Printed in the footer and in feeds.";
    MENU: ["menu"], Shape::List(&Shape::Keys(&MENU_ENTRY)), "", "[{name: Україна, url: /uk/topics/ukraine/}]",
        "The navigation; none is taken from the site's own language, which would lead out of this one.";
    FOOTER: ["footer"], Shape::List(&Shape::Keys(&GROUP)), "", "[{name: Про нас, items: [{name: Імпресум, url: /uk/imprint/}]}]",
        "Links at the end of each page.";
    POLICIES: ["policies"], Shape::Keys(&Section::of(OF_POLICIES)), "", "{ethics: /uk/ethics/}",
        "What the newsroom publishes of how it works.";
}

/// A language of the site besides its own; what it leaves out is as in the site's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language {
    /// BCP 47.
    pub code: String,
    /// Name of the site.
    pub title: Option<String>,
    /// A line under the name.
    pub tagline: Option<String>,
    /// What the site is.
    pub description: Option<String>,
    /// Shown in the footer and in feeds.
    pub copyright: Option<String>,
    /// Links of the navigation: those of the site's own language lead to other pages.
    pub menu: Vec<MenuItem>,
    /// Groups of links in the footer: the same.
    pub footer: Vec<LinkGroup>,
    /// What the newsroom publishes of how it works.
    pub policies: Option<Vec<Policy>>,
}

impl Language {
    /// What stands before the path of each of its pages: `/uk`, `/pt-br`.
    pub fn prefix(&self) -> String {
        format!("/{}", self.code.to_ascii_lowercase())
    }
}

impl Config {
    /// The configuration in each language, the site's own first.
    pub fn in_languages(self) -> Vec<Self> {
        let others: Vec<Self> = self.languages.iter().map(|language| self.in_language(language)).collect();
        std::iter::once(self).chain(others).collect()
    }

    fn in_language(&self, language: &Language) -> Self {
        let own = language.clone();
        // A line in another language helps nobody: what is not given is left out, but for the name.
        Self {
            title: own.title.unwrap_or_else(|| self.title.clone()),
            tagline: own.tagline,
            description: own.description,
            copyright: own.copyright.or_else(|| self.copyright.clone()),
            menu: own.menu,
            footer: own.footer,
            policies: own.policies.unwrap_or_else(|| self.policies.clone()),
            permalinks: self.permalinks.below(&language.prefix()),
            prefix: language.prefix(),
            language: own.code,
            ..self.clone()
        }
    }
}

impl Permalinks {
    fn below(&self, prefix: &str) -> Self {
        let below = |pattern: &Pattern| {
            Pattern(std::iter::once(PatternPart::Text(prefix.to_owned())).chain(pattern.0.clone()).collect())
        };
        Self {
            article: below(&self.article),
            by_type: self.by_type.iter().map(|(kind, pattern)| (*kind, below(pattern))).collect(),
            topic: below(&self.topic),
            edition: below(&self.edition),
            story: below(&self.story),
            tag: below(&self.tag),
            source: below(&self.source),
            author: below(&self.author),
            page: below(&self.page),
        }
    }
}

/// Reads `languages:`; `own` is the site's own.
pub(super) fn languages(item: &FieldValue<'_>, own: &str) -> Vec<Language> {
    const HINT: &str =
        "write each language with what the site is called in it, as `uk: {title: …, menu: […]}`";
    let mut languages: Vec<Language> = Vec::new();
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", HINT);
        return languages;
    };
    for (code, item) in &entries {
        let Some(code) = crate::content::yaml::convert::language_tag(code.trim()) else {
            let message = format!("`{code}` is not the code of a language");
            item.error_at_key(Code::InvalidValue, message, "write codes like uk, de or pt-BR");
            continue;
        };
        let known = |other: &str| other.eq_ignore_ascii_case(&code);
        if known(own) {
            let message = format!("`{code}` is the site's own language");
            item.error_at_key(Code::InvalidValue, message, "what it is called stands above, in `title:`");
            continue;
        }
        if languages.iter().any(|language| known(&language.code)) {
            let message = format!("`{code}` is named twice");
            item.error_at_key(Code::InvalidValue, message, "keep one of them");
            continue;
        }
        if item.value().is_null() {
            languages.push(Language::blank(code));
        } else if let Some(fields) = item.fields(HINT) {
            languages.push(language(&fields, code));
        }
    }
    languages
}

impl Language {
    fn blank(code: String) -> Self {
        Self {
            code,
            title: None,
            tagline: None,
            description: None,
            copyright: None,
            menu: Vec::new(),
            footer: Vec::new(),
            policies: None,
        }
    }
}

fn language(fields: &Fields<'_>, code: String) -> Language {
    let text = |names| fields.take(names).and_then(|item: FieldValue<'_>| item.text());
    let policies = fields.take(POLICIES.names);
    let language = Language {
        title: text(TITLE.names),
        tagline: text(TAGLINE.names),
        description: text(DESCRIPTION.names),
        copyright: text(COPYRIGHT.names),
        menu: fields.take(MENU.names).map(|item| menu(&item)).unwrap_or_default(),
        footer: fields.take(FOOTER.names).map(|item| footer(&item)).unwrap_or_default(),
        policies: policies.as_ref().and_then(|item| {
            let fields = item.fields("write each policy with its address")?;
            let policies = trust::read_policies(&fields);
            fields.finish(&[], None);
            Some(policies)
        }),
        ..Language::blank(code)
    };
    hiding::check(fields);
    fields.finish(&[], None);
    language
}
