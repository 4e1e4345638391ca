//! `csp:`: what a page may load and run, as browsers are told (Content Security Policy Level 3).

use crate::content::yaml::FieldValue;
use crate::diagnostic::{Code, did_you_mean};
use crate::shape::{Key, Section, Shape, words};

/// Sources that a site adds, by directive.
pub(super) type Sources = Vec<(&'static str, Vec<String>)>;

const NONE: &str = "'none'";

/// The directives, and what pages need of each; without any what `default-src` says. Pictures, films and frames of players come
/// from wherever texts have them. A meta element cannot say `frame-ancestors`, `report-uri` and `sandbox`.
const DIRECTIVES: [(&str, &str); 14] = [
    ("default-src", "'self'"),
    ("script-src", ""),
    ("style-src", ""),
    ("img-src", "'self' data: https: http:"),
    ("media-src", "'self' https: http:"),
    ("frame-src", "https:"),
    ("font-src", ""),
    ("connect-src", ""),
    ("worker-src", ""),
    ("manifest-src", ""),
    ("object-src", NONE),
    ("base-uri", NONE),
    ("form-action", "'self'"),
    ("child-src", ""),
];

/// `csp:`, where it is no switch: sources by directive.
pub(super) const POLICY: Section = Section { any_case: true, ..Section::of(&DIRECTIVE_KEYS) };

const DIRECTIVE_KEYS: [Key; DIRECTIVES.len()] = {
    let mut keys = [DIRECTIVE; DIRECTIVES.len()];
    let mut at = 0;
    while at < DIRECTIVES.len() {
        keys[at].names = std::slice::from_ref(&NAMES[at]);
        at += 1;
    }
    keys
};
const NAMES: &[&str; DIRECTIVES.len()] = &words(&DIRECTIVES);
const DIRECTIVE: Key = Key {
    names: &[],
    shape: Shape::List(&Shape::Text),
    default: "",
    example: "[https://stats.example.org]",
    about: "Sources that pages may load besides what they need; `\"'none'\"` alone takes the place of that.",
};

/// What a part of the site needs besides: a directive, and a source of it.
pub(super) type Need = (&'static str, String);

/// The source that is everything at the host of an address.
pub(super) fn origin(url: &str) -> String {
    url::Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.origin().ascii_serialization())
}

/// The policy, as it is printed on pages. Who adds to a directive adds to what holds without it; `'none'` takes its place, but
/// for what the site is configured to load.
pub(super) fn policy<'n>(sources: &Sources, needs: impl IntoIterator<Item = &'n Need>) -> String {
    let needs: Vec<&Need> = needs.into_iter().collect();
    let directive = |&(name, needed): &(&'static str, &'static str)| {
        let own = sources.iter().find(|(directive, _)| *directive == name).map_or(&[][..], |(_, own)| own);
        let is_none = matches!(own, [none] if none == NONE);
        let besides = needs.iter().filter(|(directive, _)| *directive == name).map(|(_, source)| &**source);
        let mut besides: Vec<&str> = besides.collect();
        let own = if is_none && !besides.is_empty() { &[][..] } else { own };
        let needed = match needed {
            _ if is_none => "",
            "" | NONE if !own.is_empty() || !besides.is_empty() => "'self'",
            needed => needed,
        };
        // What may be from any host may be from this one.
        let is_open = |source: &str| {
            needed.split(' ').any(|open| matches!(open, "https:" | "http:") && source.starts_with(open))
        };
        besides.retain(|source| !is_open(source) || !source.contains("//"));
        let all = needed.split_whitespace().chain(besides).chain(own.iter().map(String::as_str));
        let all = all.fold(Vec::new(), |mut all, source| {
            if !all.contains(&source) {
                all.push(source);
            }
            all
        });
        (!all.is_empty()).then(|| format!("{name} {}", all.join(" ")))
    };
    DIRECTIVES.iter().filter_map(directive).collect::<Vec<_>>().join("; ")
}

/// A form of `subscribe:` goes where its provider leads it on to, which browsers ask about, too.
pub(super) fn form() -> [Need; 2] {
    ["https:", "http:"].map(|source| ("form-action", source.to_owned()))
}

/// Reads `csp:`: what is added, or nothing where no policy is to be stated.
pub(super) fn csp(item: &FieldValue<'_>) -> Option<Sources> {
    const HINT: &str =
        "write `csp: false`, or sources by directive: `csp: {script-src: [https://stats.example.org]}`";
    match item.as_switch() {
        Some(false) => return None,
        Some(true) => return Some(Sources::new()),
        None => {}
    }
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", HINT);
        return None;
    };
    let mut sources = Sources::new();
    for (name, item) in &entries {
        let known = DIRECTIVES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
        let Some((directive, _)) = known else {
            let names = DIRECTIVES.map(|(name, _)| name);
            let hint = match did_you_mean(&name.to_ascii_lowercase(), names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known are {}", names.join(", ")),
            };
            item.error_at_key(
                Code::InvalidValue,
                format!("`{name}` is no directive of a page's policy"),
                hint,
            );
            continue;
        };
        sources.push((*directive, item.items().iter().filter_map(source).collect()));
    }
    Some(sources)
}

/// A source: one word, which cannot end the directive.
fn source(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    let is_one =
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b','));
    if !is_one {
        let hint = "write one source an entry: https://stats.example.org or \"'unsafe-inline'\"";
        item.error(Code::InvalidValue, format!("`{}` is no source", item.label()), hint);
    }
    is_one.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    fn policy(text: &str) -> Result<Option<String>, Vec<String>> {
        let text = format!("title: T\nbase_url: https://a.example/\n{text}");
        let (config, said) = Config::read(Some(text.as_bytes()), None);
        let config = config.ok_or_else(|| said.into_iter().map(|said| said.message).collect::<Vec<_>>())?;
        Ok(config.policy)
    }

    #[test]
    fn a_policy_allows_what_pages_need_and_what_a_site_adds() {
        let plain = policy("").unwrap().unwrap();
        assert!(plain.starts_with("default-src 'self'; img-src 'self' data: https: http:; "), "{plain}");
        assert!(
            plain.ends_with("base-uri 'none'; form-action 'self'") && !plain.contains("unsafe"),
            "{plain}"
        );
        assert_eq!(policy("csp: no"), Ok(None));
        let wide = policy(
            "csp: {Script-Src: [https://s.example], object-src: [https://o.example], frame-src: \"'none'\"}\nsubscribe: {action: 'https://mail.example/a?b', field: email}\n",
        );
        let wide = wide.unwrap().unwrap();
        for part in [
            "; script-src 'self' https://s.example;", "; object-src 'self' https://o.example;",
            "; form-action 'self' https: http:", "; frame-src 'none';",
        ] {
            assert!(wide.contains(part), "{part}: {wide}");
        }
    }

    #[test]
    fn faults_are_said() {
        for (text, message) in [
            ("csp: {scripts: [x]}", "`scripts` is no directive of a page's policy"),
            ("csp: {script-src: ['a; b']}", "`csp.script-src` is no source"),
            ("csp: {script-src: [\"a\\nb\"]}", "`csp.script-src` is no source"),
        ] {
            let said = policy(text).unwrap_err();
            assert!(
                said.len() == 1 && said[0].starts_with(message.trim_end_matches("is no source")),
                "{said:?}"
            );
        }
    }
}
