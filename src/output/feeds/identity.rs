//! Identities of items in Atom, where they must be IRIs (RFC 4287, section 4.2.6).
//!
//! What an editor wrote as `id:` stays as it is in RSS and JSON Feed, which take any text: readers that know an item from
//! another generator must not see it twice. Atom takes it as it is if it is an IRI, and else a name made from it.

use std::borrow::Cow;

use iri_string::types::IriStr;
use uuid::Uuid;

use crate::hash::Digest;

/// An identity as Atom may have it: itself if it is an absolute IRI, else a custom UUID made from it.
pub(super) fn iri(id: &str) -> Cow<'_, str> {
    if IriStr::new(id).is_ok() && has_its_schemes_form(id) {
        return Cow::Borrowed(id);
    }
    Cow::Owned(Digest::of_bytes(format!("newsprint\0id\0{id}").as_bytes()).urn())
}

/// The identity of a part of an item, made from the item's and from what the part is called there: a name-based UUID (RFC
/// 9562, section 5.5). With the name as a fragment it would be no `urn:uuid:` any more, and validators refuse that.
pub(in crate::output) fn of_part(id: &str, part: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{id}#{part}").as_bytes()).urn().to_string()
}

/// The two schemes that identities have besides those of the web have rules of their own.
fn has_its_schemes_form(id: &str) -> bool {
    let Some((scheme, rest)) = id.split_once(':') else { return false };
    // A fragment is no part of a name (RFC 8141, section 2.3.3), and validators take none.
    let whole = rest;
    let rest = rest.split('#').next().unwrap_or(rest);
    match scheme.to_ascii_lowercase().as_str() {
        "urn" => is_urn(whole),
        "tag" => is_tag(rest),
        "http" | "https" => {
            rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        }
        _ => true,
    }
}

/// What stands behind `urn:` (RFC 8141, section 2): a namespace and a name; that of `uuid` has a form (RFC 9562, section 4).
fn is_urn(rest: &str) -> bool {
    let Some((space, name)) = rest.split_once(':') else { return false };
    let fits = (2..=32).contains(&space.len())
        && space.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !space.starts_with('-')
        && !space.ends_with('-');
    fits && !name.is_empty()
        && !name.contains('#')
        && !name.starts_with('/')
        && (!space.eq_ignore_ascii_case("uuid") || is_uuid(name))
}

fn is_uuid(name: &str) -> bool {
    let groups: Vec<&str> = name.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// What stands behind `tag:` (RFC 4151, section 2.1): somebody, a date on which the name was theirs, and a name.
fn is_tag(rest: &str) -> bool {
    let Some((entity, _)) = rest.split_once(':') else { return false };
    let Some((authority, date)) = entity.split_once(',') else { return false };
    let name = authority.rsplit('@').next().unwrap_or(authority);
    let is_name = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    };
    let parts: Vec<&str> = date.split('-').collect();
    let lengths = [4, 2, 2];
    is_name(name)
        && (1..=3).contains(&parts.len())
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_an_iri_stays() {
        for id in [
            "urn:uuid:f81d4fae-7dec-81d0-8765-00a0c91e6bf6", "urn:isbn:0451450523",
            "tag:example.org,2025-02:trade/grain", "tag:desk@example.org,2025:1",
            "https://old.example/?p=12", "https://old.example/новина", "mailto:desk@example.org",
        ] {
            assert_eq!(iri(id), id);
        }
    }

    #[test]
    fn a_part_has_an_identity_of_its_own_that_stays() {
        let id = "urn:uuid:f81d4fae-7dec-81d0-8765-00a0c91e6bf6";
        let part = of_part(id, "theme-correction-2025-02-03");
        assert_eq!(part, "urn:uuid:b7f4896e-2bb0-579c-8819-937e09589563");
        assert_eq!(iri(&part), part);
        assert_ne!(part, of_part(id, "theme-correction-2025-02-04"));
    }

    #[test]
    fn what_is_none_becomes_one_and_always_the_same() {
        let made = [
            "12",
            "grain deal",
            "a:b c",
            "/2025/02/x/",
            "urn:uuid:12",
            "urn:uuid:f81d4fae-7dec-81d0-8765-00a0c91e6bf6#theme-correction-2025-02-03",
            "urn:x",
            "tag:example.org:x",
            "tag:,2025:x",
            "https:///x",
            "https://old.example/50%",
            "a:b#c#d",
            "<b>",
            "🙂",
        ]
        .map(iri);
        for id in &made {
            assert!(id.starts_with("urn:uuid:") && has_its_schemes_form(id), "{id}");
        }
        let distinct: std::collections::BTreeSet<_> = made.iter().collect();
        assert_eq!(distinct.len(), made.len());
        assert_eq!(iri("12"), iri("12"));
    }
}
