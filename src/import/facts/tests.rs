//! Pages, and what they say.

use url::Url;

use super::{Facts, Provenance, read};
use crate::import::html::{self, Kind};
use crate::import::page::Page;

const TEXT: &str = "The ferry to the northern islands will sail twice a day from the first week of spring, the harbour office \
                    said, and its new timetable is to be printed before the end of the month for all who live there.";

/// The facts of a page; its paragraphs of some length are the article.
fn facts(head: &str, body: &str) -> Facts {
    let html = format!("<html lang=en-GB><head>{head}</head><body>{body}</body></html>");
    let url = Url::parse("https://www.harbourgazette.example/news/ferry").ok();
    let page = Page::parse(html, url).expect("a small page");
    let leaves = html::leaves(&page);
    let kept: Vec<bool> =
        leaves.iter().map(|leaf| leaf.kind == Kind::Text && leaf.text.text().len() > 100).collect();
    read(&page, &leaves, &kept)
}

fn json(article: &str) -> String {
    format!("<script type=application/ld+json>{{\"@type\":\"NewsArticle\",{article}}}</script>")
}

#[test]
fn the_headline_is_the_one_above_the_text() {
    for (head, body, title) in [
        // The outlet's name on either side, with and without somebody saying that it is one.
        ("<title>Ferry to sail twice a day - Harbour Gazette</title>", "", "Ferry to sail twice a day"),
        ("<title>Harbour Gazette | Ferry to sail twice a day</title>", "", "Ferry to sail twice a day"),
        (
            "<meta property=og:title content='Ferry: all times'>", "<h1>Ferry to sail twice a day</h1>",
            "Ferry to sail twice a day",
        ),
        // The site's name as a heading of the first level.
        (
            "<title>Ferry to sail twice a day | Tide Notes</title><meta property=og:title content='Ferry to sail twice a day'>",
            "<h1>Tide Notes</h1><h2>Ferry to sail twice a day</h2>",
            "Ferry to sail twice a day",
        ),
        // The name of a section.
        (
            "<meta property=og:title content='Ferry to the islands to sail twice a day'>",
            "<h1>Latest news</h1><h2>Ferry to sail twice a day</h2>",
            "Ferry to sail twice a day",
        ),
        (
            "<meta property=og:title content='Ferry to sail twice a day'><title>Ferry to sail twice a day</title>",
            "<h1>Latest news</h1>",
            "Ferry to sail twice a day",
        ),
        (
            "<meta property=og:title content='Ferry to sail'>", "<h1>Dec 18, 2024 Ferry to sail</h1>",
            "Ferry to sail",
        ),
    ] {
        let found = facts(head, &format!("{body}<p>{TEXT}</p>")).title.map(|title| title.value);
        assert_eq!(found.as_deref(), Some(title), "{head}{body}");
    }
    let description = json("\"headline\":\"A long description of what stands here\"");
    let found = facts(&description, &format!("<h1>Ferry to sail</h1><p>{TEXT}</p>")).title.unwrap();
    assert_eq!((&*found.value, found.provenance), ("Ferry to sail", Provenance::Visible));
}

fn date(head: &str, above: &str) -> (String, Provenance) {
    let found = facts(head, &format!("<h1>Ferry to sail twice a day</h1>{above}<p>{TEXT}</p>")).published;
    found.map_or((String::new(), Provenance::Given), |found| (found.value.written(), found.provenance))
}

#[test]
fn a_date_is_certain_where_readers_and_machines_agree() {
    use Provenance::{Guessed, Structured, Visible};
    let told = json("\"datePublished\":\"2025-02-12T23:30:00Z\",\"dateModified\":\"2025-06-01T10:00:00Z\"");
    for (above, written, provenance) in [
        ("", "2025-02-12T23:30:00+00:00", Structured),
        ("<p>12 February 2025</p>", "2025-02-12T23:30:00+00:00", Structured),
        // Another time zone.
        ("<p>13 February 2025</p>", "2025-02-13", Visible),
        // The date of a change, said to be one or not.
        ("<p>Updated 1 June 2025</p>", "2025-02-12T23:30:00+00:00", Guessed),
        ("<p>1 June 2025</p>", "2025-02-12T23:30:00+00:00", Guessed),
        ("<p>Published: 12 Feb 2025 | Updated: 1 June 2025</p>", "2025-02-12T23:30:00+00:00", Structured),
        // A move of the site.
        ("<p>3 May 2019</p>", "2019-05-03", Guessed),
        ("<p>Published on 3 March 2025</p>", "2025-03-03", Guessed),
    ] {
        assert_eq!(date(&told, above), (written.to_owned(), provenance), "{above}");
    }
}

