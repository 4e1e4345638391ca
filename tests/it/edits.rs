//! Invariants 1 and 2: after any sequence of edits the output folder holds what a build into an empty one makes,
//! with the same messages and exit code, and nothing changes whose fingerprint did not.

use image::ImageFormat;
use proptest::prelude::*;

use crate::crops::drawn;
use crate::harness::{Run, Site};

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

    pub(crate) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> =
            self.texts().into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        let size = (320, 240 + u32::from(self.asset % 2) * 40);
        files.push(("static/img/a.png".to_owned(), drawn(size, (100, 100), ImageFormat::Png)));
        // One that ends too early.
        let mut broken = drawn((300, 300), (100, 100), ImageFormat::Jpeg);
        broken.truncate(broken.len() / 2);
        files.push(("static/img/b.jpg".to_owned(), broken));
        files
    }

    fn texts(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        let path = |n: usize| self.articles[n].as_ref().map(|a| format!("{}-{}.md", a.date, a.name));
        for (n, article) in self.articles.iter().enumerate() {
            let Some(a) = article else { continue };
            let tags: Vec<String> = a.tags.iter().map(|tag| format!("tag {tag}")).collect();
            let hold = HOLD[a.hold as usize];
            let alias = if a.alias == 0 { String::new() } else { format!("aliases: [/old/{}/]\n", a.alias) };
            let link = a.link.and_then(path).map_or_else(String::new, |to| format!("See [that]({to}).\n"));
            let correction = [
                "",
                "corrections: [{date: 2025-02-01, text: One}]\n",
                "corrections: [{date: 2025-02-01, text: Another}]\n",
                "corrections: [{date: 2025-02-02, kind: retraction, text: One}]\n",
                "corrections: [{date: 2025-02-03, kind: update, text: One}]\nupdated: 2025-02-04\n",
            ][a.correction as usize];
            let language = if n == 5 { "language: uk\n" } else { "" };
            // Every second one shows pictures of an outlet.
            let own = PICTURES[a.picture as usize];
            let (image, picture) = match n % 2 {
                _ if !own.is_empty() => (own, ""),
                0 => (
                    "image: {src: \"https://img.example/a.png\", alt: A, credit: Jo Doe (Wire)}\n",
                    "![B](https://img.example/b.png \"Of it | Press\")\n\n",
                ),
                _ => ("", ""),
            };
            let title = if a.broken { "title: [" } else { "title: " };
            let (live, more) = a.live();
            let kind = if a.explains { "type: explainer\n" } else { live };
            files.push((
                format!("content/{}", path(n).expect("an article")),
                format!(
                    "---\n{title}{}\ntopics: Topic {}\ntags: [{}]\nauthors: [Ann]\n{hold}{kind}{alias}{correction}{language}{image}{}{}---\nBody {} of it.\n\n{picture}More {}.\n\n{}\n\n{link}{more}",
                    a.title, a.topic, tags.join(", "), story(a.story), source(a.source), a.body / 64, a.body, long(a.text)
                ),
            ));
        }
        files.extend(self.translations());
        for (n, edition) in (1_u8..).zip(&self.editions) {
            let Some(e) = edition else { continue };
            let link = |n: &usize| path(*n).map(|path| format!("[Card {n}](../{path})"));
            let cards: Vec<String> = e.cards.iter().filter_map(link).collect();
            let passing = link(&e.passing).unwrap_or_default();
            files.push((
                format!("content/editions/2025-02-1{n}.md"),
                format!(
                    "---\ntitle: Edition {n}\nnumber: {}\ncovers: 2025-01-01/2025-0{}-0{}\n{}---\nHello.\n\n{}\n\n\
                     ## Under {}\n\nOf {passing} in passing.\n\n[Brief](https://a.example/) — indeed.\n",
                    e.number + 1, e.days + 1, n + e.days, HOLD[e.hold as usize], cards.join("\n\n"), e.heading
                ),
            ));
        }
        if self.story_page > 0 {
            let hold = ["", "", "summary: A story.\naliases: [/old-story/]\n", "draft: true\n"]
                [self.story_page as usize];
            let pinned = path(0).map_or_else(String::new, |path| format!("[First](../{path})\n"));
            let text = format!("---\ntitle: Story one\n{hold}---\nIt began.\n\n{pinned}");
            files.push(("content/stories/story-1.md".to_owned(), text));
        }
        let registry = [
            "",
            "- {name: tag 0, aliases: [tag 1]}\n",
            "- {name: Tag 2, description: The second}\n",
            "- {name: tag 0, names: {uk: Нуль}}\n- {name: tag 1, parent: tag 0, names: {uk: Один}}\n- {name: tag 2, parent: tag 1}\n",
            "- {name: tag 0}\n- {name: tag 1, parent: tag 0, hidden: true}\n- {name: tag 2, parent: tag 1}\n- {name: tag 3, parent: tag 2}\n",
            "- {name: Topic 1}\n- {name: tag 2, parent: Topic 1}\n- {name: tag 1, parent: tag 2}\n- {name: tag 3, parent: tag 0}\n- {name: tag 0, parent: tag 3}\n",
        ];
        files.push(("content/tags.yaml".to_owned(), registry[self.registry as usize].to_owned()));
        let rights = [
            "",
            "- {name: Wire, url: 'https://wire.example/', redistribute: false, label: news agency}\n",
            "- {name: Wire, label: agency, names: {uk: Дріт}}\n- {name: Press, redistribute: false}\n",
            "- {name: The Wire Agency, aliases: [Wire], redistribute: false}\n- {name: Press, redistribute: false}\n",
        ];
        files.push(("content/sources.yaml".to_owned(), rights[self.rights as usize].to_owned()));
        let ann = format!("- {{name: Ann, role: Role {}, names: {{uk: Анна}}}}\n", self.registry / 2);
        let authors = ["", "- {name: Ben, until: 2024-01-01}\n"][self.rights as usize % 2];
        files.push(("content/authors.yaml".to_owned(), format!("{ann}{authors}")));
        let picture = "image: {src: \"https://img.example/c.png\", alt: C, credit: Wire}\n";
        let pick = path(self.pick).map_or_else(String::new, |to| format!("[Picked]({to})\n"));
        files.push(("content/index.md".to_owned(), format!("---\ntitle: Home\n{picture}---\n{pick}")));
        files.push((
            "newsprint.yaml".to_owned(),
            format!(
                "title: Site {}\nbase_url: https://digest.example/\npaginate: {}\ntags: {{index_from: {}}}\n{}{}",
                self.configuration / 2,
                self.configuration + 1,
                self.configuration / 2 + 1,
                CONFIGURATIONS[self.configuration as usize],
                FEEDS[self.feeds as usize]
            ),
        ));
        let questions = "{% for a in articles(tag=\"tag 0\", limit=2) %}{{ a.title }};{% endfor %}\
                         {% for t in tags() %}{{ t.name }} {{ t.count }};{% endfor %}";
        files.push((
            "templates/page.html".to_owned(),
            format!("{} {{{{ page.head }}}} {{{{ document.content }}}} {questions}", self.template),
        ));
        let related = "{% for a in related %}related {{ a.title }}\n{% endfor %}";
        files.push((
            "templates/article.html".to_owned(),
            format!("{}{related}", include_str!("../plain/article.html")),
        ));
        files.push(("content/pages/about.md".to_owned(), format!("---\ntitle: About\n{picture}---\nUs.\n")));
        files.push(("static/theme/style.css".to_owned(), format!("p {{ color: #{:06x} }}", self.asset)));
        let logo =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{0}\"/>", self.asset);
        files.push(("static/logo.svg".to_owned(), logo));
        files
    }

    /// Translations of articles, with links to others as they are in the original; and of what else there may be one of.
    fn translations(&self) -> Vec<(String, String)> {
        let path = |n: usize| self.articles[n].as_ref().map(|a| format!("{}-{}.md", a.date, a.name));
        let mut files = Vec::new();
        for (n, article) in self.articles.iter().enumerate() {
            let Some(a) = article.as_ref().filter(|a| a.translated > 0) else { continue };
            let hold = ["", "", "", "draft: true\n", "noindex: true\n", "expires: 2025-02-20\n"];
            let link = path((n + 1) % 6).map_or_else(String::new, |to| format!("Див. [те]({to}).\n"));
            files.push((
                format!("content/{}-{}.uk.md", a.date, a.name),
                format!(
                    "---\ntitle: Номер {n}\ntopics: Topic {}\ntags: [tag 0, Нуль]\n{}---\nТекст {}.\n\n{link}",
                    a.topic,
                    hold[a.translated as usize],
                    a.translated % 2
                ),
            ));
        }
        if self.pick > 2 {
            let picked = path(self.pick).map_or_else(String::new, |to| format!("[Вибране]({to})\n"));
            files.push(("content/index.uk.md".to_owned(), format!("---\ntitle: Головна\n---\n{picked}")));
            files.push((
                "content/stories/story-1.uk.md".to_owned(),
                "---\ntitle: Сюжет\n---\nТак.\n".to_owned(),
            ));
        }
        files
    }

    fn write(&self, site: &Site) {
        let content = site.path().join("content");
        if content.exists() {
            std::fs::remove_dir_all(&content).expect("our own folder");
        }
        for (path, text) in self.files() {
            site.write(&path, text);
        }
    }

    pub(crate) fn now(&self) -> String {
        format!("2025-02-{}T00:00:00Z", 15 + 5 * u32::from(self.clock))
    }
}

