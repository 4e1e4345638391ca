//! The scoped stack around a rendering: what template functions may reach, and what they asked.
//!
//! This is the only thread-local of the crate. Tera's functions are registered once, before there is a site;
//! a rendering pushes its [`Scene`], the functions look at the top, and the rendering takes its trace off again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::Value;

use super::{Kept, Renderer};
use crate::hash::Digest;
use crate::i18n::Texts;
use crate::site::queries::Question;

/// What a rendering may ask of the site.
pub trait Ask: Send + Sync {
    /// The answer to a question: cards or terms, and the hash of what was answered.
    fn answer(&self, question: &Question) -> (Value, Digest);
    /// The address of an asset by its path below `static/`.
    fn asset(&self, path: &str) -> Option<String>;
    /// What `data/` holds under a name (`prices` for `data/prices.yaml`).
    fn data(&self, name: &str) -> Option<Value>;
    /// A path of the site (with its base path) as an absolute address.
    fn absolute(&self, path: &str) -> String;
}

/// A site and a language.
pub struct Scene {
    /// Answers questions.
    pub ask: Arc<dyn Ask>,
    /// The page's language.
    pub language: String,
    /// The interface texts of that language.
    pub texts: Arc<Texts>,
    /// `site` in every view.
    pub site: Value,
    /// The addresses that the navigation leads to, as printed.
    pub navigation: Arc<BTreeSet<String>>,
    /// The templates, for what functions render.
    pub renderer: Arc<Renderer>,
    /// What they rendered for this site.
    pub kept: Arc<Kept>,
}

/// The questions that a template asked, and the hashes of their answers.
pub type Trace = BTreeMap<Question, Digest>;

struct Frame {
    scene: Arc<Scene>,
    trace: Trace,
}

thread_local! {
    static STACK: RefCell<Vec<Frame>> = const { RefCell::new(Vec::new()) };
}

/// Takes its frame off the stack again, whatever happens in between.
struct Popped;

impl Drop for Popped {
    fn drop(&mut self) {
        STACK.with_borrow_mut(Vec::pop);
    }
}

/// Runs `render` with `scene` on the stack; returns what it asked.
pub(super) fn within<T>(scene: &Arc<Scene>, render: impl FnOnce() -> T) -> (T, Trace) {
    STACK.with_borrow_mut(|stack| stack.push(Frame { scene: Arc::clone(scene), trace: Trace::new() }));
    let popped = Popped;
    let made = render();
    let trace = STACK.with_borrow_mut(|stack| stack.last_mut().map(|frame| std::mem::take(&mut frame.trace)));
    drop(popped);
    (made, trace.unwrap_or_default())
}

/// The scene of the rendering that is going on.
pub(super) fn scene() -> Result<Arc<Scene>, tera::Error> {
    STACK
        .with_borrow(|stack| stack.last().map(|frame| Arc::clone(&frame.scene)))
        .ok_or_else(|| tera::Error::message("called outside of a rendering"))
}

/// Adds what a part of a rendering asked to what the whole of it asked.
pub(super) fn also_asked(part: &Trace) {
    if !part.is_empty() {
        STACK.with_borrow_mut(|stack| {
            if let Some(frame) = stack.last_mut() {
                frame.trace.extend(part.iter().map(|(question, answer)| (question.clone(), *answer)));
            }
        });
    }
}

/// Asks, and writes the question down.
pub(super) fn ask(question: Question) -> Result<Value, tera::Error> {
    // The stack is not borrowed while the answer is made.
    let (value, digest) = scene()?.ask.answer(&question);
    STACK.with_borrow_mut(|stack| stack.last_mut().map(|frame| frame.trace.insert(question, digest)));
    Ok(value)
}
