//! The address that a target with template tags means on this site, where it can be read.

/// Variables that hold where a site stands, in Jekyll, Hugo, Eleventy, Pelican, Zola, Hexo and Middleman.
const ROOTS: [&str; 19] = [
    "site.url", "site.baseurl", "site.base_url", "site.github.url", "site.root", "site.base", "page.baseurl",
    "base_url", "baseurl", "root_url", "url_root", "siteurl", "root", "config.base_url", "config.url",
    "config.root", "relbase", "base", "blog_url",
];

/// A target without its tags: the path from the site's root or to a file. Nothing when a tag stands for something that
/// only its generator knows.
pub(crate) fn path_of(target: &str) -> Option<String> {
    let mut path = String::new();
    let mut rest = target.trim();
    let mut rooted = false;
    while let Some(start) = rest.find(['{', '<']) {
        let (before, tag) = rest.split_at(start);
        let end = super::end_of(tag.as_bytes())?;
        let end = std::str::from_utf8(end).ok()?;
        let length = tag.find(end)? + end.len();
        path.push_str(before);
        match meaning(&tag[..length])? {
            Meaning::Root => rooted = true,
            Meaning::Path(inside) => {
                rooted |= inside.starts_with('/');
                path.push_str(&inside);
            }
        }
        rest = &tag[length..];
    }
    path.push_str(rest);
    if path.contains(|c: char| c.is_whitespace()) {
        return None;
    }
    if rooted && !path.starts_with('/') {
        path.insert(0, '/');
    }
    while path.starts_with("//") {
        path.remove(0);
    }
    (!path.is_empty()).then_some(path)
}

enum Meaning {
    Root,
    Path(String),
}

fn meaning(tag: &str) -> Option<Meaning> {
    let inside = tag.trim_matches(|c: char| {
        matches!(c, '{' | '}' | '<' | '>' | '%' | '-' | '=' | '~') || c.is_whitespace()
    });
    let (value, filters) =
        inside.split_once('|').map_or((inside, ""), |(value, filters)| (value.trim(), filters));
    let quoted = |text: &str| {
        let start = text.find(['"', '\'', '`'])?;
        let quote = text[start..].chars().next()?;
        let inner = &text[start + 1..];
        Some(inner[..inner.find(quote)?].to_owned())
    };
    let word = value.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let name = word.trim_start_matches(['.', '$']).to_ascii_lowercase();
    if ROOTS.contains(&&*name) && value == word {
        // `{{ site.baseurl | append: "/x/" }}`.
        return Some(match filters.contains("append").then(|| quoted(filters)).flatten() {
            Some(appended) => Meaning::Path(appended),
            None => Meaning::Root,
        });
    }
    if value.starts_with(['"', '\'']) {
        let text = quoted(value)?;
        let known =
            ["url", "relurl", "abslangurl", "rellangurl", "absurl", "prepend", "safeurl", "asset", "img"];
        let is_address =
            filters.is_empty() || known.iter().any(|filter| filters.to_ascii_lowercase().contains(filter));
        return (is_address && !text.is_empty()).then_some(Meaning::Path(text));
    }
    match &*name {
        "relurl" | "absurl" | "rellangurl" | "abslangurl" | "url" | "url_for" | "asset" | "static"
        | "asset_path" | "get_url" | "link_to" | "path" | "siteurl" => {
            let text = quoted(value)?;
            Some(Meaning::Path(text.strip_prefix('@').map(str::to_owned).unwrap_or(text)))
        }
        "ref" | "relref" | "link" | "post_url" | "post_link" => {
            let file = quoted(value).or_else(|| {
                let file = value.strip_prefix(word)?.trim();
                (!file.is_empty() && !file.contains(char::is_whitespace)).then(|| file.to_owned())
            })?;
            Some(Meaning::Path(file))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_can_be_read() {
        for (target, path) in [
            ("{{ site.baseurl }}{% link _posts/2020-01-02-a.md %}", "/_posts/2020-01-02-a.md"),
            ("{% post_url 2020-01-02-a %}", "2020-01-02-a"),
            ("{{ .Site.BaseURL }}x/", "/x/"),
            ("{{ '/x/' | url }}", "/x/"),
            ("{{ relURL \"x/\" }}", "x/"),
            ("{{ get_url(path='@/blog/a.md') }}", "/blog/a.md"),
            ("{{ site.baseurl | append: '/x/' }}", "/x/"),
            ("{{ site.url }}/", "/"),
            ("{{< relref \"a.md#b\" >}}", "a.md#b"),
        ] {
            assert_eq!(path_of(target).as_deref(), Some(path), "{target}");
        }
        for target in ["{{ page.image }}", "{{ x | markdownify }}", "{% include a.html %}", "{{ never"] {
            assert_eq!(path_of(target), None, "{target}");
        }
    }
}
