//! Liquid, Jekyll's template language, in texts: what can be evaluated is, what has an equivalent is written as Markdown,
//! and everything else stays as it is and is named.

mod control;
mod definitions;
mod include;
mod parse;
mod value;

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use self::definitions::add_definitions;
use self::parse::{Node, Tag, parse};
use self::value::{MOST_OF_VALUE, Names, Unknown, evaluate, shown};
use super::remark::Cause;
use super::shortcodes::{self, Call};

/// How many nodes of all texts that one text includes are evaluated.
const MOST_STEPS: usize = 200_000;
/// The most bytes that become of one text.
const MOST_BYTES: usize = 16 << 20;
/// The most bytes that are read and made on the way to it.
const MOST_WORK: usize = 256 << 20;
/// The most that is said of one text.
const MOST_SAID: usize = 20_000;
/// The most bytes of a tag that are said with it.
const MOST_OF_DETAIL: usize = 200;
/// How deep texts include others.
const DEEPEST: usize = 8;
/// Values of `site` that only the generator knows.
const OF_SITE: &[&str] = &[
    "posts", "pages", "collections", "categories", "tags", "related_posts", "static_files", "html_pages",
    "html_files", "documents", "time", "github", "topics", "drafts",
];
/// Values of `page` that only the generator knows.
const OF_PAGE: &[&str] = &["content", "next", "previous", "excerpt", "date", "id", "path", "collection"];

/// What a text is evaluated with.
pub struct Surroundings<'a> {
    /// `site.…`
    pub site: &'a Mapping,
    /// `page.…`
    pub page: &'a Mapping,
    /// Texts that can be included, by their names.
    pub includes: &'a BTreeMap<String, String>,
    /// What `post_url` and `link` lead to.
    pub target: &'a dyn Fn(&str) -> Option<String>,
}

/// What became of a text.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Markdown.
    pub text: String,
    /// What is to be said, with the place in the text as it was.
    pub said: Vec<(Cause, usize, String)>,
}

/// Evaluates a text.
pub fn render(text: &str, surroundings: &Surroundings<'_>) -> Rendered {
    if !text.contains("{{") && !text.contains("{%") {
        return Rendered { text: text.to_owned(), said: Vec::new() };
    }
    let mut program = Mapping::new();
    program.insert("environment".into(), "production".into());
    let roots = vec![
        ("site", surroundings.site, OF_SITE),
        ("page", surroundings.page, OF_PAGE),
        ("jekyll", &program, &["version"][..]),
    ];
    let mut renderer = Renderer {
        surroundings,
        names: Names { roots, ..Names::default() },
        out: String::new(),
        said: Vec::new(),
        steps: 0,
        depth: 0,
        at: None,
        definitions: Vec::new(),
        captured: BTreeMap::new(),
        changes_flow: None,
        exhausted: false,
    };
    renderer.nodes(&parse(text));
    if renderer.is_exhausted() {
        const ENDLESS: &str = "tags that evaluate to more than a text may be: all of them stay as they were";
        return Rendered { text: text.to_owned(), said: vec![(Cause::Other(ENDLESS), 0, String::new())] };
    }
    let Renderer { mut out, said, definitions, .. } = renderer;
    add_definitions(&mut out, &definitions);
    Rendered { text: out, said }
}

struct Renderer<'a> {
    surroundings: &'a Surroundings<'a>,
    names: Names<'a>,
    out: String,
    said: Vec<(Cause, usize, String)>,
    steps: usize,
    depth: usize,
    /// Within an included text: where it is included.
    at: Option<usize>,
    /// Lines `[name]: address` of included texts.
    definitions: Vec<String>,
    /// What is to be said of texts that were captured.
    captured: BTreeMap<String, Vec<(Cause, usize, String)>>,
    /// `break` or `continue` was met.
    changes_flow: Option<Flow>,
    exhausted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Break,
    Continue,
}

