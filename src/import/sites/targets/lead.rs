//! What an address of the old site leads to.

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
        let below = base.path().trim_end_matches('/');
        let path = path.strip_prefix(below)?;
        // The front page is no text.
        (path.len() > 1).then_some(path)
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
            if let Some(lead) = self.at(&decoded) {
                return lead;
            }
            // Hugo's `ref` and links between files name the path from the content's root.
            let below = self.item.from.split('/').next().unwrap_or("");
            let file = normal("", &format!("{below}{decoded}"));
            return match self.by_file(file.as_deref()) {
                Lead::Nothing => self.by_file(normal("", &decoded).as_deref()),
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

    pub(super) fn at(&self, address: &str) -> Option<Lead> {
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
