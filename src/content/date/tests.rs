//! Dates as people write them, and what is said of those that cannot be read.

use super::*;

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn read(text: &str) -> String {
    Date::parse(text, BERLIN).map(|(date, _)| date.to_rfc3339()).unwrap_or_else(|e| panic!("{text}: {e:?}"))
}

#[test]
fn what_is_accepted() {
    for (text, moment) in [
        ("2022-9-8", "2022-09-08T00:00:00+02:00"),
        ("2025-02-12", "2025-02-12T00:00:00+01:00"),
        ("2025-02-12T18:30", "2025-02-12T18:30:00+01:00"),
        ("2025-02-12 18:30", "2025-02-12T18:30:00+01:00"),
        ("2025-02-12 9:05:07.25", "2025-02-12T09:05:07+01:00"),
        ("2025-02-12T18:30:00Z", "2025-02-12T18:30:00Z"),
        ("2025-02-12T18:30+05:45", "2025-02-12T18:30:00+05:45"),
        ("2024-02-29 10:00:00 +0100", "2024-02-29T10:00:00+01:00"),
        ("2024-02-29 10:00:00 -03", "2024-02-29T10:00:00-03:00"),
        ("2024-02-29 10:00 UTC", "2024-02-29T10:00:00Z"),
    ] {
        assert_eq!(read(text), moment, "{text}");
    }
    let (date, _) = Date::parse("2025-02-12T18:30", BERLIN).unwrap();
    assert_eq!(date.to_rfc2822(), "Wed, 12 Feb 2025 18:30:00 +0100");
    assert_eq!((date.year(), date.month(), date.day(), date.hour(), date.minute()), (2025, 2, 12, 18, 30));
    assert!(date.has_time && !Date::parse("2025-02-12", BERLIN).unwrap().0.has_time);
}

#[test]
fn an_offset_that_there_is_not_leaves_a_day_of_doubt() {
    for (text, len, earliest, latest) in [
        ("2025-02-12 17:30:00+17:30", 6, "2025-02-12T17:30:00+14:00", "2025-02-12T17:30:00-12:00"),
        ("2025-02-12T17:30 -1500", 5, "2025-02-12T17:30:00+14:00", "2025-02-12T17:30:00-12:00"),
        ("2025-02-12 08:00 +01:75", 6, "2025-02-12T08:00:00+14:00", "2025-02-12T08:00:00-12:00"),
    ] {
        let fault = Date::parse(text, BERLIN).unwrap_err();
        let offset = fault.offset.unwrap();
        assert_eq!((offset.len, &*fault.hint), (len, OFFSETS), "{text}");
        assert_eq!((&*offset.earliest.to_rfc3339(), &*offset.latest.to_rfc3339()), (earliest, latest));
    }
    for text in ["2025-02-12 17:30+é1", "2025-02-12 17:30 MEZ", "May 2, 2025 17:30 +17:30"] {
        assert_eq!(Date::parse(text, BERLIN).unwrap_err().offset, None, "{text}");
    }
}

#[test]
fn clock_changes() {
    let parse = |text, zone| Date::parse(text, zone).map(|(d, shift)| (d.to_rfc3339(), shift)).unwrap();
    let gap = parse("2025-03-30 02:30", BERLIN);
    assert_eq!(gap, ("2025-03-30T03:30:00+02:00".to_owned(), Some(Shift::Gap)));
    let overlap = parse("2025-10-26 02:30", BERLIN);
    assert_eq!(overlap, ("2025-10-26T02:30:00+02:00".to_owned(), Some(Shift::Overlap)));
    // A midnight that does not exist, and a whole day that does not; nobody wrote a time, so nothing is said.
    let midnight = parse("2018-11-04", chrono_tz::America::Sao_Paulo);
    assert_eq!(midnight, ("2018-11-04T01:00:00-02:00".to_owned(), None));
    let samoa = parse("2011-12-30", chrono_tz::Pacific::Apia);
    assert_eq!(samoa, ("2011-12-31T00:00:00+14:00".to_owned(), None));
}

