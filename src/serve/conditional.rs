//! Conditional requests and ranges (RFC 9110, sections 13 and 14). Functions of header texts.

use std::ops::Range;

/// Which part of something is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ByteRange {
    /// All of it.
    Whole,
    /// These bytes.
    Some(Range<u64>),
    /// None: the range lies behind its end.
    Unsatisfiable,
}

/// Whether a client has what the entity tag names: `If-None-Match`, compared weakly (section 13.1.2).
pub(super) fn has(if_none_match: &str, etag: &str) -> bool {
    let mut named = if_none_match.split(',').map(str::trim);
    named.any(|named| named == "*" || named.strip_prefix("W/").unwrap_or(named) == etag)
}

/// The part that `Range` asks for of something `len` bytes long. What is no single range of bytes, or is meant for other
/// bytes than these (`If-Range`), is passed over, as section 14.2 allows.
pub(super) fn part(range: Option<&str>, if_range: Option<&str>, etag: &str, len: u64) -> ByteRange {
    let Some(range) = range.filter(|_| if_range.is_none_or(|wanted| wanted == etag)) else {
        return ByteRange::Whole;
    };
    let Some((unit, set)) = range.split_once('=') else { return ByteRange::Whole };
    let Some((first, last)) = set.trim().split_once('-').filter(|_| unit.eq_ignore_ascii_case("bytes"))
    else {
        return ByteRange::Whole;
    };
    match (number(first), number(last)) {
        (Some(first), _) if first >= len && (last.is_empty() || number(last) >= Some(first)) => {
            ByteRange::Unsatisfiable
        }
        (Some(first), Some(last)) if first <= last => ByteRange::Some(first..last.saturating_add(1).min(len)),
        (Some(first), None) if last.is_empty() => ByteRange::Some(first..len),
        (None, Some(0)) if first.is_empty() => ByteRange::Unsatisfiable,
        (None, Some(suffix)) if first.is_empty() && len > 0 => {
            ByteRange::Some(len.saturating_sub(suffix)..len)
        }
        _ => ByteRange::Whole,
    }
}

/// Digits; more than any file has bytes are as many as there can be.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ranges_of_bytes() {
        let part = |range| part(Some(range), None, "\"x\"", 10);
        assert_eq!(part("bytes=0-3"), ByteRange::Some(0..4));
        assert_eq!(part("bytes=4-"), ByteRange::Some(4..10));
        assert_eq!(part("bytes=-3"), ByteRange::Some(7..10));
        assert_eq!(part("bytes=-30"), ByteRange::Some(0..10));
        assert_eq!(part("bytes=9-99999999999999999999999"), ByteRange::Some(9..10));
        for range in ["bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(part(range), ByteRange::Unsatisfiable, "{range}");
        }
        for range in [
            "bytes=3-2", "bytes=12-11", "bytes=0-1,3-4", "bytes=-", "bytes=a-b", "bytes", "lines=0-1",
            "bytes=+1-2",
        ] {
            assert_eq!(part(range), ByteRange::Whole, "{range}");
        }
    }

    #[test]
    fn a_range_of_other_bytes_is_passed_over() {
        assert_eq!(part(Some("bytes=0-0"), Some("\"x\""), "\"x\"", 10), ByteRange::Some(0..1));
        for other in ["\"y\"", "W/\"x\"", "Wed, 12 Feb 2025 00:00:00 GMT"] {
            assert_eq!(part(Some("bytes=0-0"), Some(other), "\"x\"", 10), ByteRange::Whole, "{other}");
        }
    }

    #[test]
    fn tags_are_compared_weakly() {
        assert!(has("\"a\", W/\"x\"", "\"x\"") && has("*", "\"x\""));
        assert!(!has("\"a\"", "\"x\"") && !has("", "\"x\""));
    }
}
