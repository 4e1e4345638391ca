//! Pictures, players, tables and code, as pages write them.

use dom_query::NodeRef;
use url::Url;

use crate::import::beside;
use crate::import::block::Picture;
use crate::import::links;
use crate::import::page::{Page, is_saved_beside};

/// Attributes that hold the address of a picture that is loaded later, as the common scripts have it.
const LAZY: &[&str] = &[
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-full-src",
    "data-hi-res-src", "data-img-src",
];
/// Attributes that hold a set of them.
const SETS: &[&str] = &["srcset", "data-srcset", "data-lazy-srcset"];
/// The widest picture that a page of a digest makes anything of, in pixels: what is wider is fetched only if there is no other.
const WIDEST: f32 = 2400.0;
/// A picture of a set that is narrower than this is none to prefer to the one that everybody gets.
const NARROW: f32 = 600.0;

/// A picture; none where there is no address, or where it is one to count visits by.
pub(super) fn picture(page: &Page, node: &NodeRef<'_>) -> Option<Picture> {
    if is_counter(node) {
        return None;
    }
    let src = page.address(&source(node)?)?;
    matches!(src.scheme(), "http" | "https").then(|| Picture {
        src: src.into(),
        alt: node
            .attr("alt")
            .map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap_or_default(),
        ..Picture::default()
    })
}

/// Whether an element is too small to be seen: it is there to count visits by.
fn is_counter(node: &NodeRef<'_>) -> bool {
    let size = |name| node.attr(name).and_then(|size| size.trim_end_matches("px").trim().parse::<f32>().ok());
    ["width", "height"].into_iter().any(|name| size(name).is_some_and(|size| size <= 2.0))
}

/// How many nodes of a `<picture>` are looked at, for each picture in it.
const SOURCES: usize = 40;

/// The address of a picture: the widest that is of use in its set or in those of the `<picture>` that it stands in; else the one that
/// a script loads; else its own.
fn source(node: &NodeRef<'_>) -> Option<String> {
    let own = best_of(node);
    let wide = |best: &&Candidate| matches!(best.size, Size::Width(width) if width >= NARROW);
    let around = node.parent().filter(|parent| parent.has_name("picture")).and_then(|picture| {
        // What is for small screens alone may be a part of the picture.
        let is_for_all = |source: &NodeRef<'_>| {
            source.has_name("source")
                && !source.attr("media").is_some_and(|media| media.contains("max-width"))
        };
        picture
            .children_it(false)
            .take(SOURCES)
            .filter(is_for_all)
            .filter_map(|source| best_of(&source))
            .reduce(Candidate::better)
    });
    if let Some(best) = own.as_ref().filter(wide).or(around.as_ref().filter(wide)) {
        return Some(best.address.clone());
    }
    // A set without widths may hold the place for what a script loads.
    let lazy = LAZY.iter().find_map(|name| node.attr(name).filter(|src| is_real(src)));
    let dense = || own.as_ref().filter(|best| matches!(best.size, Size::Density(_)));
    lazy.map(|src| src.to_string())
        .or_else(|| dense().map(|best| best.address.clone()))
        .or_else(|| node.attr("src").filter(|src| is_real(src)).map(|src| src.to_string()))
        .or_else(|| own.as_ref().or(around.as_ref()).map(|best| best.address.clone()))
}

/// Whether an address leads to a picture: not to a placeholder in the page, and not to one that a script would fill in.
fn is_real(address: &str) -> bool {
    let address = address.trim();
    !(address.is_empty()
        || address.starts_with("data:")
        || address.contains(['{', '}'])
        || is_saved_beside(address))
}

/// One of a set of pictures.
struct Candidate {
    address: String,
    size: Size,
}

/// How large a picture of a set is.
#[derive(Clone, Copy)]
enum Size {
    /// In pixels.
    Width(f32),
    /// For screens of so many pixels to one of the page.
    Density(f32),
}

impl Candidate {
    /// The better of two.
    fn better(self, other: Self) -> Self {
        let ((one, wide), (two, wider)) = (self.rank(), other.rank());
        let is_better = two.cmp(&one).then(wider.total_cmp(&wide)).is_gt();
        if is_better { other } else { self }
    }

    /// The wider the better, up to what anybody needs.
    fn rank(&self) -> (u8, f32) {
        match self.size {
            Size::Width(width) if width > WIDEST => (1, -width),
            Size::Width(width) if width >= NARROW => (3, width),
            Size::Density(density) => (2, density),
            Size::Width(width) => (0, width),
        }
    }
}

/// The best of an element's sets.
fn best_of(node: &NodeRef<'_>) -> Option<Candidate> {
    let sets = SETS.iter().filter_map(|name| node.attr(name));
    sets.flat_map(|set| candidates(&set)).reduce(Candidate::better)
}

