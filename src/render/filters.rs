//! The filters that newsprint adds to Tera's own.

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use super::functions::only;
use super::{dates, scope};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("date", date);
    tera.register_filter("absolute", absolute);
    tera.register_filter("plain", plain);
    tera.register_filter("reading_time", reading_time);
    tera.register_filter("group_by", group_by);
}

/// `{{ article.date | date(format="long") }}`
fn date(value: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    only(&kwargs, &["format"])?;
    let format: Option<&str> = kwargs.get("format")?;
    let scene = scope::scene()?;
    dates::format_date(value, format.unwrap_or("long"), &scene.texts).map_err(Error::message)
}

/// `{{ article.url | absolute }}`: a path of the site with scheme and host; what has them stays as it is.
fn absolute(value: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    Ok(if value.starts_with('/') && !value.starts_with("//") {
        scope::scene()?.ask.absolute(value)
    } else {
        value.to_owned()
    })
}

/// `{{ article.content | plain }}`: text without markup, white space folded.
fn plain(value: &str, _: Kwargs, _: &State) -> String {
    plain_text(value)
}

pub(crate) fn plain_text(html: &str) -> String {
    let html = crate::content::markdown::shown(html);
    let mut text = String::with_capacity(html.len());
    let mut rest = &*html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let end = after.find('>').map_or(after.len(), |end| end + 1);
        let tag = &after[..end];
        let inline = ["a ", "a>", "em", "strong", "code", "abbr", "span", "del", "sub", "i>", "b>"];
        if !inline.iter().any(|name| tag.trim_start_matches('/').starts_with(name)) {
            text.push(' ');
        }
        rest = &after[end..];
    }
    text.push_str(rest);
    let folded: Vec<&str> = text.split_whitespace().collect();
    let folded = folded.join(" ");
    // `&amp;` last, or what it protects would be unescaped twice.
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(
        folded,
        |text, (entity, plain)| if text.contains(entity) { text.replace(entity, plain) } else { text },
    )
}

/// `{{ article.words | reading_time }}` or `{{ text | reading_time }}`: minutes, at least 1.
fn reading_time(value: &Value, _: Kwargs, _: &State) -> TeraResult<u32> {
    let words = match (value.as_str(), value.as_i64()) {
        (Some(html), _) => plain_text(html).split_whitespace().count() as i64,
        (_, Some(words)) => words,
        _ => return Err(Error::message("`reading_time` takes a text or a number of words")),
    };
    Ok(crate::site::article::reading_time(u32::try_from(words.max(0)).unwrap_or(u32::MAX)))
}

/// `{{ articles | group_by(attribute="topic.name") }}`: Tera's own, but in the order of first appearance.
fn group_by(value: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Map> {
    only(&kwargs, &["attribute"])?;
    let attribute: &str = kwargs.must_get("attribute")?;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for item in value {
        let Some(found) =
            item.get_from_path(attribute).filter(|found| !found.is_none() && !found.is_undefined())
        else {
            continue;
        };
        let name = found.to_string();
        match groups.iter_mut().find(|(key, _)| *key == name) {
            Some((_, members)) => members.push(item.clone()),
            None => groups.push((name, vec![item.clone()])),
        }
    }
    Ok(groups.into_iter().map(|(name, members)| (name.into(), Value::from(members))).collect())
}
