//! Briefs that the server's page of imports adds to editions.

use serde_json::{Value, json};

use super::{PAGE, files, look, post, read, site, unchanged, with};
use crate::serving::Serving;

#[test]
fn a_brief_goes_into_the_edition() {
    let serving = Serving::start(site());
    let found = look(&serving, &json!({ "text": PAGE }));
    let edition = json!("content/editions/2025-02-14.md");
    let ask = with(unchanged(&found), &[("brief", json!(true)), ("edition", edition)]);
    let (status, saved) = post(&serving, "save", &ask);
    assert_eq!((status, &saved["written"], &saved["path"]), (200, &json!(true), &Value::Null), "{saved}");
    assert!(
        read(&serving.site, "content/editions/2025-02-14.md")
            .ends_with("Hello.\n\n[Harbour opens again](https://courier.example/2025/02/harbour \"The Coast Courier\") — TK\n")
    );
    assert_eq!(files(&serving).len(), 2);
}

#[test]
fn a_brief_that_another_edition_has_is_named() {
    let site = site();
    site.write(
        "content/editions/2025-02-13.md",
        "---\ntitle: Earlier\ndate: 2025-02-13\n---\n\n## Ports\n\n[Harbour](http://www.courier.example/2025/02/harbour/)\n",
    );
    let serving = Serving::start(site);
    let found = look(&serving, &json!({ "text": PAGE }));
    let named = "content/editions/2025-02-13.md:8 has that report as a brief already, under “Ports”";
    assert_eq!((&found["known"]["said"], &found["known"]["stops"]), (&json!(named), &json!(false)));
    let edition = json!("content/editions/2025-02-14.md");
    let ask = with(unchanged(&found), &[("brief", json!(true)), ("edition", edition)]);
    let before = read(&serving.site, "content/editions/2025-02-14.md");
    let (status, refused) = post(&serving, "save", &ask);
    assert_eq!((status, &refused["written"]), (200, &json!(false)), "{refused}");
    assert!(refused["known"].as_str().is_some_and(|said| said.starts_with(named)), "{refused}");
    assert_eq!(read(&serving.site, "content/editions/2025-02-14.md"), before);
    let (_, saved) = post(&serving, "save", &with(ask, &[("again", json!(true))]));
    assert_eq!(saved["written"], true, "{saved}");
    let after = read(&serving.site, "content/editions/2025-02-14.md");
    assert!(after.contains("courier.example"));
    // No edition has one twice, even if it is asked for.
    let found = look(&serving, &json!({ "text": PAGE }));
    let ask = [("brief", json!(true)), ("edition", json!("2025-02-14")), ("again", json!(true))];
    let (status, refused) = post(&serving, "save", &with(unchanged(&found), &ask));
    assert!(status == 422 && refused.to_string().contains("has that already"), "{refused}");
    assert_eq!(read(&serving.site, "content/editions/2025-02-14.md"), after);
}

#[test]
fn a_list_goes_into_an_edition() {
    let serving = Serving::start(site());
    let report = |number: usize| {
        format!(
            "<article><h2><a href=\"https://courier.example/2025/02/report-{number}.html\">Report number {number} of the harbour, the bridge and the council</a></h2><p>Short teaser {number}.</p></article>"
        )
    };
    let list: String = (0..12).map(report).collect();
    let page = format!(
        "<!doctype html><html><head><title>Courier: News</title></head><body><h1>News</h1>{list}</body></html>"
    );
    let found = look(&serving, &json!({ "text": page, "url": "https://courier.example/" }));
    assert_eq!(
        (&found["list"], found["briefs"].as_array().map(Vec::len)),
        (&json!(true), Some(12)),
        "{found}"
    );
    let ask = json!({ "number": found["number"], "edition": "content/editions/2025-02-14.md", "cards": [1, 3, 99] });
    let (status, done) = post(&serving, "briefs", &ask);
    assert_eq!((status, done["added"].as_array().map(Vec::len)), (200, Some(2)), "{done}");
    let edition = read(&serving.site, "content/editions/2025-02-14.md");
    assert!(
        edition.contains("[Report number 1 of") && edition.contains("/report-3.html) — TK\n"),
        "{edition}"
    );
    // What it has already is said, and the rest is added.
    let (_, done) = post(&serving, "briefs", &with(ask.clone(), &[("cards", json!([1, 2]))]));
    assert!(done["problems"][0].as_str().is_some_and(|why| why.contains("already")), "{done}");
    assert_eq!(done["added"].as_array().map(Vec::len), Some(1), "{done}");
    let (status, refused) = post(&serving, "briefs", &with(ask, &[("edition", json!("../x"))]));
    assert_eq!(status, 422, "{refused}");
    let (_, all) = post(&serving, "editions", &json!({ "number": found["number"] }));
    assert_eq!(all["editions"][0]["title"], "Friday");
}