impl Renderer<'_> {
    /// Whether it has done as much as it may: nobody sees what it made.
    fn is_exhausted(&mut self) -> bool {
        self.exhausted |= self.steps > MOST_STEPS
            || self.out.len() > MOST_BYTES
            || self.names.spent.get() > MOST_WORK
            || self.said.len() > MOST_SAID;
        self.exhausted
    }

    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            self.steps += 1;
            if self.changes_flow.is_some() || self.is_exhausted() {
                return;
            }
            self.names.spend(match node {
                Node::Text(text) => text.len(),
                Node::Output(tag) | Node::Tag(tag) | Node::Block(_, tag) => tag.raw.len(),
            });
            match node {
                Node::Text(text) => self.out.push_str(text),
                Node::Output(tag) => match evaluate(tag.rest, &self.names) {
                    Ok(value) => {
                        let name = tag.rest.split('|').next().unwrap_or("").trim();
                        self.said.extend(self.captured.get(name).into_iter().flatten().cloned());
                        self.out.push_str(&shown(&value));
                    }
                    Err(Unknown) => self.leave(tag, &outline(tag)),
                },
                Node::Tag(tag) => self.tag(tag),
                Node::Block(parts, end) => self.block(parts, end),
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "assign" => {
                let (name, expression) = tag.rest.split_once('=').unwrap_or((tag.rest, ""));
                // It shows nothing by itself; what is unknown is said where it is shown.
                let value = evaluate(expression, &self.names).ok();
                self.names.assigned.insert(name.trim().to_owned(), value);
            }
            "increment" | "decrement" | "seo" | "feed_meta" | "" => {}
            "break" => self.changes_flow = Some(Flow::Break),
            "continue" => self.changes_flow = Some(Flow::Continue),
            "post_url" | "link" => match (self.surroundings.target)(tag.rest.trim_matches(['"', '\''])) {
                Some(path) => self.out.push_str(&path),
                None => self.leave(tag, &format!("{{% {} %}}", tag.name)),
            },
            "include" | "include_relative" | "include_cached" | "render" => self.include(tag),
            _ => self.call(tag, None),
        }
    }

    /// A tag of a plugin.
    fn call(&mut self, tag: &Tag<'_>, inner: Option<&str>) {
        let call = Call::of_words(tag.name, tag.rest, inner);
        match shortcodes::write(&call) {
            Some(text) => self.out.push_str(&text),
            None => self.leave(tag, &format!("{{% {} %}}", tag.name)),
        }
    }

    fn block(&mut self, parts: &[(Tag<'_>, Vec<Node<'_>>)], end: &Tag<'_>) {
        let Some((open, children)) = parts.first() else { return };
        match open.name {
            // Those of what is included are said by nobody's text.
            "comment" if self.at.is_some() => {}
            "comment" => self.said.push((Cause::Comment, open.at, String::new())),
            "capture" => {
                let said = self.said.len();
                let (text, _) = self.apart(children);
                let name = open.rest.trim_matches(['"', '\'']).to_owned();
                // What is to be said of it is said where it is shown.
                self.captured.insert(name.clone(), self.said.split_off(said.min(self.said.len())));
                let value = Some(text).filter(|text| text.len() <= MOST_OF_VALUE).map(Value::from);
                self.names.assigned.insert(name, value);
            }
            "highlight" => {
                let (text, _) = self.apart(children);
                let language = open.rest.split_whitespace().next().unwrap_or("");
                self.out.push_str(&shortcodes::fenced(language, &text));
            }
            "if" | "unless" | "case" => self.choice(parts, end),
            "for" => self.repeat(parts, end),
            _ => {
                let (inner, _) = self.apart(children);
                let call = Call::of_words(open.name, open.rest, Some(&inner));
                let written = shortcodes::write(&call);
                let name = || format!("{{% {} %}}", open.name);
                let cause = match (shortcodes::is_shown(&call), &written) {
                    (false, _) => Some(Cause::PairUnknown(name())),
                    (true, None) => Some(Cause::PairTaken(name())),
                    (true, Some(_)) => None,
                };
                self.said.extend(cause.map(|cause| (cause, self.at.unwrap_or(open.at), detail(open))));
                self.out.push_str(&written.unwrap_or(inner));
            }
        }
    }

    /// What nodes become, apart from what was written before, and whether all of it is known.
    fn apart(&mut self, nodes: &[Node<'_>]) -> (String, bool) {
        let before = std::mem::take(&mut self.out);
        let said = self.said.len();
        self.nodes(nodes);
        let is_known = !self.said[said..].iter().any(|(cause, ..)| matches!(cause, Cause::Tag(_)));
        (std::mem::replace(&mut self.out, before), is_known)
    }

    /// Leaves a tag as it is.
    fn leave(&mut self, tag: &Tag<'_>, name: &str) {
        self.said.push((Cause::Tag(name.to_owned()), self.at.unwrap_or(tag.at), detail(tag)));
        self.out.push_str(tag.raw);
    }

    /// Leaves tags as they are, and what stands between them.
    fn as_written(&mut self, parts: &[(Tag<'_>, Vec<Node<'_>>)], end: &Tag<'_>) {
        for (number, (tag, children)) in parts.iter().enumerate() {
            match number {
                0 => self.leave(tag, &format!("{{% {} %}}", tag.name)),
                _ => self.out.push_str(tag.raw),
            }
            self.nodes(children);
        }
        self.out.push_str(end.raw);
    }
}