/// A set of pictures (HTML standard, section 4.8.4.2.1: an address may have commas in it, but not at its end).
fn candidates(set: &str) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|one: char| one.is_ascii_whitespace() || one == ',');
        if rest.is_empty() {
            return all;
        }
        let (address, behind) =
            rest.split_at(rest.find(|one: char| one.is_ascii_whitespace()).unwrap_or(rest.len()));
        let (size, behind) = match address.ends_with(',') {
            true => ("", behind),
            false => behind.split_once(',').unwrap_or((behind, "")),
        };
        rest = behind;
        let address = address.trim_end_matches(',');
        let number =
            |end: char| size.split_ascii_whitespace().find_map(|one| one.strip_suffix(end)?.parse().ok());
        let size = match number('w') {
            Some(width) => Size::Width(width),
            None => Size::Density(number('x').unwrap_or(1.0)),
        };
        if is_real(address) {
            all.push(Candidate { address: address.to_owned(), size });
        }
    }
}

/// Whether an element is for readers without scripts, and has the picture that a script would put into the one before it.
pub(super) fn is_fallback(page: &Page, node: &NodeRef<'_>, name: &str) -> bool {
    if name != "noscript" {
        return false;
    }
    let before = node.prev_element_sibling().filter(|before| before.has_name("img"));
    let shows = |child: NodeRef<'_>| child.has_name("img") || child.has_name("picture");
    before.is_some_and(|before| picture(page, &before).is_none()) && node.children_it(false).any(shows)
}

/// Endings of files that browsers play.
const PLAYABLE: &[&str] = &[".mp4", ".webm", ".m4v", ".mp3", ".m4a", ".ogg", ".oga", ".ogv", ".opus", ".wav"];

/// The address of a video or of a sound, as readers open it.
pub(super) fn player(page: &Page, node: &NodeRef<'_>, name: &str) -> Option<String> {
    match name {
        "amp-youtube" => return youtube(&node.attr("data-videoid")?, None),
        "amp-vimeo" => {
            return Some(format!("https://vimeo.com/{}", identifier(&node.attr("data-videoid")?)?));
        }
        "amp-dailymotion" => {
            return Some(format!(
                "https://www.dailymotion.com/video/{}",
                identifier(&node.attr("data-videoid")?)?
            ));
        }
        "amp-soundcloud" => return None,
        _ => {}
    }
    let source =
        || node.children_it(false).find(|child| child.has_name("source")).and_then(|child| child.attr("src"));
    let src = ["src", "data-src", "data-lazy-src"]
        .into_iter()
        .find_map(|name| node.attr(name).filter(|src| !src.starts_with("about:")));
    let url = page.address(&src.or_else(source)?).filter(|url| matches!(url.scheme(), "http" | "https"))?;
    of_address(url, matches!(name, "iframe" | "amp-iframe"))
}

/// The same by the address that a page loads: in a frame, or as a file that is played.
pub(super) fn of_address(url: Url, is_frame: bool) -> Option<String> {
    let host = url.host_str()?.trim_start_matches("www.");
    let last = url.path_segments()?.rfind(|part| !part.is_empty()).unwrap_or_default().to_owned();
    let parameter =
        |key: &str| url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned());
    match host {
        "youtube.com" | "youtube-nocookie.com" if url.path().starts_with("/embed/") => {
            youtube(&last, parameter("start"))
        }
        "player.vimeo.com" => {
            let key = parameter("h").and_then(|key| identifier(&key).map(|key| format!("/{key}")));
            Some(format!("https://vimeo.com/{}{}", identifier(&last)?, key.unwrap_or_default()))
        }
        "dailymotion.com" | "geo.dailymotion.com"
            if url.path().contains("/embed/") || url.path().contains("/player") =>
        {
            let id = parameter("video").unwrap_or(last);
            Some(format!("https://www.dailymotion.com/video/{}", identifier(&id)?))
        }
        "open.spotify.com" if url.path().starts_with("/embed") => {
            let mut parts = url.path_segments()?.rev().filter(|part| !part.is_empty());
            let (id, kind) = (identifier(parts.next()?)?, identifier(parts.next()?)?);
            Some(format!("https://open.spotify.com/{kind}/{id}"))
        }
        "embed.podcasts.apple.com" => {
            let mut url = url;
            url.set_host(Some("podcasts.apple.com")).ok()?;
            Some(url.into())
        }
        // The address of a sound stands in a parameter; that of one in the interface of programs shows nothing to readers.
        "w.soundcloud.com" => parameter("url").filter(|url| url.starts_with("https://soundcloud.com/")),
        // Frames of other hosts are advertisements, forms and counters as often as players: they are named by those who know the host.
        _ if is_frame => None,
        _ => {
            let path = url.path().to_ascii_lowercase();
            (url.scheme() == "https" && PLAYABLE.iter().any(|ending| path.ends_with(ending)))
                .then(|| url.into())
        }
    }
}