#[test]
fn a_date_before_zones_is_printed_as_the_moment_that_it_is() {
    for (text, printed) in
        [("1850-05-27 18:30", "1850-05-27T18:30:00+00:53"), ("0001-01-01", "0001-01-01T00:00:00+00:53")]
    {
        let (date, _) = Date::parse(text, BERLIN).unwrap();
        let read = DateTime::parse_from_rfc3339(printed).unwrap();
        assert_eq!((&*date.to_rfc3339(), date.timestamp), (printed, read.timestamp()));
    }
    let west = Date::parse("1850-05-27", chrono_tz::America::New_York).unwrap().0;
    assert_eq!(west.to_rfc3339(), "1850-05-27T00:00:00-04:56");
}

#[test]
fn what_has_no_safe_reading() {
    for (text, said) in [
        ("02/29/2024", "write 2024-02-29"),
        ("03/04/2024", "write 2024-03-04 or 2024-04-03, whichever is meant"),
        ("12.02.2025", "write 2025-02-12"),
        ("2024/02/29", "write 2024-02-29"),
        ("2025-02-30", "correct the day"),
        ("2025-13-01", "months are 01 to 12, and the order is year-month-day"),
        ("2025-02-12 24:61", "times are 00:00 to 23:59"),
        ("0000-01-01", "years are 0001 to 9999"),
        ("tomorrow", "write year-month-day, and the time if you like: 2025-02-12 or 2025-02-12 18:30"),
    ] {
        assert_eq!(Date::parse(text, BERLIN).unwrap_err().hint, said, "{text}");
    }
    let no_day = Date::parse("2025-02-30", BERLIN).unwrap_err();
    let clock_first = Date::parse("13:45 01-01-2026", BERLIN).unwrap_err();
    assert_eq!(clock_first.hint, "write 2026-01-01 13:45");
    assert_eq!(no_day.message, "is a day that does not exist: February 2025 has 28 days");
    for text in [
        "", "2025", "12025-01-01", "25-01-01", "2025-02-12T", "2025-02-12 18", "2025-02-12 18:30 MEZ",
        "2025-02-12 é", "2025-02-12T18:30+é1",
    ] {
        assert!(Date::parse(text, BERLIN).is_err(), "{text}");
    }
    assert!(Date::parse("0001-01-01", BERLIN).is_ok() && Date::parse("9999-12-31 23:59", BERLIN).is_ok());
}

/// Ways to write a date that are not read, and what the hint says to write.
const HINTS: &[(&str, &str)] = &[
    ("May 27, 2025 6:30 pm", "2025-05-27 18:30"),
    ("2025-05-27 6:30 pm", "2025-05-27 18:30"),
    ("2025-05-27 6:30PM", "2025-05-27 18:30"),
    ("2025-05-27 12:05 a.m.", "2025-05-27 00:05"),
    ("2025-05-27 12 p.m.", "2025-05-27 12:00"),
    ("27 May 2025, noon", "2025-05-27 12:00"),
    ("27th of May 2025 at 6pm", "2025-05-27 18:00"),
    ("Tuesday, May 27th, 2025", "2025-05-27"),
    ("Tue, 27 May 2025 18:30:00 +0200", "2025-05-27 18:30:00 +02:00"),
    ("Tue, 27 May 2025 18:30:00 -0500 (EST)", "2025-05-27 18:30:00 -05:00"),
    ("Tue May 27 2025 18:30:00 GMT+0300 (EEST)", "2025-05-27 18:30:00 +03:00"),
    ("27/May/2025:18:30:05 +0000", "2025-05-27 18:30:05 +00:00"),
    ("27-May-2025", "2025-05-27"),
    ("2025-05-28 08:00:00 EST", "2025-05-28 08:00:00 -05:00"),
    ("2025-05-28 08:00 MESZ", "2025-05-28 08:00 +02:00"),
    ("2025-05-28 08:00 Europe/Kyiv", "2025-05-28 08:00 +03:00"),
    ("2025-05-28T08:00:00+03:00[Europe/Kyiv]", "2025-05-28 08:00:00 +03:00"),
    ("2025-01-28 8am ET", "2025-01-28 08:00 -05:00"),
    ("2025-05-28 UTC", "2025-05-28 00:00 +00:00"),
    ("2025-05-28 08:00 UTC+2", "2025-05-28 08:00 +02:00"),
    ("27. Mai 2025, 18:30 Uhr", "2025-05-27 18:30"),
    ("27.05.2025 18.30", "2025-05-27 18:30"),
    ("1er mai 2025 à 18h30", "2025-05-01 18:30"),
    ("27 травня 2025 року о 18:30", "2025-05-27 18:30"),
    ("2025/05/27 18:30:05", "2025-05-27 18:30:05"),
    ("20250527", "2025-05-27"),
    ("20250527T1830Z", "2025-05-27 18:30 +00:00"),
    ("20250527T183005+0200", "2025-05-27 18:30:05 +02:00"),
    ("2025-05-27T18Z", "2025-05-27 18:00 +00:00"),
    ("2025-W22-2", "2025-05-27"),
    ("2025W222T18:30", "2025-05-27 18:30"),
    ("1748370600", "2025-05-27 18:30:00 +00:00"),
    ("1748370600000", "2025-05-27 18:30:00 +00:00"),
    ("2025-05-27 24:00", "2025-05-28 00:00"),
    ("2025-12-31T23:59:60Z", "2026-01-01 00:00:00 +00:00"),
    ("2025-05-27 18:30:05,25", "2025-05-27 18:30:05"),
    ("2025–05–27 18：30", "2025-05-27 18:30"),
    ("2025-05-27\u{a0}18:30", "2025-05-27 18:30"),
];

