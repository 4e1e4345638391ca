//! `data/`: values that templates may read, from YAML, JSON and CSV.

use tera::{Map, Value};

use crate::content::tree;
use crate::diagnostic::{Diagnostic, Span};

/// The value of a data file; none when its ending is no format of data.
///
/// A CSV file is a list of maps by the names in its first line; all its values are strings.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn read_data(ending: &str, text: &str, path: &str) -> Option<Result<Value, Diagnostic>> {
    let value = match ending {
        "yaml" | "yml" => tree::parse(text, path).and_then(|tree| of_tree(&tree)),
        "json" => serde_json::from_str::<serde_json::Value>(text)
            .map_err(|error| {
                let span = Span {
                    line: error.line().max(1) as u32,
                    column: error.column().max(1) as u32,
                    length: 1,
                };
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
                problem(
                    message,
                    Some(span),
                    "correct the JSON there: values are separated by commas, keys stand in quotes",
                )
            })
            .and_then(|tree| of_tree(&tree)),
        "csv" => csv(text),
        _ => return None,
    };
    Some(value.map_err(|problem| problem.in_file(path)))
}

fn problem(message: String, span: Option<Span>, hint: &str) -> Diagnostic {
    Diagnostic { span, ..Diagnostic::error("data", message).hint(hint) }
}

fn of_tree(tree: &impl serde::Serialize) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(tree).map_err(|error| {
        problem(error.to_string(), None, "write texts, numbers, lists, and mappings whose keys are texts")
    })
}

fn csv(text: &str) -> Result<Value, Diagnostic> {
    let failed = |error: csv::Error| {
        let line = error.position().map_or(1, |position| position.line() as u32);
        problem(
            error.to_string(),
            Some(Span { line, column: 1, length: 1 }),
            "write as many values in every line as in the first",
        )
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().map_err(failed)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let row: Map = names
            .iter()
            .zip(&record)
            .map(|(name, value)| (name.to_owned().into(), Value::from(value)))
            .collect();
        rows.push(Value::from(row));
    }
    Ok(Value::from(rows))
}
