//! Medium: the folder of its export, with a page for each text in `posts/`, marked up as microformats
//! (<https://microformats.org/wiki/h-entry>).

use dom_query::Selection;
use serde_yaml::{Mapping, Value};
use url::Url;

use super::Generator;
use super::folder::Folder;
use super::remark::{Cause, Remark};
use super::site::{Body, Item, OldSite};
use crate::content::{Kind, Slug};
use crate::import::page::Page;
use crate::line::one_line;

pub(super) const GENERATOR: Generator =
    Generator { name: "medium", takes: "the folder of the export, with posts/ in it", read };

fn read(folder: &Folder) -> Result<OldSite, String> {
    let is_post =
        |path: &&str| path.ends_with(".html") && (path.starts_with("posts/") || path.contains("/posts/"));
    let mut paths: Vec<&str> = folder.paths().filter(is_post).collect();
    if paths.is_empty() {
        paths = folder.paths().filter(|path| path.ends_with(".html") && !path.contains('/')).collect();
    }
    if paths.is_empty() {
        return Err("there is no posts/ with pages: unpack the export, and name its folder".to_owned());
    }
    let mut site = OldSite::default();
    for path in paths {
        match folder.text(path) {
            Ok(text) => {
                let item = item(path, &text, &mut site.remarks);
                site.items.extend(item);
            }
            Err(remark) => site.remarks.push(remark),
        }
    }
    Ok(site)
}

fn item(path: &str, text: &str, remarks: &mut Vec<Remark>) -> Option<Item> {
    let Ok(page) = Page::parse(text.to_owned(), None) else {
        remarks.push(Remark::of(Cause::NoText("HTML that is too large or nested too deeply"), path));
        return None;
    };
    let find = |selector: &str| page.document.select(selector);
    let said = |found: Selection<'_>| {
        let text = one_line(&found.text());
        (!text.is_empty()).then_some(text)
    };
    let body = find(".e-content");
    if body.is_empty() {
        remarks.push(Remark::of(Cause::NoText("no post of Medium"), path));
        return None;
    }
    let title = said(find(".p-name").first()).or_else(|| said(find("title").first())).unwrap_or_default();
    let subtitle = said(find(".p-summary").first());
    // The text repeats both.
    for (selector, named) in [(".graf--title", Some(&title)), (".graf--subtitle", subtitle.as_ref())] {
        let first = body.select(selector).first();
        if said(first.clone()).as_ref() == named {
            first.remove();
        }
    }
    // Between its sections stands a rule, and one above the first.
    body.select(".section-divider").first().remove();
    let date = find(".dt-published").first().attr("datetime").map(|date| date.to_string());
    let canonical = find(".p-canonical").first().attr("href").and_then(|href| Url::parse(&href).ok());
    let author = said(find(".p-author").first());
    let file = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".html");
    let hidden = match (file.starts_with("draft_"), &date) {
        (true, _) => Some("drafts there, too"),
        (false, None) => Some("nobody says that they were published"),
        (false, Some(_)) => None,
    };
    let mut head = Mapping::new();
    let mut put = |key: &str, value: Option<String>| {
        head.extend(value.map(|value| (key.into(), Value::from(value))));
    };
    put("title", Some(title.clone()));
    put("date", date.clone());
    put("summary", subtitle);
    put("author", author);
    // The number at the end of the address is its identity.
    let number = canonical
        .as_ref()
        .and_then(|url| Some(url.path_segments()?.next_back()?.rsplit('-').next()?.to_owned()));
    let slug = Slug::new(&title).map_or_else(|| file.to_owned(), |slug| slug.to_string());
    let day = date.as_deref().and_then(|date| date.get(..10)).map(str::to_owned);
    let day = day
        .or_else(|| Some(file.get(..10)?.to_owned()).filter(|day| day.parse::<chrono::NaiveDate>().is_ok()));
    let page = canonical.clone();
    let is_own = canonical.as_ref().is_some_and(|url| {
        url.host_str().is_some_and(|host| host != "medium.com" && !host.ends_with(".medium.com"))
    });
    Some(Item {
        // Addresses of medium.com stay there.
        address: canonical.filter(|_| is_own).map(|url| url.path().to_owned()),
        hidden,
        id: number.map(|number| format!("https://medium.com/p/{number}")),
        page,
        ..Item::new(
            path.to_owned(),
            head,
            Body::Html(body.inner_html().to_string()),
            Kind::Article,
            match day {
                Some(day) => format!("{day}-{slug}.md"),
                None => format!("_drafts/{slug}.md"),
            },
        )
    })
}
