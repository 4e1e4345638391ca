//! What an address or a file's name of the old site leads to: one table, made once.

use std::collections::{BTreeSet, HashMap};

use super::site::OldSite;
use crate::address::to_path;
use crate::paths::fold;

/// Where things of the old site are.
pub struct Index<'s> {
    site: &'s OldSite,
    /// Old address without `index.html` and ending → number of the item.
    by_address: HashMap<String, usize>,
    /// File of the old site → number of the item.
    by_file: HashMap<&'s str, usize>,
    /// A file's name without its folder, ending and date → number; none where several have it.
    by_name: HashMap<String, Option<usize>>,
    /// Other file → its old address.
    addresses: HashMap<&'s str, &'s str>,
    /// What the item is numbered there → its number here.
    by_number: HashMap<&'s str, usize>,
    /// Folder of a bundle → number of its item.
    bundles: HashMap<&'s str, usize>,
}

impl<'s> Index<'s> {
    /// Of a site of which some items will not be there.
    pub fn without(site: &'s OldSite, gone: &BTreeSet<usize>) -> Self {
        let mut index = Self {
            site,
            by_address: HashMap::new(),
            by_file: HashMap::new(),
            by_name: HashMap::new(),
            addresses: site.files.iter().map(|(address, file)| (&**file, &**address)).collect(),
            by_number: HashMap::new(),
            bundles: HashMap::new(),
        };
        let items = || site.items.iter().enumerate().filter(|(number, _)| !gone.contains(number));
        for (number, item) in items() {
            if let Some(address) = &item.address {
                index.by_address.entry(key(address)).or_insert(number);
            }
            index.by_file.insert(&item.from, number);
            if let Some(of_old) = &item.number {
                index.by_number.entry(of_old).or_insert(number);
            }
            if let Some(folder) = &item.bundle {
                index.bundles.entry(folder).or_insert(number);
            }
            for name in names(&item.from) {
                index
                    .by_name
                    .entry(name)
                    .and_modify(|other| *other = other.filter(|other| *other == number))
                    .or_insert(Some(number));
            }
        }
        // Where something else stands here, links of the old site mean what stood there.
        for (number, item) in items() {
            for address in &item.without {
                index.by_address.entry(key(address)).or_insert(number);
            }
        }
        // Redirects of the old site lead on.
        for (number, item) in items() {
            for alias in super::fields::old_addresses(&item.head, site) {
                index.by_address.entry(key(&alias)).or_insert(number);
            }
        }
        index
    }

    /// The item at an old address.
    pub fn at(&self, address: &str) -> Option<usize> {
        self.by_address.get(&key(address)).copied()
    }

    /// The item that an address by number leads to: `/?p=2`, `/?page_id=2`.
    pub fn numbered(&self, path: &str, suffix: &str) -> Option<usize> {
        let query = suffix.strip_prefix('?').filter(|_| matches!(path, "" | "/" | "/index.php"))?;
        let query = query.split('#').next().unwrap_or(query).replace("&amp;", "&");
        let number = query
            .split('&')
            .find_map(|pair| ["p=", "page_id="].iter().find_map(|key| pair.strip_prefix(key)))?;
        self.by_number.get(number).copied()
    }

    /// The item that a file became.
    pub fn of_file(&self, path: &str) -> Option<usize> {
        self.by_file.get(path).copied()
    }

    /// Whether there is another file.
    pub fn is_file(&self, path: &str) -> bool {
        self.addresses.contains_key(path)
    }

    /// The old address of another file.
    pub fn address_of(&self, path: &str) -> Option<&'s str> {
        self.addresses.get(path).copied()
    }

    /// The item in whose bundle a file lies, and its path from there.
    pub fn bundle_of<'f>(&self, path: &'f str) -> Option<(usize, &'f str)> {
        let ends = path.match_indices('/').map(|(at, _)| at + 1).rev();
        ends.into_iter().find_map(|end| Some((*self.bundles.get(&path[..end])?, &path[end..])))
    }

    /// The item that is called like this, when it is the only one.
    pub fn named(&self, name: &str) -> Option<usize> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name);
        *self.by_name.get(&fold(stem).into_owned())?
    }

    /// The other file at an old address: its path in the old site.
    pub fn file_at(&self, address: &str) -> Option<&'s str> {
        self.site.files.get(address).map(String::as_str)
    }
}

/// An address as it is looked up: decoded, without `index.html`, `.html` and a slash at its end.
fn key(address: &str) -> String {
    let path = to_path(address);
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    format!("/{}", path.trim_start_matches('/'))
}

/// What a file is called, with and without its date.
fn names(file: &str) -> Vec<String> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = match stem {
        "index" | "_index" => folder.rsplit('/').next().unwrap_or(stem),
        stem => stem,
    };
    let undated = crate::content::name::undated(stem);
    let mut names = vec![fold(stem).into_owned()];
    if undated != stem {
        names.push(fold(undated).into_owned());
    }
    names
}
