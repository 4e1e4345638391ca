//! `data/`: values that templates may read, from YAML, JSON and CSV.

mod json;

use tera::{Map, Value};

use crate::content::tree;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::hash::FastSet;

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
            .map_err(|error| json::fault(text, &error))
            .and_then(|tree| of_tree(&tree)),
        "csv" => csv(text),
        _ => return None,
    };
    Some(value.map_err(|problem| problem.in_file(path)))
}

fn of_tree(tree: &impl serde::Serialize) -> Result<Value, Diagnostic> {
    // Keys were looked at already; a template takes all other values.
    Value::try_from_serializable(tree).map_err(|_| {
        Diagnostic::error(Code::Data, "this holds a value that templates cannot take")
            .hint("write texts, numbers, lists, and keys that are texts with such values")
    })
}

fn csv(text: &str) -> Result<Value, Diagnostic> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().map_err(|error| unequal(text, &error))?.clone();
    let mut known = FastSet::default();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !known.insert(name) {
            let start = text.lines().next().and_then(|line| line.rfind(name)).unwrap_or(0);
            let message = format!("two columns are called `{name}`");
            return Err(Diagnostic::error(Code::Data, message)
                .at(Span::of(text, start, start + name.len()))
                .hint("give each column a name of its own in the first line"));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unequal(text, &error))?;
        let row: Map = names
            .iter()
            .zip(&record)
            .map(|(name, value)| (name.to_owned().into(), Value::from(value)))
            .collect();
        rows.push(Value::from(row));
    }
    Ok(Value::from(rows))
}

/// A line with more or fewer values than the first: the only fault that a CSV text can have.
fn unequal(text: &str, error: &csv::Error) -> Diagnostic {
    let start = error.position().map_or(0, |position| position.byte() as usize).min(text.len());
    // The parser's record may begin with the end of the line above.
    let start = text.len() - text.get(start..).unwrap_or("").trim_start_matches(['\r', '\n']).len();
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let span = Span::of(text, start, start + line.len());
    let fault = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Diagnostic::error(
            Code::Data,
            format!("this line has {}, the first one has {expected_len}", values(*len)),
        )
        .hint("write as many values in every line as in the first, and quotation marks around one with commas in it"),
        _ => Diagnostic::error(Code::Data, "this line cannot be read as CSV").hint("write values with commas between them"),
    };
    fault.at(span)
}

fn values(count: u64) -> String {
    if count == 1 { "one value".to_owned() } else { format!("{count} values") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn said(ending: &str, text: &str) -> (u32, u32, String) {
        let fault = read_data(ending, text, "data/x").expect("a format").expect_err(text);
        let span = fault.span.unwrap_or_else(|| panic!("{fault:?}"));
        assert!(!fault.hints.is_empty() && fault.path.is_some(), "{fault:?}");
        (span.line, span.column, fault.message)
    }

    #[test]
    fn json_in_an_editors_words() {
        let mut wrong = Vec::new();
        for (text, line, column, message) in [
            ("", 1, 1, "there is nothing in this file"),
            ("{\"é\": }", 1, 7, "a value is missing here"),
            ("{\"a\": 1,}", 1, 9, "a comma stands behind the last value"),
            ("[1, 2,\n]", 2, 1, "a comma stands behind the last value"),
            ("{\"a\": 1", 1, 7, "the file ends before all of it is closed"),
            ("{'a': 1}", 1, 2, "JSON has no single quotation marks"),
            ("{a: 1}", 1, 2, "a text without quotation marks stands here"),
            ("[True]", 1, 2, "a text without quotation marks stands here"),
            ("{\"a\": 1} // note", 1, 10, "JSON has no comments"),
            ("[1 # note\n]", 1, 4, "JSON has no comments"),
            ("{\"a\": 1 \"b\": 2}", 1, 9, "a comma is missing before this"),
            ("{\"a\" 1}", 1, 6, "a colon is missing before this"),
            ("[“a”]", 1, 2, "U+201C, left double quotation mark stands where JSON wants `\"`"),
            ("[\"a\nb\"]", 1, 4, "a line ends within a text"),
            ("[\"a\\x\"]", 1, 5, "a backslash stands before what it has no meaning for"),
            ("[1] [2]", 1, 5, "text follows the end of the JSON"),
            ("[01]", 1, 3, "this cannot be read as JSON where it stands"),
        ] {
            let found = said("json", text);
            if found != (line, column, message.to_owned()) {
                wrong.push((text, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        let deep = "[".repeat(200);
        assert_eq!(said("json", &deep).2, "the JSON is nested too deeply");
    }

    #[test]
    fn csv_in_an_editors_words() {
        for (text, line, column, message) in [
            ("a,b\n1,2,3\n", 2, 1, "this line has 3 values, the first one has 2"),
            ("a,b\r\n1,2\r\n1\r\n", 3, 1, "this line has one value, the first one has 2"),
            ("a,b,a\n1,2,3\n", 1, 5, "two columns are called `a`"),
        ] {
            assert_eq!(said("csv", text), (line, column, message.to_owned()), "{text:?}");
        }
        assert!(read_data("csv", "a,,\n1,2,3\n", "x").unwrap().is_ok());
    }

    #[test]
    fn keys_of_yaml_are_texts() {
        let found = said("yaml", "a:\n  - b: 1\n    ? [x, y]\n    : 2\n");
        assert_eq!((found.0, &*found.2), (3, "a key must be a text or a number"));
        assert!(read_data("yaml", "1: a\ntrue: b\n", "x").unwrap().is_ok());
    }
}
