//! One text that may be several names. A document keeps it as one: what it is and what is to be said of it is decided
//! when the site is assembled, since a name that somebody registered is one name whatever stands in it.

use serde_yaml::Value;

use crate::content::name_lists::{conjoined, is_last_first, is_outlet, is_person, people, separated, words};
use crate::content::named::{NameKind, Noted, OneText, Splits};
use crate::content::yaml::{FieldValue, write};
use crate::diagnostic::{Code, Diagnostic};

/// Notes a name of which the text may be several.
pub(super) fn note(item: &FieldValue<'_>, name: &str, kind: NameKind, noted: &Noted) {
    let Value::String(written) = item.value() else { return };
    let (key, alone) = (item.key(), !matches!(item.key(), "" | "name" | "outlet"));
    // Most names are none of this.
    if !name.contains(|c: char| !c.is_alphanumeric() && c != '-') && name.len() == written.len() {
        return;
    }
    let is_people = matches!(kind, NameKind::Author | NameKind::Source);
    let listed = alone.then(|| {
        // The text itself: in what is one name lines are folded.
        let written = if written.len() > name.len() && written.contains('\n') { written } else { name };
        match separated(written) {
            Some((_, parts)) if is_people => people(written, &parts),
            Some((_, parts)) => Some(parts),
            // Jekyll and Hugo's themes split these two at spaces.
            None => matches!(key, "categories" | "tags").then(|| words(name)).flatten(),
        }
    });
    let (parts, if_known) = match listed.flatten() {
        Some(parts) => (parts, false),
        None => match conjoined(name) {
            // Who wrote it: "Anna Example and Ben Example" are two whom nobody needs to know.
            Some((parts, are_people)) => (parts, !(alone && are_people && kind == NameKind::Author)),
            None => return,
        },
    };
    let list = write::list(&parts);
    // `source_name` takes one.
    let (key, one_key) = if key == "source_name" { ("sources", false) } else { (key, true) };
    let turned = name.split_once(',').filter(|_| kind == NameKind::Author && is_last_first(name));
    let quoted = write::quoted(name);
    let message = match alone {
        true => format!("`{key}` is one text, so it was read as one name"),
        false => format!("{quoted} is one item, so it was read as one name"),
    };
    let these = if parts.len() == 1 { "that name".to_owned() } else { parts.len().to_string() };
    // A list of this one text says that it is one name, but not when each of its parts is known to be one.
    let registered = || "if it is one name, give it an entry in its registry".to_owned();
    let hint = match (alone, if_known) {
        _ if turned.is_some() && alone && !if_known => {
            let turned = turned.map(|(last, first)| format!("{} {}", first.trim(), last.trim()));
            let turned = write::list(&[&turned.unwrap_or_default()]);
            format!("write `{key}: {turned}` if it is one person, `{key}: {list}` if it is two")
        }
        (true, false) => format!(
            "\"{name}\" is one name now: write `{key}: {list}` for {these}, or `{key}: [{quoted}]` for this one"
        ),
        (true, true) => format!("write `{key}: {list}` for {these}; {}", registered()),
        (false, _) => {
            let parts: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
            format!("write {} as items of their own; {}", parts.join(" and "), registered())
        }
    };
    let warning = Diagnostic::warning(Code::OneName, message.clone()).at(item.span()).hint(hint);
    let problem = match alone {
        true => (warning.cause(key, message))
            .remedy(format!("write a list: `{key}: [one, two]`, or `{key}: [\"this one\"]` for one name")),
        false => warning.cause(name, message),
    };
    let problem = match item.line_of_value().filter(|_| alone && one_key && turned.is_none()) {
        Some(place) => problem.fix(place, list),
        None => problem,
    };
    let is_name = |part: &&str| match kind {
        NameKind::Author => is_person(part),
        NameKind::Source => is_outlet(part),
        _ => false,
    };
    let splits = match alone && !if_known {
        true if parts.iter().all(is_name) => Splits::Always,
        true => Splits::IfKnown,
        false => Splits::Never,
    };
    let parts = parts.iter().collect();
    noted.doubt(OneText { kind, text: name.into(), parts, if_known, splits, problem });
}
