//! An inverted index of some articles, cut into files.
//!
//! A file (*shard*) holds all words of which the first letters have one hash, so that whoever types a word needs one file of
//! each segment, and no other as the word gets longer. The layout, in which numbers are LEB128 and words UTF-8:
//!
//! ```text
//! 1 byte    the version of the layout, 1
//! 4 bytes   which articles have which numbers, as a hash: the manifest has the same
//! number    articles of the segment
//! number    words of the file; of each, in the order of their bytes:
//!   number    bytes that it has in common with the word before
//!   number    bytes that follow, and these
//!   1 byte    in which fields it stands (bits 0 to 3), and whether the last list is a map of bits (bit 4)
//!   of each field: number of articles, their numbers, each as the distance from the one before; or one bit per article
//! ```
//!
//! An article stands in the list of the foremost field that has the word. Articles are numbered from the oldest, so that one
//! that comes is put behind the others.

use super::stem::Stemmer;
use super::words::{is_solid, terms, tokens};
use crate::hash::FastMap;

/// The version of the layout.
pub const VERSION: u8 = 1;
/// How many letters of a word decide about its file.
const KEY: usize = 3;
/// What the names of facets begin with; no word does.
pub const FACET: char = '\u{1}';

/// Where a word stands in an article, the foremost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// In its headline.
    Title,
    /// In the name of a topic, a tag, a story, an outlet or an author.
    Tags,
    /// In its summary.
    Summary,
    /// In its text.
    Text,
}

const FIELDS: usize = 4;

/// Collects the words of articles, one after another.
pub struct SegmentBuilder<'s> {
    stemmer: &'s Stemmer,
    /// The numbers of the terms of tokens that were met.
    tokens: FastMap<Box<str>, TokenTerms>,
    numbers: FastMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    /// Of each term, articles with fields.
    postings: Vec<Vec<u32>>,
    /// Of each term, the last article that was entered, counted from 1.
    seen: Vec<u32>,
    articles: u32,
}

/// Most tokens have one term.
enum TokenTerms {
    One(u32),
    Other(Box<[u32]>),
}

impl<'s> SegmentBuilder<'s> {
    /// One without articles.
    pub fn new(stemmer: &'s Stemmer) -> Self {
        Self {
            stemmer,
            tokens: FastMap::default(),
            numbers: FastMap::default(),
            names: Vec::new(),
            postings: Vec::new(),
            seen: Vec::new(),
            articles: 0,
        }
    }

    /// The next article begins.
    pub fn article(&mut self) {
        self.articles += 1;
    }

    /// Enters the words of a field of it; fields come in their order.
    pub fn add(&mut self, field: Field, text: &str) {
        let Self { stemmer, tokens: known, numbers, names, postings, seen, articles } = self;
        let posting = (*articles - 1) << 2 | field as u32;
        let enter = |term: u32, seen: &mut Vec<u32>, postings: &mut Vec<Vec<u32>>| {
            let last = &mut seen[term as usize];
            if std::mem::replace(last, *articles) != *articles {
                postings[term as usize].push(posting);
            }
        };
        tokens(text, |token| match known.get(token) {
            Some(TokenTerms::One(term)) => enter(*term, seen, postings),
            Some(TokenTerms::Other(terms)) => terms.iter().for_each(|term| enter(*term, seen, postings)),
            None => {
                let mut found = Vec::with_capacity(1);
                terms(token, stemmer, |term| {
                    let number = numbers.get(&*term).copied().unwrap_or_else(|| {
                        let number = names.len() as u32;
                        names.push(term.as_str().into());
                        numbers.insert(term.into(), number);
                        postings.push(Vec::new());
                        seen.push(0);
                        number
                    });
                    found.push(number);
                });
                found.iter().for_each(|term| enter(*term, seen, postings));
                let found = match found[..] {
                    [one] => TokenTerms::One(one),
                    _ => TokenTerms::Other(found.into()),
                };
                known.insert(token.into(), found);
            }
        });
    }

    /// The index, in a number of shards that is a power of two. `layout` stands for which articles have which numbers;
    /// `facets` are lists of articles, ascending, by their names.
    pub fn finish(self, layout: u32, shards: usize, facets: Vec<(String, Vec<u32>)>) -> Segment {
        let Self { names, postings, articles, tokens, numbers, .. } = self;
        drop((tokens, numbers));
        let facet = |(name, articles): (String, Vec<u32>)| {
            let in_tags = articles.into_iter().map(|article| article << 2 | Field::Tags as u32);
            (format!("{FACET}{name}").into_boxed_str(), in_tags.collect())
        };
        let mut entries: Vec<(Box<str>, Vec<u32>)> =
            names.into_iter().zip(postings).chain(facets.into_iter().map(facet)).collect();
        entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut files = vec![File::default(); shards];
        for (name, postings) in entries {
            files[shard_of(&name, shards)].push(&name, &postings, articles);
        }
        Segment { shards: files.into_iter().map(|file| file.finish(layout, articles)).collect() }
    }
}

/// The files of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Their bytes.
    pub shards: Vec<Vec<u8>>,
}

/// In which of so many shards a word stands: by FNV-1a (32 bits) of its first letters, or of the first of those that stand
/// without blanks.
pub fn shard_of(term: &str, shards: usize) -> usize {
    let mut letters = term.char_indices();
    let end = match term.chars().next() {
        Some(FACET) | None => None,
        Some(first) => letters.nth(if is_solid(first) { 1 } else { KEY }).map(|(at, _)| at),
    };
    let key = &term.as_bytes()[..end.unwrap_or(term.len())];
    let hash =
        key.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    // The low bits of short keys are alike.
    ((hash ^ hash >> 15) as usize) & (shards - 1)
}

