//! A share of a site's outputs, for sites that are too large for one machine: each of N builds makes the outputs of its share, with the
//! bytes that a build of everything makes, and all shares together are the site.
//!
//! The path alone says whose share an output is. So whatever else of the site changes, an output stays in its share, and what is gone is
//! missed by the share that made it. Files that are made of one picture stand in one share: it is decoded once.

use std::fmt;
use std::str::FromStr;

use crate::hash::Digest;
use crate::paths::OutPath;

/// The most shares that a site is made in.
const MOST: u32 = 1000;

/// One of the shares of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shard {
    /// Which one, from 1.
    number: u32,
    /// Of how many.
    of: u32,
}

impl Shard {
    /// Whether an output is in it.
    pub fn has(self, path: &OutPath) -> bool {
        let path = path.as_str();
        let name = path.rfind('/').map_or(0, |end| end + 1);
        // `photo.jpg`, `photo.jpg.480w.webp`; a name that begins with a dot has no other part.
        let stem = path[name..].char_indices().find(|(at, c)| *at > 0 && *c == '.');
        let key = stem.map_or(path, |(length, _)| &path[..name + length]);
        let number = Digest::of_bytes(key.as_bytes()).0 % u128::from(self.of);
        number + 1 == u128::from(self.number)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let numbers = parts.and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if of <= MOST && (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err(format!("write which share of how many, like 2/4: at most {MOST}, the first is 1")),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> OutPath {
        OutPath::new(path).expect("a path")
    }

    fn shards(of: u32) -> impl Iterator<Item = Shard> {
        (1..=of).map(move |number| Shard { number, of })
    }

    #[test]
    fn each_path_is_in_one_share_and_shares_are_alike() {
        let paths: Vec<OutPath> =
            (0..3000).map(|n| path(&format!("2025/02/article-{n}/index.html"))).collect();
        for of in 1..=7 {
            let sizes: Vec<usize> =
                shards(of).map(|shard| paths.iter().filter(|path| shard.has(path)).count()).collect();
            assert_eq!(sizes.iter().sum::<usize>(), paths.len());
            let even = paths.len() / of as usize;
            assert!(sizes.iter().all(|size| size.abs_diff(even) < even / 5), "{sizes:?}");
        }
    }

    #[test]
    fn what_is_made_of_one_picture_is_in_one_share() {
        let made =
            ["2025/a/photo.jpg", "2025/a/photo.jpg.480w.webp", "2025/a/photo.jpg.16x9-800w.avif"].map(path);
        for shard in shards(5) {
            assert!(made.iter().all(|path| shard.has(path)) || !made.iter().any(|path| shard.has(path)));
        }
    }

    #[test]
    fn shares_are_written_as_fractions() {
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, of: 4 }));
        for wrong in ["", "2", "0/4", "5/4", "1/0", "1/1001", "a/b", "1/2/3", "-1/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