#[test]
fn a_hint_says_all_that_was_there_and_can_be_read() {
    for (text, write) in HINTS {
        let fault = Date::parse(text, BERLIN).expect_err(text);
        assert_eq!(
            (fault.write.as_deref(), &*fault.hint),
            (Some(*write), &*format!("write {write}")),
            "{text}"
        );
        let read = Date::parse(write, BERLIN).expect(write).0;
        let timed =
            text.contains([':', 'h']) || text.contains("noon") || text.len() == 10 && !text.contains('-');
        assert!(read.has_time || !timed || text.contains("th,"), "{text}");
    }
}

#[test]
fn what_cannot_be_known_is_not_said() {
    for (text, hint) in [
        ("05/06/2025 6:30 pm", "write 2025-05-06 18:30 or 2025-06-05 18:30, whichever is meant"),
        ("2025-05-27 midnight", "write 2025-05-27 00:00 or 2025-05-28 00:00, whichever is meant"),
        (
            "2025-05-29 08:00:00 +17:30",
            "an offset is 14 hours at most: write the one that is meant, as ±hh:mm",
        ),
        ("2025-05-29 08:00 -1500", "an offset is 14 hours at most: write the one that is meant, as ±hh:mm"),
        (
            "2025-05-28 08:00 CST",
            "write the offset in the place of `CST`, as ±hh:mm: several zones have that name",
        ),
        (
            "2025-05-28 08:00 IST",
            "write the offset in the place of `IST`, as ±hh:mm: several zones have that name",
        ),
        ("27.05.25", "write the year with four digits, first: year-month-day"),
        ("2025-05-27 in the evening", GENERAL),
        ("2025-05-27 18:30 local time", GENERAL),
        ("2025-05-27 (updated 2025-05-28)", GENERAL),
        ("2025-05-27 25:30 pm", "times are 00:00 to 23:59"),
        ("2025-05-27 am", GENERAL),
        ("2025-W22", GENERAL),
        ("May 2025", GENERAL),
    ] {
        let fault = Date::parse(text, BERLIN).expect_err(text);
        assert_eq!((&*fault.hint, fault.write), (hint, None), "{text}");
    }
}

proptest::proptest! {
    /// Whatever is written, a hint can be read, says no less, and no earlier moment than any reading of it.
    #[test]
    fn hints_keep_the_time(text in "(2025-05-27|27\\.5\\.2025|May 27, 2025|05/27/2025|20250527T)[ T,]{0,2}([0-9]{1,2}[:.h]?[0-9]{0,2}(:[0-9]{2})?)?( ?[ap]\\.?m\\.?)?( ?(EST|UTC|Z|[+-][0-9]{2}:?[0-9]{0,2}|CST|Uhr|x))?") {
        if let Err(DateError { write: Some(write), .. }) = Date::parse(&text, BERLIN) {
            let date = Date::parse(&write, BERLIN).expect("a hint that can be read").0;
            // Behind the date there is a number: it must have become the time.
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            let of_day = if text.starts_with("27.5") || text.starts_with("May") { 7 - usize::from(text.starts_with("May")) } else { 8 };
            proptest::prop_assert!(digits <= of_day || date.has_time, "{text}: {write}");
        }
    }
}
