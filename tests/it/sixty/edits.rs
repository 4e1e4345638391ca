//! What is done to the files of a [`SiteFiles`].

use proptest::prelude::*;

use super::files::{self, PAGE, PICTURES, SiteFiles, Thing, YAML};

/// The kinds of edits and the list of them all, from one list: a new one is tried as soon as it is named.
macro_rules! kinds {
    ($($kind:ident,)*) => {
        /// What is done; two numbers say to what, and how.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind {
            $($kind,)*
        }

        const KINDS: &[Kind] = &[$(Kind::$kind,)*];
    };
}

kinds! {
    Body,
    Title,
    Date,
    Tags,
    TagInCapitals,
    Topic,
    Author,
    Source,
    Draft,
    Expires,
    Withdrawn,
    Correction,
    KeyInCapitals,
    Link,
    Alias,
    Slug,
    Rename,
    Move,
    Delete,
    Write,
    Bundle,
    Picture,
    PictureOfBundle,
    Static,
    Translation,
    Edition,
    Story,
    Page,
    TagRegistry,
    SourceRegistry,
    AuthorRegistry,
    Configuration,
    Data,
    Template,
    Interface,
    Touch,
    Clock,
    TooLarge,
    ConflictedCopy,
    Copy,
    Markers,
    Broken,
    NoText,
    Swap,
    SymbolicLink,
    LinkToNothing,
    WrongEnding,
    Hidden,
}

/// One thing that is done.
#[derive(Clone, Copy)]
pub(crate) struct Edit(Kind, usize, usize);

impl std::fmt::Debug for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}({}, {})", self.0, self.1, self.2)
    }
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    (0..KINDS.len(), any::<u16>(), any::<u16>())
        .prop_map(|(kind, what, how)| Edit(KINDS[kind], usize::from(what), usize::from(how)))
}

