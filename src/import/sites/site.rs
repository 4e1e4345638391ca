//! An old site, read: its texts with their old addresses, and the files that they may show.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Mapping;
use url::Url;

use super::remark::Remark;
use super::shortcodes::Shows;
use crate::content::Kind;

/// How the text of an item is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Jekyll: Liquid in kramdown.
    Liquid,
    /// Hugo: `{{< name >}}`, `{{% name %}}`.
    Hugo,
    /// Zola: `{{ name() }}`, `{% name() %}`.
    Zola,
    /// Nothing but Markdown.
    Plain,
}

/// The text of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Markdown, with the tags of a generator.
    Markdown(Dialect, String),
    /// HTML, perhaps with shortcodes between brackets.
    Html(String),
}

/// A text of an old site.
#[derive(Debug, Clone)]
pub struct Item {
    /// The file that it was read from, for remarks; of an export with the item's name.
    pub from: String,
    /// Lines before its body.
    pub line: u32,
    /// Its front matter as written there.
    pub head: Mapping,
    /// Its text.
    pub body: Body,
    /// What it becomes.
    pub kind: Kind,
    /// The file that it becomes, relative to `content/`.
    pub path: String,
    /// Where it stood: the path from the root of the old site.
    pub address: Option<String>,
    /// Whether its front matter says that address, and no pattern does.
    pub is_fixed: bool,
    /// Why it was not public there, where its front matter does not say so by a key that is known here.
    pub hidden: Option<&'static str>,
    /// Its identity in feeds.
    pub id: Option<String>,
    /// Its language, where the place of its file says it.
    pub language: Option<String>,
    /// Old addresses at which something else stands here.
    pub without: BTreeSet<String>,
    /// The folder whose pictures are its own (a bundle), relative to the old site's root and with `/` at its end.
    pub bundle: Option<String>,
    /// The page that relative addresses in its text start from, where that is none of the old site.
    pub page: Option<Url>,
    /// Whether it is a report of others, which the site may have.
    pub is_of_others: bool,
    /// Its number there: `/?p=2` leads to it.
    pub number: Option<String>,
}

impl Item {
    /// A text of which nothing else is known.
    pub fn new(from: String, head: Mapping, body: Body, kind: Kind, path: String) -> Self {
        Self {
            from,
            line: 0,
            head,
            body,
            kind,
            path,
            address: None,
            is_fixed: false,
            hidden: None,
            id: None,
            language: None,
            without: BTreeSet::new(),
            bundle: None,
            page: None,
            is_of_others: false,
            number: None,
        }
    }

    /// What its generator's tags know of it.
    pub fn values(&self) -> Mapping {
        let mut values = self.head.clone();
        if let Some(address) = &self.address {
            values.insert("url".into(), address.as_str().into());
        }
        if !values.contains_key("date") {
            let name = crate::content::name::of(&self.path).ok().and_then(|name| name.date);
            values.extend(name.map(|date| ("date".into(), date.to_string().into())));
        }
        values
    }
}

/// The file that a text of an export becomes, relative to `content/`: exports have no files of their own.
pub fn path_of(kind: Kind, day: Option<&str>, slug: &str) -> String {
    match (kind, day) {
        (Kind::Article, Some(day)) => format!("{day}-{slug}.md"),
        (Kind::Article, None) => format!("{slug}.md"),
        _ => format!("pages/{slug}.md"),
    }
}

/// An old site.
#[derive(Debug, Clone, Default)]
pub struct OldSite {
    /// Its texts, in the order of their files.
    pub items: Vec<Item>,
    /// Its other files: address → path.
    pub files: BTreeMap<String, String>,
    /// Where it stood.
    pub base: Option<Url>,
    /// What the paths of all its pages begin with, and those in it do not: `/blog`; mostly empty.
    pub below: String,
    /// What `site.…` stands for in its tags.
    pub variables: Mapping,
    /// Texts that others include, by their names.
    pub includes: BTreeMap<String, String>,
    /// Tags that the site or its theme defines, and what each shows of the text between it and its end.
    pub tags: BTreeMap<String, Shows>,
    /// Names of people by what texts call them.
    pub people: BTreeMap<String, String>,
    /// Names of outlets by what texts call them.
    pub outlets: BTreeMap<String, String>,
    /// Names of topics and tags by what texts call them.
    pub terms: BTreeMap<String, String>,
    /// What was passed over.
    pub remarks: Vec<Remark>,
}

impl OldSite {
    /// Says where it stood.
    pub fn stand_at(&mut self, base: Option<Url>) {
        self.below = base.as_ref().map_or("", |base| base.path().trim_end_matches('/')).to_owned();
        self.base = base;
    }

    /// A path on its host as one within it. What does not begin like its pages stays as it is.
    pub fn within<'p>(&self, path: &'p str) -> &'p str {
        match path.strip_prefix(&*self.below) {
            Some("") if !self.below.is_empty() => "/",
            Some(rest) if rest.starts_with(['/', '?', '#']) => rest,
            _ => path,
        }
    }

    /// Puts its articles into a folder below `content/`.
    ///
    /// # Errors
    /// Why that is no folder for articles.
    pub fn move_into(&mut self, folder: &str) -> Result<(), &'static str> {
        let folder = folder.trim_matches('/');
        let folder = folder.strip_prefix("content/").unwrap_or(folder);
        if folder.is_empty() || folder.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
            return Err("name a folder below content/");
        }
        let first = folder.split('/').next().unwrap_or(folder);
        if ["topics", "editions", "stories", "pages"].contains(&first) {
            return Err("that folder is for texts of another kind");
        }
        for item in self.items.iter_mut().filter(|item| item.kind == Kind::Article) {
            item.path = format!("{folder}/{}", item.path);
        }
        Ok(())
    }

    /// Adds files below the folder of its texts: those of a bundle stand below its address.
    pub fn add_files_beside_texts(&mut self, paths: &[&str], content: &str) {
        let items = self.items.iter();
        let addresses: BTreeMap<&str, &str> =
            items.filter_map(|item| Some((item.bundle.as_deref()?, item.address.as_deref()?))).collect();
        for path in paths {
            let ends = path.match_indices('/').map(|(at, _)| at + 1).rev();
            let bundle = ends.into_iter().find_map(|end| Some((addresses.get(&path[..end])?, &path[end..])));
            let address = match bundle {
                Some((address, rest)) => format!("{}/{rest}", address.trim_end_matches('/')),
                None => format!("/{}", path.strip_prefix(content).unwrap_or(path)),
            };
            self.files.entry(address).or_insert_with(|| (*path).to_owned());
        }
    }
}
