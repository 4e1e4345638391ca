//! Which comments there are, and what begins and ends each.
//!
//! Obsidian `%%…%%`: <https://help.obsidian.md/syntax#Comments>. Liquid `{% comment %}`, `{% # … %}`:
//! <https://shopify.github.io/liquid/tags/template/>. Jinja, Nunjucks, Twig and Tera `{# … #}`:
//! <https://jinja.palletsprojects.com/en/stable/templates/#comments>. MDX `{/* … */}`: <https://mdxjs.com/docs/what-is-mdx/>.
//! Go templates `{{/* … */}}`: <https://pkg.go.dev/text/template#hdr-Actions>. Hugo `{{< comment >}}…{{< /comment >}}`:
//! <https://gohugo.io/shortcodes/comment/>. Handlebars (Ghost, Assemble) `{{! … }}`, `{{!-- … --}}`:
//! <https://handlebarsjs.com/guide/#template-comments>. Blade (Jigsaw) `{{-- … --}}`:
//! <https://laravel.com/docs/blade#comments>. Antlers (Statamic) `{{# … #}}`: <https://statamic.dev/antlers#comments>.
//! ERB (Middleman, Nanoc) and EJS (Hexo) `<%# … %>`: <https://docs.ruby-lang.org/en/master/ERB.html>, <https://ejs.co/#docs>.
//! JSP and ASP.NET `<%-- … --%>`: <https://jakarta.ee/specifications/pages/3.1/jakarta-server-pages-spec-3.1#comments>.
//! FreeMarker (JBake) `<#-- … -->`: <https://freemarker.apache.org/docs/dgui_template_overallstructure.html>.
//! CriticMarkup `{>> … <<}`: <https://fletcher.github.io/MultiMarkdown-6/syntax/critic.html>. kramdown
//! `{::comment}…{:/comment}`: <https://kramdown.gettalong.org/syntax.html#extensions>. For `[//]: # (…)` see `notes`.

/// How a comment begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Percent,
    Liquid,
    LiquidLine,
    Jinja,
    Mdx,
    Go,
    Hugo,
    Handlebars,
    HandlebarsLong,
    Blade,
    Antlers,
    Erb,
    Jsp,
    FreeMarker,
    Critic,
    Kramdown,
    /// `[//]: # (…)` in parentheses, in double and in single quotation marks; none of them.
    Note(char),
    Html,
}

impl Kind {
    pub(super) fn ends(self) -> [&'static str; 2] {
        match self {
            Self::Percent => ["%%", "%%"],
            Self::Liquid => ["{% comment %}", "{% endcomment %}"],
            Self::LiquidLine => ["{% #", "%}"],
            Self::Jinja => ["{#", "#}"],
            Self::Mdx => ["{/*", "*/}"],
            Self::Go => ["{{/*", "*/}}"],
            Self::Hugo => ["{{< comment >}}", "{{< /comment >}}"],
            Self::Handlebars => ["{{!", "}}"],
            Self::HandlebarsLong => ["{{!--", "--}}"],
            Self::Blade => ["{{--", "--}}"],
            Self::Antlers => ["{{#", "#}}"],
            Self::Erb => ["<%#", "%>"],
            Self::Jsp => ["<%--", "--%>"],
            Self::FreeMarker => ["<#--", "-->"],
            Self::Critic => ["{>>", "<<}"],
            Self::Kramdown => ["{::comment}", "{:/comment}"],
            Self::Note('"') => ["[//]: # \"", "\""],
            Self::Note('\'') => ["[//]: # '", "'"],
            Self::Note(_) => ["[//]: # (", ")"],
            Self::Html => ["<!--", "-->"],
        }
    }

    /// Whether it is one that anybody may write: HTML's, and the one that Markdown itself never prints.
    pub(super) fn is_own(self) -> bool {
        matches!(self, Self::Html | Self::Note(_))
    }

