//! The files of a [`Newsroom`].

use image::ImageFormat;

use super::Newsroom;
use crate::crops::drawn;
use crate::harness::Site;

impl Newsroom {
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
                         {% for a in articles(edition=1, limit=3) %}{{ a.title }};{% endfor %}\
                         {% for t in tags() %}{{ t.name }} {{ t.count }};{% endfor %}";
        files.push((
            "templates/page.html".to_owned(),
            format!("{} {{{{ page.head }}}} {{{{ document.content }}}} {questions}", self.template),
        ));
        let related = "{% for a in related %}related {{ a.title }}\n{% endfor %}";
        files.push((
            "templates/article.html".to_owned(),
            format!("{}{related}", include_str!("../../plain/article.html")),
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

    pub(crate) fn write(&self, site: &Site) {
        let content = site.path().join("content");
        if content.exists() {
            std::fs::remove_dir_all(&content).expect("our own folder");
        }
        for (path, text) in self.files() {
            site.write(&path, text);
        }
    }
}

/// Leading pictures of our own. One may not be passed on, by what the registry says at the time.
const PICTURES: [&str; 5] = [
    "", "image: {src: /img/a.png, alt: A}\n", "image: {src: /img/a.png, alt: A, focus: top left}\n",
    "image: {src: /img/a.png, alt: A, credit: Wire}\n", "image: {src: /img/b.jpg, alt: B}\n",
];

/// What the configuration says besides.
const CONFIGURATIONS: [&str; 4] = [
    "languages: {uk: {title: Сайт}}\nsocial_cards: [editions, topics]\n",
    "logo: /logo.svg\nlanguages: {uk: }\nsocial_cards: true\n",
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
    "", "draft: true\n", "expires: 2025-02-20\n", "date: 2025-02-25T12:00\n",
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
