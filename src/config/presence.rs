//! How the newsroom is known elsewhere: its logo, the picture of shared links, its profiles, its search.

use super::keys;
use crate::content::yaml::convert::is_web_address;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;

/// The keys that search engines and networks read, and no reader of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Presence {
    /// The newsroom's logo: a path of `static/` that begins with `/`, or a web address.
    pub logo: Option<String>,
    /// The picture of shared pages that have none of their own: the same.
    pub social_image: Option<String>,
    /// The newsroom's pages elsewhere: Mastodon, Bluesky, Wikidata …
    pub profiles: Vec<String>,
    /// Where the site can be searched.
    pub search: Search,
}

/// Where a site can be searched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Search {
    /// On a page that newsprint makes.
    #[default]
    Own,
    /// At a path of the site or a web address, with [`QUERY`] in it.
    At(String),
    /// Nowhere.
    Off,
}

/// The place of the words that are looked for in `search`.
pub const QUERY: &str = "{query}";

/// `logo:`, `social_image:`, `profiles:` and `search:`.
pub(super) fn presence(fields: &Fields<'_>) -> Presence {
    let picture = |names| fields.take(names).and_then(|item| picture(&item));
    Presence {
        logo: picture(keys::LOGO.names),
        social_image: picture(keys::SOCIAL_IMAGE.names),
        profiles: fields.take(keys::PROFILES.names).map(|item| profiles(&item)).unwrap_or_default(),
        search: fields.take(keys::SEARCH.names).and_then(|item| search(&item)).unwrap_or_default(),
    }
}

/// Whether an address is a path of this site, as the configuration writes one.
pub(super) fn is_inside(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !url.contains('\\')
}

/// A path of `static/` that begins with `/`, or a web address.
pub(super) fn picture(item: &FieldValue<'_>) -> Option<String> {
    let src = item.text()?;
    if is_inside(&src) || is_web_address(&src) {
        return Some(src);
    }
    let message =
        format!("`{}` is neither a path of `static/` that begins with / nor a web address", item.label());
    let path = src.trim_start_matches("./").trim_start_matches("static/");
    let hint = match path.contains(':') || path.contains('\\') {
        true => "put the file into `static/` and write its path from there: /name.png".to_owned(),
        false => format!("write /{path} for static/{path}"),
    };
    item.error(Code::InvalidUrl, message, hint);
    None
}

fn profiles(item: &FieldValue<'_>) -> Vec<String> {
    let mut profiles = Vec::new();
    for item in item.items() {
        profiles.extend(item.web_address().filter(|url| !profiles.contains(url)));
    }
    profiles
}

fn search(item: &FieldValue<'_>) -> Option<Search> {
    if let Some(is_on) = item.as_switch() {
        return Some(if is_on { Search::Own } else { Search::Off });
    }
    let url = item.text()?;
    let fault = if !url.contains(QUERY) {
        "has no place {query} for the words that are looked for"
    } else if is_inside(&url) || is_web_address(&url.replace(QUERY, "query")) {
        return Some(Search::At(url));
    } else {
        "is neither a path of this site nor a web address"
    };
    let hint = "write true for a search of newsprint's own, false for none, or where it is: /find/?q={query}, https://search.example.org/?q={query}";
    item.error(Code::InvalidUrl, format!("`{}` {fault}", item.label()), hint);
    None
}
