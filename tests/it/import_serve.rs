//! The server's page of imports: what it finds and writes; `briefs` what it adds to editions, `gate` who may not make it
//! write.

mod briefs;
mod gate;

use std::process::Command;

use serde_json::{Value, json};

use crate::harness::{NOW, Site, run};
use crate::serving::{Reply, Serving};

/// A page with everything that a page has, of a host that nobody has.
const PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Harbour opens again | The Coast Courier</title>
<meta property="og:site_name" content="The Coast Courier">
<link rel="canonical" href="https://courier.example/2025/02/harbour">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour opens again",
"datePublished":"2025-02-11T09:30:00+01:00","author":{"@type":"Person","name":"Mara Lindt"},
"publisher":{"@type":"Organization","name":"The Coast Courier"}}</script></head><body>
<nav><a href="/">Front page</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour opens again</h1>
<p>The harbour of the town took in its first ship on Tuesday, eleven weeks after the storm had closed it to all traffic.</p>
<p>Divers had searched the basin for wreckage since the beginning of the year, the harbour master said in the morning.</p>
<p>Two more ferries are expected before the weekend, and the <a href="https://port.example/plan">timetable</a> is out.</p>
<p>Fishermen may leave from the northern pier alone until the last crane has been mended, which may take until May.</p>
</article><footer>All rights reserved by the publisher of this page.</footer></body></html>"#;

fn site() -> Site {
    Site::with(&[
        (
            "content/2025-02-12-talks.md",
            "---\ntitle: Talks\ntopics: Trade\nsources: [{name: Other, url: 'https://other.example/talks'}]\n---\nText.\n",
        ),
        ("content/editions/2025-02-14.md", "---\ntitle: Friday\nnumber: 1\ndraft: true\n---\n\nHello.\n"),
    ])
}

/// The token that the page has.
fn token(serving: &Serving) -> String {
    let page = serving.get("/__newsprint/import").text();
    let (_, rest) = page.split_once("newsprint-token\" content=\"").expect("a token");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// What the page's script would send.
fn head(serving: &Serving) -> Vec<(&'static str, String)> {
    vec![
        ("Host", "localhost".to_owned()),
        ("Origin", "http://localhost".to_owned()),
        ("Content-Type", "application/json".to_owned()),
        ("X-Newsprint-Token", token(serving)),
        ("Sec-Fetch-Site", "same-origin".to_owned()),
    ]
}

fn send(serving: &Serving, name: &str, head: &[(&str, String)], body: &str) -> Reply {
    let mut request = format!("POST /__newsprint/import/{name} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in head {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !head.iter().any(|(name, _)| *name == "Content-Length") {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    serving.raw(format!("{request}\r\n{body}"))
}

fn post(serving: &Serving, name: &str, body: &Value) -> (u16, Value) {
    let reply = send(serving, name, &head(serving), &body.to_string());
    let value = serde_json::from_slice(&reply.body).unwrap_or_else(|_| panic!("{}", reply.head));
    (reply.status, value)
}

fn look(serving: &Serving, body: &Value) -> Value {
    let (status, value) = post(serving, "preview", body);
    assert_eq!(status, 200, "{value}");
    value
}

/// What the form sends when nothing in it was changed.
fn unchanged(found: &Value) -> Value {
    let fields: serde_json::Map<String, Value> = found["fields"]
        .as_object()
        .expect("fields")
        .iter()
        .map(|(name, field)| (name.clone(), field["value"].clone()))
        .collect();
    json!({ "number": found["number"], "fields": fields, "markdown": found["markdown"] })
}

fn with(mut value: Value, changes: &[(&str, Value)]) -> Value {
    for (name, change) in changes {
        value[*name] = change.clone();
    }
    value
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).expect("a file")
}

/// Files of the site's content.
fn files(serving: &Serving) -> Vec<String> {
    let mut names: Vec<String> = walkdir::WalkDir::new(serving.site.path().join("content"))
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.path().file_name()?.to_string_lossy().into_owned()))
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    names
}

