//! Captions, credits and alternative texts of pictures, which are copied as lines among those of a text.

use super::lines::{Line, Look};
use crate::import::block::{Inline, Picture};
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::credit::{self, Caption};
use crate::import::newsroom::words::{DEFINITE, INDEFINITE, ends_sentence};

/// The longest caption.
const CAPTION: usize = 60;

/// What a line is of a picture.
pub(super) enum OfPicture {
    /// Whose it is, and nothing else.
    Credit(String),
    /// A picture, of so many lines.
    Picture(Picture, usize),
}

/// A caption, a credit, or a picture's alternative text at the beginning of some lines.
pub(super) fn read(lines: &[Line], agencies: &Agencies) -> Option<OfPicture> {
    let line = lines.first()?;
    if line.words > CAPTION || line.block.is_some() {
        return None;
    }
    let Some(found) = credit::split(&line.text, agencies).or_else(|| short(&line.text, agencies)) else {
        let is_alt = is_alt(&line.text);
        return is_alt
            .then(|| OfPicture::Picture(Picture { alt: line.text.clone(), ..Picture::default() }, 1));
    };
    if found.caption.is_empty() {
        return Some(OfPicture::Credit(found.credit));
    }
    // A credit before it is how a picture's alternative text is copied; its caption is the next line.
    let below = lines.get(1).filter(|below| {
        line.text.starts_with(&found.credit) && below.look == Look::Short && (4..=30).contains(&below.words)
    });
    let below = below.filter(|below| credit::split(&below.text, agencies).is_none());
    let (alt, caption) = match below {
        Some(below) => (found.caption, below.text.clone()),
        None => (String::new(), found.caption),
    };
    let count = 1 + usize::from(below.is_some());
    let caption = Some(Inline::plain(caption));
    Some(OfPicture::Picture(Picture { src: String::new(), alt, caption, credit: Some(found.credit) }, count))
}

/// "Getty Images A warehouse": a photo desk and a few words that begin with an article.
fn short(text: &str, agencies: &Agencies) -> Option<Caption> {
    let found = agencies.at_start(text).filter(|found| !found.is_plain)?;
    let (credit, caption) = text.split_at(found.length);
    let mut words = caption.strip_prefix(' ')?.split(' ');
    let is_article = words.next().is_some_and(|word| DEFINITE.contains(&word) || INDEFINITE.contains(&word));
    let is_shown = is_article && (1..=3).contains(&words.count()) && !ends_sentence(text);
    is_shown.then(|| Caption { caption: caption.trim().to_owned(), credit: credit.to_owned() })
}

/// How many lines at the beginning of some are a picture's.
pub(super) fn between(lines: &[Line], agencies: &Agencies) -> usize {
    match lines.first().filter(|line| line.look == Look::Short).and_then(|_| read(lines, agencies)) {
        Some(OfPicture::Picture(_, count)) => count,
        Some(OfPicture::Credit(_)) => 1,
        None => 0,
    }
}

/// How alternative texts begin that were pasted as text. In lower case.
const ALTS: &[&str] = &[
    "a map of", "a map showing", "map of", "map showing", "an image of", "image of", "image shows",
    "a picture of", "picture of", "photo of", "a photo of", "a photograph of", "graphic showing",
    "a graphic showing", "a graph showing", "graph showing", "a chart showing", "chart showing", "bar chart",
    "line chart", "an infographic", "infographic", "screenshot of", "a screenshot of", "illustration of",
    "an illustration of", "eine karte", "karte von", "karte der", "karte des", "karte mit", "bild von",
    "ein bild von", "ein foto von", "grafik zu", "grafik zur", "grafik zum", "eine grafik", "diagramm",
    "symbolbild", "une carte de", "une carte des", "une carte du", "carte de", "carte du", "carte des",
    "carte montrant", "image de", "une image de", "photo de", "une photo de", "graphique montrant",
    "un graphique", "infographie", "un mapa de", "un mapa del", "mapa de", "mapa del", "mapa que muestra",
    "imagen de", "una imagen de", "foto de", "una foto de", "gráfico que muestra", "un gráfico",
    "infografía", "мапа", "карта", "карта з", "зображення", "на фото", "графік", "інфографіка", "діаграма",
    "світлина",
];

fn is_alt(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = ALTS.iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ')));
    begins && !ends_sentence(text) && (4..=40).contains(&text.split(' ').count())
}

/// How titles of videos begin. In lower case.
const WATCH: &[&str] = &[
    "watch:", "video:", "watch live:", "listen:", "відео:", "дивіться:", "дивитися:", "im video:",
    "sehen sie:", "vidéo:", "vidéo :", "en vidéo :", "regardez :", "regarder :", "vídeo:", "mira:", "ver:",
    "en video:",
];

/// Whether a line is the title of a video.
pub(super) fn is_watch(text: &str) -> bool {
    let lower = text.to_lowercase();
    WATCH.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::lines::read as lines;
    use super::*;

    #[test]
    fn headlines_are_no_captions() {
        let agencies = Agencies::built_in();
        for (text, count) in [
            ("CPD arrests six in drug investigation", 0),
            ("Business|Trump’s Made-for-TV Trade War Keeps World Guessing", 0),
            ("Trump’s Made-for-TV Trade War Keeps World Guessing", 0),
            ("Getty Images A warehouse", 1),
            ("PA Media Firefighters at the harbour on SundayPA Media\nThe fire broke out at noon", 2),
            ("EPA", 1),
        ] {
            assert_eq!(between(&lines(text), &agencies), count, "{text}");
        }
    }
}