#[test]
fn a_date_is_seen_where_machines_are_told_none() {
    use Provenance::{Given, Guessed, Visible};
    for (above, written, provenance) in [
        ("<p>By Ann Lee</p><p>May 2, 2025</p>", "2025-05-02", Visible),
        ("<p><span>Ann Lee</span><span>May 2, 2025</span></p>", "2025-05-02", Visible),
        ("<p>Опубліковано 2 травня 2025, 09:30</p>", "2025-05-02T09:30:00", Visible),
        ("<p>Veröffentlicht am 2. Mai 2025</p>", "2025-05-02", Visible),
        ("<p>Publié le 2 mai 2025</p>", "2025-05-02", Visible),
        ("<p>2 de mayo de 2025</p>", "2025-05-02", Visible),
        (
            "<time datetime='2025-05-02T10:00:00+02:00'>3 days ago</time>",
            "2025-05-02T10:00:00+02:00",
            Visible,
        ),
        // The same moment in two zones.
        (
            "<header><p>By Ann Lee</p><time datetime='2025-05-02T18:40:00Z'>2 May 2025, 20:40</time></header>",
            "2025-05-02T20:40:00+02:00",
            Visible,
        ),
        (
            "<time datetime='2025-05-02T23:40:00Z'>3 May 2025, 01:40</time>",
            "2025-05-03T01:40:00+02:00",
            Visible,
        ),
        ("<p>Published May 2, 2025, 7:40 p.m. ET</p>", "2025-05-02T19:40:00-04:00", Visible),
        ("<p>2. Mai 2025, 20:15 Uhr Ortszeit</p>", "2025-05-02", Visible),
        ("<p>News | 2 May 2025 | 3 min read</p>", "2025-05-02", Visible),
        ("<p class=post-meta>Harbour 2 May 2025</p>", "2025-05-02", Visible),
        // Of something else than the text.
        ("<p>Apply by 2 May 2025</p>", "2025-05-02", Guessed),
        ("<p>In force from 2 May 2025</p>", "2025-05-02", Guessed),
        ("<p>Gültig ab 2. Mai 2025</p>", "2025-05-02", Guessed),
        ("<p>Date: 2 May 2025</p><p>Place: Town hall</p>", "2025-05-02", Guessed),
        ("<p>2 May 2025, 18:00, Town hall, Melby</p>", "2025-05-02T18:00:00", Guessed),
        ("<p>Harbour Festival, 2 May 2025</p>", "2025-05-02", Guessed),
        ("<p>Zuletzt aktualisiert: 2. Mai 2025</p>", "2025-05-02", Guessed),
        ("<p>03/04/2025</p>", "2025-04-03", Guessed),
        ("<p>Offer valid until 2 May 2025</p>", "", Given),
        (
            "<p>It was not before 2 May 2025 that the harbour office had heard of it, said those who had asked there</p>",
            "",
            Given,
        ),
        ("<script>var page={\"datePublished\":\"2025-05-02\"}</script>", "2025-05-02", Guessed),
    ] {
        assert_eq!(date("", above), (written.to_owned(), provenance), "{above}");
    }
    // Dates of other articles, and of comments.
    let below = format!(
        "<h1>Ferry to sail</h1><p>{TEXT}</p><div class=comment><time datetime=2025-05-02>2 May 2025</time><time datetime=2025-05-03>3 May 2025</time></div>"
    );
    assert!(facts("", &below).published.is_none_or(|found| found.is_guess()));
}

