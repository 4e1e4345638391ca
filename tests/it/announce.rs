//! `newsprint announce`, and what `publish` tells: requests that a server of the tests writes down, and answers that go wrong.

mod pings;
mod server;
mod service;
mod smtp;

use std::process::{Command, Output};
use std::sync::Mutex;

use self::service::Service;
use crate::harness::Site;

const NOW: &str = "2025-02-20T12:00";
const LEDGER: &str = "announced.yaml";

fn site(announce: &str) -> Site {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        format!(
            "title: The Desk\nbase_url: https://digest.example/news/\nemail: {{from: Desk <desk@digest.example>}}\n{announce}\n"
        ),
    );
    site.write("content/2025-02-12-one.md", "---\ntitle: One\nsources: [S]\ntopics: [World]\n---\nText.\n");
    let edition = "---\ntitle: \"The week: one\"\ndate: 2025-02-14\nnumber: 12\nsummary: All of it.\n---\n[One](../2025-02-12-one.md)\n";
    site.write("content/editions/2025-02-14.md", edition);
    site
}

fn newsprint(site: &Site, words: &[&str], secrets: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(words).arg("--root").arg(site.path()).args(["--now", NOW]);
    for name in [
        "BUTTONDOWN_API_KEY", "LISTMONK_API_USER", "LISTMONK_API_TOKEN", "MAILCHIMP_API_KEY",
        "NEWSPRINT_SMTP_USER", "NEWSPRINT_SMTP_PASSWORD",
    ] {
        command.env_remove(name);
    }
    command.envs(secrets.iter().copied()).output().expect("newsprint runs")
}

/// What it said, and that it said no secret.
fn ended(output: &Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(!said.contains("SECRET"), "{said}");
    said
}

fn ledger(site: &Site) -> String {
    std::fs::read_to_string(site.path().join(LEDGER)).unwrap_or_default()
}

/// The steps that the ledger has.
fn steps(site: &Site) -> Vec<String> {
    let text = ledger(site);
    text.lines()
        .filter_map(|line| line.strip_prefix("- "))
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("a record");
            record["step"].as_str().expect("a step").to_owned()
        })
        .collect()
}

const BUTTONDOWN: &[(&str, &str)] = &[("BUTTONDOWN_API_KEY", "SECRET-b")];

fn buttondown(service: &Service) -> Site {
    site(&format!("announce: {{mail: {{buttondown: {{server: '{}/v1'}}}}}}", service.address))
}

