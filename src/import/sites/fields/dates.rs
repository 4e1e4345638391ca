//! Dates, as others write them.

use serde_yaml::Value;

use super::Reader;
use crate::content::Date;
use crate::import::sites::moment::moment;
use crate::import::sites::remark::Cause;
use crate::import::sites::values::text;

impl Reader<'_> {
    /// Whether the value is a date, or was named as none.
    pub(super) fn date(&mut self, key: &'static str, value: &Value) -> bool {
        let Some(written) = text(value).filter(|_| !matches!(value, Value::Bool(_))) else { return false };
        if self.head.has(key) {
            return key != "date";
        }
        let tidy = tidy_date(&written);
        match Date::parse(&tidy, self.zone) {
            Ok(_) => self.head.raw(key, &tidy),
            // The build knows an offset that is none, and what it may mean.
            Err(fault) if fault.offset.is_some() => self.head.raw(key, &tidy),
            Err(_) => {
                if key == "expires" {
                    self.head.raw("draft", "true");
                    self.say(Cause::Hidden("nobody knows until when they were shown"), written.clone());
                }
                self.say(Cause::OddDate, format!("{key}: {written}"));
            }
        }
        true
    }
}

/// A date in the spelling that is read: a space before the offset of a time, no fractions.
fn tidy_date(written: &str) -> String {
    let text = written.trim().trim_matches(['"', '\'']);
    let is_iso = text.as_bytes().get(4) == Some(&b'-');
    moment(text).filter(|_| !is_iso).unwrap_or_else(|| text.to_owned())
}
