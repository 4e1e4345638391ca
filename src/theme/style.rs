//! `theme/configured.css`: what the configuration says of colours and typefaces, below the theme's own style.
//!
//! Until a typeface of the site is loaded one of the system stands in its place, stretched to the same width and with the same
//! heights (CSS Fonts 5, `size-adjust`, `ascent-override`): lines break where they will break, and nothing moves.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::address::of_path;
use crate::config::{Accent, Font, StackKind, Theme};
use crate::typeface::{Heights, Typeface, WEIGHTS, Widths};

/// The site's typefaces by their paths as the configuration writes them.
pub type Typefaces = BTreeMap<String, Typeface>;

/// A typeface that many systems have, with those that are as wide, and how wide its letters are in normal weight and in bold.
struct Local {
    kind: StackKind,
    names: [&'static [&'static str]; 2],
    widths: [Widths; 2],
}

const fn widths(latin: u32, cyrillic: Option<u32>) -> Widths {
    Widths { latin: Some(latin), cyrillic }
}

/// Measured as [`Typeface::widths`] are, of those with the same metrics and an open licence: Gelasio, Tinos, Arimo and Cousine, and
/// of Noto Serif and Roboto themselves.
const LOCALS: [Local; 6] = [
    Local {
        kind: StackKind::Serif,
        names: [&["Georgia", "Gelasio"], &["Georgia Bold", "Gelasio Bold"]],
        widths: [widths(492, None), widths(578, None)],
    },
    Local {
        kind: StackKind::Serif,
        names: [
            &["Times New Roman", "Liberation Serif", "Tinos"],
            &["Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"],
        ],
        widths: [widths(443, Some(482)), widths(471, Some(512))],
    },
    Local {
        kind: StackKind::Serif,
        names: [&["Noto Serif"], &["Noto Serif Bold"]],
        widths: [widths(534, Some(578)), widths(570, Some(599))],
    },
    Local {
        kind: StackKind::Sans,
        names: [
            &["Arial", "Liberation Sans", "Arimo"],
            &["Arial Bold", "Liberation Sans Bold", "Arimo Bold"],
        ],
        widths: [widths(493, Some(519)), widths(535, Some(569))],
    },
    Local {
        kind: StackKind::Sans,
        names: [&["Roboto"], &["Roboto Bold"]],
        widths: [widths(499, Some(535)), widths(506, Some(540))],
    },
    Local {
        kind: StackKind::Mono,
        names: [
            &["Courier New", "Liberation Mono", "Cousine"],
            &["Courier New Bold", "Liberation Mono Bold", "Cousine Bold"],
        ],
        widths: [widths(600, Some(600)), widths(600, Some(600))],
    },
];

/// The style; nothing when nothing is other than in the theme's own. `language` is the site's.
pub fn style(theme: &Theme, typefaces: &Typefaces, language: &str) -> String {
    let mut style = String::new();
    if let Some(Accent { light, dark }) = &theme.accent {
        // On paper the theme's own black holds.
        let _ = writeln!(style, "@media screen {{ :root {{ --accent: light-dark({light}, {dark}); }} }}");
    }
    faces(&mut style, theme, typefaces);
    let mut variables = String::new();
    for (name, font) in theme.fonts.uses() {
        let Some(font) = font else { continue };
        let families = match font {
            Font::Stack(stack) => stack.families.to_owned(),
            Font::Own { files, fallback } => {
                let own: Vec<&Typeface> = files.iter().filter_map(|file| typefaces.get(file)).collect();
                let mut families: Vec<String> = own.iter().map(|face| quoted(&face.family)).collect();
                families.dedup();
                families.extend(stand_ins(&mut style, (name, fallback.kind), &own, language));
                families.push(fallback.families.to_owned());
                families.join(", ")
            }
        };
        let _ = write!(variables, " --{name}: {families};");
    }
    if !variables.is_empty() {
        let _ = writeln!(style, ":root {{{variables} }}");
    }
    style
}

