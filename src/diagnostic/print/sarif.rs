//! Messages as SARIF, which code scanning of GitHub and editors read: Static Analysis Results Interchange Format 2.1.0 (OASIS).

use std::collections::BTreeSet;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Span};

/// One log with one run, whatever was found.
pub(super) fn sarif(diagnostics: &[&Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let codes: Vec<Code> =
        diagnostics.iter().map(|found| found.code).collect::<BTreeSet<_>>().into_iter().collect();
    let index = |code: Code| codes.binary_search(&code).unwrap_or_default();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code.as_str() })).collect();
    let results: Vec<Value> = diagnostics.iter().map(|found| result(found, index(found.code))).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "newsprint",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            // Columns are counted in characters.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(found: &Diagnostic, rule: usize) -> Value {
    let text = [&found.message].into_iter().chain(&found.hints).map(String::as_str).collect::<Vec<_>>();
    let mut result = json!({
        "ruleId": found.code.as_str(),
        "ruleIndex": rule,
        "level": super::severity(found),
        "message": { "text": text.join("\n") },
    });
    if let Some(path) = &found.path {
        result["locations"] = json!([location(path, found.span)]);
        let related = found.labels.iter().map(|label| {
            let mut location = location(label.path.as_deref().unwrap_or(path), label.span);
            location["message"] = json!({ "text": label.text });
            location
        });
        let related: Vec<Value> = related.collect();
        if !related.is_empty() {
            result["relatedLocations"] = Value::Array(related);
        }
        if let Some(fix) = &found.fix {
            let hint = found.hints.first().unwrap_or(&found.message);
            result["fixes"] = json!([{
                "description": { "text": hint },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(path) },
                    "replacements": [{
                        "deletedRegion": region(fix.span),
                        "insertedContent": { "text": fix.text },
                    }],
                }],
            }]);
        }
    }
    result
}

fn location(path: &str, span: Option<Span>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(span) = span {
        physical["region"] = region(span);
    }
    json!({ "physicalLocation": physical })
}

/// Ends are the first column behind it (SARIF 2.1.0, 3.30.8).
fn region(span: Span) -> Value {
    json!({ "startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length })
}

/// A path as a relative reference (RFC 3986, section 4.2).
fn uri(path: &str) -> String {
    const PLAIN: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, PLAIN).to_string()
}