/// Leading pictures of our own. One may not be passed on, by what the registry says at the time.
const PICTURES: [&str; 5] = [
    "",
    "image: {src: /img/a.png, alt: A}\n",
    "image: {src: /img/a.png, alt: A, focus: top left}\n",
    "image: {src: /img/a.png, alt: A, credit: Wire}\n",
    "image: {src: /img/b.jpg, alt: B}\n",
];

/// What the configuration says besides.
const CONFIGURATIONS: [&str; 4] = [
    "languages: {uk: {title: Сайт}}\n",
    "logo: /logo.svg\nlanguages: {uk: }\n",
    "social_image: /logo.svg\nprofiles: [https://social.example/@site]\nemail: {unsubscribe: '<%x%>', address: [One Street]}\nsubscribe: {url: /join/}\n",
    "players: []\nlive: {order: oldest}\nlogo: /logo.svg\nsearch: '/about/?q={query}'\nemail: {publish: no}\nlanguages: {uk: {title: Сторінка}}\n",
];

/// `feeds:` of the configuration. A tag without articles has no feed at which an old address could answer.
const FEEDS: [&str; 6] = [
    "",
    "feeds: {formats: [rss, atom, json], paths: {/old.xml: /topics/topic-1/, /all.json: /feed.json}}\n",
    "feeds: {formats: atom, of: [home, tags, editions], hub: https://hub.example/}\n",
    "feeds: {formats: [json, rss], content: summary, items: 2, id: One}\n",
    "feeds: {formats: [rss, json], of: [stories, corrections, editions], paths: {/c.xml: /corrections/, /e/: /editions/}}\n",
    "feeds: {formats: []}\n",
];

