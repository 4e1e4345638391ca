//! `theme:` and `footer:`: how the default theme looks, without touching a template.

use super::SiteLink;
use super::article_layout::{ArticleLayout, OF_LAYOUT, article_layout};
use super::colour::{Colour, DAY, NIGHT};
use super::fonts::{FONTS as FONTS_SHAPE, Fonts, fonts};
use super::presence::picture;
use super::values::{LINK_ENTRY, is_blank, links};
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{Section, Shape, choice, keys};

const DENSITIES: [(&str, Density); 2] = [("roomy", Density::Roomy), ("dense", Density::Dense)];
const SCHEMES: [(&str, Scheme); 4] =
    [("auto", Scheme::Auto), ("light", Scheme::Light), ("dark", Scheme::Dark), ("choice", Scheme::Choice)];
const DATES: [(&str, bool); 2] = [("absolute", false), ("relative", true)];

keys! {
    /// `theme:`.
    pub(super) OF_THEME:
    ACCENT: ["accent"], Shape::Either(&[Shape::Text, Shape::Keys(&COLOURS)]), "", "\"#98191d\"",
        "Labels, marks, buttons. Where it could not be read on light or on dark paper (WCAG asks for a contrast of 4.5 : 1) the theme makes it darker or lighter until it can.";
    FONTS: ["fonts"], FONTS_SHAPE, "", "{headings: old-style}",
        "Typefaces. For a stack nothing is loaded.";
    DENSITY: ["density"], choice!(DENSITIES), "roomy", "",
        "`dense` is smaller and stands closer.";
    SCHEME: ["scheme"], choice!(SCHEMES), "auto", "",
        "Light or dark: as the reader's system is, always one of them, or as the system is until the reader presses a switch in the footer, which their browser remembers.";
    IN_DATES: ["dates"], choice!(DATES), "absolute", "",
        "With `relative` a script says “3 hours ago” in lists, for six days; without the script, and in the files, the date stands there.";
    CONTENTS_FROM: ["contents_from"], Shape::Whole { least: 0, most: 1000000 }, "600", "",
        "From how many words on an article has a table of contents; standalone pages always have one. It needs three headings, too.";
    LOGO: ["logo"], Shape::Either(&[Shape::Text, Shape::Keys(&OF_LOGO)]), "", "/brand/logo.svg",
        "What the header shows. `dark` is another picture for dark pages. With `title: no` the site's name does not stand beside it, because the picture says it.";
    ARTICLE: ["article"], Shape::Keys(&Section::of(OF_LAYOUT)), "", "{side: [sources, story]}",
        "[What an article shows](#blocks-of-an-article) besides its text, and where.";
}

keys! {
    /// A colour for each kind of paper.
    pub(super) ACCENTS:
    LIGHT: ["light"], Shape::Text, "", "\"#98191d\"",
        "The colour on light pages.";
    DARK: ["dark"], Shape::Text, "", "\"#ff8a8a\"",
        "The colour on dark pages.";
}

keys! {
    /// `theme.logo:`, where it is more than a path.
    pub(super) LOGOS:
    SRC: ["src"], Shape::Text, "", "/brand/logo.svg",
        "The picture: a path of `static/` that begins with `/`, or a web address.";
    DARK_LOGO: ["dark"], Shape::Text, "", "/brand/logo-dark.svg",
        "Another picture for dark pages.";
    WITH_TITLE: ["title"], Shape::Switch, "true", "",
        "Whether the site's name stands beside it.";
}

keys! {
    /// A group of links in the footer.
    pub(super) GROUP_KEYS:
    NAME: ["name", "title"], Shape::Text, "", "About us",
        "The heading of the group.";
    ITEMS: ["items", "links"], Shape::List(&Shape::Keys(&LINK_ENTRY)), "", "[{name: Imprint, url: /imprint/}]",
        "Its links.";
}

const COLOURS: Section = Section::of(ACCENTS).needing(&[&["light", "dark"]]);
const OF_LOGO: Section = Section::of(LOGOS).needing(&[SRC.names]);
/// A group of links in the footer.
pub(super) const GROUP: Section = Section::of(GROUP_KEYS).needing(&[NAME.names, ITEMS.names]);

