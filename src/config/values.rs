//! Single values of the configuration: zones, contacts, links of the navigation, schemes, domains.

use chrono_tz::{TZ_VARIANTS, Tz};
use serde_yaml::Value;

use super::{MenuItem, SiteLink};
use crate::address::{in_site, uri};
use crate::content::markdown::Players;
use crate::content::yaml::convert::{has_scheme, is_web_address};
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::{Code, did_you_mean};
use crate::paths::{FOLDERS, OutPath};
use crate::shape::{Section, Shape, keys};

keys! {
    /// A link, and links below it.
    pub(super) OF_MENU:
    NAME: ["name", "title"], Shape::Text, "", "World",
        "The words of the link.";
    LEADS_TO: ["url", "link"], Shape::Text, "", "/topics/world/",
        "Where it leads: a path of this site that begins with `/`, a web address, or `mailto:` with an address.";
    ITEMS: ["items"], Shape::List(&Shape::Keys(&LINK_ENTRY)), "", "[{name: Trade, url: /topics/trade/}]",
        "Links below this one.";
}

/// A link with nothing below it.
pub(super) const LINK_ENTRY: Section = Section::of(&[NAME, LEADS_TO]).needing(NEEDED);
/// A link, and links below it.
pub(super) const MENU_ENTRY: Section = Section::of(OF_MENU).needing(NEEDED);
const NEEDED: &[&[&str]] = &[NAME.names, LEADS_TO.names];

/// A time zone by its name, in any case.
pub(super) fn zone(item: &FieldValue<'_>) -> Option<Tz> {
    let text = item.text()?.replace(' ', "_");
    let lower = text.to_ascii_lowercase();
    let found = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&text));
    if found.is_none() {
        let names: Vec<String> = TZ_VARIANTS.iter().map(|zone| zone.name().to_ascii_lowercase()).collect();
        let city = names.iter().position(|name| name.rsplit('/').next() == Some(&lower));
        let near = || did_you_mean(&lower, names.iter().map(String::as_str));
        let meant = city.or_else(|| near().and_then(|near| names.iter().position(|name| name == near)));
        let hint = match meant.and_then(|index| TZ_VARIANTS.get(index)) {
            Some(zone) => format!("did you mean `{}`?", zone.name()),
            None => "write a name like Europe/Kyiv, America/New_York or UTC".to_owned(),
        };
        item.error(Code::UnknownTimezone, format!("`{}` is not a time zone", item.label()), hint);
    }
    found.copied()
}

/// An e-mail address or a web address, which may hold the place `{url}`.
pub(super) fn contact(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    let mail = text.strip_prefix("mailto:").unwrap_or(&text);
    let parts = mail.split_once('@').filter(|(name, domain)| !name.is_empty() && !domain.is_empty());
    if is_web_address(&text.replace("{url}", "url")) {
        return Some(text);
    }
    if parts.is_some() && !mail.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '<' | '>' | '"')) {
        return Some(mail.to_owned());
    }
    item.error(
        Code::InvalidValue,
        "`contact` is neither an e-mail address nor a web address",
        "write desk@example.org",
    );
    None
}

/// The navigation: links, and links below them.
pub(super) fn menu(item: &FieldValue<'_>) -> Vec<MenuItem> {
    let entry = |item: &FieldValue<'_>| {
        let fields = item.fields(LINK)?;
        let items = fields.take(ITEMS.names).map(|item| links(&item, "menu")).unwrap_or_default();
        Some(MenuItem { link: link(&fields, "menu")?, items })
    };
    item.items().iter().filter_map(entry).collect()
}

/// Links with nothing below them; `of` is the key that has them.
pub(super) fn links(item: &FieldValue<'_>, of: &str) -> Vec<SiteLink> {
    let entry = |item: &FieldValue<'_>| {
        let fields = item.fields(LINK)?;
        if let Some(item) = fields.take(ITEMS.names) {
            let levels = if of == "menu" { "two levels" } else { "one level" };
            let message = format!("links of `{of}` stand on {levels} at most");
            item.error(Code::InvalidValue, message, "put them one level higher");
        }
        link(&fields, of)
    };
    item.items().iter().filter_map(entry).collect()
}

