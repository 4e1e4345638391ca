//! Conditions: comparisons, with `and` and `or` between them.

use serde_yaml::Value;

use super::{MOST_OF_EXPRESSION, Names, Unknown, evaluate, is_true, number, shown};

/// Whether a condition holds: comparisons, with `and` and `or` between them, which Liquid reads from the right.
pub(in crate::import::sites::liquid) fn holds(text: &str, names: &Names<'_>) -> Result<bool, Unknown> {
    names.spend(text.len());
    // Each word between conditions is a call within a call.
    if text.len() > MOST_OF_EXPRESSION {
        return Err(Unknown);
    }
    for word in [" and ", " or "] {
        if let Some(at) = outside_quotes(text, word) {
            let other = text.find(if word == " and " { " or " } else { " and " });
            if other.is_some_and(|other| other < at) {
                continue;
            }
            let (one, two) = (holds(&text[..at], names), holds(&text[at + word.len()..], names));
            return match (word, one, two) {
                (" and ", Ok(false), _) | (" and ", _, Ok(false)) => Ok(false),
                (" or ", Ok(true), _) | (" or ", _, Ok(true)) => Ok(true),
                (_, one, two) => match word {
                    " and " => Ok(one? && two?),
                    _ => Ok(one? || two?),
                },
            };
        }
    }
    for sign in ["==", "!=", "<>", ">=", "<=", ">", "<", " contains "] {
        let Some(at) = outside_quotes(text, sign) else { continue };
        let (one, two) = (evaluate(&text[..at], names)?, evaluate(&text[at + sign.len()..], names)?);
        let order = || match (number(&one), number(&two)) {
            (Some(one), Some(two)) => one.partial_cmp(&two),
            _ => Some(shown(&one).cmp(&shown(&two))),
        };
        let is_same = || match (&one, &two) {
            // `empty` and nothing.
            (Value::Null, Value::String(text)) | (Value::String(text), Value::Null) => text.is_empty(),
            (Value::Sequence(items), Value::String(text)) if text.is_empty() => items.is_empty(),
            (one, two) => one == two,
        };
        use std::cmp::Ordering::{Equal, Greater, Less};
        return Ok(match sign {
            "==" => is_same(),
            "!=" | "<>" => !is_same(),
            ">" => order() == Some(Greater),
            "<" => order() == Some(Less),
            ">=" => matches!(order(), Some(Greater | Equal)),
            "<=" => matches!(order(), Some(Less | Equal)),
            _ => match &one {
                Value::Sequence(items) => {
                    let two = shown(&two);
                    items.iter().any(|item| shown(item) == two)
                }
                one => shown(one).contains(&shown(&two)),
            },
        });
    }
    evaluate(text, names).map(|value| is_true(&value))
}

/// Where a sign stands outside of quotation marks.
fn outside_quotes(text: &str, sign: &str) -> Option<usize> {
    let (mut is_double, mut is_single) = (false, false);
    let mut bytes = text.bytes().enumerate();
    bytes.find_map(|(at, byte)| {
        if !is_double && !is_single && text.as_bytes()[at..].starts_with(sign.as_bytes()) {
            return Some(at);
        }
        is_double ^= byte == b'"';
        is_single ^= byte == b'\'';
        None
    })
}
