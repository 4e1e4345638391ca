//! A small site and what an editor does to it, one thing after another: what the property tests try.

mod files;

use proptest::prelude::*;

/// One thing that an editor does to a small site; the number says to which article.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Body(usize, u8),
    Title(usize, u8),
    Date(usize, u8),
    Tags(usize, Vec<u8>),
    Topic(usize, u8),
    Alias(usize, u8),
    Remove(usize),
    Rename(usize),
    Break(usize),
    Hold(usize, u8),
    Link(usize, usize),
    Story(usize, u8),
    Source(usize, u8),
    Text(usize, u8),
    Copy(usize, usize),
    Explain(usize),
    Translate(usize, u8),
    Edition(usize, Edition),
    StoryPage(u8),
    Correct(usize, u8),
    Registry(u8),
    Rights(u8),
    Pick(usize),
    Template(u8),
    Configuration(u8),
    Feeds(u8),
    Asset(u8),
    Picture(usize, u8),
    Clock(u8),
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let n = 0..6_usize;
    let x = any::<u8>();
    prop_oneof![
        (n.clone(), x).prop_map(|(n, x)| Edit::Body(n, x)),
        (n.clone(), 0..5_u8).prop_map(|(n, x)| Edit::Picture(n, x)),
        (n.clone(), x).prop_map(|(n, x)| Edit::Title(n, x)),
        (n.clone(), x).prop_map(|(n, x)| Edit::Date(n, x)),
        (n.clone(), prop::collection::vec(0..5_u8, 0..3)).prop_map(|(n, tags)| Edit::Tags(n, tags)),
        (n.clone(), 0..3_u8).prop_map(|(n, x)| Edit::Topic(n, x)),
        (n.clone(), 0..4_u8).prop_map(|(n, x)| Edit::Alias(n, x)),
        n.clone().prop_map(Edit::Remove),
        n.clone().prop_map(Edit::Rename),
        n.clone().prop_map(Edit::Break),
        (n.clone(), 0..5_u8).prop_map(|(n, x)| Edit::Hold(n, x)),
        (n.clone(), n.clone()).prop_map(|(a, b)| Edit::Link(a, b)),
        (n.clone(), 0..3_u8).prop_map(|(n, x)| Edit::Story(n, x)),
        (n.clone(), 0..5_u8).prop_map(|(n, x)| Edit::Source(n, x)),
        (n.clone(), 0..6_u8).prop_map(|(n, x)| Edit::Text(n, x)),
        (n.clone(), n.clone()).prop_map(|(a, b)| Edit::Copy(a, b)),
        n.clone().prop_map(Edit::Explain),
        (n.clone(), 0..6_u8).prop_map(|(n, x)| Edit::Translate(n, x)),
        (0..2_usize, edition()).prop_map(|(n, edition)| Edit::Edition(n, edition)),
        (0..2_usize, edition()).prop_map(|(n, edition)| Edit::Edition(n, edition)),
        (0..4_u8).prop_map(Edit::StoryPage),
        (n.clone(), 0..5_u8).prop_map(|(n, x)| Edit::Correct(n, x)),
        (0..6_u8).prop_map(Edit::Registry),
        (0..4_u8).prop_map(Edit::Rights),
        n.prop_map(Edit::Pick),
        x.prop_map(Edit::Template),
        (0..4_u8).prop_map(Edit::Configuration),
        (0..6_u8).prop_map(Edit::Feeds),
        x.prop_map(Edit::Asset),
        (0..4_u8).prop_map(Edit::Clock),
    ]
}

/// What an edition says: which articles it picks, and of which it speaks in passing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edition {
    hold: u8,
    number: u8,
    days: u8,
    heading: u8,
    cards: Vec<usize>,
    passing: usize,
}

fn edition() -> impl Strategy<Value = Edition> {
    let cards = prop::collection::vec(0..6_usize, 0..4);
    (0..6_u8, 0..3_u8, 0..3_u8, 0..3_u8, cards, 0..6_usize).prop_map(
        |(hold, number, days, heading, cards, passing)| Edition {
            hold,
            number,
            days,
            heading,
            cards,
            passing,
        },
    )
}

#[derive(Debug, Clone)]
struct Article {
    name: String,
    title: String,
    date: String,
    tags: Vec<u8>,
    topic: u8,
    alias: u8,
    hold: u8,
    broken: bool,
    link: Option<usize>,
    correction: u8,
    body: u8,
    story: u8,
    source: u8,
    text: u8,
    explains: bool,
    /// Which translation it has; none with 0.
    translated: u8,
    picture: u8,
}

