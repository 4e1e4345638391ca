//! Dates: what is read can be printed and read again, and what is said to be written can be read.

use super::documents::{ZONE, is_printable};
use crate::content::{Date, Period};

/// Zones with changes of many kinds: half an hour, a day left out, none at all.
const ZONES: [chrono_tz::Tz; 4] =
    [ZONE, chrono_tz::Australia::Lord_Howe, chrono_tz::Pacific::Apia, chrono_tz::UTC];

/// Holds of any text, in any zone.
pub fn date(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for zone in ZONES {
        match Date::parse(&text, zone) {
            Ok((date, _)) => {
                is_printable(date);
                let again =
                    Date::parse(&date.to_rfc3339(), zone).map(|(date, _)| (date.timestamp, date.offset));
                assert_eq!(again, Ok((date.timestamp, date.offset)), "{text:?}");
            }
            Err(error) => {
                assert!(!error.message.is_empty() && !error.hint.is_empty(), "{error:?}");
                assert!(!error.message.contains('\n') && !error.hint.contains('\n'), "{error:?}");
                if let Some(write) = error.write {
                    assert!(Date::parse(&write, zone).is_ok(), "{text:?}: {write}");
                }
            }
        }
    }
    if let Ok(period) = Period::parse(&text) {
        assert!(period.first <= period.last, "{text:?}");
    }
}
