//! Hubs and search engines are told of what changed.

use super::service::Service;
use super::{ended, newsprint, site};
use crate::harness::Site;

/// A site that tells a service of all that changes, with an article that search engines may not know.
fn told(service: &Service) -> Site {
    let announce = format!(
        "feeds: {{hub: '{0}/hub', formats: [rss, json]}}\nannounce: {{indexnow: {{key: 0123456789abcdef, endpoint: '{0}/indexnow'}}}}",
        service.address
    );
    let site = site(&announce);
    site.write("content/2025-02-13-two.md", "---\ntitle: Two\nnoindex: true\nsources: [S]\n---\nText.\n");
    site
}

#[test]
fn hubs_and_search_engines_are_told_of_what_changed() {
    let service = Service::new(|_| Some((202, "")));
    let site = told(&service);
    let away = tempfile::tempdir().expect("a folder");
    let to = away.path().to_string_lossy().into_owned();
    let said = ended(&newsprint(&site, &["publish", "--to", &to], &[]), 0);
    assert!(said.contains("/hub of ") && said.contains("/indexnow of "), "{said}");
    assert_eq!(
        std::fs::read(away.path().join("0123456789abcdef.txt")).expect("the key's file"),
        b"0123456789abcdef"
    );
    let [hub, engine] = &service.seen()[..] else { panic!("two requests") };
    assert_eq!((&*hub.line, hub.header("Content-Type")), ("POST /hub", "application/x-www-form-urlencoded"));
    let fields: Vec<(String, String)> =
        url::form_urlencoded::parse(hub.body.as_bytes()).into_owned().collect();
    assert_eq!(fields[0], ("hub.mode".to_owned(), "publish".to_owned()));
    let has = |name: &str, url: &str| {
        fields.contains(&(name.to_owned(), format!("https://digest.example/news/{url}")))
    };
    assert!(
        has("hub.url", "feed.xml")
            && has("hub.topic", "feed.json")
            && has("hub.url", "topics/world/feed.xml"),
        "{fields:?}"
    );
    assert!(!hub.body.contains("sitemap"));
    assert_eq!(engine.line, "POST /indexnow");
    let body = engine.json();
    assert_eq!((&body["host"], &body["key"]), (&"digest.example".into(), &"0123456789abcdef".into()));
    assert_eq!(body["keyLocation"], "https://digest.example/news/0123456789abcdef.txt");
    let urls: Vec<String> = serde_json::from_value(body["urlList"].clone()).expect("addresses");
    let one = "https://digest.example/news/2025/02/one/".to_owned();
    assert!(urls.contains(&one) && urls.contains(&"https://digest.example/news/".to_owned()), "{urls:?}");
    assert!(
        urls.iter().all(|url| !url.contains("/two/") && !url.contains("feed.") && !url.contains("theme")),
        "{urls:?}"
    );

    // Only what changed; and what is gone.
    site.remove("content/2025-02-12-one.md");
    site.write("content/2025-02-16-three.md", "---\ntitle: Three\nsources: [S]\n---\nText.\n");
    site.write(
        "content/editions/2025-02-14.md",
        "---\ntitle: \"The week: one\"\nnumber: 12\ndate: 2025-02-14\n---\nText.\n",
    );
    ended(&newsprint(&site, &["publish", "--to", &to], &[]), 0);
    let engine = service.seen().pop().expect("a request").json();
    let urls: Vec<String> = serde_json::from_value(engine["urlList"].clone()).expect("addresses");
    assert!(urls.contains(&one) && urls.iter().any(|url| url.ends_with("/three/")), "{urls:?}");
    ended(&newsprint(&site, &["publish", "--to", &to], &[]), 0);
    assert!(service.seen().is_empty(), "nothing has changed");

    // For those who publish in another way.
    let list = away.path().join("changes.txt").to_string_lossy().into_owned();
    let line =
        "added https://digest.example/news/2025/02/three/\nchanged https://digest.example/news/feed.xml\n";
    std::fs::write(&list, line).expect("a list");
    let would = ended(&newsprint(&site, &["announce", "--changes", &list, "--dry-run"], &[]), 0);
    assert!(would.contains("would be told of one address") && service.seen().is_empty(), "{would}");
    ended(&newsprint(&site, &["announce", "--changes", &list], &[]), 0);
    assert_eq!(service.seen().len(), 2);
    // It was published all the same.
    service.answers(|_| Some((403, "")));
    site.write("content/2025-02-17-four.md", "---\ntitle: Four\nsources: [S]\n---\nText.\n");
    let said = ended(&newsprint(&site, &["publish", "--to", &to], &[]), 0);
    assert!(said.contains("warning: not announced: ") && said.contains("refuses it with 403"), "{said}");
    ended(&newsprint(&site, &["announce", "--changes", &list], &[]), 1);
}

/// Of a site whose texts are not read: by its own sitemap and by the names of its feeds.
#[test]
fn what_stands_in_a_folder_is_told_as_a_build_of_it() {
    let service = Service::new(|_| Some((202, "")));
    let site = told(&service);
    let all = |arguments: &[&str]| {
        let away = tempfile::tempdir().expect("a folder");
        let to = away.path().to_string_lossy().into_owned();
        ended(&newsprint(&site, &[&["publish", "--to", &*to], arguments].concat(), &[]), 0);
        service
            .seen()
            .into_iter()
            .map(|request| (request.line.clone(), request.body.clone()))
            .collect::<Vec<_>>()
    };
    let built = all(&[]);
    assert_eq!(built.len(), 2);
    assert_eq!(all(&["--no-build"]), built);
}
