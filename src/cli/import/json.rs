//! What was found, for programs.

use serde_json::{Value, json};

use super::explain::fields;
use super::words::worded;
use crate::import::article::Article;
use crate::import::draft::Draft;
use crate::import::markdown;

/// What became of one page or text.
pub(super) struct Report(Value);

impl Report {
    /// One that was read.
    pub(super) fn new(name: &str, article: &Article, draft: Option<&Draft>) -> Self {
        let mut found = Vec::new();
        fields(article, |key, value, (from, place)| {
            found.push(json!({ "field": key, "value": value, "provenance": from.word(), "place": place }));
        });
        let removed: Vec<Value> = article
            .removed
            .iter()
            .map(|left_out| json!({ "text": left_out.text, "why": left_out.why.phrase() }))
            .collect();
        let briefs: Vec<Value> = article
            .briefs
            .iter()
            .map(|card| json!({ "headline": card.headline, "url": card.url.as_ref().map(ToString::to_string) }))
            .collect();
        let remarks: Vec<String> =
            draft.map(|draft| draft.remarks.iter().map(worded).collect()).unwrap_or_default();
        Self(json!({
            "input": name,
            "path": draft.map(|draft| &draft.path),
            "written": false,
            "fields": found,
            "warnings": article.notes.iter().map(|note| worded(&(*note).into())).collect::<Vec<_>>(),
            "remarks": remarks,
            "markdown": markdown::write(&article.blocks),
            "draft": draft.map(|draft| &draft.text),
            "briefs": briefs,
            "removed": removed,
        }))
    }

    /// One that was not imported.
    pub(super) fn failed(name: &str, why: &str) -> Self {
        Self(json!({ "input": name, "written": false, "error": why }))
    }

    /// The file was written.
    pub(super) fn written(&mut self, path: &str) {
        self.0["written"] = Value::Bool(true);
        self.0["path"] = Value::String(path.to_owned());
    }

    /// There is only an entry of an edition, and no file.
    pub(super) fn entry(&mut self, markdown: &str) {
        self.0["path"] = Value::Null;
        self.0["draft"] = Value::Null;
        self.0["entry"] = Value::String(markdown.to_owned());
    }

    /// The entry was added to an edition.
    pub(super) fn added(&mut self, edition: &str) {
        self.0["written"] = Value::Bool(true);
        self.0["edition"] = Value::String(edition.to_owned());
    }

    /// It names the pictures that were fetched.
    pub(super) fn made_anew(&mut self, text: &str) {
        self.0["draft"] = Value::String(text.to_owned());
    }

    /// It was not written, or not all of it.
    pub(super) fn because(&mut self, why: &str) {
        self.0["error"] = Value::String(why.to_owned());
    }
}

pub(super) fn print(reports: &[Report]) {
    let all: Vec<&Value> = reports.iter().map(|report| &report.0).collect();
    let text = serde_json::to_string_pretty(&all).unwrap_or_default();
    super::super::new::print(&format!("{text}\n"));
}
