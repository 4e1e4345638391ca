//! Several short texts in one allocation: a site keeps the tags of every article and the ids of every heading.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Texts of one line each, none of them empty.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lines(Box<str>);

impl Lines {
    /// The texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.split('\n').filter(|text| !text.is_empty())
    }

    /// Whether there are none.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl<S: AsRef<str>> FromIterator<S> for Lines {
    /// Collects texts; empty ones are left out, and one of several lines is several texts.
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut all = String::new();
        for text in texts {
            let text = text.as_ref();
            if !all.is_empty() && !text.is_empty() {
                all.push('\n');
            }
            all.push_str(text);
        }
        Self(all.into())
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_out_as_they_went_in() {
        for texts in [&[][..], &["a"], &["b", "a c", "ї"]] {
            let lines: Lines = texts.iter().collect();
            assert!(lines.iter().eq(texts.iter().copied()), "{lines:?}");
            assert_eq!(lines.is_empty(), texts.is_empty());
        }
        let with_empty: Lines = ["", "a", ""].iter().collect();
        assert_eq!(format!("{with_empty:?}"), "[\"a\"]");
        assert_eq!(with_empty, ["a"].iter().collect());
    }
}
