//! Agencies and photo desks by their spellings. They are data (`agencies.yaml`), and a site can add to them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What texts and pictures are credited to.
#[derive(Debug, Clone)]
pub struct Agencies {
    all: Vec<Agency>,
    /// Spelling → its agency, and whether it is a plain word or abbreviation.
    spellings: BTreeMap<String, (usize, bool)>,
    /// The length of the longest spelling, in bytes.
    longest: usize,
}

/// An agency or a photo desk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// How pages write it.
    pub spellings: Vec<String>,
    /// What it gives.
    pub gives: Gives,
    /// Those of its spellings that mean something else, too.
    #[serde(default)]
    plain: Vec<String>,
}

/// What an agency gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gives {
    /// Reports.
    Text,
    /// Photographs.
    Pictures,
    /// Reports and photographs.
    Both,
}

/// A spelling as it was found.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Whose it is.
    pub agency: &'a Agency,
    /// Its length in the text, in bytes.
    pub length: usize,
    /// Whether it means something else, too: "EPA", "AP".
    pub is_plain: bool,
}

impl Agencies {
    /// Those that the program knows.
    pub fn built_in() -> Self {
        let none = Self { all: Vec::new(), spellings: BTreeMap::new(), longest: 0 };
        none.and(include_str!("agencies.yaml")).expect("the built-in list is well-formed: a test reads it")
    }

    /// These and those of a list in YAML of the same shape; an agency of the same name gets more spellings.
    ///
    /// # Errors
    ///
    /// What is wrong with the list, in words.
    pub fn and(mut self, yaml: &str) -> Result<Self, String> {
        if yaml.trim().is_empty() {
            return Ok(self);
        }
        let more: Vec<Agency> = serde_yaml::from_str(yaml).map_err(|error| error.to_string())?;
        for agency in more {
            if agency.name.trim().is_empty() {
                return Err("an agency has no name".to_owned());
            }
            if let Some(empty) = agency.spellings.iter().find(|spelling| spelling.trim().chars().count() < 2)
            {
                return Err(format!("`{}` has the spelling `{empty}`, which is too short", agency.name));
            }
            let at = self.all.iter().position(|known| known.name == agency.name).unwrap_or(self.all.len());
            for spelling in agency.spellings.iter().chain([&agency.name]) {
                let is_plain = agency.plain.contains(spelling);
                self.longest = self.longest.max(spelling.len());
                self.spellings.entry(spelling.clone()).or_insert((at, is_plain));
            }
            match self.all.get_mut(at) {
                Some(known) => known.spellings.extend(agency.spellings),
                None => self.all.push(agency),
            }
        }
        Ok(self)
    }

    /// The agency that a text names and nothing else; upper and lower case as they are spelled.
    pub fn exactly(&self, text: &str) -> Option<Found<'_>> {
        let text = text.trim();
        let (at, is_plain) = *self.spellings.get(text)?;
        Some(Found { agency: &self.all[at], length: text.len(), is_plain })
    }

    /// The longest spelling that a text begins with. What follows it is for the caller to judge.
    pub fn at_start(&self, text: &str) -> Option<Found<'_>> {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.take_while(|end| *end <= self.longest).collect();
        ends.into_iter().rev().find_map(|end| self.spelled(&text[..end]))
    }

    /// The longest spelling that a text ends with. What stands before it is for the caller to judge.
    pub fn at_end(&self, text: &str) -> Option<Found<'_>> {
        let starts = text.char_indices().rev().map(|(at, _)| at);
        let starts: Vec<usize> = starts.take_while(|at| text.len() - at <= self.longest).collect();
        starts.into_iter().rev().find_map(|at| self.spelled(&text[at..]))
    }

    fn spelled(&self, text: &str) -> Option<Found<'_>> {
        let (at, is_plain) = *self.spellings.get(text)?;
        Some(Found { agency: &self.all[at], length: text.len(), is_plain })
    }
}

/// "the Environmental Protection Agency (EPA)": the words before a bracket begin with its letters.
pub fn is_spelled_out(before: &str, short: &str) -> bool {
    let letters: Vec<char> = short.chars().rev().flat_map(char::to_lowercase).collect();
    let words =
        before.split_whitespace().rev().filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    let firsts: Vec<char> = words
        .take(letters.len())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect();
    let agreeing = firsts.iter().zip(&letters).filter(|(a, b)| a == b).count();
    // One word may have been left out of the abbreviation.
    agreeing > 0 && agreeing + 1 >= letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_found_whole_and_at_both_ends() {
        let agencies = Agencies::built_in();
        assert_eq!(agencies.exactly("Associated Press").unwrap().agency.name, "Associated Press");
        assert_eq!(agencies.exactly("Укрінформ").unwrap().agency.name, "Ukrinform");
        assert_eq!(agencies.at_start("EPA-EFE Ein Platz").unwrap().length, "EPA-EFE".len());
        assert_eq!(agencies.at_end("Der PlatzGetty Images").unwrap().agency.name, "Getty Images");
        assert!(agencies.at_end("Überall").is_none());
        for agency in crate::furniture::AGENCIES {
            assert!(agencies.exactly(agency).is_some(), "the check knows {agency}");
        }
    }

    #[test]
    fn a_site_adds_its_own() {
        let agencies = Agencies::built_in();
        let agencies = agencies
            .and("- { name: Nordfoto, spellings: [Nordfoto, NF], gives: pictures, plain: [NF] }")
            .unwrap();
        assert!(agencies.exactly("NF").unwrap().is_plain);
        assert_eq!(agencies.exactly("Nordfoto").unwrap().agency.gives, Gives::Pictures);
        assert!(agencies.clone().and("- { name: X }").unwrap_err().contains("spellings"));
        assert!(
            agencies.and("- { name: X, spellings: [X], gives: text }").unwrap_err().contains("too short")
        );
    }
}
