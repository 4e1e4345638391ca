//! Services of others that a site uses: a section that names one of several, and what has to be written below it.

use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::{Code, did_you_mean};
use crate::shape::Key;

/// The one service that a section names, and what stands below it; `others` are further keys of the section. `false` is none.
pub(super) fn service<'i>(
    item: &'i FieldValue<'_>,
    known: &[&'static str],
    others: &[&str],
) -> Option<(&'static str, FieldValue<'i>)> {
    if item.as_switch() == Some(false) {
        return None;
    }
    let label = item.label();
    let hint = format!("write one of {} below `{label}:`, and its keys below that", known.join(", "));
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", &hint);
        return None;
    };
    let mut found = Vec::new();
    for (name, value) in entries {
        if let Some(service) = known.iter().find(|known| known.eq_ignore_ascii_case(name.trim())) {
            found.push((*service, value));
        } else if !others.contains(&&*name) {
            let meant = did_you_mean(&name.to_ascii_lowercase(), known.iter().chain(others).copied());
            let hint = meant.map_or_else(|| hint.clone(), |meant| format!("did you mean `{meant}`?"));
            value.error_at_key(Code::InvalidValue, format!("`{label}` knows no `{name}`"), hint);
            return None;
        }
    }
    if found.len() != 1 {
        let fault = match found.len() {
            0 => "names no service",
            _ => "names more than one service",
        };
        item.error(Code::InvalidValue, format!("`{label}` {fault}"), hint);
        return None;
    }
    found.pop()
}

/// A text that has to be there.
pub(super) fn needed(fields: &Fields<'_>, key: Key, hint: &str) -> Option<String> {
    let item = fields.take(key.names);
    let text = item.as_ref().and_then(|item| item.text());
    // Of what is there and no text is said that it is none.
    if item.is_none_or(|item| item.any_text().is_some_and(|text| text.trim().is_empty())) {
        let message = format!("`{}.{}` is missing", fields.item().label(), key.names[0]);
        fields.error(Code::InvalidValue, message, hint);
    }
    text
}

/// What has to be there: more than nothing, an empty text or an empty list.
pub(super) fn present<'f>(fields: &'f Fields<'_>, key: Key, hint: &str) -> Option<FieldValue<'f>> {
    let is_empty = |item: &FieldValue<'_>| {
        item.items().is_empty() || item.value().as_str().is_some_and(|text| text.trim().is_empty())
    };
    let item = fields.take(key.names).filter(|item| !is_empty(item));
    if item.is_none() {
        let message = format!("`{}.{}` is missing", fields.item().label(), key.names[0]);
        fields.error(Code::InvalidValue, message, hint);
    }
    item
}

/// The address of a script, which may have a query, or of a server, of which more is made.
pub(super) fn service_address(item: &FieldValue<'_>, is_server: bool) -> Option<String> {
    let fault = |what: &str| {
        let hint = "write it as the service shows it: https://stats.example.org";
        item.error(Code::InvalidUrl, format!("`{}` {what}", item.label()), hint);
    };
    if item.any_text().is_some_and(|text| text.trim().is_empty()) {
        fault("is empty");
    }
    let address = item.web_address()?;
    let url = url::Url::parse(&address).ok();
    let has_password = |url: &url::Url| !url.username().is_empty() || url.password().is_some();
    if url.as_ref().is_some_and(has_password) {
        fault("has a name or a password in it, which every page would show");
        return None;
    }
    if is_server && url.is_some_and(|url| url.query().is_some() || url.fragment().is_some()) {
        fault("has a `?` or a `#` in it: only the address of the server is wanted");
        return None;
    }
    Some(address)
}