/// Why something is not live. The last lets its address stay.
const HOLD: [&str; 5] = [
    "",
    "draft: true\n",
    "expires: 2025-02-20\n",
    "date: 2025-02-25T12:00\n",
    "withdrawn: {date: 2025-02-01, text: It was wrong.}\n",
];

fn story(number: u8) -> String {
    if number == 0 { String::new() } else { format!("story: story-{number}\n") }
}

/// Two ways to one address, two to another.
fn source(number: u8) -> &'static str {
    [
        "sources: [Press, Wire]\n",
        "sources: ['https://a.example/1', Wire]\n",
        "sources: ['https://m.a.example/1/?utm_source=x']\n",
        "sources: ['https://a.example/2']\n",
        "sources: ['https://b.example/3', 'http://www.a.example/2#x']\n",
    ][number as usize]
}

/// None, or one of two texts that are long enough to be like another, with a word that differs.
fn long(number: u8) -> String {
    if number < 2 {
        return String::new();
    }
    let words = (0..90).map(|n| format!("w{}", n * (number / 2 + 3) as usize % 89));
    let mut words: Vec<String> = words.collect();
    words[40] = ["one", "other"][usize::from(number % 2)].to_owned();
    words.join(" ")
}

/// What was said, without the counts of written files and the time.
fn said(run: &Run, site: &Site) -> String {
    let text = run.stderr.replace(&*site.path().to_string_lossy(), "SITE");
    // What a text that was taken back leaves is what the output held before.
    let of_before = |line: &&str| line.starts_with("Withdrawn: ") || line.starts_with("  https://");
    let lines = text
        .lines()
        .filter(|line| !of_before(line))
        .map(|line| line.split(" (").next().filter(|_| line.starts_with("Built ")).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_ends_as_a_build_from_nothing(edits in prop::collection::vec(edit(), 1..10)) {
        let mut newsroom = Newsroom::new();
        let site = Site::plain();
        newsroom.write(&site);
        site.build(&["--now", &newsroom.now()]);
        for edit in &edits {
            newsroom.apply(edit);
            newsroom.write(&site);
            let warm = site.build(&["--now", &newsroom.now()]);
            let other = Site::plain();
            newsroom.write(&other);
            let cold = other.build(&["--now", &newsroom.now()]);
            prop_assert_eq!(warm.code, cold.code, "{:?}\n{}", edit, warm.stderr);
            prop_assert_eq!(said(&warm, &site), said(&cold, &other), "{:?}", edit);
            if cold.code == 0 {
                prop_assert_eq!(site.tree(), other.tree(), "{:?}", edit);
                let again = site.build(&["--now", &newsroom.now(), "--verify-fingerprints"]);
                prop_assert!(!again.stderr.contains("[fingerprint]"), "{edit:?}\n{}", again.stderr);
                prop_assert!(again.stderr.contains("(0 written"), "{edit:?}\n{}", again.stderr);
            }
        }
    }
}