/// What `theme:` says. The default theme obeys it; a site's own templates may.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Theme {
    /// The colour of labels, of marks and of buttons, if the site has one of its own.
    pub accent: Option<Accent>,
    /// How much stands on a screen.
    pub density: Density,
    /// Whether pages are light or dark.
    pub scheme: Scheme,
    /// Typefaces.
    pub fonts: Fonts,
    /// What the header shows in place of `logo:`.
    pub logo: Option<HeaderLogo>,
    /// Whether a script says of young articles how long ago they were published.
    pub relative_dates: bool,
    /// How many words a text has at least to get a table of contents.
    pub contents_from: usize,
    /// Which blocks an article shows, and where.
    pub article: ArticleLayout,
}

/// A colour that can be read by day and one that can be read by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Accent {
    pub light: Colour,
    pub dark: Colour,
}

/// How much stands on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Density {
    Roomy,
    Dense,
}

/// Whether pages are light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// As the reader's system is.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the reader's system is, until the reader chooses.
    Choice,
}

/// The logo in the header.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeaderLogo {
    /// A path of `static/` that begins with `/`, or a web address.
    pub src: String,
    /// The same for dark pages.
    pub dark: Option<String>,
    /// Whether the site's name stands beside it.
    pub with_title: bool,
}

/// A group of links in the footer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct LinkGroup {
    pub name: String,
    pub items: Vec<SiteLink>,
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            accent: None,
            density: Density::Roomy,
            scheme: Scheme::Auto,
            fonts: Fonts::default(),
            logo: None,
            relative_dates: false,
            contents_from: 600,
            article: ArticleLayout::default(),
        }
    }
}

impl Theme {
    /// Whether it has a style sheet of its own.
    pub fn has_style(&self) -> bool {
        self.accent.is_some() || self.fonts.uses().iter().any(|(_, font)| font.is_some())
    }
}

/// Reads `theme:`.
pub(super) fn theme(fields: &Fields<'_>, config: &mut super::Config) {
    let theme = &mut config.theme;
    theme.accent = fields.take(ACCENT.names).and_then(|item| accent(&item));
    if fields.empty("accent").is_some() {
        // `accent: #98191d` is a comment and nothing else.
        fields.error(Code::InvalidValue, "`theme.accent` is empty", COLOUR);
    }
    if let Some(density) = fields.take(DENSITY.names).and_then(|item| item.choice(&DENSITIES)) {
        theme.density = density;
    }
    if let Some(scheme) = fields.take(SCHEME.names).and_then(|item| item.choice(&SCHEMES)) {
        theme.scheme = scheme;
    }
    if let Some(item) = fields.take(FONTS.names) {
        theme.fonts = fonts(&item);
    }
    theme.logo = fields.take(LOGO.names).and_then(|item| logo(&item));
    if let Some(relative) = fields.take(IN_DATES.names).and_then(|item| item.choice(&DATES)) {
        theme.relative_dates = relative;
    }
    if let Some(words) = fields.take(CONTENTS_FROM.names).and_then(|item| item.whole(0, 1_000_000)) {
        theme.contents_from = words;
    }
    if let Some(item) = fields.take(ARTICLE.names) {
        theme.article = article_layout(&item);
    }
}

const COLOUR: &str = "write its red, green and blue in quotes, as style sheets do: \"#98191d\"";

/// One colour, made darker or lighter until it can be read on light and on dark paper; or one for each.
fn accent(item: &FieldValue<'_>) -> Option<Accent> {
    if item.entries().is_none() {
        let colour = colour(item)?;
        return Some(Accent { light: colour.readable_on(DAY), dark: colour.readable_on(NIGHT) });
    }
    let fields = item.fields("write `accent: \"#98191d\"`")?;
    let light = fields.take(LIGHT.names).and_then(|item| colour(&item));
    let dark = fields.take(DARK.names).and_then(|item| colour(&item));
    fields.finish(&[], None);
    if fields.take_one("light").is_none() && fields.take_one("dark").is_none() {
        item.error(Code::InvalidValue, "`theme.accent` has neither `light` nor `dark`", COLOUR);
    }
    let (light, dark) = (light.or(dark)?, dark.or(light)?);
    Some(Accent { light: light.readable_on(DAY), dark: dark.readable_on(NIGHT) })
}

fn colour(item: &FieldValue<'_>) -> Option<Colour> {
    let text = item.text()?;
    let colour = Colour::parse(&text);
    if colour.is_none() {
        item.error(Code::InvalidValue, format!("`{}` is not a colour", item.label()), COLOUR);
    }
    colour
}

