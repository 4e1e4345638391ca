//! What a host asks of programs (RFC 9309).

/// The rules of a `robots.txt` for one program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    /// Patterns, and whether they allow.
    rules: Vec<(String, bool)>,
    /// How many seconds between two requests are asked for: no part of the standard, but kept by many.
    pub pause: Option<u64>,
}

/// The most bytes that are read (RFC 9309, section 2.5).
pub const MOST_BYTES: usize = 500 << 10;

impl Robots {
    /// The rules for a product token, else those for all programs (section 2.2.1).
    pub fn read(text: &str, product: &str) -> Self {
        let (mut own, mut all) = (None::<Self>, None::<Self>);
        // Which of the two the lines that follow are about.
        let (mut is_own, mut is_all, mut in_agents) = (false, false, false);
        for line in text.lines() {
            let line = line.trim_start_matches('\u{feff}').split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_agents {
                    (is_own, is_all) = (false, false);
                }
                in_agents = true;
                is_own |= value.eq_ignore_ascii_case(product);
                is_all |= value == "*";
                // A group is there even if nothing stands in it.
                if is_own {
                    own.get_or_insert_default();
                }
                if is_all {
                    all.get_or_insert_default();
                }
                continue;
            }
            let groups = [is_own.then_some(&mut own), is_all.then_some(&mut all)];
            for group in groups.into_iter().flatten().flatten() {
                match &*key {
                    "allow" | "disallow" if !value.is_empty() => {
                        group.rules.push((value.to_owned(), key == "allow"));
                    }
                    "crawl-delay" => {
                        group.pause = value.parse::<f64>().ok().map(|seconds| seconds.ceil() as u64)
                    }
                    _ => {}
                }
            }
            in_agents &= !matches!(&*key, "allow" | "disallow" | "crawl-delay");
        }
        own.or(all).unwrap_or_default()
    }

    /// The rules of a host that cannot be asked what it wants (section 2.3.1.4).
    pub fn closed() -> Self {
        Self { rules: vec![("/".to_owned(), false)], pause: None }
    }

    /// Whether a path, with its query, may be asked for: the longest pattern decides, of two as long the one that allows
    /// (section 2.2.2).
    pub fn allows(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(pattern, _)| matches(pattern, path));
        matching.max_by_key(|(pattern, allows)| (pattern.len(), *allows)).is_none_or(|(_, allows)| *allows)
    }
}

/// Whether a path begins as a pattern has it: `*` is any run of characters, `$` at its end the end of the path (section 2.2.3).
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (number, part) in parts.iter().enumerate() {
        if to_end && number + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    !to_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard() {
        let text = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\nUser-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n";
        let allows = |product: &str, path: &str| Robots::read(text, product).allows(path);
        for (product, path, allowed) in [
            ("foobot", "/example/page.html", true),
            ("foobot", "/other", false),
            ("FooBot", "/example/allowed.gif", true),
            ("barbot", "/example/page.html", false),
            ("bazbot", "/example/page.html", false),
            ("bazbot", "/a.gif", true),
            ("quxbot", "/example/", true),
            ("newsprint", "/a.gif", false),
            ("newsprint", "/a.gif?x", true),
            ("newsprint", "/example/page", false),
            ("newsprint", "/publications/a", true),
        ] {
            assert_eq!(allows(product, path), allowed, "{product} {path}");
        }
    }

    #[test]
    fn the_longest_pattern_decides() {
        let robots = Robots::read(
            "user-agent: *\ndisallow: /a\nallow: /a/b\nallow: /c\ndisallow: /c\ndisallow: /d*e*f$\ncrawl-delay: 1.5",
            "x",
        );
        for (path, allowed) in [
            ("/a/x", false),
            ("/a/b/c", true),
            ("/c", true),
            ("/d1e2f", false),
            ("/d1e2fg", true),
            ("/", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        assert_eq!(robots.pause, Some(2));
        assert!(Robots::read("nonsense\n<html>", "x").allows("/"));
        assert!(!Robots::closed().allows("/") && !Robots::closed().allows("/x"));
    }
}
