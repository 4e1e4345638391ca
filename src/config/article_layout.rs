//! `theme.article:`: which blocks an article shows besides its text, and where.

use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{Key, Shape, choice, keys};

keys! {
    /// `theme.article:`.
    pub(super) OF_LAYOUT:
    TOP: ["top"], Shape::List(&choice!(BLOCKS)), "", "[contents]",
        "The blocks above the text; the contents beside the headline, where there is room.";
    SIDE: ["side"], Shape::List(&choice!(BLOCKS)), "", "[sources, story]",
        "The blocks beside the text where there is room, else below it.";
    END: ["end"], Shape::List(&choice!(BLOCKS)), "", "[share, tags]",
        "The blocks at the end of the text.";
    AFTER: ["after"], Shape::List(&choice!(BLOCKS)), "", "[related]",
        "The blocks below, in the whole width.";
}

/// The blocks of each place, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ArticleLayout {
    /// Above the text; the contents beside the headline, where there is room.
    pub top: Vec<&'static str>,
    /// Beside the text where there is room, else below it.
    pub side: Vec<&'static str>,
    /// At the end of the text.
    pub end: Vec<&'static str>,
    /// Below text and side, in the whole width.
    pub after: Vec<&'static str>,
}

/// The blocks, and where each stands that no place names.
const BLOCKS: [(&str, &str); 11] = [
    ("contents", "top"),
    ("sources", "side"),
    ("story", "side"),
    ("mentions", "side"),
    ("share", "end"),
    ("topics", "end"),
    ("tags", "end"),
    ("report", "end"),
    ("neighbours", "after"),
    ("related", "after"),
    ("comments", "after"),
];

impl ArticleLayout {
    /// Whether a block stands anywhere.
    pub fn has(&self, block: &str) -> bool {
        [&self.top, &self.side, &self.end, &self.after].iter().any(|place| place.contains(&block))
    }
}

impl Default for ArticleLayout {
    fn default() -> Self {
        let [top, side, end, after] = ["top", "side", "end", "after"].map(|place| own(place, &[]));
        Self { top, side, end, after }
    }
}

/// What stands in a place by itself, unless it is named elsewhere.
fn own(place: &str, named: &[&str]) -> Vec<&'static str> {
    let is_own = |(block, of): &&(&str, &str)| *of == place && !named.contains(block);
    BLOCKS.iter().filter(is_own).map(|(block, _)| *block).collect()
}

/// Reads it. A place that is not written has what it has by itself, without what is written elsewhere.
pub(super) fn article_layout(item: &FieldValue<'_>) -> ArticleLayout {
    const HINT: &str =
        "write the blocks of each place: `article: {side: [sources, story], after: [related]}`";
    let Some(fields) = item.fields(HINT) else { return ArticleLayout::default() };
    let mut named = Vec::new();
    let [top, side, end, after] =
        [TOP, SIDE, END, AFTER].map(|key| (key.names[0], written(&fields, key, &mut named)));
    fields.finish(&[], None);
    let blocks = |(place, written): (&str, Option<Vec<_>>)| written.unwrap_or_else(|| own(place, &named));
    ArticleLayout { top: blocks(top), side: blocks(side), end: blocks(end), after: blocks(after) }
}

/// The blocks that are written for a place; none when nothing is. `named` are those of all places.
fn written(fields: &Fields<'_>, place: Key, named: &mut Vec<&'static str>) -> Option<Vec<&'static str>> {
    let item = match fields.take(place.names) {
        Some(item) => item,
        // `side:` and `side: []` are a place without blocks.
        None => return fields.empty(place.names[0]).map(|_| Vec::new()),
    };
    let block = |item: &FieldValue<'_>| {
        if item.any_text().is_some_and(|text| text.is_empty()) {
            let hint = "write `[]` for a place without blocks";
            item.error(Code::InvalidValue, format!("`{}` is empty", item.label()), hint);
        }
        let block = item.choice(&BLOCKS.map(|(block, _)| (block, block)))?;
        if named.contains(&block) {
            let hint = "name each block once, in the place where it is to stand";
            item.error(Code::InvalidValue, format!("the block `{block}` has two places"), hint);
        }
        named.push(block);
        Some(block)
    };
    Some(item.items().iter().filter_map(block).collect())
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    fn read(text: &str) -> Result<ArticleLayout, Vec<String>> {
        let text = format!("title: T\nbase_url: https://a.example/\ntheme:\n  article: {text}\n");
        let (config, said) = Config::read(Some(text.as_bytes()), None);
        let said: Vec<String> = said.into_iter().map(|said| said.message).collect();
        config.filter(|_| said.is_empty()).map(|config| config.theme.article).ok_or(said)
    }

    #[test]
    fn a_block_stands_where_it_is_named_and_nowhere_else() {
        let by_default = ArticleLayout::default();
        assert_eq!(read("{}"), Ok(by_default.clone()));
        let layout = read("{side: [Related, sources], end: []}").unwrap();
        assert_eq!((layout.side, layout.end), (vec!["related", "sources"], Vec::new()));
        assert_eq!((layout.top, layout.after), (by_default.top, vec!["neighbours", "comments"]));
        assert_eq!(read("{after: related}").unwrap().after, ["related"]);
        assert_eq!(read("{after: }").unwrap().after, [""; 0]);
    }

    #[test]
    fn faults_are_said() {
        for (text, message) in [
            ("{side: [source]}", "`theme.article.side` must be one of contents, sources, "),
            ("{side: ''}", "`theme.article.side` is empty"),
            ("{side: [tags, tags]}", "the block `tags` has two places"),
            ("{side: [tags], end: [tags]}", "the block `tags` has two places"),
            ("{left: [tags]}", "unknown key `left`"),
            ("related", "`theme.article` must be keys with values"),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.len() == 1 && said[0].starts_with(message), "{text}: {said:?}");
        }
    }
}
