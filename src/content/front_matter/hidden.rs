//! Whether a text is hidden, by whatever key a tool has for it.

use chrono_tz::Tz;
use serde_yaml::Value;

use crate::content::Date;
use crate::content::characters::plain;
use crate::content::document::Kind;
use crate::content::hiding::{From, HidingKey, Meaning, is_hiding_word, is_status};
use crate::content::yaml::{FieldValue, Fields, as_switch, same_key};
use crate::diagnostic::{Code, did_you_mean};

/// What the keys that hide say together: the strictest of them holds.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// It is held back, by this key.
    pub(super) by: Option<HidingKey>,
    /// Search engines shall not list it.
    pub(super) noindex: bool,
    /// `publish:` with a date.
    pub(super) embargo: Option<Date>,
}

/// Keys that are never written by mistake for something else without harm, and what they say then.
const MISTYPED: [(&str, bool); 7] = [
    ("draft", true),
    ("published", false),
    ("publish", false),
    ("hidden", true),
    ("private", true),
    ("unlisted", true),
    ("noindex", true),
];
const MISTYPED_DATES: [&str; 3] = ["expires", "expiryDate", "withdrawn"];

/// Reads all keys that hide. `known` are the names of all others.
pub(super) fn read(fields: &Fields<'_>, kind: Kind, zone: Tz) -> Hidden {
    let mut hidden = Hidden::default();
    let entries = fields.item().entries().unwrap_or_default();
    for (index, (written, item)) in entries.iter().enumerate() {
        if item.value().is_null() {
            continue;
        }
        let Some(key) = HidingKey::of(written) else { continue };
        match key.meaning(item.value()) {
            Meaning::Hides(from) => hidden.hide(item, written, key, from, kind),
            Meaning::Shows => {}
            Meaning::Unknown => {
                let message = format!("`{written}` has a value that is not known: the text is shown");
                item.warning(
                    Code::UnknownStatus,
                    message,
                    "write `draft: true` for what shall not be shown, else `status: published`",
                );
            }
            Meaning::Unfit => item.unfit("true or false", "write `draft: true` or `draft: false`"),
            Meaning::Other if key.name() == "publish" => {
                hidden.embargo = hidden.embargo.max(item.date(zone));
            }
            // Another meaning, or one that no tool gives it: what else reads the key, or else it is unknown.
            Meaning::Other => continue,
        }
        fields.answer(index);
        // A value that is no word (a password) is read as it is.
        if let Value::String(text) = item.value()
            && (as_switch(item.value()).is_some() || is_status(text))
        {
            item.odd_characters(&plain(text));
        }
        if let Some(name) = key.names().iter().find(|name| same_key(name, written))
            && !key.names().contains(&&**written)
        {
            fields.spelling(item, written, name);
        }
    }
    hidden
}

impl Hidden {
    fn hide(&mut self, item: &FieldValue<'_>, written: &str, key: HidingKey, from: From, kind: Kind) {
        let listed = !matches!(kind, Kind::Page | Kind::Home);
        match from {
            From::All => self.by = self.by.or(Some(key)),
            From::Lists if listed => self.by = self.by.or(Some(key)),
            From::Lists | From::Search => self.noindex = true,
            From::OneList if matches!(key.name(), "cascade" | "eleventyComputed") => {
                let message = format!("`{written}` hides a text elsewhere, and has no effect here");
                let hint = "write `draft: true` into each text that it shall hide, and take it out";
                item.error_at_key(Code::HidesNothing, message, hint);
            }
            From::OneList if listed => {
                let message =
                    format!("`{written}` keeps a text out of one list or of feeds elsewhere, here it can't");
                item.error_at_key(Code::HidesNothing, message, "write `draft: true`, or take it out");
            }
            From::OneList => {}
        }
    }
}

/// Stops at keys that nobody knows and that are nearly ones that hide, with a value that would.
pub(super) fn mistyped(fields: &Fields<'_>) {
    for (index, written, item) in fields.strangers() {
        let lower = written.to_lowercase();
        // One letter more, less, or another one; or two that changed places.
        let near = |name: &str| strsim::damerau_levenshtein(&lower, &name.to_lowercase()) == 1;
        let switch = as_switch(item.value());
        let meant = (MISTYPED
            .iter()
            .find(|(name, hides)| switch == Some(*hides) && near(name))
            .map(|(name, _)| *name))
        .or_else(|| {
            let text =
                matches!(item.value(), Value::String(text) if text.starts_with(|c: char| c.is_ascii_digit()));
            let is_date = text || item.value().is_mapping();
            MISTYPED_DATES.into_iter().find(|name| is_date && near(name))
        });
        let Some(meant) = meant else { continue };
        let message = format!("unknown key `{written}`, which would hide the text if it were `{meant}`");
        item.error_at_key(Code::HidesNothing, message, format!("write `{meant}:`, or take it out"));
        fields.answer(index);
    }
}

/// Whether the value of `type` says that it is not public.
pub(super) fn hides_as_type(item: &FieldValue<'_>) -> bool {
    matches!(item.value(), Value::String(word) if is_hiding_word(word) && did_you_mean(word, ["news"]).is_none())
}