#[test]
fn a_date_around_the_article_is_a_guess() {
    use Provenance::{Given, Guessed, Visible};
    let article = format!("<article><h1>Ferry to sail twice a day</h1><p>{TEXT}</p></article>");
    let dated = format!(
        "<article><h1>Ferry to sail twice a day</h1><p>By Ann Lee</p><time datetime=2025-02-12>12 February 2025</time><p>{TEXT}</p></article>"
    );
    let teaser = |day: u32| {
        format!(
            "<article><h3><a href=/{day}>Ferry stops</a></h3><time datetime=2024-01-0{day}>{day} Jan 2024</time></article>"
        )
    };
    let today = "<header><a href=/>Gazette</a><span class=date>Friday, 2 May 2025</span></header>";
    for (body, written, provenance) in [
        (format!("{today}{article}"), "2025-05-02", Guessed),
        (format!("{today}{dated}"), "2025-02-12", Visible),
        (
            format!(
                "<header><a href=/>Abend</a><div>Freitag, 2. Mai 2025</div><nav><a href=/l>Lokales</a></nav></header>{article}"
            ),
            "2025-05-02",
            Guessed,
        ),
        (format!("<div class=top><time>2 May 2025</time></div>{article}"), "2025-05-02", Guessed),
        (format!("<div>{}{}</div>{article}", teaser(1), teaser(2)), "2024-01-01", Guessed),
        (format!("{article}<div>{}</div>", teaser(1)), "2024-01-01", Guessed),
        (
            format!(
                "<article><header><time datetime=2025-05-02>2 May 2025</time><h1>Ferry to sail twice a day</h1></header><p>{TEXT}</p></article>"
            ),
            "2025-05-02",
            Visible,
        ),
        (
            format!(
                "<main><div><p>2 May 2025</p><h1>Ferry to sail twice a day</h1></div><p>{TEXT}</p></main><footer>x</footer>"
            ),
            "2025-05-02",
            Visible,
        ),
        (article.clone(), "", Given),
    ] {
        let found = facts("", &body).published;
        let found = found.map_or((String::new(), Given), |found| (found.value.written(), found.provenance));
        assert_eq!(found, (written.to_owned(), provenance), "{body}");
    }
    // It says nothing against what machines are told.
    let told = json("\"datePublished\":\"2025-02-12\"");
    let found = facts(&told, &format!("{today}{article}")).published.unwrap();
    assert_eq!((found.value.written().as_str(), found.provenance), ("2025-02-12", Provenance::Structured));
}

#[test]
fn what_is_said_of_another_article_is_not_of_this_one() {
    let body = format!("<article><h1>Council approves the budget</h1><p>{TEXT}</p></article>");
    let title = "<title>Council approves the budget</title>";
    for told in [
        json("\"headline\":\"Ferry stops in May\",\"datePublished\":\"2024-01-01\",\"author\":{\"name\":\"Ann Lee\"}"),
        "<script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"Debate\",\"uploadDate\":\"2024-01-01\",\"author\":{\"name\":\"Ann Lee\"}}</script>".to_owned(),
    ] {
        let found = facts(&format!("{title}{told}"), &body);
        assert!(found.published.is_none_or(|found| found.is_guess()), "{told}");
        assert!(found.authors.is_empty(), "{told}");
    }
    let own = json(
        "\"headline\":\"Budget approved by council\",\"datePublished\":\"2024-01-01\",\"author\":{\"name\":\"Ann Lee\"}",
    );
    let found = facts(&format!("{title}{own}"), &body);
    assert_eq!(found.published.unwrap().provenance, Provenance::Structured);
    assert_eq!(found.authors[0].value, "Ann Lee");
}

fn authors(head: &str, above: &str) -> Vec<(String, Provenance)> {
    let found = facts(head, &format!("<h1>Ferry to sail twice a day</h1>{above}<p>{TEXT}</p>")).authors;
    found.into_iter().map(|found| (found.value, found.provenance)).collect()
}

