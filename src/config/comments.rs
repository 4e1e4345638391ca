//! `comments:`: which service keeps what readers say under articles. Nothing of it is loaded before a reader asks.

use super::csp::{Need, origin};
use super::service::{needed, service, service_address};
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{Key, Section, Shape, choice, keys};

const INPUTS: [(&str, &str); 2] = [("top", "top"), ("bottom", "bottom")];

keys! {
    /// `comments.giscus:`.
    pub(super) OF_GISCUS:
    REPO: ["repo"], Shape::Text, "", "newsroom/comments",
        "A public repository on GitHub with discussions and the [giscus](https://giscus.app) app.";
    REPO_ID: ["repo_id"], Shape::Text, "", "R_kgDOabc",
        "As giscus.app shows them for the repository.";
    CATEGORY: ["category"], Shape::Text, "", "Comments",
        "As giscus.app shows them for the repository.";
    CATEGORY_ID: ["category_id"], Shape::Text, "", "DIC_kwDOabc",
        "As giscus.app shows them for the repository.";
    MAPPING: ["mapping"], choice!(MAPPINGS), "pathname", "",
        "How the discussion of an article is found. With `id` it is the article's [identity](writing.md#feeds-and-identity): its discussion stays when its address or its headline changes.";
    STRICT: ["strict"], Shape::Switch, "false", "",
        "Whether the discussion's title has to be the very same; with `id` it always has.";
    REACTIONS: ["reactions"], Shape::Switch, "true", "",
        "Whether readers may react to the article itself.";
    INPUT_POSITION: ["input_position"], choice!(INPUTS), "bottom", "",
        "Where readers write.";
    LANGUAGE: ["language", "lang"], Shape::Language, "", "en",
        "The service's own words.";
    THEME: ["theme"], Shape::Text, "", "light",
        "One theme of giscus for all pages, or the address of a style sheet for it.";
}

keys! {
    /// `comments.utterances:`.
    pub(super) OF_UTTERANCES:
    UTTERANCES_REPO: ["repo"], Shape::Text, "", "newsroom/comments",
        "A public repository on GitHub with issues and the [utterances](https://utteranc.es) app.";
    LABEL: ["label"], Shape::Text, "", "comment",
        "A label for new issues.";
    TERM: ["mapping", "issue_term"], choice!(MAPPINGS), "pathname", "",
        "How the issue of an article is found.";
    UTTERANCES_THEME: ["theme"], Shape::Text, "", "github-light",
        "One theme of utterances for all pages.";
}

keys! {
    /// `comments.isso:`.
    pub(super) OF_ISSO:
    URL: ["url"], Shape::WebAddress, "", "https://comments.example.org",
        "Your [Isso](https://isso-comments.de) server.";
    ISSO_LANGUAGE: ["language", "lang"], Shape::Language, "", "en",
        "Isso's own words. What else there is to set is set at the server.";
}

keys! {
    /// The services.
    pub(super) OF_SERVICES:
    GISCUS_KEY: ["giscus"], Shape::Keys(&Section::of(OF_GISCUS).needing(&[REPO.names, REPO_ID.names, CATEGORY.names, CATEGORY_ID.names])), "", "{repo: newsroom/comments, repo_id: R_kgDOabc, category: Comments, category_id: DIC_kwDOabc}",
        "Discussions of a repository on GitHub, by giscus.app.";
    UTTERANCES_KEY: ["utterances"], Shape::Keys(&Section::of(OF_UTTERANCES).needing(&[REPO.names])), "", "{repo: newsroom/comments}",
        "Issues of a repository on GitHub, by utteranc.es.";
    ISSO_KEY: ["isso"], Shape::Keys(&Section::of(OF_ISSO).needing(&[URL.names])), "", "{url: \"https://comments.example.org\"}",
        "An Isso server of your own.";
}

/// `comments:`, which names one of the services.
pub(super) const COMMENTS: Section =
    Section { any_case: true, ..Section::of(OF_SERVICES).needing(&[&["giscus", "utterances", "isso"]]) };

/// What `comments:` says: one of the services.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Comments {
    /// Discussions of a repository on GitHub, by giscus.app.
    Giscus {
        /// `owner/name`.
        repo: String,
        /// As giscus.app gives it, like the next two.
        repo_id: String,
        /// The category of discussions in which new ones are opened.
        category: String,
        /// See `repo_id`.
        category_id: String,
        /// How the discussion of an article is found.
        mapping: Mapping,
        /// Whether its title has to be the very same.
        strict: bool,
        /// Whether readers may react to the article itself.
        reactions: bool,
        /// `top` or `bottom`: where readers write.
        input_position: &'static str,
        /// BCP 47; that of the page without.
        language: Option<String>,
        /// One theme of giscus for light and dark; what the page shows without.
        theme: Option<String>,
    },
    /// Issues of a repository on GitHub, by utteranc.es.
    Utterances {
        /// `owner/name`.
        repo: String,
        /// What new issues are labelled with.
        label: Option<String>,
        /// How the issue of an article is found.
        mapping: Mapping,
        /// As with giscus.
        theme: Option<String>,
    },
    /// A server of one's own.
    Isso {
        /// Where it stands, without a slash at the end.
        url: String,
        /// BCP 47; that of the page without.
        language: Option<String>,
    },
}

