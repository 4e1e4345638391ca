//! The part of the server's own page that looks at the site from above: what is due, what articles lack, how much there was of what.

use crate::html::escape;
use crate::overview::{Lacking, Selection, last_weeks, schedule, statistics};
use crate::site::Site;

/// How many articles of a list are named.
const LISTED: usize = 100;
/// How many rows the tables of counts have.
const ROWS: usize = 12;

/// What articles lack that readers miss.
const MISSED: [(Lacking, &str); 5] = [
    (Lacking::Source, "Nobody who reported it"),
    (Lacking::Topic, "No topic"),
    (Lacking::Summary, "No summary of its own"),
    (Lacking::Alt, "A picture without an alternative text"),
    (Lacking::Credit, "A picture without a credit"),
];

/// All of it for a site in one language.
pub(super) fn of(site: &Site) -> String {
    [due(site), lacking(site), counts(site)].concat()
}

fn due(site: &Site) -> String {
    let due = schedule(site, site.now);
    if due.is_empty() {
        return String::new();
    }
    let mut html =
        format!("<h2>Due: {}</h2>\n<table class=\"rows\"><tr><th>When<th>What<th>File</tr>\n", due.len());
    for due in due.iter().take(LISTED) {
        let (date, title, path) =
            (due.date.to_minute().replace('T', " "), escape(&due.title), escape(&due.path));
        let what = due.turn.as_str();
        html.push_str(&format!("<tr><td>{date}<td>{title} {what}<td><code>{path}</code></tr>\n"));
    }
    html + "</table>\n" + &more(due.len())
}

fn lacking(site: &Site) -> String {
    let base = &site.config.base_url;
    let mut html = String::new();
    for (lacking, title) in MISSED {
        let articles = Selection { lacking: vec![lacking], ..Selection::default() }.articles(site);
        if articles.is_empty() {
            continue;
        }
        html.push_str(&format!("<details><summary>{title}: {}</summary>\n<ul>\n", articles.len()));
        for id in articles.iter().take(LISTED) {
            let article = site.article(*id);
            let (title, path) = (escape(&article.document.front.title), escape(&article.document.path));
            let url = escape(&base.page(&article.url));
            html.push_str(&format!("<li><a href=\"{url}\">{title}</a> <code>{path}</code></li>\n"));
        }
        html.push_str(&format!("</ul>\n{}</details>\n", more(articles.len())));
    }
    match html.is_empty() {
        true => html,
        false => format!("<h2>What articles lack</h2>\n{html}"),
    }
}

fn counts(site: &Site) -> String {
    let counted = statistics(site, last_weeks(site));
    if counted.articles == 0 {
        return String::new();
    }
    let mut html = format!("<h2>Articles since {}: {}</h2>\n", counted.first, counted.articles);
    let mut table = |title: &str, rows: &mut dyn Iterator<Item = (&str, usize)>| {
        html.push_str(&format!("<table><tr><th>{title}<th class=\"number\">Articles</tr>\n"));
        for (name, count) in rows.take(ROWS) {
            html.push_str(&format!("<tr><td>{}<td class=\"number\">{count}</tr>\n", escape(name)));
        }
        html.push_str("</table>\n");
    };
    table("Week of", &mut counted.weeks.iter().rev().map(|week| (&*week.monday, week.articles)));
    table("Topic", &mut counted.topics.iter().map(|topic| (&*topic.name, topic.articles)));
    table("Outlet", &mut counted.outlets.iter().map(|outlet| (&*outlet.name, outlet.articles)));
    html
}

fn more(count: usize) -> String {
    if count > LISTED { format!("<p>… and {} more.</p>\n", count - LISTED) } else { String::new() }
}