#[test]
fn buttondown_gets_a_draft_once_and_sends_it_when_asked() {
    let service = Service::new(|_| Some((201, r#"{"id": "em_1", "status": "draft"}"#)));
    let site = buttondown(&service);
    let bare = self::site("announce:\n  mail:\n    buttondown:\n");
    ended(&newsprint(&bare, &["announce", "12", "--dry-run"], &[]), 0);
    let would = ended(&newsprint(&site, &["announce", "12", "--dry-run"], &[]), 0);
    assert!(would.contains("Buttondown would make a draft of The week: one"), "{would}");
    assert!(service.seen().is_empty() && ledger(&site).is_empty());

    let said = ended(&newsprint(&site, &["announce", "latest"], BUTTONDOWN), 0);
    assert!(said.contains("Buttondown has a draft of The week: one"), "{said}");
    let [draft] = &service.seen()[..] else { panic!("one request") };
    assert_eq!(draft.line, "POST /v1/emails");
    assert_eq!(draft.header("Authorization"), "Token SECRET-b");
    assert!(
        draft.header("X-Idempotency-Key").len() == 32
            && draft.header("X-Buttondown-Live-Dangerously").is_empty()
    );
    let body = draft.json();
    assert_eq!((&body["status"], &body["subject"]), (&"draft".into(), &"The week: one".into()));
    assert_eq!(body["canonical_url"], "https://digest.example/news/editions/2025-02-14/");
    let html = body["body"].as_str().expect("a body");
    assert!(
        html.starts_with("<!-- buttondown-editor-mode: plaintext -->\n") && html.contains("One"),
        "{html}"
    );

    let again = ended(&newsprint(&site, &["announce", "12"], BUTTONDOWN), 0);
    assert!(again.contains("has a draft of The week: one since") && service.seen().is_empty(), "{again}");
    ended(&newsprint(&site, &["announce", "12", "--send"], BUTTONDOWN), 0);
    let [sent] = &service.seen()[..] else { panic!("one request") };
    assert_eq!(
        (&*sent.line, sent.header("X-Buttondown-Live-Dangerously")),
        ("PATCH /v1/emails/em_1", "true")
    );
    assert_eq!(sent.json(), serde_json::json!({"status": "about_to_send"}));
    for words in
        [&["announce", "12", "--send"][..], &["announce", "12"], &["announce", "12", "--send", "--again"]]
    {
        let said = ended(&newsprint(&site, words, BUTTONDOWN), 0);
        assert!(said.contains("was sent by Buttondown on") && service.seen().is_empty(), "{said}");
    }
    assert_eq!(steps(&site), ["drafting", "drafted", "sending", "sent"]);
    assert!(!ledger(&site).contains("SECRET"));
    // The ledger is no part of the site.
    let build = newsprint(&site, &["build", "--strict"], &[]);
    assert!(ended(&build, 0).contains("Built"));
}

#[test]
fn listmonk_gets_a_campaign() {
    let service = Service::new(|_| Some((200, r#"{"data": {"id": 7, "status": "draft"}}"#)));
    let site = site(&format!(
        "announce: {{mail: {{listmonk: {{server: '{}/', lists: [3, 4], template: 2}}}}}}",
        service.address
    ));
    let secrets = [("LISTMONK_API_USER", "newsprint"), ("LISTMONK_API_TOKEN", "SECRET-l")];
    ended(&newsprint(&site, &["announce", "12", "--send"], &secrets), 0);
    let [draft, sent] = &service.seen()[..] else { panic!("two requests") };
    assert_eq!(draft.line, "POST /api/campaigns");
    assert_eq!(draft.header("Authorization"), "token newsprint:SECRET-l");
    let body = draft.json();
    assert_eq!((&body["lists"], &body["template_id"]), (&serde_json::json!([3, 4]), &2.into()));
    assert_eq!((&body["type"], &body["content_type"]), (&"regular".into(), &"html".into()));
    assert_eq!(body["from_email"], "Desk <desk@digest.example>");
    assert!(body["altbody"].as_str().expect("a text").contains("One"));
    assert_eq!(
        (&*sent.line, sent.json()),
        ("PUT /api/campaigns/7/status", serde_json::json!({"status": "running"}))
    );
    assert_eq!(steps(&site), ["drafting", "drafted", "sending", "sent"]);
}

#[test]
fn mailchimp_gets_a_campaign_and_its_content() {
    let service = Service::new(|line| {
        Some(if line.ends_with("/campaigns") {
            (200, r#"{"id": "c1", "status": "save"}"#)
        } else {
            (204, "")
        })
    });
    let site = site(&format!(
        "announce: {{mail: {{mailchimp: {{list: a1b2, server: '{}/3.0'}}}}}}",
        service.address
    ));
    let secrets = [("MAILCHIMP_API_KEY", "SECRET-us21")];
    ended(&newsprint(&site, &["announce", "12"], &secrets), 0);
    let [made, filled] = &service.seen()[..] else { panic!("two requests") };
    assert_eq!(made.line, "POST /3.0/campaigns");
    // newsprint:SECRET-us21
    assert_eq!(made.header("Authorization"), "Basic bmV3c3ByaW50OlNFQ1JFVC11czIx");
    let body = made.json();
    assert_eq!((&body["type"], &body["recipients"]["list_id"]), (&"regular".into(), &"a1b2".into()));
    assert_eq!(
        (&body["settings"]["subject_line"], &body["settings"]["from_name"]),
        (&"The week: one".into(), &"Desk".into())
    );
    assert_eq!(
        (&body["settings"]["reply_to"], &body["settings"]["preview_text"]),
        (&"desk@digest.example".into(), &"All of it.".into())
    );
    assert_eq!(filled.line, "PUT /3.0/campaigns/c1/content");
    assert!(filled.json()["html"].as_str().expect("HTML").contains("One"));
    ended(&newsprint(&site, &["announce", "12", "--send"], &secrets), 0);
    let lines: Vec<String> = service.seen().into_iter().map(|seen| seen.line).collect();
    assert_eq!(lines, ["PUT /3.0/campaigns/c1/content", "POST /3.0/campaigns/c1/actions/send"]);
}

#[test]
fn what_goes_wrong_is_said_and_nothing_is_done_twice() {
    let service = Service::new(|_| Some((401, r#"{"detail": "Invalid token."}"#)));
    let site = buttondown(&service);
    let announce = |words: &[&str]| newsprint(&site, &[&["announce", "12"], words].concat(), BUTTONDOWN);
    let said = ended(&newsprint(&site, &["announce", "12"], &[]), 1);
    assert!(said.contains("set BUTTONDOWN_API_KEY") && ledger(&site).is_empty(), "{said}");
    let said = ended(&announce(&[]), 1);
    assert!(
        said.contains(
            "nothing was done: Buttondown does not take the key in BUTTONDOWN_API_KEY (Invalid token.)"
        ),
        "{said}"
    );
    service.answers(|_| Some((429, "")));
    let said = ended(&announce(&[]), 1);
    assert!(said.contains("nothing was done: Buttondown has been asked too often"), "{said}");
    service.answers(|_| Some((400, r#"{"detail": "Subject is too long"}"#)));
    let said = ended(&announce(&[]), 1);
    assert!(said.contains("refuses it with 400 (Subject is too long)"), "{said}");
    assert_eq!(
        steps(&site),
        ["drafting", "not-drafted", "drafting", "not-drafted", "drafting", "not-drafted"]
    );
    service.seen();

    // Whether it has made one nobody knows: it is not asked again before somebody says so.
    for answer in [Some((500, "oops")), None] {
        service.answers(move |_| answer);
        let said = ended(&announce(&["--again"]), 1);
        assert!(said.contains("it may have made a draft of it"), "{said}");
        assert_eq!(service.seen().len(), 1);
        for words in [&[][..], &["--send"], &["--dry-run"]] {
            let said = ended(&announce(words), 1);
            assert!(
                said.contains("Buttondown may have made a draft of it on") && said.contains("--again"),
                "{said}"
            );
        }
        assert!(service.seen().is_empty());
    }
    service.answers(|line| line.starts_with("POST").then_some((201, r#"{"id": "em_1"}"#)));
    let said = ended(&announce(&["--again", "--send"]), 1);
    assert!(said.contains("it may have sent it"), "{said}");
    assert_eq!(service.seen().len(), 2);
    let said = ended(&announce(&["--send"]), 1);
    assert!(said.contains("Buttondown may have sent it on") && service.seen().is_empty(), "{said}");
    service.answers(|_| Some((200, "{}")));
    ended(&announce(&["--send", "--again"]), 0);
    assert_eq!(service.seen()[0].line, "PATCH /v1/emails/em_1");

    site.write(LEDGER, "not: a list\n");
    let said = ended(&announce(&["--send"]), 1);
    assert!(said.contains("announced.yaml cannot be gone by") && service.seen().is_empty(), "{said}");
    site.write(LEDGER, "");
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\nannounce: {mail: {buttondown: {server: 'http://127.0.0.1:1'}}}\n");
    let said = ended(&announce(&[]), 1);
    assert!(said.contains("nothing was done: Buttondown cannot be reached"), "{said}");
}

#[test]
fn a_kill_before_the_answer_sends_nothing_twice() {
    let (sender, asked) = std::sync::mpsc::channel();
    let sender = Mutex::new(sender);
    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = Mutex::new(held);
    let service = Service::new(move |_| {
        let _ = sender.lock().expect("a sender").send(());
        let _ = held.lock().expect("a receiver").recv();
        None
    });
    let site = buttondown(&service);
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command
        .args(["announce", "12", "--send", "--now", NOW, "--root"])
        .arg(site.path())
        .envs(BUTTONDOWN.iter().copied());
    let mut child = command.stderr(std::process::Stdio::null()).spawn().expect("newsprint runs");
    asked.recv_timeout(std::time::Duration::from_secs(60)).expect("a request");
    child.kill().expect("a kill");
    child.wait().expect("an end");
    drop(release);
    service.seen();
    let said = ended(&newsprint(&site, &["announce", "12", "--send"], BUTTONDOWN), 1);
    assert!(said.contains("may have made a draft of it") && service.seen().is_empty(), "{said}");
}

#[test]
fn a_draft_that_was_found_is_the_one_that_is_sent() {
    let service = Service::new(|_| Some((500, "oops")));
    let site = buttondown(&service);
    let send = |code| ended(&newsprint(&site, &["announce", "12", "--send"], BUTTONDOWN), code);
    send(1);
    service.seen();
    service.answers(|_| Some((200, "{}")));
    // Without its identity it is not known which one it is; and nothing is made a second time.
    let drafted = ledger(&site).replace("\"drafting\"", "\"drafted\"");
    site.write(LEDGER, &drafted);
    let said = send(1);
    assert!(said.contains("and not which: write `id:`") && service.seen().is_empty(), "{said}");
    // By hand there is no end of the line, either.
    site.write(LEDGER, drafted.trim_end().replace("\"drafted\"", "\"drafted\",\"id\":17"));
    send(0);
    assert_eq!(service.seen()[0].line, "PATCH /v1/emails/17");
    assert_eq!(steps(&site), ["drafted", "sending", "sent"]);
}

#[test]
fn two_at_once_are_one() {
    let service = Service::new(|_| Some((201, r#"{"id": "em_1"}"#)));
    let site = buttondown(&service);
    site.write(LEDGER, "");
    let other = std::fs::OpenOptions::new().append(true).open(site.path().join(LEDGER)).expect("the ledger");
    other.try_lock().expect("a lock");
    let said = ended(&newsprint(&site, &["announce", "12", "--send"], BUTTONDOWN), 1);
    assert!(said.contains("is being announced at this moment") && service.seen().is_empty(), "{said}");
    drop(other);
    ended(&newsprint(&site, &["announce", "12", "--send"], BUTTONDOWN), 0);
    assert_eq!(service.seen().len(), 2);
}

#[test]
fn what_is_held_back_is_announced_to_nobody() {
    let service = Service::new(|_| Some((201, r#"{"id": "em_1"}"#)));
    let site = buttondown(&service);
    let edition = "---\ntitle: Later\ndate: 2025-03-14\nnumber: 13\n---\n[One](../2025-02-12-one.md)\n";
    site.write("content/editions/2025-03-14.md", edition);
    let said = ended(&newsprint(&site, &["announce", "13"], BUTTONDOWN), 1);
    assert!(said.contains("no edition 13") || said.contains("held back"), "{said}");
    ended(&newsprint(&site, &["announce", "latest"], BUTTONDOWN), 0);
    assert_eq!(service.seen()[0].json()["subject"], "The week: one");
}

#[test]
fn what_is_wrong_with_the_configuration_is_said() {
    for (announce, why) in [
        ("announce: {mail: {buttondown: {key: SECRET}}}", "is a secret, and stands in a file"),
        ("announce: {mail: {mailjet: {}}}", "knows no `mailjet`"),
        ("announce: {mail: {listmonk: {server: 'https://l.example'}}}", "lists` is missing"),
        ("announce: {mail: {listmonk: {lists: [1]}}}", "server` is missing"),
        ("announce: {mail: {listmonk: {server: lists, lists: [1]}}}", "is not a web address"),
        ("announce: {mail: {listmonk: {server: 'http://l.example', lists: [1]}}}", "is not encrypted"),
        ("announce: {mail: {buttondown: {server: 'http://b.example/v1'}}}", "is not encrypted"),
        ("announce: {mail: {mailchimp: {list: a, server: 'http://m.example'}}}", "is not encrypted"),
        ("announce: {mail: {mailchimp: {}}}", "list` is missing"),
        ("announce: {mail: {smtp: {to: a@b.example}}}", "smtp.server` is missing"),
        ("announce: {mail: {smtp: {server: m.example}}}", "smtp.to` is missing"),
        ("announce: {mail: {smtp: {server: m.example, to: []}}}", "smtp.to` is missing"),
        (
            "announce: {mail: {smtp: {server: m.example, to: Ann <a@b.example>}}}",
            "holds no address that mail",
        ),
        (
            "announce: {mail: {smtp: {server: m.example, to: a@b.example, draft: desk}}}",
            "holds no address that mail",
        ),
        ("announce: {mail: {smtp: {server: 'smtp://m.example', to: a@b.example}}}", "is no name of a server"),
        ("announce: {mail: {smtp: {server: 'm.example:25', to: a@b.example}}}", "is no name of a server"),
        (
            "announce: {mail: {smtp: {server: m.example, port: 0, to: a@b.example}}}",
            "must be a whole number from 1",
        ),
        (
            "announce: {mail: {smtp: {server: m.example, to: a@b.example, password: SECRET}}}",
            "is a secret, and stands in a file",
        ),
        (
            "announce: {mail: {smtp: {server: 'u:SECRET@m.example', to: a@b.example}}}",
            "has a user or a password in it",
        ),
        ("announce: {indexnow: short}", "is no key of IndexNow"),
        ("announce: {indexnow: 'with space in it'}", "is no key of IndexNow"),
        ("announce: {index_now: 0123456789abcdef}", "indexnow"),
    ] {
        let output = newsprint(&site(announce), &["build", "--strict"], &[]);
        let said = ended(&output, 1);
        assert!(said.contains(why), "{announce}: {said}");
    }
    let said = ended(&newsprint(&site(""), &["announce", "12"], &[]), 1);
    assert!(said.contains("no mail provider is named"), "{said}");
    for words in
        [&["announce"][..], &["announce", "12", "--changes", "x"], &["announce", "--changes", "x", "--send"]]
    {
        ended(&newsprint(&site(""), words, &[]), 2);
    }
}

#[test]
fn an_older_edition_is_not_announced_in_the_place_of_one_that_is_held_back() {
    let service = Service::new(|_| Some((201, r#"{"id": "em_1", "status": "draft"}"#)));
    let site = buttondown(&service);
    site.write(
        "content/editions/2025-02-15.md",
        "---\ntitle: The next\nnumber: 13\ndraft: true\n---\nText.\n",
    );
    let said = ended(&newsprint(&site, &["announce", "latest"], BUTTONDOWN), 1);
    assert!(said.contains("content/editions/2025-02-15.md is newer, and held back (a draft)"), "{said}");
    assert!(service.seen().is_empty() && ledger(&site).is_empty());
    let would = ended(&newsprint(&site, &["announce", "12", "--dry-run"], &[]), 0);
    assert!(would.contains("it could not yet: set BUTTONDOWN_API_KEY"), "{would}");
}