    /// Where it ends in a text that begins with it; `mark` is the length of what begins it.
    pub(super) fn end(self, rest: &str, mark: usize) -> Option<usize> {
        let behind = |close: &str| {
            let end = memchr::memmem::find(&rest.as_bytes()[mark..], close.as_bytes())?;
            Some(mark + end + close.len())
        };
        match self {
            Self::Liquid => liquid_end(rest),
            Self::Kramdown => kramdown_end(rest),
            Self::Hugo => {
                let close = behind("/comment")?;
                Some(close + rest[close..].find("}}")? + 2)
            }
            // `{{- /* … */ -}}`, `{{~!-- … --~}}`
            Self::Go => behind("}}"),
            Self::HandlebarsLong => {
                let is_close = |(at, _): &(usize, &str)| {
                    let before = rest[mark..].get(..*at).unwrap_or_default();
                    before.ends_with("--") || before.ends_with("--~")
                };
                rest[mark..].match_indices("}}").find(is_close).map(|(at, close)| mark + at + close.len())
            }
            // `<!-->` and `<!--->` are whole, too.
            kind => behind(kind.ends()[1]),
        }
    }
}

/// The comment that begins with `{` or `<`, and the length of its mark.
pub(super) fn opened(rest: &str) -> Option<(Kind, usize)> {
    const PLAIN: [(&str, Kind); 11] = [
        ("{/*", Kind::Mdx),
        ("{{/*", Kind::Go),
        ("{{- /*", Kind::Go),
        ("{>>", Kind::Critic),
        ("{{!--", Kind::HandlebarsLong),
        ("{{~!--", Kind::HandlebarsLong),
        ("{{!", Kind::Handlebars),
        ("{{~!", Kind::Handlebars),
        ("<%#", Kind::Erb),
        ("<%--", Kind::Jsp),
        ("<#--", Kind::FreeMarker),
    ];
    if let Some((mark, kind)) = PLAIN.iter().find(|(mark, _)| rest.starts_with(mark)) {
        return Some((*kind, mark.len()));
    }
    if rest.starts_with("<!--") {
        return Some((Kind::Html, 2));
    }
    if let Some(inside) = rest.strip_prefix("{{") {
        return doubled(inside).map(|(kind, mark)| (kind, mark + 2));
    }
    if rest.strip_prefix("{::comment").is_some_and(|rest| rest.starts_with(['}', ' '])) {
        return Some((Kind::Kramdown, "{::comment".len()));
    }
    if let Some(inside) = rest.strip_prefix("{%") {
        let inside = inside.trim_start_matches('-').trim_start_matches([' ', '\t']);
        let word = inside.strip_prefix("comment");
        if word.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')) {
            return Some((Kind::Liquid, 2));
        }
        return inside.starts_with('#').then_some((Kind::LiquidLine, 2));
    }
    let inside = rest.strip_prefix("{#")?;
    // `{#id}` and `{#id .class}` belong to a heading.
    let blank = inside.starts_with(|c: char| c.is_whitespace() || c == '-');
    let attribute = inside
        .find(['}', '{', '\n'])
        .is_some_and(|end| inside[end..].starts_with('}') && !inside[..end].ends_with('#'));
    (blank || !attribute).then_some((Kind::Jinja, 2))
}

/// What begins with two braces, behind them.
fn doubled(inside: &str) -> Option<(Kind, usize)> {
    if let Some(words) = inside.strip_prefix("--") {
        // `{{---}}` is a line of somebody's.
        return (!words.starts_with(['-', '}'])).then_some((Kind::Blade, 2));
    }
    // `{{#if x}}` opens a block of Handlebars.
    if let Some(words) = inside.strip_prefix('#') {
        return words.starts_with(char::is_whitespace).then_some((Kind::Antlers, 1));
    }
    let name = inside.strip_prefix(['<', '%'])?.trim_start().strip_prefix("comment")?;
    let end = name.find("}}")?;
    let is_it = matches!(name[..end].trim(), ">" | "%");
    is_it.then(|| (Kind::Hugo, inside.len() - name.len() + end + 2))
}

/// Where `{:/comment}` or `{:/}` ends; `{::comment /}` is whole.
fn kramdown_end(rest: &str) -> Option<usize> {
    let open = rest.find('}')? + 1;
    if rest[..open].ends_with("/}") {
        return Some(open);
    }
    let ends = |close: &str| rest.find(close).map(|at| at + close.len());
    [ends("{:/comment}"), ends("{:/}")].into_iter().flatten().min()
}

/// Where `{% endcomment %}` ends.
fn liquid_end(rest: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let tag = at + rest[at..].find("{%")?;
        at = tag + 2;
        if rest[at..].trim_start_matches('-').trim_start().starts_with("endcomment") {
            return Some(at + rest[at..].find("%}")? + 2);
        }
    }
}