/// A picture alone, or with what stands beside it.
fn logo(item: &FieldValue<'_>) -> Option<HeaderLogo> {
    if item.entries().is_none() {
        return Some(HeaderLogo { src: picture(item)?, dark: None, with_title: true });
    }
    let fields = item.fields("write `logo: /brand/logo.svg`")?;
    let src = fields.take(SRC.names).filter(|item| !is_blank(item));
    let dark = fields.take(DARK_LOGO.names).and_then(|item| picture(&item));
    let with_title = fields.take(WITH_TITLE.names).and_then(|item| item.switch());
    fields.finish(&[], None);
    if src.is_none() {
        fields.error(Code::InvalidValue, "`theme.logo` has no `src`", "write `src: /brand/logo.svg`");
    }
    Some(HeaderLogo { src: picture(&src?)?, dark, with_title: with_title.unwrap_or(true) })
}

/// Reads `footer:`.
pub(super) fn footer(item: &FieldValue<'_>) -> Vec<LinkGroup> {
    const HINT: &str = "write `- {name: About, items: [{name: Imprint, url: /imprint/}]}`";
    let group = |item: &FieldValue<'_>| {
        let fields = item.fields(HINT)?;
        let name = fields.take(NAME.names).and_then(|item| item.text());
        let items = fields.take(ITEMS.names);
        fields.finish(&[], None);
        if name.is_none() || items.as_ref().is_none_or(|item| item.items().is_empty()) {
            fields.error(Code::InvalidValue, "a group of `footer` needs a name and items", HINT);
        }
        Some(LinkGroup { name: name?, items: links(&items?, "footer") })
    };
    item.items().iter().filter_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::super::Font;
    use super::*;

    fn read(text: &str) -> (Option<Config>, Vec<String>) {
        let text = format!("title: T\nbase_url: https://a.example/\n{text}");
        let (config, said) = Config::read(Some(text.as_bytes()), None);
        (config, said.into_iter().map(|said| said.message).collect())
    }

    #[test]
    fn what_is_configured_is_read() {
        let (config, said) = read(
            "theme: {accent: '#7a1fa2', fonts: {headings: Old-Style}, density: dense, scheme: choice, dates: relative}",
        );
        assert_eq!(said, [""; 0]);
        let theme = config.unwrap().theme;
        assert_eq!(
            (theme.density, theme.scheme, theme.relative_dates),
            (Density::Dense, Scheme::Choice, true)
        );
        let [(_, text), (_, headings), _] = theme.fonts.uses();
        assert!(text.is_none() && matches!(headings, Some(Font::Stack(stack)) if stack.name == "old-style"));
        assert!(theme.has_style() && !Theme::default().has_style());
    }

    #[test]
    fn faults_are_said() {
        for (text, message) in [
            ("theme: {accent: red}", "`theme.accent` is not a colour"),
            ("theme: {accent: #98191d\n}", "`theme.accent` is empty"),
            ("theme: {accent: {}}", "`theme.accent` has neither `light` nor `dark`"),
            ("footer: [{name: About, items: [{name: B}]}]", "an entry of `footer` needs a name and a url"),
            ("theme: {fonts: comic}", "`comic` is no typeface that is known"),
            ("theme: {fonts: {files: []}}", "`theme.fonts` names no files"),
            ("theme: {fonts: {text: {fallback: serif}}}", "`theme.fonts.text` names no files"),
            ("theme: {fonts: {files: [/f.zip]}}", "`theme.fonts.files` is no file of a typeface"),
            (
                "theme: {fonts: {files: 'https://fonts.example/f.woff2'}}",
                "`theme.fonts.files` is no path of `static/` that begins with /",
            ),
            ("theme: {fonts: {files: [/f.woff2], fallback: comic}}", "`comic` is no typeface that is known"),
            ("theme: {logo: {dark: /d.svg}}", "`theme.logo` has no `src`"),
            ("theme: {logo: {src: ''}}", "`theme.logo` has no `src`"),
            ("menu: [{name: '', url: /}]", "an entry of `menu` needs a name and a url"),
            ("footer: [{name: About}]", "a group of `footer` needs a name and items"),
        ] {
            assert_eq!(read(text), (None, vec![message.to_owned()]), "{text}");
        }
    }
}