const LINK: &str = "write `- {name: Topics, url: /topics/}`";

/// A link; what else was to be taken of its fields has been.
fn link(fields: &Fields<'_>, of: &str) -> Option<SiteLink> {
    // What is empty says nothing.
    let take = |names| fields.take(names).filter(|item| !is_blank(item));
    let (name, url) = (take(NAME.names), take(LEADS_TO.names));
    fields.finish(&[], None);
    if name.is_none() || url.is_none() {
        fields.error(Code::InvalidValue, format!("an entry of `{of}` needs a name and a url"), LINK);
    }
    let (name, item) = (name?.text(), url?);
    let url = item.text()?;
    let inside = url.starts_with('/') && !url.starts_with("//") && !url.contains('\\');
    let mail = url.strip_prefix("mailto:").is_some_and(|address| address.contains('@'));
    if !inside && !mail && !is_web_address(&url) {
        let message = format!("`{}` is neither a path of this site nor a web address", item.label());
        item.error(Code::InvalidUrl, message, "write /topics/ or https://example.org/");
        return None;
    }
    Some(SiteLink { name: name?, url: printed(&item, url)? })
}

/// Whether nothing is written there but white space.
pub(super) fn is_blank(item: &FieldValue<'_>) -> bool {
    matches!(item.value(), Value::String(text) if text.trim().is_empty())
}

/// An address of the configuration as it is printed; a path of this site is decoded once.
pub(super) fn printed(item: &FieldValue<'_>, url: String) -> Option<String> {
    if !url.starts_with('/') || url.starts_with("//") {
        return Some(uri(&url).into_owned());
    }
    match in_site(&url) {
        Ok(url) => Some(url),
        Err(fault) => {
            item.error(Code::InvalidUrl, format!("`{}` {fault}", item.label()), fault.hint());
            None
        }
    }
}

/// A folder in the site's own for what newsprint keeps: relative, and none that it reads.
pub(super) fn cache(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    let folder = text.trim_end_matches('/');
    let is_read = FOLDERS.iter().any(|name| folder.split('/').next() == Some(name)) || folder == super::PATH;
    if OutPath::new(folder).is_err() || is_read {
        item.error(
            Code::InvalidValue,
            format!("`{text}` is no folder in the site's own that newsprint does not read"),
            "write one like `.cache/newsprint`; a folder outside of the site is given with `--cache`",
        );
        return None;
    }
    Some(folder.to_owned())
}

/// A domain, and nothing else.
pub(super) fn cname(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?.to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if text.contains('.') && text.len() <= 253 && text.split('.').all(label) {
        return Some(text);
    }
    item.error(Code::InvalidValue, "`cname` is not a domain", "write the domain alone: digest.example.org");
    None
}

/// A scheme that links may have.
pub(super) fn scheme(item: &FieldValue<'_>) -> Option<String> {
    let scheme = item.text()?.trim_end_matches("//").trim_end_matches(':').to_ascii_lowercase();
    let fault = if matches!(scheme.as_str(), "javascript" | "vbscript" | "data" | "file") {
        "runs code or reads files on the reader's side and cannot be allowed"
    } else if !has_scheme(&format!("{scheme}:")) {
        "is not a scheme"
    } else {
        return Some(scheme);
    };
    item.error(Code::InvalidValue, format!("`{scheme}:` {fault}"), "write schemes like https, mailto or tel");
    None
}

/// The players that are allowed: names of those built in, and domains of PeerTube instances.
pub(super) fn players(item: &FieldValue<'_>) -> Players {
    let mut players = Players::none();
    for item in item.items() {
        let Some(name) = item.text() else { continue };
        if !players.add(&name) {
            let hint = match did_you_mean(&name.to_ascii_lowercase(), Players::names()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    let names: Vec<&str> = Players::names().collect();
                    format!("known are {}, and domains of PeerTube instances", names.join(", "))
                }
            };
            item.error(Code::InvalidValue, format!("`{name}` is no player that is known"), hint);
        }
    }
    players
}