/// How a discussion or an issue belongs to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mapping {
    /// By the path of its address.
    Pathname,
    /// By its address.
    Url,
    /// By the title of its page.
    Title,
    /// By its headline.
    OgTitle,
    /// By its identity in feeds, which stays when its address or its headline changes.
    Id,
}

const MAPPINGS: [(&str, Mapping); 5] = [
    ("pathname", Mapping::Pathname),
    ("url", Mapping::Url),
    ("title", Mapping::Title),
    ("og:title", Mapping::OgTitle),
    ("id", Mapping::Id),
];

impl Mapping {
    /// What the services call it; an identity is a term that they know nothing of.
    pub fn name(self) -> Option<&'static str> {
        let name = MAPPINGS.iter().find(|(_, mapping)| *mapping == self).map(|(name, _)| *name);
        name.filter(|_| self != Self::Id)
    }
}

/// Where giscus stands.
pub const GISCUS: &str = "https://giscus.app";
/// Where utterances stands.
pub const UTTERANCES: &str = "https://utteranc.es";

impl Comments {
    /// What pages with comments load that others do not.
    pub(super) fn needs(&self) -> Vec<Need> {
        let need = |directive, source: &str| (directive, source.to_owned());
        match self {
            // Its script brings a style sheet; what is said and written is in a frame.
            Self::Giscus { .. } => {
                ["script-src", "style-src", "frame-src"].map(|one| need(one, GISCUS)).to_vec()
            }
            Self::Utterances { .. } => ["script-src", "frame-src"].map(|one| need(one, UTTERANCES)).to_vec(),
            // It has no frame: its script asks the server itself, and shows what it has of its readers.
            Self::Isso { url, .. } => {
                let origin = origin(url);
                ["script-src", "style-src", "connect-src", "img-src"].map(|one| need(one, &origin)).to_vec()
            }
        }
    }
}

type Read = fn(&Fields<'_>) -> Option<Comments>;

/// The services, and how the keys of each are read.
const SERVICES: [(&str, Read); 3] = [("giscus", giscus), ("utterances", utterances), ("isso", isso)];

/// Reads `comments:`.
pub(super) fn comments(item: &FieldValue<'_>) -> Option<Comments> {
    let (name, item) = service(item, &SERVICES.map(|(name, _)| name), &[])?;
    let read = SERVICES.iter().find(|(known, _)| *known == name).map(|(_, read)| *read)?;
    let fields = item.fields("write its keys below it, indented")?;
    let found = read(&fields);
    fields.finish(&[], None);
    found
}

fn giscus(fields: &Fields<'_>) -> Option<Comments> {
    const HINT: &str = "take it from https://giscus.app, which shows it for your repository";
    let repo = repo(fields);
    let [repo_id, category, category_id] =
        [REPO_ID, CATEGORY, CATEGORY_ID].map(|key| needed(fields, key, HINT));
    for (name, id) in [("repo_id", &repo_id), ("category_id", &category_id)] {
        let is_id =
            |id: &String| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-=".contains(&byte));
        if id.as_ref().is_some_and(|id| !is_id(id)) {
            // As examples have it, with dots at the end.
            let message = format!("`{}.{name}` is no identity", fields.item().label());
            fields.error(Code::InvalidValue, message, HINT);
        }
    }
    let input = fields.take(INPUT_POSITION.names);
    let input = input.and_then(|item| item.choice(&INPUTS));
    let switch = |key: Key| fields.take(key.names).and_then(|item| item.switch());
    let (strict, reactions) = (switch(STRICT), switch(REACTIONS));
    let (mapping, theme) = (mapping(fields, MAPPING), theme(fields));
    let language = language(fields);
    Some(Comments::Giscus {
        repo: repo?,
        repo_id: repo_id?,
        category: category?,
        category_id: category_id?,
        mapping,
        strict: strict.unwrap_or(false),
        reactions: reactions.unwrap_or(true),
        input_position: input.unwrap_or("bottom"),
        language,
        theme,
    })
}

fn utterances(fields: &Fields<'_>) -> Option<Comments> {
    let repo = repo(fields);
    let label = fields.take(LABEL.names).and_then(|item| item.text());
    let (mapping, theme) = (mapping(fields, TERM), theme(fields));
    Some(Comments::Utterances { repo: repo?, label, mapping, theme })
}

fn isso(fields: &Fields<'_>) -> Option<Comments> {
    let language = language(fields);
    if fields.take(URL.names).is_none() {
        let hint = "write the address of your Isso server: https://comments.example.org";
        fields.error(Code::InvalidValue, "`comments.isso.url` is missing", hint);
    }
    let url = service_address(&fields.take(URL.names)?, true)?;
    Some(Comments::Isso { url: url.trim_end_matches('/').to_owned(), language })
}

/// `owner/name`.
fn repo(fields: &Fields<'_>) -> Option<String> {
    const HINT: &str = "write the owner and the name of a repository on GitHub: newsroom/comments";
    let repo = needed(fields, REPO, HINT)?;
    let is_name = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            && !part.bytes().all(|byte| byte == b'.')
    };
    if repo.split('/').count() == 2 && repo.split('/').all(is_name) {
        return Some(repo);
    }
    let item = fields.take(REPO.names)?;
    item.error(Code::InvalidValue, format!("`{}` is no repository", item.label()), HINT);
    None
}

