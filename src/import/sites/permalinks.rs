//! Addresses as other generators make them, from patterns with places in them.

use crate::content::Slug;

/// What a pattern's places stand for.
#[derive(Debug, Clone, Default)]
pub struct Parts<'a> {
    /// Year, month, day.
    pub date: Option<(i32, u32, u32)>,
    /// The last part of the address.
    pub slug: &'a str,
    /// The title.
    pub title: &'a str,
    /// The file's name without its ending, and without its date.
    pub name: &'a str,
    /// Its folder in the content.
    pub folder: &'a str,
    /// Categories.
    pub categories: &'a [String],
}

/// What Jekyll's words stand for (<https://jekyllrb.com/docs/permalinks/#built-in-formats>).
pub fn jekyll_style(style: &str) -> Option<&'static str> {
    Some(match style {
        "date" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title.html",
        "none" => "/:categories/:title.html",
        _ => return None,
    })
}

/// The address that a pattern of `:places` makes; none where one of them is not known.
pub fn expand(pattern: &str, parts: &Parts<'_>) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        out.push_str(&value(name, parts)?);
        rest = after;
    }
    out.push_str(rest);
    Some(tidy(&out))
}

fn value(name: &str, parts: &Parts<'_>) -> Option<String> {
    let date = |f: fn((i32, u32, u32)) -> String| parts.date.map(f);
    match name {
        "year" => date(|(year, ..)| format!("{year:04}")),
        "short_year" => date(|(year, ..)| format!("{:02}", year % 100)),
        "month" => date(|(_, month, _)| format!("{month:02}")),
        "i_month" => date(|(_, month, _)| month.to_string()),
        "day" => date(|(.., day)| format!("{day:02}")),
        "i_day" => date(|(.., day)| day.to_string()),
        "y_day" | "yearday" => {
            let (year, month, day) = parts.date?;
            let day = chrono::NaiveDate::from_ymd_opt(year, month, day)?;
            Some(format!("{:03}", chrono::Datelike::ordinal(&day)))
        }
        "title" | "slug" | "slugorfilename" | "slugorcontentbasename" => Some(parts.slug.to_owned()),
        "slugified_title" => Some(Slug::new(parts.title)?.to_string()),
        "filename" | "contentbasename" | "name" | "basename" => Some(parts.name.to_owned()),
        "section" => Some(parts.folder.split('/').next().unwrap_or("").to_owned()),
        "sections" | "path" => Some(parts.folder.to_owned()),
        "categories" | "slugified_categories" => {
            let slugs = parts.categories.iter().filter_map(|name| Slug::new(name));
            Some(slugs.map(|slug| slug.to_string()).collect::<Vec<_>>().join("/"))
        }
        "output_ext" => Some(".html".to_owned()),
        _ => None,
    }
}

/// One slash where there are several, and one at the beginning.
pub fn tidy(path: &str) -> String {
    let mut out = String::from("/");
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if out.len() > 1 {
            out.push('/');
        }
        out.push_str(part);
    }
    if path.ends_with('/') && out.len() > 1 {
        out.push('/');
    }
    out
}

/// The day that a path says: `/2025/02/13/…`.
pub fn day_in(path: &str) -> Option<chrono::NaiveDate> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|parts| {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let number =
            |part: &str, digits: usize| part.parse().ok().filter(|_| part.len() == digits && is_number(part));
        let (year, month, day): (u32, u32, u32) =
            (number(parts[0], 4)?, number(parts[1], 2)?, number(parts[2], 2)?);
        chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_others() {
        let categories = ["World News".to_owned()];
        let parts = Parts {
            date: Some((2020, 2, 3)),
            slug: "grain",
            title: "Grain!",
            name: "grain",
            folder: "posts/trade",
            categories: &categories,
        };
        for (pattern, address) in [
            ("/:year/:month/:day/:title/", "/2020/02/03/grain/"),
            (jekyll_style("date").unwrap(), "/world-news/2020/02/03/grain.html"),
            (jekyll_style("ordinal").unwrap(), "/world-news/2020/034/grain.html"),
            (":year/:month/:slug", "/2020/02/grain"),
            ("/:section/:filename/", "/posts/grain/"),
            ("/:sections/:slug/", "/posts/trade/grain/"),
        ] {
            assert_eq!(expand(pattern, &parts).as_deref(), Some(address), "{pattern}");
        }
        assert_eq!(expand("/:nobody/", &parts), None);
    }
}
