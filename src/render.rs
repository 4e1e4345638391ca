//! A template and a value → text. Knows templates, filters and functions, and no outputs.
//!
//! Template functions are stateless, so templates compile once. What they need of the site being rendered
//! stands on one scoped, thread-local stack (`scope`) around a rendering, together with the trace: the
//! questions that the template asked, and the hashes of their answers.

mod cards;
mod data;
mod dates;
mod errors;
mod family;
mod filters;
mod functions;
mod parts;
mod scope;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Tera, Value};

pub use data::read_data;
pub use dates::format_date;
pub(crate) use filters::plain_text;
pub use scope::{Ask, Scene, Trace};

use crate::diagnostic::Diagnostic;
use crate::theme::Template;

/// All templates, compiled.
pub struct Renderer {
    tera: Tera,
    own: BTreeMap<String, bool>,
    /// What each template is put together from, besides itself.
    parts: BTreeMap<String, BTreeSet<String>>,
    /// What is doubtful about them.
    doubts: Vec<Diagnostic>,
}

/// What was rendered once for many pages of one site.
#[derive(Default)]
pub struct RenderCache {
    cards: cards::Cards,
    parts: parts::Parts,
}

impl Renderer {
    /// Compiles the templates.
    ///
    /// # Errors
    /// All that is wrong with them: syntax, unknown functions, filters and components, missing parents.
    pub fn new(templates: &BTreeMap<String, Template>) -> Result<Self, Vec<Diagnostic>> {
        let refused = errors::refused(templates);
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        filters::register(&mut tera);
        functions::register(&mut tera);
        tera.add_raw_templates(templates.iter().map(|(name, template)| (name.as_str(), &*template.text)))
            .map_err(|error| errors::of_compiling(&error, templates))?;
        let own: BTreeMap<String, bool> =
            templates.iter().map(|(name, template)| (name.clone(), template.own)).collect();
        let parts = family::parts(templates);
        let doubts = family::unused(&own, &parts);
        Ok(Self { tera, own, parts, doubts })
    }

    /// Warnings about templates that were compiled.
    pub fn doubts(&self) -> &[Diagnostic] {
        &self.doubts
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }

    /// A template and all that it is put together from: what it extends, includes, and calls; itself first.
    pub fn family(&self, name: &str) -> Vec<String> {
        let mut family = vec![name.to_owned()];
        let mut next = 0;
        while let Some(name) = family.get(next).cloned() {
            for part in self.parts.get(&name).into_iter().flatten() {
                if !family.contains(part) {
                    family.push(part.clone());
                }
            }
            next += 1;
        }
        family
    }

    /// The variables that a template and its parents and includes read at their top level.
    #[cfg(test)]
    pub fn variables(&self, name: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .tera
            .get_template_variables(name)
            .map(|names| names.into_iter().map(str::to_owned).collect())
            .unwrap_or_default();
        names.sort_unstable();
        names
    }

    /// Renders a template, and says what it asked.
    ///
    /// # Errors
    /// What went wrong, at its place in the template.
    pub fn render(
        &self,
        name: &str,
        context: &Context,
        scene: &Arc<Scene>,
    ) -> Result<(String, Trace), Diagnostic> {
        let rendering = scope::within(name, scene, || {
            let mut text = Bounded(Vec::new());
            self.tera.render_to(name, context, &mut text).map(|()| text.0)
        });
        let error = match rendering.result.map(String::from_utf8) {
            Ok(Ok(text)) => return Ok((text, rendering.trace)),
            Ok(Err(_)) => tera::Error::message("it prints what is no text"),
            Err(error) => error,
        };
        Err(match rendering.fault {
            Some(fault) => errors::of_part(fault, &error, name),
            None => errors::of_rendering(&error, name, &self.own),
        })
    }
}

/// How large a page may be, in bytes.
const LARGEST: usize = 64 << 20;

/// A text that takes no more than [`LARGEST`] bytes of a template that does not end.
struct Bounded(Vec<u8>);

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// HTML that was made here and is safe to print.
pub fn safe(html: &str) -> Value {
    Value::safe_string(html)
}