/// A rule for each file.
fn faces(style: &mut String, theme: &Theme, typefaces: &Typefaces) {
    let files: Vec<(&str, &Typeface)> =
        theme.fonts.files().into_iter().filter_map(|file| Some((file, typefaces.get(file)?))).collect();
    let what = |face: &Typeface| (face.family.clone(), face.weights, face.is_italic);
    for (at, (file, face)) in files.iter().enumerate() {
        let Typeface { family, format, weights, is_italic, .. } = face;
        let (family, file) = (quoted(family), of_path(file.trim_start_matches('/')));
        let weights = match weights {
            (least, most) if least == most => least.to_string(),
            (least, most) => format!("{least} {most}"),
        };
        let italic = if *is_italic { " font-style: italic;" } else { "" };
        // Files that are parts of one typeface: each is loaded for the letters that no part before it has.
        let is_part = |(_, other): &&(&str, &Typeface)| what(other) == what(face);
        let before: Vec<&Typeface> = files[..at].iter().filter(is_part).map(|(_, part)| *part).collect();
        let range = match files.iter().filter(is_part).count() {
            1 => String::new(),
            _ => format!(" unicode-range: {};", ranges(face, &before)),
        };
        let _ = writeln!(
            style,
            "@font-face {{ font-family: {family}; src: url(\"../{file}\") format(\"{format}\"); font-weight: {weights};{italic} \
             font-display: swap;{range} }}"
        );
    }
}

/// Rules for typefaces of systems that stand in the place of the site's own while it is loaded; gives their names.
fn stand_ins(
    style: &mut String,
    (name, kind): (&str, StackKind),
    own: &[&Typeface],
    language: &str,
) -> Vec<String> {
    // Headlines are bold.
    let weight = usize::from(name == "headings");
    let is_cyrillic =
        ["be", "bg", "mk", "ru", "sr", "uk"].contains(&language.split('-').next().unwrap_or(""));
    let width = |widths: &Widths| if is_cyrillic { widths.cyrillic } else { widths.latin };
    let distance = |face: &&&Typeface| {
        let wanted = WEIGHTS[weight];
        wanted.abs_diff(face.weights.0.max(wanted.min(face.weights.1)))
    };
    let upright = own.iter().filter(|face| !face.is_italic && width(&face.widths[weight]).is_some());
    let Some(face) = upright.min_by_key(distance) else { return Vec::new() };
    let Some(wide) = width(&face.widths[weight]) else { return Vec::new() };
    let mut names = Vec::new();
    let locals = LOCALS.iter().filter(|local| local.kind == kind);
    for (local, local_width) in locals.filter_map(|local| Some((local, width(&local.widths[weight])?))) {
        let family = format!("\"{name} {}\"", names.len() + 1);
        let sources: Vec<String> =
            local.names[weight].iter().map(|name| format!("local(\"{name}\")")).collect();
        let scale = f64::from(wide) / f64::from(local_width);
        // What is overridden is stretched, too.
        let percent = |thousandths: u32| format!("{:.1}%", f64::from(thousandths) / 10.0 / scale);
        let Heights { above, below, gap } = face.heights;
        let _ = writeln!(
            style,
            "@font-face {{ font-family: {family}; src: {}; size-adjust: {:.1}%; ascent-override: {}; descent-override: {}; \
             line-gap-override: {}; }}",
            sources.join(", "),
            scale * 100.0,
            percent(above),
            percent(below),
            percent(gap)
        );
        names.push(family);
    }
    names
}

/// The characters of a part that those before it lack; U+0 where there is none.
fn ranges(face: &Typeface, before: &[&Typeface]) -> String {
    let is_new = |code: &u32| !before.iter().any(|part| part.has(*code));
    let all = face.characters.iter().flat_map(|(first, last)| *first..=*last);
    let new: Vec<u32> = all.filter(is_new).collect();
    let range = |codes: &[u32]| match codes {
        [] => "U+0".to_owned(),
        [code] => format!("U+{code:X}"),
        [first, .., last] => format!("U+{first:X}-{last:X}"),
    };
    if new.is_empty() {
        return range(&[]);
    }
    new.chunk_by(|one, next| one + 1 == *next).map(range).collect::<Vec<_>>().join(", ")
}

/// A string of a style sheet (CSS Syntax 3, section 4.3.5).
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() || c == '<' => format!("\\{:x} ", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}