fn mapping(fields: &Fields<'_>, key: Key) -> Mapping {
    fields.take(key.names).and_then(|item| item.choice(&MAPPINGS)).unwrap_or(Mapping::Pathname)
}

fn language(fields: &Fields<'_>) -> Option<String> {
    fields.take(LANGUAGE.names).and_then(|item| item.language())
}

fn theme(fields: &Fields<'_>) -> Option<String> {
    fields.take(THEME.names).and_then(|item| item.text())
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    fn read(text: &str) -> (Option<Config>, Vec<crate::diagnostic::Diagnostic>) {
        Config::read(Some(format!("title: T\nbase_url: https://a.org/\n{text}").as_bytes()), None)
    }

    const GISCUS: &str = "repo: a/b, repo_id: R_1, category: Comments, category_id: DIC_1";

    #[test]
    fn each_service_and_what_its_pages_may_load() {
        let policies = |text: &str| {
            let (config, said) = read(text);
            assert_eq!(said, [], "{text}");
            let config = config.unwrap();
            (config.policy.unwrap(), config.policy_with_comments.unwrap())
        };
        let (plain, with) =
            policies(&format!("comments: {{giscus: {{{GISCUS}, mapping: id, strict: yes, lang: uk}}}}"));
        assert!(!plain.contains("giscus"), "{plain}");
        assert!(
            with.contains("; script-src 'self' https://giscus.app; style-src 'self' https://giscus.app;"),
            "{with}"
        );
        // Frames may be from anywhere as it is.
        assert!(with.contains("; frame-src https:;") && !with.contains("unsafe"), "{with}");
        let (_, with) =
            policies("comments: {utterances: {repo: a/b, label: c}}\ncsp: {frame-src: \"'none'\"}");
        assert!(with.contains("; frame-src https://utteranc.es;"), "{with}");
        let (plain, with) = policies("comments: {isso: {url: 'https://c.example:8443/isso/'}}");
        assert!(with.contains("; connect-src 'self' https://c.example:8443;"), "{with}");
        assert!(!plain.contains("c.example"), "{plain}");
        let (plain, with) = policies("comments: no");
        assert_eq!(plain, with);
    }

    #[test]
    fn faults() {
        for (text, message, hint) in [
            ("comments: {gisqus: {}}", "knows no `gisqus`", "did you mean `giscus`?"),
            ("comments: {disqus: {shortname: x}}", "knows no `disqus`", "giscus"),
            ("comments: {}", "names no service", "giscus, utterances, isso"),
            ("comments: giscus", "", "giscus, utterances, isso"),
            ("comments: yes", "", "giscus, utterances, isso"),
            (
                "comments: {isso: {url: 'https://a.org'}, utterances: {repo: a/b}}",
                "names more than one service",
                "write one of",
            ),
            ("comments: {utterances: {label: x}}", "`comments.utterances.repo` is missing", "GitHub"),
            ("comments: {utterances: {repo: b}}", "is no repository", "newsroom/comments"),
            (
                "comments: {utterances: {repo: 'https://github.com/a/b'}}", "is no repository",
                "newsroom/comments",
            ),
            ("comments: {utterances: {repo: a/b, issue_term: path}}", "must be one of pathname", ""),
            (
                "comments: {giscus: {repo: a/b, repo_id: R_kgDO…, category: c, category_id: d}}",
                "`comments.giscus.repo_id` is no identity",
                "giscus.app",
            ),
            (
                "comments: {giscus: {repo: a/b, repo_id: x, category: c}}", "category_id` is missing",
                "giscus.app",
            ),
            ("comments: {isso: {}}", "`comments.isso.url` is missing", "https://"),
            ("comments: {isso: {url: ''}}", "`comments.isso.url` is empty", "https://"),
            ("comments: {isso: {url: 'https://a:b@c.org'}}", "has a name or a password in it", ""),
            ("comments: {isso: {url: 'https://c.org/#x'}}", "has a `?` or a `#` in it", ""),
            ("comments: {isso: {url: c.example}}", "is not a web address", ""),
        ] {
            let (config, said) = read(text);
            assert!(config.is_none(), "{text}: {said:?}");
            assert_eq!(said.iter().filter(|said| said.is_error()).count(), 1, "{text}: {said:?}");
            assert!(said[0].message.contains(message), "{text}: {said:?}");
            assert!(said[0].hints.iter().any(|said| said.contains(hint)), "{text}: {said:?}");
        }
        let (config, said) = read("comments: {utterances: {repo: a/b, lable: x}}");
        assert!(config.is_some());
        assert_eq!((said[0].code.as_str(), &*said[0].hints[0]), ("unknown-key", "did you mean `label`?"));
    }
}