/// A tag as a report shows it.
fn detail(tag: &Tag<'_>) -> String {
    tag.raw[..tag.raw.floor_char_boundary(MOST_OF_DETAIL)].to_owned()
}

/// What a report calls an output: its first name, without filters.
fn outline(tag: &Tag<'_>) -> String {
    let name = tag.rest.split('|').next().unwrap_or("").trim();
    let short: String = name.chars().take(40).collect();
    format!("{{{{ {short} }}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> (String, Vec<String>) {
        let site: Mapping =
            serde_yaml::from_str("{url: 'https://x.example', baseurl: '', names: [a, b]}").unwrap();
        let page: Mapping = serde_yaml::from_str("{title: Grain}").unwrap();
        let includes = BTreeMap::from([
            ("refs.md".to_owned(), "[one]: /1/\n[Two]: /2/\n[three]: /3/\n".to_owned()),
            ("hi.md".to_owned(), "Hello {{ include.name }}{% if include.loud %}!{% endif %}".to_owned()),
            ("loop.md".to_owned(), "{% include loop.md %}".to_owned()),
            ("posts.html".to_owned(), "{% for p in site.posts %}{{ p }}{% endfor %}".to_owned()),
        ]);
        let target = |name: &str| (name == "2020-01-02-a").then(|| "2020-01-02-a.md".to_owned());
        let surroundings = Surroundings { site: &site, page: &page, includes: &includes, target: &target };
        let rendered = render(text, &surroundings);
        (rendered.text, rendered.said.into_iter().map(|(cause, ..)| cause.to_string()).collect())
    }

    #[test]
    fn what_can_be_evaluated_is() {
        for (text, expected) in [
            ("{{ site.url }}/x/ {{ page.title | upcase }}", "https://x.example/x/ GRAIN"),
            ("{% assign a = 'b' %}{{ a }}", "b"),
            ("{% capture a %}x{{ page.title }}{% endcapture %}{{ a }}", "xGrain"),
            (
                "{% for n in site.names %}{{ n }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
                "a, b",
            ),
            ("[a]({% post_url 2020-01-02-a %})", "[a](2020-01-02-a.md)"),
            ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
            ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "\n\n```ruby\nputs 1\n```\n\n"),
            ("{% include hi.md name=page.title loud=true %}", "Hello Grain!"),
            ("[one] [two][]\n\n{% include refs.md %}", "[one] [two][]\n\n[one]: /1/\n[Two]: /2/\n"),
            ("{% case page.title %}{% when 'x' %}1{% when 'Grain' %}2{% endcase %}", "2"),
        ] {
            assert_eq!(rendered(text), (expected.to_owned(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn what_cannot_stays_and_is_named() {
        for text in [
            "{% for p in site.posts %}{{ p.title }}{% endfor %}",
            "{% if site.time %}a{% else %}b{% endif %}", "{{ content }}", "{% include posts.html %}",
            "{% include none.html %}", "{% include loop.md %}", "{% anything a=b %}",
        ] {
            let (out, said) = rendered(text);
            assert_eq!(out, text);
            assert!(!said.is_empty(), "{text}");
        }
        let (out, said) = rendered("a {% comment %} b {% endcomment %} c");
        assert_eq!((&*out, said.len()), ("a  c", 1));
    }

    #[test]
    fn hostile_texts_end() {
        let nested = format!("{}x{}", "{% for i in (1..9999) %}".repeat(30), "{% endfor %}".repeat(30));
        assert!(rendered(&nested).0.len() < MOST_BYTES);
        let endless = |text: &str| {
            let (out, said) = rendered(text);
            assert_eq!((out == text, said.len()), (true, 1), "{said:?}");
        };
        endless(
            "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..9999) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}",
        );
        // It doubles until it is unknown.
        let doubled =
            format!("{{% assign a = 'a' %}}{}{{{{ a }}}}", "{% assign a = a | append: a %}".repeat(45));
        assert_eq!(rendered(&doubled).0, "{{ a }}");
        // What is said of it doubles, and what it shows does not.
        let capture = "{% capture a %}{{ a }}{{ a }}{% endcapture %}".repeat(40);
        endless(&format!(
            "{{% capture a %}}{{% comment %}}b{{% endcomment %}}{{% endcapture %}}{capture}{{{{ a }}}}"
        ));
        endless(&format!("{}{}", "{% for i in (1..9999) %}".repeat(3), "{% endfor %}".repeat(3)));
        let long = format!("{{% if a{} %}}b{{% endif %}}", " and a".repeat(20_000));
        assert_eq!(rendered(&long).0, long);
        let long =
            format!("{{% case page.title %}}{{% when {}'Grain' %}}b{{% endcase %}}", "'a',".repeat(20_000));
        assert!(rendered(&long).0.contains("{% when"));
    }
}