#[test]
fn the_page_is_there_and_says_what_may_run_in_it() {
    let serving = Serving::start(site());
    let page = serving.get("/__newsprint/import");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'none'"] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    let text = page.text();
    assert!(
        text.contains("href=\"javascript:") && text.contains("http://localhost/__newsprint/import"),
        "{text}"
    );
    let link = text.split("id=\"bookmarklet\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    assert!(!link.expect("a bookmarklet").contains(&token(&serving)), "no token in the bookmarklet");
    assert!(!text.contains("<script>") && !text.contains("<style") && !text.contains("client.js"), "{text}");
    assert_eq!(
        serving.get("/__newsprint/import.js").header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(serving.get("/__newsprint/import.css").header("content-type"), "text/css; charset=utf-8");
    assert!(
        serving.get("/__newsprint/").text().contains("<a href=\"/__newsprint/import\">Import a page</a>")
    );
    assert_ne!(token(&serving), token(&Serving::start(site())));
}

#[test]
fn a_page_is_looked_at_and_saved_as_the_command_saves_it() {
    let serving = Serving::start(site());
    let found = look(&serving, &json!({ "text": PAGE }));
    let field = |name: &str| (&found["fields"][name]["value"], &found["fields"][name]["from"]);
    assert_eq!(field("title"), (&json!("Harbour opens again"), &json!("the page's own data")));
    assert_eq!(field("author").0, "Mara Lindt");
    assert_eq!(field("outlet").0, "The Coast Courier");
    assert_eq!(field("published").0, "2025-02-11T09:30:00+01:00");
    assert_eq!(field("url").0, "https://courier.example/2025/02/harbour");
    let source = found["source"].as_array().expect("lines");
    let why = |start: &str| {
        let line =
            source.iter().find(|line| line["text"].as_str().is_some_and(|text| text.starts_with(start)));
        line.unwrap_or_else(|| panic!("no {start}"))["why"].clone()
    };
    assert_eq!(why("The harbour of the town"), Value::Null);
    assert!(why("All rights reserved").is_string() && why("Front page").is_string());
    assert_eq!(found["lines"], source.len(), "all of them are shown");
    assert_eq!(found["topics"], json!(["Trade"]));
    assert_eq!(
        found["editions"],
        json!([{ "path": "content/editions/2025-02-14.md", "title": "Friday", "url": "/editions/2025-02-14/" }])
    );

    let ask = with(unchanged(&found), &[("topics", json!(["Trade"]))]);
    let (_, shown) = post(&serving, "save", &with(ask.clone(), &[("dry", json!(true))]));
    assert_eq!(files(&serving).len(), 2, "nothing is written yet");
    let (status, saved) = post(&serving, "save", &ask);
    assert_eq!((status, &saved["written"]), (200, &json!(true)), "{saved}");
    let path = saved["path"].as_str().expect("a path");
    assert_eq!(path, "content/2025-02-15-harbour-opens-again.md");
    let written = read(&serving.site, path);
    assert_eq!(Some(written.as_str()), shown["text"].as_str());

    let other = site();
    other.write("page.html", PAGE);
    let page = other.path().join("page.html");
    let page = page.to_str().expect("a path");
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("import").arg("--root").arg(other.path()).args([page, "--topic", "Trade", "--now", NOW]);
    let run = run(command);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(read(&other, path), written);
    assert!(saved["url"].as_str().is_some_and(|url| url.ends_with("/harbour-opens-again/")), "{saved}");

    // What is there stays as it is.
    let (status, again) = post(&serving, "save", &with(ask, &[("markdown", json!("Other."))]));
    assert_eq!(status, 422, "{again}");
    assert!(again["error"].as_str().is_some_and(|why| why.contains("there is ")), "{again}");
    assert_eq!(read(&serving.site, path), written);
}

#[test]
fn what_is_corrected_is_what_is_written() {
    let serving = Serving::start(site());
    let found = look(&serving, &json!({ "text": PAGE, "kind": "page" }));
    let mut ask = unchanged(&found);
    ask["fields"]["title"] = json!("Ships: \"back\" # in\r\ndraft: false");
    ask["fields"]["author"] = json!("Mara Lindt-Berg");
    ask["fields"]["role"] = json!("Reporter");
    ask["fields"]["published"] = json!("2025-02-10");
    ask["markdown"] = json!("Two words.\r\n\r\nAnd a third.\u{0}");
    ask["slug"] = json!("../../Ships & co");
    let (status, saved) = post(&serving, "save", &ask);
    assert_eq!(status, 200, "{saved}");
    assert_eq!(saved["path"], "content/2025-02-15-ships-co.md");
    let written = read(&serving.site, "content/2025-02-15-ships-co.md");
    for part in [
        "title: 'Ships: \"back\" # in draft: false'\n", "author: Mara Lindt-Berg\n", "role: Reporter\n",
        "published: 2025-02-10\n", "\ndraft: true\n", "---\n\nTwo words.\n\nAnd a third.\n",
    ] {
        assert!(written.contains(part), "{part}\n{written}");
    }
    for (name, value, why) in [
        ("published", "soon", "is no date"),
        ("url", "javascript:alert(1)", "none of the web"),
        ("title", "  ", "no headline"),
    ] {
        let mut ask = unchanged(&found);
        ask["fields"][name] = json!(value);
        let (status, refused) = post(&serving, "save", &ask);
        assert_eq!(status, 422, "{name}");
        assert!(refused["error"].as_str().is_some_and(|said| said.contains(why)), "{refused}");
    }
    let (status, refused) =
        post(&serving, "save", &with(unchanged(&found), &[("topics", json!(["Trades"]))]));
    assert!(status == 422 && refused.to_string().contains("did you mean `Trade`"), "{refused}");
    assert_eq!(files(&serving).len(), 3);
}

#[test]
fn roles_of_several_authors_are_shown_beside_an_empty_field() {
    let serving = Serving::start(site());
    let text = "Bridge is closed for a week\n\nBy Nora Vane, energy reporter, and Al Roe\n\nThe bridge over the river is closed to cars from Monday on, the town said.\n\nBuses take the long way round, and people on foot may cross it all the time.\n";
    let found = look(&serving, &json!({ "text": text, "url": "https://news.example/bridge" }));
    let role = &found["fields"]["role"];
    assert_eq!(
        (&role["value"], &role["from"]),
        (&json!(""), &json!("on the page: Nora Vane: energy reporter"))
    );
    let (status, saved) = post(&serving, "save", &unchanged(&found));
    assert_eq!(status, 200, "{saved}");
    let draft = read(&serving.site, saved["path"].as_str().expect("a path"));
    assert!(draft.contains("    author: Nora Vane, Al Roe  # Nora Vane: energy reporter\n"), "{draft}");
}

#[test]
fn what_the_site_has_is_named() {
    let serving = Serving::start(site());
    let page =
        PAGE.replace("https://courier.example/2025/02/harbour", "https://other.example/talks?utm_source=x");
    let found = look(&serving, &json!({ "text": page }));
    assert_eq!(found["known"]["path"], "content/2025-02-12-talks.md", "{}", found["known"]);
    let (status, refused) = post(&serving, "save", &unchanged(&found));
    assert_eq!((status, &refused["written"]), (200, &json!(false)));
    assert!(refused["known"].as_str().is_some_and(|said| said.contains("2025-02-12-talks.md")), "{refused}");
    assert_eq!(files(&serving).len(), 2);
    let (_, saved) = post(&serving, "save", &with(unchanged(&found), &[("again", json!(true))]));
    assert_eq!(saved["written"], true, "{saved}");
}

#[test]
fn hostile_pages_are_text() {
    let serving = Serving::start(site());
    let page = PAGE
        .replace(
            "Divers had",
            "<img src=x onerror=alert(1)> &lt;script&gt;alert(2)&lt;/script&gt; Divers had",
        )
        .replace(
            "headline\":\"Harbour opens again", "headline\":\"</textarea><script>alert(3)</script> Harbour",
        );
    let reply = send(&serving, "preview", &head(&serving), &json!({ "text": page }).to_string());
    assert_eq!((reply.status, reply.header("content-type")), (200, "application/json"));
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    let found: Value = serde_json::from_slice(&reply.body).expect("JSON");
    let markdown = found["markdown"].as_str().expect("Markdown");
    assert!(markdown.contains("\\<script>alert(2)"), "{markdown}");
    assert!(!markdown.replace("\\<", "").contains('<') && !markdown.contains("onerror"), "{markdown}");
    let (status, saved) = post(&serving, "save", &unchanged(&found));
    assert_eq!(status, 200, "{saved}");
    let written = read(&serving.site, saved["path"].as_str().expect("a path"));
    assert!(written.contains("\ndraft: true\n"), "{written}");
    // What takes too long or is too much is refused, and the server lives on.
    let deep = json!({ "text": format!("<!doctype html>{}", "<div>".repeat(100_000)) });
    assert_eq!(post(&serving, "preview", &deep).0, 422);
    assert_eq!(post(&serving, "preview", &json!({ "text": "a".repeat((8 << 20) + 1) })).0, 422);
    assert_eq!(post(&serving, "preview", &json!({ "text": PAGE, "selector": ":::" })).0, 422);
    assert_eq!(serving.get("/__newsprint/import").status, 200);
}

#[test]
fn pasted_text_and_its_address() {
    let serving = Serving::start(site());
    let text = "Bridge is closed for a week\n\nBy Nora Vane\n\nThe bridge over the river is closed to cars from Monday on, the town said.\n\nBuses take the long way round, and people on foot may cross it all the time.\n";
    let found = look(&serving, &json!({ "text": text, "url": "https://news.example/bridge" }));
    assert_eq!(found["fields"]["title"]["value"], "Bridge is closed for a week");
    assert_eq!(found["fields"]["author"]["value"], "Nora Vane");
    assert_eq!(found["lines"], found["source"].as_array().expect("lines").len(), "all of them are shown");
    let url = &found["fields"]["url"];
    assert_eq!(
        (&url["value"], &url["from"]),
        (&json!("https://news.example/bridge"), &json!("given: the form"))
    );
    let (status, saved) = post(&serving, "save", &unchanged(&found));
    assert_eq!(status, 200, "{saved}");
}

#[test]
fn what_is_ticked_as_right_is_no_guess_anywhere() {
    let serving = Serving::start(site());
    let text = "<!doctype html><html><head><title>Bridge is closed</title></head><body><div><p>The bridge over the river is closed to cars from Monday on, the town said.</p><p>Buses take the long way round, and people on foot may cross it all the time, also at night.</p><p>It was built when nobody had thought of lorries, and it has been mended twice since the last war.</p></div></body></html>";
    let found = look(&serving, &json!({ "text": text, "url": "https://courier.example/2025/02/11/bridge" }));
    let guessed = |field: &(&String, &Value)| field.1["guess"] == true;
    let fields = found["fields"].as_object().expect("fields");
    let sure: Vec<&String> = fields.iter().filter(guessed).map(|(name, _)| name).collect();
    assert!(!sure.is_empty(), "{found}");
    let dry = |sure: Value| {
        let ask = with(unchanged(&found), &[("sure", sure), ("dry", json!(true))]);
        post(&serving, "save", &ask).1["text"].as_str().expect("a text").to_owned()
    };
    let (unsure, surely) = (dry(json!([])), dry(json!(sure)));
    assert!(unsure.contains("# a guess") && !surely.contains("# a guess"), "{unsure}{surely}");
    let without: Vec<&str> =
        unsure.lines().map(|line| line.split("  # a guess").next().unwrap_or(line)).collect();
    assert_eq!(without, surely.lines().collect::<Vec<_>>());
}

#[test]
fn a_word_is_no_address() {
    let serving = Serving::start(site());
    let said = |url: &str| post(&serving, "preview", &json!({ "url": url })).1.to_string();
    assert!(
        said("foo").contains("no address of the web") && said("foo/bar").contains("no address of the web")
    );
    assert!(said("localhost").contains("private network"));
}

/// The page has no flags: it says what can be done with its fields.
#[test]
fn what_can_be_done_is_said_in_the_words_of_the_page() {
    let serving = Serving::start(site());
    let found = look(&serving, &json!({ "text": PAGE }));
    let refused = |changes: &[(&str, Value)], fields: &[(&str, &str)]| {
        let mut ask = with(unchanged(&found), changes);
        for (name, value) in fields {
            ask["fields"][*name] = json!(value);
        }
        post(&serving, "save", &ask).1.to_string()
    };
    let said = [
        (refused(&[("republished", json!(true))], &[]), "its field"),
        (refused(&[], &[("title", "")]), "its field"),
        (refused(&[], &[("title", "!!!")]), "name of the file"),
        (refused(&[], &[("url", "https://other.example/talks")]), "Import it all the same"),
        (
            refused(
                &[("brief", json!(true)), ("edition", json!("content/editions/2025-02-14.md"))],
                &[("url", "")],
            ),
            "its field",
        ),
        (
            look(&serving, &json!({ "text": "<!doctype html><title>Bridge</title>" })).to_string(),
            "form above",
        ),
        (
            look(&serving, &json!({ "text": "A bridge\n\nIt is closed to all cars, the town said." }))
                .to_string(),
            "outlet",
        ),
        (post(&serving, "preview", &json!({ "url": "http://127.0.0.1/" })).1.to_string(), "paste it"),
    ];
    for (said, part) in said {
        assert!(said.contains(part) && !said.contains("--"), "{part}: {said}");
    }
    assert_eq!(files(&serving).len(), 2);
}