impl Article {
    /// Some bodies are those of a live article with a player: what its front matter and its text have then.
    fn live(&self) -> (&'static str, String) {
        match self.body % 4 {
            0 | 1 => ("", String::new()),
            2 => ("", "\nhttps://youtu.be/dQw4w9WgXcQ\n".to_owned()),
            _ => {
                let (hour, minute) = (self.body % 24, self.body % 60);
                let updates = format!(
                    "\n## 12:30 Noon\n\n## {hour}:{minute:02} Update\n\n[Play](https://vimeo.com/1)\n"
                );
                ("type: live\n", updates)
            }
        }
    }
}

/// What the site is, written out anew after each edit.
#[derive(Debug, Clone)]
pub(crate) struct Newsroom {
    articles: Vec<Option<Article>>,
    editions: [Option<Edition>; 2],
    story_page: u8,
    registry: u8,
    rights: u8,
    pick: usize,
    template: u8,
    configuration: u8,
    feeds: u8,
    asset: u8,
    clock: u8,
}

impl Newsroom {
    pub(crate) fn new() -> Self {
        let article = |n: usize| Article {
            name: format!("number-{n}"),
            title: format!("Number {n}"),
            date: format!("2025-01-{:02}", n + 1),
            tags: vec![n as u8 % 3],
            topic: n as u8 % 3,
            alias: 0,
            hold: 0,
            broken: false,
            link: None,
            correction: n as u8 % 2,
            body: 0,
            story: 0,
            source: 0,
            text: 0,
            explains: false,
            translated: n as u8 % 3,
            picture: 0,
        };
        let articles = (0..6).map(|n| Some(article(n))).collect();
        let editions = [None, None];
        Self {
            articles,
            editions,
            story_page: 0,
            registry: 0,
            rights: 0,
            pick: 0,
            template: 0,
            configuration: 0,
            feeds: 0,
            asset: 0,
            clock: 0,
        }
    }

    pub(crate) fn apply(&mut self, edit: &Edit) {
        let fresh = Self::new();
        let copied = match edit {
            Edit::Copy(_, from) => self.articles[*from].clone(),
            _ => None,
        };
        let mut with = |n: usize, change: &dyn Fn(&mut Article)| {
            let article =
                self.articles[n].get_or_insert_with(|| fresh.articles[n].clone().expect("an article"));
            change(article);
        };
        match edit {
            Edit::Body(n, x) => with(*n, &|a| (a.body, a.broken) = (*x, false)),
            Edit::Title(n, x) => with(*n, &|a| a.title = format!("Title {x}")),
            Edit::Date(n, x) => with(*n, &|a| a.date = format!("2025-{:02}-{:02}", x % 4 + 1, x % 28 + 1)),
            Edit::Tags(n, tags) => with(*n, &|a| a.tags.clone_from(tags)),
            Edit::Topic(n, x) => with(*n, &|a| a.topic = *x),
            Edit::Alias(n, x) => with(*n, &|a| a.alias = *x),
            Edit::Rename(n) => with(*n, &|a| a.name.push('x')),
            Edit::Break(n) => with(*n, &|a| a.broken = true),
            Edit::Hold(n, x) => with(*n, &|a| a.hold = *x),
            Edit::Link(n, to) => with(*n, &|a| a.link = Some(*to)),
            Edit::Story(n, x) => with(*n, &|a| a.story = *x),
            Edit::Source(n, x) => with(*n, &|a| a.source = *x),
            Edit::Text(n, x) => with(*n, &|a| a.text = *x),
            // One text twice: pasted into another article, with its headline.
            Edit::Copy(n, from) => {
                let Some(Article { title, text, .. }) = copied else { return };
                with(*n, &|a| (a.title, a.text) = (title.clone(), text.max(2)));
                with(*from, &|a| a.text = text.max(2));
            }
            Edit::Translate(n, x) => with(*n, &|a| a.translated = *x),
            Edit::Picture(n, x) => with(*n, &|a| a.picture = *x),
            Edit::Explain(n) => with(*n, &|a| a.explains = !a.explains),
            // Hold 5: there is no such edition.
            Edit::Edition(n, edition) => self.editions[*n] = Some(edition.clone()).filter(|e| e.hold < 5),
            Edit::StoryPage(x) => self.story_page = *x,
            Edit::Correct(n, x) => with(*n, &|a| a.correction = *x),
            Edit::Remove(n) => self.articles[*n] = None,
            Edit::Registry(x) => self.registry = *x,
            Edit::Rights(x) => self.rights = *x,
            Edit::Pick(n) => self.pick = *n,
            Edit::Template(x) => self.template = *x,
            Edit::Configuration(x) => self.configuration = *x,
            Edit::Feeds(x) => self.feeds = *x,
            Edit::Asset(x) => self.asset = *x,
            Edit::Clock(x) => self.clock = *x,
        }
    }

    pub(crate) fn now(&self) -> String {
        format!("2025-02-{}T00:00:00Z", 15 + 5 * u32::from(self.clock))
    }
}