fn youtube(id: &str, start: Option<String>) -> Option<String> {
    let id = identifier(id).filter(|id| id.len() == 11)?;
    let start = start.filter(|start| !start.is_empty() && start.bytes().all(|byte| byte.is_ascii_digit()));
    Some(format!(
        "https://www.youtube.com/watch?v={id}{}",
        start.map(|start| format!("&t={start}")).unwrap_or_default()
    ))
}

/// A text that can be part of an address, and of nothing else.
fn identifier(text: &str) -> Option<&str> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (!text.is_empty() && text.bytes().all(is_part)).then_some(text)
}

/// Whether a table holds data, and is not there to put texts beside each other.
pub(super) fn is_data(table: &NodeRef<'_>) -> bool {
    if table.attr("role").is_some_and(|role| matches!(&*role, "presentation" | "none")) {
        return false;
    }
    /// A cell of so many characters has a text.
    const LONG: usize = 200;
    let (mut rows, mut cells, mut long, mut longest) = (0, 0, 0, 0);
    for node in table.descendants_it() {
        match node.node_name().as_deref() {
            Some("table" | "h1" | "h2" | "form" | "article") => return false,
            Some("tr") => rows += 1,
            Some("td" | "th") => {
                cells += 1;
                let length = node.normalized_char_count();
                long += usize::from(length > 400);
                longest = longest.max(length);
            }
            _ => {}
        }
    }
    // Old sites put their whole pages into one.
    let is_page = longest > LONG && longest * 2 > table.normalized_char_count();
    rows > 1 && cells > rows && long * 4 <= cells && !is_page
}

/// The language of a block of code, by the class that highlighters know (HTML standard, section 4.5.15).
pub(super) fn language(pre: &NodeRef<'_>) -> String {
    let classes = |node: &NodeRef<'_>| {
        let classes = node.class()?;
        let named = classes.split_ascii_whitespace().find_map(|class| {
            class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")).map(str::to_owned)
        });
        named.filter(|name| name.chars().all(|one| one.is_ascii_alphanumeric() || "+#-_".contains(one)))
    };
    let code = || pre.children_it(false).find(|child| child.has_name("code")).and_then(|code| classes(&code));
    classes(pre).or_else(code).unwrap_or_default()
}

/// Whether an element says whose a picture is.
pub(super) fn is_credit(node: &NodeRef<'_>) -> bool {
    let is_named = |name: &str| {
        node.attr(name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            ["credit", "copyright", "attribution", "image-source", "photographer"]
                .iter()
                .any(|word| value.contains(word))
        })
    };
    is_named("class") || is_named("itemprop") || is_named("data-testid")
}

/// Whether an element has a picture or a player, and its caption, and next to nothing else.
pub(super) fn is_figure(node: &NodeRef<'_>) -> bool {
    /// What else may stand there, in bytes: whose it is, and a button.
    const BESIDE: usize = 80;
    let mut children = node.children_it(false).filter(NodeRef::is_element);
    let is_media = |node: &NodeRef<'_>| {
        ["img", "video", "iframe", "amp-img", "audio"].iter().any(|name| node.has_name(name))
    };
    let holds_media = |node: &NodeRef<'_>| node.descendants_it().any(|node| is_media(&node));
    let Some(caption) = children.find(|child| is_caption(child)) else { return false };
    !holds_media(&caption)
        && holds_media(node)
        && node.text().trim().len() <= caption.text().trim().len() + BESIDE
}

/// Whether an element is named as the caption of a picture or of a player.
pub(super) fn is_caption(node: &NodeRef<'_>) -> bool {
    !node.has_name("figcaption") && beside::is_caption(node)
}

/// What a page shows of another one in a frame, for whoever edits the text; nothing for what is known to be none of a text.
pub(super) fn embedded(page: &Page, node: &NodeRef<'_>) -> Option<String> {
    /// In the addresses of advertisements, counters and boxes of a page.
    const OTHERS: &[&str] = &[
        "googletagmanager", "doubleclick", "googlesyndication", "adservice", "adserver", "adnxs", "taboola",
        "outbrain", "criteo", "amazon-adsystem", "recaptcha", "consent", "plugins/like", "plugins/share",
        "disqus", "addtoany", "newsletter", "subscribe", "mailchimp", "login", "signin", "cookie",
    ];
    if is_counter(node) {
        return None;
    }
    let address = ["src", "data-src", "data-lazy-src", "data"]
        .into_iter()
        .find_map(|name| node.attr(name).filter(|src| is_real(src) && !src.starts_with("about:")))?;
    let url =
        page.address(&address).filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())?;
    let lower = url.as_str().to_ascii_lowercase();
    let is_advertiser =
        url.host_str().is_some_and(|host| host.split('.').any(|label| matches!(label, "ad" | "ads")));
    if is_advertiser || OTHERS.iter().any(|part| lower.contains(part)) {
        return None;
    }
    let title = node.attr("title").or_else(|| node.attr("aria-label"));
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    let name = if title.is_empty() { String::new() } else { format!("{title}, ") };
    Some(format!("{name}{}", links::cleaned(url)))
}
