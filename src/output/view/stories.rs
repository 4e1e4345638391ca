//! The views of running stories: an article's place in one, and its timeline.

use serde::Serialize;
use tera::Value;

use super::HeadlineLink;

/// The running story of an article, and its place in it.
#[derive(Debug, Clone, Serialize)]
pub struct StoryView {
    /// The story's name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Which part of it the article is, from 1, the oldest being the first.
    pub part: usize,
    /// How many there are.
    pub count: usize,
    /// The part before it.
    pub previous: Option<HeadlineLink>,
    /// The part after it.
    pub next: Option<HeadlineLink>,
    /// The latest others, newest first; 5 at most, without those before and after it.
    pub latest: Vec<HeadlineLink>,
}

/// The articles of one day in a story's timeline.
#[derive(Debug, Clone, Serialize)]
pub struct Day {
    /// RFC 3339.
    pub date: String,
    /// Cards.
    pub articles: Vec<Value>,
}