#[test]
fn a_byline_names_people_and_no_logins() {
    use Provenance::{Guessed, Structured, Visible};
    let one = |name: &str, provenance| vec![(name.to_owned(), provenance)];
    let told = |name: &str| json(&format!("\"author\":{{\"@type\":\"Person\",\"name\":\"{name}\"}}"));
    for (head, above, found) in [
        (told("Clara Whitcombe"), "", one("Clara Whitcombe", Structured)),
        (told("By Clara Whitcombe,"), "", one("Clara Whitcombe", Structured)),
        (told("admin"), "", vec![]),
        (told("page.head.author"), "", vec![]),
        (told("c.whitcombe2"), "", one("c.whitcombe2", Guessed)),
        (told("c.whitcombe2"), "<p>By Clara Whitcombe</p>", one("Clara Whitcombe", Visible)),
        (told("Harbour Gazette") + "<meta property=og:site_name content='Harbour Gazette'>", "<p>By Clara Whitcombe and Jon Pike</p>", one("Clara Whitcombe and Jon Pike", Visible)),
        (told("Clara Whitcombe"), "<p>By Jon Pike</p>", one("Jon Pike", Guessed)),
        (String::new(), "<p>By <b>Clara Whitcombe</b><span>February 12, 2025</span> • 6 comments</p>", one("Clara Whitcombe", Visible)),
        (String::new(), "<p>12 February 2025 by Clara Whitcombe</p>", one("Clara Whitcombe", Visible)),
        (String::new(), "<p>Von Klara Weiß</p>", one("Klara Weiß", Visible)),
        (String::new(), "<p>Автор: Ірина Коваль</p>", one("Ірина Коваль", Visible)),
        (String::new(), "<p>Par Claire Dubois</p>", one("Claire Dubois", Visible)),
        (String::new(), "<p>Por Inés García</p>", one("Inés García", Visible)),
        (String::new(), "<p>Written by</p><p>Clara Whitcombe</p>", one("Clara Whitcombe", Visible)),
        (String::new(), "<p>Reviewed by</p><p>Clara Whitcombe</p>", vec![]),
        (String::new(), "<p><a href=/authors/clara>Clara Whitcombe</a></p>", one("Clara Whitcombe", Visible)),
        (String::new(), "<div class=post-author>Clara Whitcombe</div>", one("Clara Whitcombe", Visible)),
        (String::new(), "<p>Clara Whitcombe</p><p>12 February 2025</p>", one("Clara Whitcombe", Guessed)),
        (String::new(), "<p>By <span>Jane Doe</span><span>John Roe</span></p>", one("Jane Doe, John Roe", Visible)),
        (String::new(), "<p class=byline><span>Jane Doe</span><span>John Roe</span></p>", one("Jane Doe, John Roe", Visible)),
        (String::new(), "<p class=byline>Melby Police Department</p>", vec![]),
        ("<meta property=og:site_name content='Harbour Light'>".to_owned(), "<p>By Harbour Light</p>", one("Harbour Light", Guessed)),
        (String::new(), "<p>By submitting, you agree to our terms</p>", vec![]),
        ("<meta name=citation_author content='Whitcombe, Clara'><meta name=citation_author content='Pike, Jon'>".to_owned(), "", vec![("Clara Whitcombe".to_owned(), Structured), ("Jon Pike".to_owned(), Structured)]),
    ] {
        assert_eq!(authors(&head, above), found, "{head}{above}");
    }
}

#[test]
fn microdata_says_what_json_says() {
    let body = format!(
        "<article itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Ferry to sail</h1>\
         <div itemprop=author itemscope itemtype='https://schema.org/Person'><span itemprop=name>Clara Whitcombe</span></div>\
         <meta itemprop=datePublished content=2025-02-12><p>{TEXT}</p></article>"
    );
    let facts = facts("", &body);
    assert_eq!(facts.types, ["NewsArticle"]);
    assert_eq!(facts.authors[0].place, "microdata author");
    assert_eq!(facts.published.unwrap().place, "microdata datePublished");
}

#[test]
fn an_outlet_is_borne_out_by_its_host() {
    let head = format!(
        "{}<meta property=og:site_name content='Harbour Gazette | Ships | Tides'>",
        json("\"publisher\":{\"name\":\"Sitemaker\"}")
    );
    assert_eq!(facts(&head, TEXT).outlet.unwrap().value, "Harbour Gazette");
    let head = json("\"publisher\":{\"name\":\"The Island Trust\"}");
    assert_eq!(facts(&head, TEXT).outlet.unwrap().value, "The Island Trust");
}

#[test]
fn an_address_is_one_of_the_same_site() {
    let url = |head: &str| facts(head, TEXT).url.unwrap().value.to_string();
    assert_eq!(
        url("<link rel=canonical href=/news/ferry-2>"),
        "https://www.harbourgazette.example/news/ferry-2"
    );
    assert_eq!(url("<link rel=canonical href=/>"), "https://www.harbourgazette.example/news/ferry");
    assert_eq!(
        url("<meta property=og:url content=www.harbourgazette.example/f>"),
        "https://www.harbourgazette.example/f"
    );
    let other = facts("<link rel=canonical href=https://islandpost.example/f>", TEXT);
    assert_eq!(other.url.unwrap().value.as_str(), "https://www.harbourgazette.example/news/ferry");
    assert_eq!(other.based_on.unwrap().value.as_str(), "https://islandpost.example/f");
}