impl SiteFiles {
    pub(crate) fn apply(&mut self, Edit(kind, what, how): &Edit) {
        let (what, how) = (*what, *how);
        let by = |texts: &[&str]| texts[how % texts.len()].to_owned();
        let article = self.article(what);
        match kind {
            Kind::Body => self.append(article, &format!("More words, {}.", how % 9)),
            Kind::Title => self.set(what, "title", &format!("title: Title {}", how % 70)),
            Kind::Date => self.set(what, "date", &format!("date: 2025-0{}-{:02}", how % 2 + 1, how % 28 + 1)),
            Kind::Tags => {
                let tags: Vec<String> = (0..how % 4).map(|n| format!("Tag {}", (how / 4 + n) % 7)).collect();
                self.set(what, "tags", &format!("tags: [{}]", tags.join(", ")));
            }
            Kind::TagInCapitals => self.set(what, "tags", &format!("tags: [TAG {}, other]", how % 7)),
            Kind::Topic => self.set(what, "topics", &by(&["", "topics: Trade", "topics: [War, Trade]", "topics: Tag 1"])),
            Kind::Author => self.set(what, "authors", &by(&["", "authors: [Ann]", "authors: [Ben, Ann]", "authors: [Cy]"])),
            Kind::Source => {
                let sources = ["sources: [Wire]", "sources: ['https://a.example/1']", "sources: [Press, Wire]", ""];
                self.set(what, "sources", &by(&sources));
            }
            Kind::Draft => self.set(what, "draft", &by(&["draft: true", "Draft: yes", "DRAFT: 'true'", ""])),
            Kind::Expires => self.set(what, "expires", &by(&["expires: 2025-02-12", "expires: 2025-02-16", ""])),
            Kind::Withdrawn => self.set(what, "withdrawn", &by(&["withdrawn: {date: 2025-02-01, text: Wrong.}", ""])),
            Kind::Correction => {
                let one = format!("corrections: [{{date: 2025-02-0{}, text: One}}]", how % 8 + 1);
                self.set(what, "corrections", &by(&[&one, ""]));
            }
            Kind::KeyInCapitals => self.set(what, "summary", &by(&["Summary: A.", "SUMMARY: B.", "sumary: C.", ""])),
            Kind::Link => {
                let to = self.article(how).unwrap_or_default();
                let to = to.rsplit('/').next().unwrap_or_default().to_owned();
                self.append(article, &format!("See [that]({to})."));
            }
            Kind::Alias => self.set(what, "aliases", &by(&["aliases: [/old/1/]", "aliases: [/old/2/]", ""])),
            Kind::Slug => self.set(what, "slug", &by(&["slug: one", "slug: two", "slug: Zwei", ""])),
            Kind::Rename => self.rename(article, |path| path.replacen(".md", &format!("-{}.md", how % 3), 1)),
            Kind::Move => {
                let folder = by(&["content/desk/", "content/desk/deep/", "content/", "content/_drafts/"]);
                self.rename(article, |path| format!("{folder}{}", path.rsplit('/').next().unwrap_or(path)));
            }
            Kind::Delete => drop(article.and_then(|path| self.files.remove(&path))),
            Kind::Write => self.put(&format!("content/2025-01-{:02}-number-{}.md", how % 28 + 1, what % 60), files::article(what)),
            Kind::Bundle => self.rename(article, |path| path.replacen(".md", "/index.md", 1)),
            Kind::Picture => self.set(what, "image", &by(&["image: {src: /img/a.png, alt: A}", "image: /img/b.png", ""])),
            Kind::PictureOfBundle => {
                let bundle = self.some(what, |path| path.ends_with("/index.md"));
                let Some(bundle) = bundle else { return };
                let picture = bundle.replace("index.md", "p.png");
                if how % 4 == 3 {
                    self.files.remove(&picture);
                } else {
                    self.put(&picture, &PICTURES[how % 2]);
                    self.append(Some(bundle), "![P](p.png)");
                }
            }
            Kind::Static => {
                let path = by(&["static/img/a.png", "static/img/b.png", "static/logo.svg"]);
                match how / 3 % 4 {
                    3 => drop(self.files.remove(&path)),
                    _ if path.ends_with(".svg") => self.put(&path, format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\"/>", how % 5 + 1)),
                    n => self.put(&path, &PICTURES[n]),
                }
            }
            Kind::Translation => {
                let Some(path) = article.map(|path| path.replacen(".md", ".uk.md", 1)) else { return };
                if how % 3 == 0 {
                    self.files.remove(&path);
                } else {
                    self.put(&path, format!("---\ntitle: Номер {}\nsources: [Wire]\ntags: [Tag 1]\n---\nТекст {how}.\n", how % 4));
                }
            }
            Kind::Edition => {
                let card = article.map_or_else(String::new, |path| format!("[Card](../{})", &path["content/".len()..]));
                let text = format!("---\ntitle: Edition\nnumber: {}\n---\nHello.\n\n{card}\n", how % 3 + 1);
                self.put(&format!("content/editions/2025-02-0{}.md", how % 3 + 1), text);
            }
            Kind::Story => {
                self.set(what, "story", &by(&["story: affair", "story: other", ""]));
                let page = by(&["---\ntitle: The affair\n---\nIt began.\n", "---\ntitle: Affairs\ndraft: true\n---\nNo.\n"]);
                self.put("content/stories/affair.md", page);
            }
            Kind::Page => self.put("content/pages/about.md", format!("---\ntitle: About {}\n---\nUs.\n", how % 4)),
            Kind::TagRegistry => self.put("content/tags.yaml", by(&[
                "",
                "- {name: Tag 1, aliases: [Tag 2]}\n",
                "- {name: Number three, aliases: [tag 3]}\n- {name: Tag 4, parent: Number three}\n",
                "- {name: Tag 1, hidden: true}\n- {name: tag 5, names: {uk: П'ять}}\n",
                "- {name: Tag 1\n",
            ])),
            Kind::SourceRegistry => self.put("content/sources.yaml", by(&["", "- {name: Wire, redistribute: false}\n", "- {name: The Wire, aliases: [Wire], domains: [a.example]}\n"])),
            Kind::AuthorRegistry => self.put("content/authors.yaml", by(&["", "- {name: Ann, role: Editor}\n", "- {name: Ann B., aliases: [Ann], until: 2024-01-01}\n"])),
            Kind::Configuration => self.put("newsprint.yaml", format!("{YAML}{}", by(&[
                "",
                "timezone: Europe/Kyiv\n",
                "permalinks: {article: '/{year}/{slug}.html', tag: '/t/{slug}/'}\n",
                "markdown: {html: escape}\ncrops: no\n",
                "Tagline: Of it\nrelated: {articles: 0}\nfeeds: {formats: [rss, json]}\n",
                "menu: [{name: Gone, url: /gone/}]\ntitel: x\n",
                "title: [\n",
            ]))),
            Kind::Data => match how % 4 {
                0 => drop(self.files.remove("data/team.yaml")),
                1 => self.put("data/team.yaml", "- {name: Ann}\n"),
                2 => self.put("data/team.json", "{\"a\": 1}"),
                _ => drop(self.files.remove("data/team.json")),
            },
            Kind::Template => match how % 5 {
                0 => self.put("templates/page.html", PAGE),
                1 => self.put("templates/page.html", "{{ page.head }} {{ document.content }} {% for a in articles(tag=\"Tag 1\", limit=3) %}{{ a.title }}{% endfor %}"),
                2 => self.put("templates/page.html", "{{ page.head }} other {{ document.content }}"),
                3 => self.put("templates/own/card.html", format!("unused {how}")),
                _ => self.put("templates/page.html", "{% if %}"),
            },
            Kind::Interface => match how % 3 {
                0 => drop(self.files.remove("i18n/en.yaml")),
                1 => self.put("i18n/en.yaml", "nav:\n  topics: Subjects\n"),
                _ => self.put("i18n/en.yaml", "nothing: of the kind\n"),
            },
            Kind::Touch => drop(self.some(what, |_| true).map(|path| self.touched.insert(path))),
            Kind::Clock => self.day = how,
            Kind::TooLarge => drop(article.map(|path| self.files.insert(path, Thing::TooLarge))),
            Kind::ConflictedCopy => self.copy(article, &by(&[" (conflicted copy 2025-02-01)", ".sync-conflict-20250201-101010-ABCDEFG"])),
            Kind::Copy => self.copy(article, &by(&[" copy", " (1)"])),
            Kind::Markers => self.append(article, "<<<<<<< HEAD\nOne.\n=======\nOther.\n>>>>>>> branch"),
            Kind::Broken => self.set(what, "title", "title: [Not closed"),
            Kind::NoText => drop(article.map(|path| self.put(&path, by(&["", "No front matter.\n", "---\ntitle: No end\n"])))),
            Kind::Swap => {
                let (Some(one), Some(other)) = (article, self.article(how)) else { return };
                let (first, second) = (self.files[&one].clone(), self.files[&other].clone());
                self.files.extend([(one, second), (other, first)]);
            }
            Kind::SymbolicLink => drop(self.files.insert("content/2025-01-09-link.md".to_owned(), Thing::Link("index.md"))),
            Kind::LinkToNothing => {
                // A whole folder that cannot be read for a while.
                self.files.retain(|path, _| !path.starts_with("data"));
                if how % 2 == 0 {
                    self.files.insert("data".to_owned(), Thing::Link("nowhere"));
                }
            }
            Kind::WrongEnding => self.put(&by(&["content/note.txt", "content/2025-01-01-x.markdown", "content/README.md"]), "A note.\n"),
            Kind::Hidden => self.put(&by(&["content/.hidden.md", "content/~lock.md", "static/Thumbs.db", "content/x.md~"]), "Hidden.\n"),
        }
        if self.files.contains_key("data") && self.files.keys().any(|path| path.starts_with("data/")) {
            self.files.remove("data");
        }
        // What is broken is mended sooner or later, or a site of errors is all that is compared.
        if how % 5 == 0 {
            self.mend();
        }
    }
}
