//! What an address of the old site leads to.

use url::Url;

use super::super::html::HERE;
use super::Ways;
use crate::address::to_path;

/// What an address leads to.
pub(super) enum Lead {
    Item(usize),
    File(String),
    Nothing,
}

impl Ways<'_> {
    /// The path of an address on the old site itself.
    pub(super) fn own<'w>(&self, address: &'w str) -> Option<&'w str> {
        if let Some(rest) = address.strip_prefix("https://").and_then(|rest| rest.strip_prefix(HERE)) {
            return (!rest.is_empty()).then_some(rest);
        }
        let base = self.site.base.as_ref()?;
        let rest = ["https://", "http://", "//"].iter().find_map(|start| address.strip_prefix(start))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let plain = |host: &str| host.trim_start_matches("www.").to_ascii_lowercase();
        if plain(host) != plain(base.host_str()?) {
            return None;
        }
        let inside = self.site.within(path);
        // What stands beside it on its host is another site, and the front page is no text.
        let is_inside = self.site.below.is_empty() || inside.len() < path.len();
        (is_inside && inside.len() > 1).then_some(path)
    }

    /// Whether an address is that of the whole old site, as it stands before a path of it.
    pub(super) fn is_base(&self, address: &str) -> bool {
        let address = address.trim_end_matches('/');
        let is_whole = |base: &Url| {
            address == base.as_str().trim_end_matches('/') || address == base.origin().ascii_serialization()
        };
        address == self.site.below || address.is_empty() || self.site.base.as_ref().is_some_and(is_whole)
    }

    pub(super) fn lead(&self, path: &str) -> Lead {
        let decoded = to_path(path);
        let marked = ["@/", "{filename}", "|filename|", "{static}", "|static|", "{attach}", "|attach|"];
        if let Some(mark) = marked.iter().find(|mark| decoded.starts_with(*mark)) {
            let rest = &decoded[mark.len()..];
            let from_root = *mark == "@/" || rest.starts_with('/');
            let below = self.item.from.split('/').next().unwrap_or("");
            let file = match from_root {
                true => normal("", &format!("{below}/{}", rest.trim_start_matches('/'))),
                false => normal(&self.item.from, rest),
            };
            return self.by_file(file.as_deref());
        }
        if decoded.starts_with('/') {
            let inside = self.site.within(&decoded);
            return match self.at_root(inside) {
                Lead::Nothing if inside.len() < decoded.len() => self.at_root(&decoded),
                lead => lead,
            };
        }
        match self.by_file(normal(&self.item.from, &decoded).as_deref()) {
            Lead::Nothing => {}
            lead => return lead,
        }
        let Some(address) = &self.item.address else { return Lead::Nothing };
        let below = match normal(address.trim_start_matches('/'), &decoded) {
            Some(path) => self.at(&format!("/{path}")),
            None => None,
        };
        below.unwrap_or(Lead::Nothing)
    }

    /// What the path of a picture leads to; of a smaller copy that is not there, to the whole picture.
    pub(super) fn lead_of_picture(&self, path: &str) -> Lead {
        match (self.lead(path), original(path)) {
            (Lead::Nothing, Some(path)) => self.lead(&path),
            (lead, _) => lead,
        }
    }

    /// What a path from the root leads to, without what all addresses begin with.
    pub(super) fn at_root(&self, path: &str) -> Lead {
        if let Some(lead) = self.at(path) {
            return lead;
        }
        // Hugo's `ref` and links between files name the path from the content's root.
        let below = self.item.from.split('/').next().unwrap_or("");
        let file = normal("", &format!("{below}{path}"));
        match self.by_file(file.as_deref()) {
            Lead::Nothing => self.by_file(normal("", path).as_deref()),
            lead => lead,
        }
    }

    fn at(&self, address: &str) -> Option<Lead> {
        let page = self.index.at(address).map(Lead::Item);
        page.or_else(|| Some(Lead::File(self.index.file_at(address)?.to_owned())))
    }

    pub(super) fn by_file(&self, file: Option<&str>) -> Lead {
        let Some(file) = file else { return Lead::Nothing };
        if let Some(number) = self.index.of_file(file) {
            return Lead::Item(number);
        }
        for other in ["/index.md", "/_index.md", ".md", ".markdown"] {
            if let Some(number) = self.index.of_file(&format!("{}{other}", file.trim_end_matches('/'))) {
                return Lead::Item(number);
            }
        }
        match self.index.is_file(file) {
            true => Lead::File(file.to_owned()),
            false => Lead::Nothing,
        }
    }
}

/// The picture of which one is a smaller copy, as WordPress calls them: `a-300x200.jpg`, `a-scaled.jpg`.
fn original(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let (name, size) = stem.rsplit_once('-')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_size = size == "scaled"
        || size.split_once('x').is_some_and(|(width, height)| is_number(width) && is_number(height));
    is_size.then(|| format!("{name}.{ending}"))
}

/// A relative path from a file, without dots; none when it leads out.
pub(super) fn normal(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => from.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let ends = if path.ends_with('/') { "/" } else { "" };
    Some(format!("{}{ends}", parts.join("/")))
}