#[test]
fn a_text_in_another_language_than_its_page_says_so() {
    let german = "<p>Die Fähre zu den nördlichen Inseln wird ab der ersten Woche des Frühlings zweimal am Tag fahren, \
                  sagte das Hafenamt am Montag, und der neue Fahrplan soll noch vor dem Ende des Monats für alle \
                  gedruckt werden, die dort wohnen. Wer schon eine Karte gekauft hat, kann sie weiter benutzen, und \
                  wer keine hat, bekommt sie wie bisher am Schalter oder an Bord des Schiffes, solange Plätze frei sind.</p>";
    let found = facts("", german).language.unwrap();
    assert_eq!((&*found.value, found.provenance), ("de", Provenance::Visible));
    let found = facts("", &format!("<p>{TEXT}</p>")).language.unwrap();
    assert_eq!((&*found.value, found.provenance), ("en", Provenance::Structured));
}

#[test]
fn hostile_pages_are_read_in_time() {
    for piece in [
        "<time datetime=2025-02-12>12 Feb 2025</time>", "<h1>By Ann Lee</h1>", "<p class=author>1/2/2025",
        "<i itemscope itemtype=Article></i>", "datePublished", "<h2>one - two | three",
    ] {
        let facts = facts("", &piece.repeat(25_000));
        assert!(facts.authors.len() <= 1, "{piece}");
    }
}

#[test]
fn a_name_that_stands_apart_from_an_unsigned_text_is_no_certain_author() {
    let text = format!("<article><h1>Ferry to sail twice a day</h1><p>{TEXT}</p><p>{TEXT}</p></article>");
    for apart in [
        "<section class=latest><h2>Latest</h2><div class=card><h3><a href=/2>Ice in the port</a></h3><span class=author>By Ann Lee</span></div></section>",
        "<section><h2>Ice in the port</h2><p>By Ann Lee</p></section>",
        "<div class=teaser><h3>Ice in the port</h3><p class=byline>By Ann Lee</p></div>",
        "<aside><h3>Opinion</h3><p><a href=/2>Why the ice must go</a></p><p>By Ann Lee</p></aside>",
        "<div class=podcast><h3>Port talk</h3><p>By Ann Lee and Sam Dale</p></div>",
        "<div class=newsletter><p>By Ann Lee</p></div>",
    ] {
        for body in [format!("{text}{apart}"), format!("{apart}{text}")] {
            let found = facts("", &format!("<main>{body}</main>")).authors;
            assert!(found.iter().all(|found| found.is_guess()), "{body}: {found:?}");
        }
    }
    // Staff wrote it.
    for line in ["By Staff", "Redaktion · 12 February 2025", "By the Harbour Gazette"] {
        let head = "<meta property=og:site_name content='Harbour Gazette'>";
        let body = format!(
            "<main><article><h1>Ferry to sail twice a day</h1><p>{line}</p><p>{TEXT}</p></article><div class=more><p>By Ann Lee</p></div></main>"
        );
        assert!(facts(head, &body).authors.is_empty(), "{line}");
    }
    // What stands in the text's own elements is certain.
    for body in [
        format!(
            "<main><article><h1>Ferry to sail twice a day</h1><p>By Ann Lee</p><p>{TEXT}</p></article></main>"
        ),
        format!(
            "<main><article><h1>Ferry to sail twice a day</h1><p>{TEXT}</p><p>{TEXT}</p><p>By Ann Lee</p></article></main>"
        ),
        format!(
            "<main><header><p>By Ann Lee</p><h1>Ferry to sail twice a day</h1></header><p>{TEXT}</p></main>"
        ),
    ] {
        let found = facts("", &body).authors;
        let certain: Vec<&str> =
            found.iter().filter(|found| !found.is_guess()).map(|found| &*found.value).collect();
        assert_eq!(certain, ["Ann Lee"], "{body}");
    }
}
