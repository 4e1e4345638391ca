//! The picture of a text, with its words.

use serde_yaml::Value;

use super::Reader;
use crate::import::sites::plain::plain;
use crate::import::sites::values::text;

impl Reader<'_> {
    pub(super) fn image(&mut self, value: &Value) -> bool {
        let value = match value {
            Value::Sequence(items) => items.first().unwrap_or(value),
            value => value,
        };
        const SRC: [&str; 7] = ["src", "image", "path", "url", "feature", "overlay_image", "teaser"];
        let (src, mapping) = match value {
            Value::Mapping(mapping) => {
                (SRC.iter().find_map(|key| mapping.get(*key)).and_then(text), Some(mapping))
            }
            value => (text(value), None),
        };
        let looks_right = |src: &String| {
            let last = src.rsplit('/').next().unwrap_or(src);
            (src.contains('/') || last.contains('.'))
                && !src.contains(char::is_whitespace)
                && !src.contains("{{")
        };
        let Some(src) = src.filter(looks_right).and_then(|src| (self.picture)(&src)) else { return false };
        let of = |names: &[&str]| {
            let head = &self.item.head;
            let beside = |name: &&str| {
                ["image_", "cover_", "feature_image_", "featured_image_"]
                    .iter()
                    .find_map(|start| head.get(format!("{start}{name}")))
                    .and_then(text)
            };
            let own = names.iter().find_map(|name| mapping?.get(*name).and_then(text));
            own.or_else(|| names.iter().find_map(beside)).map(|text| plain(&text))
        };
        let mut image: Vec<(&'static str, String)> = vec![("src", src)];
        image.push(("alt", of(&["alt"]).unwrap_or_default()));
        image.extend(of(&["caption", "description"]).map(|text| ("caption", text)));
        image.extend(of(&["credit", "attribution"]).map(|text| ("credit", text)));
        self.head.mapping("image", &image);
        true
    }
}
