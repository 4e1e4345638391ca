//! The scoped stack around a rendering: what template functions may reach, and what they asked.
//!
//! This is the only thread-local of the crate. Tera's functions are registered once, before there is a site;
//! a rendering pushes its [`Scene`], the functions look at the top, and the rendering takes its trace off again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Error, TeraResult, Value};

use super::{RenderCache, Renderer};
use crate::diagnostic::Diagnostic;
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
    pub kept: Arc<RenderCache>,
}

/// The questions that a template asked, and the hashes of their answers.
pub type Trace = BTreeMap<Question, Digest>;

struct Frame {
    /// The template.
    name: String,
    scene: Arc<Scene>,
    trace: Trace,
    /// What is wrong with a template that a function rendered: Tera hands on no more than a text of it.
    fault: Option<Diagnostic>,
}

/// What came of a rendering.
pub(super) struct Rendering<T> {
    pub(super) result: T,
    /// What it asked.
    pub(super) trace: Trace,
    /// What is wrong with a template that one of its functions rendered.
    pub(super) fault: Option<Diagnostic>,
}

/// How many renderings may be within each other, and how many of these may be of one template.
const DEPTH: usize = 16;
const TIMES: usize = 3;

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

/// Runs `render`, which renders the template `name`, with `scene` on the stack.
pub(super) fn within<T>(name: &str, scene: &Arc<Scene>, render: impl FnOnce() -> T) -> Rendering<T> {
    let frame = Frame { name: name.to_owned(), scene: Arc::clone(scene), trace: Trace::new(), fault: None };
    STACK.with_borrow_mut(|stack| stack.push(frame));
    let popped = Popped;
    let result = render();
    let (trace, fault) = STACK
        .with_borrow_mut(|stack| {
            stack.last_mut().map(|frame| (std::mem::take(&mut frame.trace), frame.fault.take()))
        })
        .unwrap_or_default();
    drop(popped);
    Rendering { result, trace, fault }
}

/// Renders a template within the rendering that is going on, and counts what it asked to what that asked.
pub(super) fn part(scene: &Arc<Scene>, name: &str, context: &Context) -> TeraResult<(Value, Trace)> {
    let chain: Vec<String> = STACK
        .with_borrow(|stack| stack.iter().map(|frame| frame.name.clone()).chain([name.to_owned()]).collect());
    if chain.len() > DEPTH || chain.iter().filter(|other| *other == name).count() > TIMES {
        // The ends say enough of a chain that goes round and round.
        let shown = &chain[chain.len().saturating_sub(TIMES + 1)..];
        return Err(Error::message(format!("it comes back to itself: {}", shown.join(" → "))));
    }
    match scene.renderer.render(name, context, scene) {
        Ok((html, trace)) => {
            also_asked(&trace);
            Ok((Value::safe_string(html.trim()), trace))
        }
        Err(fault) => {
            STACK.with_borrow_mut(|stack| {
                if let Some(frame) = stack.last_mut() {
                    frame.fault = Some(fault);
                }
            });
            Err(Error::message(format!("`{name}` cannot be rendered")))
        }
    }
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
