//! The site's own typefaces: what the style sheet says of them, what pages load first, and what is said of files that are none.

use std::path::Path;

use crate::harness::Site;

/// A file of `tests/fonts/`.
fn font(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fonts").join(name)).expect("a typeface")
}

/// A site of the built-in theme with these typefaces, below a path.
fn site(fonts: &str, language: &str) -> Site {
    let site = Site::bare();
    let config = format!(
        "title: Test\nbase_url: https://digest.example/below/\nlanguage: {language}\ntheme: {{fonts: {fonts}}}\n"
    );
    site.write("newsprint.yaml", config);
    site.write("content/2025-02-01-one.md", "---\ntitle: One\nsources: [Wire]\n---\nText.\n");
    for name in ["boxes.woff2", "boxes-bold.ttf", "boxes-cyrillic.ttf"] {
        site.write(&format!("static/fonts/{name}"), font(name));
    }
    site
}

/// What is said of a site, and its style sheet of the configuration.
fn built(site: &Site) -> (String, String) {
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let style = site.tree().into_iter().find(|(path, _)| path.starts_with("theme/configured."));
    (run.stderr, String::from_utf8(style.expect("a style of its own").1).expect("text"))
}

/// What a rule of a style sheet says.
fn rule<'s>(style: &'s str, family: &str, has: &str) -> &'s str {
    let start = format!("@font-face {{ font-family: \"{family}\"; ");
    let found = style.lines().find(|line| line.starts_with(&start) && line.contains(has));
    found.unwrap_or_else(|| panic!("no {family} with {has}:\n{style}"))
}

#[test]
fn files_are_described_and_the_first_of_text_and_headlines_are_loaded_first() {
    let site = site(
        "{headings: {files: [/fonts/boxes-bold.ttf, /fonts/boxes.woff2]}, text: {files: /fonts/boxes.woff2}, interface: slab}",
        "en",
    );
    let (said, style) = built(&site);
    assert!(!said.contains("typeface"), "{said}");
    let regular = rule(&style, "Boxes", "boxes.woff2");
    assert!(
        regular.contains(
            "src: url(\"../fonts/boxes.woff2\") format(\"woff2\"); font-weight: 400; font-display: swap; }"
        ),
        "{regular}"
    );
    let bold = rule(&style, "Boxes", "boxes-bold.ttf\") format(\"truetype\")");
    assert!(bold.contains("font-weight: 700;") && !bold.contains("unicode-range"), "{bold}");
    // Georgia's letters are 0.492 wide: these are 0.55, and reach 0.9 above the line and 0.3 below it.
    let stand_in = rule(&style, "text 1", "local(\"Georgia\")");
    assert!(
        stand_in.ends_with(
            "size-adjust: 111.8%; ascent-override: 80.5%; descent-override: 26.8%; line-gap-override: 0.0%; }"
        ),
        "{stand_in}"
    );
    // In bold they are 0.6 wide and Georgia's are 0.578.
    rule(&style, "headings 1", "local(\"Georgia Bold\"), local(\"Gelasio Bold\"); size-adjust: 103.8%;");
    let families = |name: &str| {
        style
            .split_once(&format!(" --{name}: "))
            .and_then(|(_, rest)| rest.split_once(';'))
            .expect("a variable")
            .0
    };
    assert!(
        families("text").starts_with("\"Boxes\", \"text 1\", \"text 2\", \"text 3\", Charter, "),
        "{style}"
    );
    assert!(families("headings").starts_with("\"Boxes\", \"headings 1\", "), "{style}");
    assert!(families("interface").starts_with("Rockwell, "), "{style}");
    let page = site.page("2025/02/one/index.html");
    let loaded: Vec<&str> = page.lines().filter(|line| line.contains("rel=\"preload\"")).collect();
    let link = |file: &str, kind: &str| {
        format!(
            "<link rel=\"preload\" as=\"font\" type=\"font/{kind}\" href=\"/below/fonts/{file}\" crossorigin>"
        )
    };
    let expected = [link("boxes.woff2", "woff2"), link("boxes-bold.ttf", "ttf")];
    assert_eq!(loaded, expected);
}

#[test]
fn parts_of_one_typeface_are_loaded_for_their_own_letters() {
    let fonts = "{files: [/fonts/boxes.woff2, /fonts/boxes-cyrillic.ttf], fallback: grotesque}";
    let (said, style) = built(&site(fonts, "uk"));
    assert!(!said.contains("typeface"), "{said}");
    let latin = rule(&style, "Boxes", "boxes.woff2");
    assert!(latin.contains(" unicode-range: U+20-7E, U+B7, U+2013-2014, "), "{latin}");
    // The space and the apostrophe are in both; who shows Ukrainian alone loads one more file, who shows English none.
    let cyrillic = rule(&style, "Boxes", "boxes-cyrillic.ttf\") format(\"truetype\")");
    assert!(
        cyrillic
            .contains(" unicode-range: U+404, U+406-407, U+410-44F, U+454, U+456-457, U+490-491, U+2116; }"),
        "{cyrillic}"
    );
    // Arial's Cyrillic letters are 0.519 wide.
    rule(
        &style,
        "interface 1",
        "local(\"Arial\"), local(\"Liberation Sans\"), local(\"Arimo\"); size-adjust: 106.0%;",
    );
}

#[test]
fn letters_that_are_missing_are_said_once() {
    let (said, _) = built(&site("{files: [/fonts/boxes.woff2]}", "uk"));
    let warning = "warning[typeface-letters]: Boxes of `theme.fonts` lacks letters of `uk`: І А Б ";
    assert_eq!(said.matches(warning).count(), 1, "{said}");
    assert!(said.contains("add a file that has them to `files`, of this family or another"), "{said}");
}

#[test]
fn what_is_no_typeface_is_an_error_that_names_it() {
    let page = b"<!DOCTYPE html><title>Not found</title>".to_vec();
    let half = font("boxes.woff2")[..200].to_vec();
    let mut twisted = font("boxes-cyrillic.ttf");
    twisted[60..400].fill(0xff);
    for (name, bytes) in
        [("page.woff2", page), ("half.woff2", half), ("twisted.ttf", twisted), ("empty.otf", Vec::new())]
    {
        let site = site(&format!("{{files: [/fonts/{name}]}}"), "en");
        site.write(&format!("static/fonts/{name}"), bytes);
        let run = site.build(&[]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(
            run.stderr.contains("error[typeface]: this file holds no typeface that can be read")
                && run.stderr.contains(&format!("static/fonts/{name}")),
            "{name}: {}",
            run.stderr
        );
    }
    let site = site("{text: {files: [/fonts/gone.woff2]}}", "en");
    let run = site.build(&[]);
    assert!(run.code == 1 && run.stderr.contains("there is no static/fonts/gone.woff2"), "{}", run.stderr);
}

#[test]
fn another_file_of_the_name_is_another_style() {
    let site = site("{files: [/fonts/boxes.woff2]}", "en");
    let (_, before) = built(&site);
    site.write("static/fonts/boxes.woff2", font("boxes-bold.ttf"));
    let (_, after) = built(&site);
    assert!(before.contains("font-weight: 400") && after.contains("font-weight: 700"), "{after}");
    assert_eq!(site.tree(), site.cold());
}
