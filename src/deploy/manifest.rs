//! What a place has of a site: a list that stands there, so that any machine knows what has changed, and what may be removed.
//!
//! Whoever publishes *claims* the manifest first: it names what is about to be written, with no hash. What has arrived is said by
//! the parts of a journal, small files beside the manifest that are valid under their claim alone. The manifest is written once more at the
//! end, without a claim. So at every moment it names each file that newsprint put there, and no hash that a file does not have.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::hash::Digest;

/// Where it stands.
pub const MANIFEST: &str = ".newsprint-published";
/// The version of its form.
const FORM: u32 = 1;
/// Stands for the hash of bytes that nobody knows.
const UNKNOWN: &str = "?";

/// Where a part of the journal stands.
pub fn part_path(number: u32) -> String {
    format!("{MANIFEST}-journal/{number}")
}

/// A file's bytes: their hash and how many; none when they are unknown.
pub type Known = Option<(Digest, u64)>;

/// What a place has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// What is said of all of it.
    pub header: Header,
    /// The files, by path.
    pub files: BTreeMap<String, Known>,
}

/// The first line of a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the form.
    newsprint: u32,
    /// The address of the site.
    pub site: String,
    /// The commit of the texts, where they are in a repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The identity of the claim under which it was written: with another one it is another manifest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    /// Who is publishing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// How many parts of a journal there may be.
    #[serde(default)]
    pub parts: u32,
}

/// Who is publishing. It names nobody: the list can be read by whoever reads the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What no other has.
    pub id: String,
    /// The same for the same publisher.
    pub by: String,
    /// Seconds since 1970.
    pub at: i64,
}

impl Header {
    /// Of a site, with nobody who publishes it.
    pub fn new(site: String, source: Option<String>) -> Self {
        Self { newsprint: FORM, site, source, written: None, claim: None, parts: 0 }
    }

    /// The same when all of it is there.
    #[must_use]
    pub fn written(self, claim: &Claim) -> Self {
        Self { written: Some(claim.id.clone()), ..self }
    }

    /// The same while somebody publishes, with so many parts of an earlier journal.
    #[must_use]
    pub fn claimed(self, claim: Claim, parts: u32) -> Self {
        Self { claim: Some(claim), parts, ..self }
    }
}

/// Why a text is no manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is something else.
    Damaged,
    /// A later newsprint wrote it.
    Newer,
}

impl Manifest {
    /// As it stands there.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string(&self.header).unwrap_or_default();
        text.push('\n');
        for (path, known) in &self.files {
            line(&mut text, path, *known);
        }
        text
    }

    /// What stands there.
    ///
    /// # Errors
    /// Why it cannot be gone by.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Damaged)?;
        // Each line has its end, or not all of it arrived.
        let whole = text.ends_with('\n').then_some(text).ok_or(Unreadable::Damaged)?;
        let (first, rest) = whole.split_once('\n').ok_or(Unreadable::Damaged)?;
        let header: Header = serde_json::from_str(first).map_err(|_| Unreadable::Damaged)?;
        if header.newsprint > FORM {
            return Err(Unreadable::Newer);
        }
        let files = rest.lines().map(entry).collect::<Option<_>>().ok_or(Unreadable::Damaged)?;
        Ok(Self { header, files })
    }

    /// Takes in a part of the journal; says when it was written, if it belongs to the claim.
    pub fn take_part(&mut self, bytes: &[u8]) -> Option<i64> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (first, rest) = text.split_once('\n')?;
        let claim: Claim = serde_json::from_str(first).ok()?;
        if self.header.claim.as_ref()?.id != claim.id {
            return None;
        }
        self.files.extend(rest.lines().map_while(entry));
        Some(claim.at)
    }
}

/// A part of the journal: what has arrived.
pub fn part(claim: &Claim, arrived: &[(&str, Digest, u64)]) -> String {
    let mut text = serde_json::to_string(claim).unwrap_or_default();
    text.push('\n');
    for (path, digest, size) in arrived {
        line(&mut text, path, Some((*digest, *size)));
    }
    text
}

fn line(text: &mut String, path: &str, known: Known) {
    // A text takes everything.
    let _ = match known {
        Some((digest, size)) => writeln!(text, "{digest} {size} {path}"),
        None => writeln!(text, "{UNKNOWN} 0 {path}"),
    };
}

/// A file that a line names; none when it is not whole, or names what newsprint would not make.
fn entry(line: &str) -> Option<(String, Known)> {
    let mut words = line.splitn(3, ' ');
    let (hash, size, path) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
    crate::paths::OutPath::new(path).ok()?;
    let known = match hash {
        UNKNOWN => None,
        hash => Some((Digest(u128::from_str_radix(hash, 16).ok()?), size)),
    };
    Some((path.to_owned(), known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let mut manifest =
            Manifest { header: Header::new("https://a.example/".to_owned(), None), files: BTreeMap::new() };
        manifest.files.insert("a b/index.html".to_owned(), Some((Digest::of_bytes(b"a"), 1)));
        manifest.files.insert("c.css".to_owned(), None);
        manifest
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        assert_eq!(Manifest::read(manifest().text().as_bytes()), Ok(manifest()));
    }

    #[test]
    fn what_is_no_manifest_is_refused() {
        let text = manifest().text();
        for damaged in [
            &text[..text.len() - 6],
            "",
            "{}\n",
            &text.replace("c.css", "../c.css"),
            &text.replace("? 0", "x"),
        ] {
            assert_eq!(Manifest::read(damaged.as_bytes()), Err(Unreadable::Damaged), "{damaged}");
        }
        let newer = text.replace("\"newsprint\":1", "\"newsprint\":2");
        assert_eq!(Manifest::read(newer.as_bytes()), Err(Unreadable::Newer));
    }

    #[test]
    fn a_journal_is_of_its_claim() {
        let claim = |id: &str| Claim { id: id.to_owned(), by: "me".to_owned(), at: 7 };
        let mut claimed = manifest();
        claimed.header.claim = Some(claim("one"));
        let arrived = [("c.css", Digest::of_bytes(b"c"), 1)];
        assert_eq!(claimed.take_part(part(&claim("other"), &arrived).as_bytes()), None);
        assert_eq!(claimed.files["c.css"], None);
        assert_eq!(claimed.take_part(part(&claim("one"), &arrived).as_bytes()), Some(7));
        assert_eq!(claimed.files["c.css"], Some((Digest::of_bytes(b"c"), 1)));
    }
}