/// A shard that is being written.
#[derive(Debug, Clone, Default)]
struct File {
    words: usize,
    last: Box<str>,
    bytes: Vec<u8>,
}

impl File {
    fn push(&mut self, name: &str, postings: &[u32], articles: u32) {
        let common = name.bytes().zip(self.last.bytes()).take_while(|(one, other)| one == other).count();
        number(&mut self.bytes, common);
        number(&mut self.bytes, name.len() - common);
        self.bytes.extend_from_slice(&name.as_bytes()[common..]);
        let flags = self.bytes.len();
        self.bytes.push(0);
        for field in 0..FIELDS {
            let of_field = || {
                postings.iter().filter(|posting| **posting & 3 == field as u32).map(|posting| posting >> 2)
            };
            let count = of_field().count();
            if count == 0 {
                continue;
            }
            self.bytes[flags] |= 1 << field;
            let start = self.bytes.len();
            number(&mut self.bytes, count);
            of_field().fold(None, |last, article| {
                number(&mut self.bytes, last.map_or(article, |last| article - last - 1) as usize);
                Some(article)
            });
            let map = articles.div_ceil(8) as usize;
            if field + 1 == FIELDS && self.bytes.len() - start > map {
                self.bytes[flags] |= 1 << FIELDS;
                self.bytes.truncate(start);
                self.bytes.resize(start + map, 0);
                of_field().for_each(|article| self.bytes[start + article as usize / 8] |= 1 << (article % 8));
            }
        }
        self.words += 1;
        self.last = name.into();
    }

    fn finish(self, layout: u32, articles: u32) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend(layout.to_le_bytes());
        number(&mut bytes, articles as usize);
        number(&mut bytes, self.words);
        bytes.extend(self.bytes);
        bytes
    }
}

fn number(bytes: &mut Vec<u8>, mut value: usize) {
    while value > 0x7F {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a shard as the browser does.
    struct Reader<'b>(&'b [u8]);

    impl Reader<'_> {
        fn take(&mut self, count: usize) -> Vec<u8> {
            let (taken, rest) = self.0.split_at(count);
            self.0 = rest;
            taken.to_vec()
        }

        fn number(&mut self) -> usize {
            let (mut value, mut shift) = (0, 0);
            loop {
                let byte = self.take(1)[0];
                value |= usize::from(byte & 0x7F) << shift;
                shift += 7;
                if byte < 0x80 {
                    return value;
                }
            }
        }

        fn list(&mut self, articles: usize, is_map: bool) -> Vec<u32> {
            if is_map {
                let map = self.take(articles.div_ceil(8));
                return (0..articles as u32).filter(|n| map[*n as usize / 8] >> (n % 8) & 1 == 1).collect();
            }
            let (count, mut next) = (self.number(), 0);
            let mut article = || {
                next += self.number() as u32 + 1;
                next - 1
            };
            (0..count).map(|_| article()).collect()
        }
    }

    /// Of each word of a shard the lists of articles of its fields.
    fn read(shard: &[u8]) -> Vec<(String, [Vec<u32>; FIELDS])> {
        let mut reader = Reader(&shard[5..]);
        let (articles, words) = (reader.number(), reader.number());
        let (mut found, mut name) = (Vec::new(), Vec::new());
        for _ in 0..words {
            name.truncate(reader.number());
            let length = reader.number();
            name.extend(reader.take(length));
            let flags = reader.take(1)[0];
            let is_map = |field| field + 1 == FIELDS && flags >> FIELDS & 1 == 1;
            let lists = std::array::from_fn(|field| match flags >> field & 1 {
                1 => reader.list(articles, is_map(field)),
                _ => Vec::new(),
            });
            found.push((String::from_utf8(name.clone()).unwrap(), lists));
        }
        assert!(reader.0.is_empty());
        found
    }

    #[test]
    fn what_is_written_is_read_again() {
        let stemmer = Stemmer::new("en");
        let mut builder = SegmentBuilder::new(&stemmer);
        for article in 0..300 {
            builder.article();
            if article % 150 == 0 {
                builder.add(Field::Title, "Grain, grain");
            }
            builder.add(Field::Summary, if article % 100 == 1 { "Ships with grain" } else { "" });
            builder.add(Field::Text, if article % 2 == 0 { "Grain in F-16s, 東京都" } else { "Зерно" });
        }
        let segment = builder.finish(7, 4, vec![("topic:trade".to_owned(), vec![3, 299])]);
        let mut words: Vec<_> = segment.shards.iter().flat_map(|shard| read(shard)).collect();
        words.sort();
        let names: Vec<&str> = words.iter().map(|(name, _)| &**name).collect();
        let all = ["\u{1}topic:trade", "16s", "f16s", "grain", "in", "ship", "with", "зерн", "京都", "東京"];
        assert_eq!(names, all);
        assert_eq!(words[0].1, [vec![], vec![3, 299], vec![], vec![]]);
        let grain: Vec<u32> = (0..300).filter(|n| n % 2 == 0 && n % 150 > 0).collect();
        assert_eq!(words[3].1, [vec![0, 150], vec![], vec![1, 101, 201], grain]);
        assert_eq!(shard_of("grain", 64), shard_of("grape", 64));
        assert_eq!(shard_of("東京", 64), shard_of("東", 64));
        assert!(segment.shards.iter().all(|shard| shard[..5] == [VERSION, 7, 0, 0, 0]));
    }
}
