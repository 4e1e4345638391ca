//! An edition by SMTP: what a server of mail gets, and what is done when it does not want it.

use std::process::Stdio;
use std::sync::Mutex;

use mail_parser::MessageParser;

use super::server::{Answer, Server};
use super::{LEDGER, NOW, Site, ended, ledger, newsprint, steps};

const LOGIN: &[(&str, &str)] = &[("NEWSPRINT_SMTP_USER", "desk"), ("NEWSPRINT_SMTP_PASSWORD", "SECRET s")];
/// `\0desk\0SECRET s`
const AUTH: &str = "AUTH PLAIN AGRlc2sAU0VDUkVUIHM=";

fn site(host: &str, port: u16) -> Site {
    super::site(&format!(
        "announce: {{mail: {{smtp: {{server: {host}, port: {port}, to: [digest@lists.example, partners@lists.example], draft: chief@digest.example}}}}}}"
    ))
}

fn here(server: &Server) -> Site {
    site("127.0.0.1", server.port)
}

/// What `newsprint email` prints.
fn printed(site: &Site) -> String {
    let output = newsprint(site, &["email", "12"], &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("ASCII")
}

fn header<'m>(message: &'m str, name: &str) -> &'m str {
    let (head, _) = message.split_once("\r\n\r\n").expect("a head");
    let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_else(|| panic!("no {name} in {head}"))
}

#[test]
fn a_draft_goes_to_the_desk_and_the_edition_to_the_list() {
    let server = Server::new();
    let site = here(&server);
    let dry = |words: &[&str]| ended(&newsprint(&site, &[words, &["--dry-run"]].concat(), &[]), 0);
    let would = dry(&["announce", "12"]);
    assert!(
        would.contains("127.0.0.1 would make a draft of The week: one (")
            && would.contains(" for chief@digest.example"),
        "{would}"
    );
    let would = dry(&["announce", "12", "--send"]);
    assert!(
        would.contains("would send The week: one (")
            && would.contains(" to digest@lists.example, partners@lists.example"),
        "{would}"
    );
    assert!(server.seen().is_empty() && ledger(&site).is_empty());

    let said = ended(&newsprint(&site, &["announce", "latest"], LOGIN), 0);
    assert!(said.contains("127.0.0.1 has a draft of The week: one for chief@digest.example"), "{said}");
    let [draft] = &server.seen()[..] else { panic!("one connection") };
    assert_eq!(
        draft.commands,
        [
            "EHLO [127.0.0.1]", AUTH, "MAIL FROM:<desk@digest.example>", "RCPT TO:<chief@digest.example>",
            "DATA", ".", "QUIT"
        ]
    );
    // Byte for byte, but for what makes it a draft.
    let (printed, draft) = (printed(&site), draft.message());
    let id = header(&printed, "Message-ID");
    let of_draft = id.replace('<', "<draft.");
    assert_eq!(header(&draft, "To"), "<chief@digest.example>");
    assert_eq!(
        (header(&draft, "Subject"), header(&draft, "Message-ID")),
        ("[Draft] The week: one", &*of_draft)
    );
    let as_edition = |message: &str, to: &str| {
        let message = message.replacen(&format!("To: {to}\r\n"), "", 1);
        message.replacen("Subject: [Draft] ", "Subject: ", 1).replacen(&of_draft, id, 1)
    };
    assert_eq!(as_edition(&draft, "<chief@digest.example>"), printed);

    let again = ended(&newsprint(&site, &["announce", "12"], LOGIN), 0);
    assert!(again.contains("has a draft of The week: one for chief@digest.example since"), "{again}");
    assert!(server.seen().is_empty());

    let said = ended(&newsprint(&site, &["announce", "12", "--send"], LOGIN), 0);
    assert!(
        said.contains("127.0.0.1 sends The week: one to digest@lists.example, partners@lists.example"),
        "{said}"
    );
    let [sent] = &server.seen()[..] else { panic!("one connection") };
    assert_eq!(
        sent.commands[2..],
        [
            "MAIL FROM:<desk@digest.example>", "RCPT TO:<digest@lists.example>",
            "RCPT TO:<partners@lists.example>", "DATA", ".", "QUIT"
        ]
    );
    assert_eq!(as_edition(&sent.message(), "<digest@lists.example>, <partners@lists.example>"), printed);
    for words in
        [&["announce", "12", "--send"][..], &["announce", "12"], &["announce", "12", "--send", "--again"]]
    {
        let said = ended(&newsprint(&site, words, LOGIN), 0);
        assert!(said.contains("was sent by 127.0.0.1 on") && server.seen().is_empty(), "{said}");
    }
    assert_eq!(steps(&site), ["drafting", "drafted", "sending", "sent"]);
    assert!(!ledger(&site).contains("SECRET"));
}

#[test]
fn the_edition_needs_no_draft_and_no_login() {
    let server = Server::new();
    let site = super::site(&format!(
        "announce: {{mail: {{smtp: {{server: localhost, port: {}, to: digest@lists.example}}}}}}",
        server.port
    ));
    server.says("MAIL", "530 5.7.0 Authentication required");
    let said = ended(&newsprint(&site, &["announce", "12", "--send"], &[]), 1);
    assert!(
        said.contains("localhost refuses it with 530 (desk@digest.example: 5.7.0 Authentication required; ")
            && said.contains("NEWSPRINT_SMTP_PASSWORD are not set"),
        "{said}"
    );
    server.answers(|_| None);
    server.seen();
    // What was not sent left no draft: there is one to be made.
    let would = ended(&newsprint(&site, &["announce", "12", "--dry-run"], &[]), 0);
    assert!(would.contains("would make a draft of") && would.contains("for desk@digest.example"), "{would}");
    ended(&newsprint(&site, &["announce", "12", "--send"], &[]), 0);
    let [sent] = &server.seen()[..] else { panic!("one connection") };
    assert_eq!(sent.commands[1..3], ["MAIL FROM:<desk@digest.example>", "RCPT TO:<digest@lists.example>"]);
    assert_eq!(steps(&site), ["sending", "not-sent", "sending", "sent"]);
    let half = newsprint(&site, &["announce", "latest"], &LOGIN[..1]);
    assert!(ended(&half, 0).contains("was sent by localhost on"));
}

#[test]
fn letters_of_any_script_and_lines_of_dots_arrive_as_they_are() {
    let server = Server::new();
    let site = here(&server);
    let text = format!("Їжаки.\n\n.\n\n..\n\n.{}\n\n[One](../2025-02-12-one.md)\n", "dot ".repeat(60));
    site.write(
        "content/editions/2025-02-14.md",
        format!("---\ntitle: Їжаки й порти 🦔\ndate: 2025-02-14\nnumber: 12\n---\n{text}"),
    );
    ended(&newsprint(&site, &["announce", "12", "--send"], LOGIN), 0);
    let [sent] = &server.seen()[..] else { panic!("one connection") };
    let received = sent.message();
    assert!(
        received.is_ascii() && received.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n'))
    );
    let message = MessageParser::default().parse(received.as_bytes()).expect("a message");
    assert_eq!(message.subject(), Some("Їжаки й порти 🦔"));
    let published = |kind: &str| {
        let output = newsprint(&site, &["email", "12", kind], &[]);
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let same = |one: &str, other: &str| assert_eq!(one.replace("\r\n", "\n").trim_end(), other.trim_end());
    same(&message.body_text(0).expect("text"), &published("--text"));
    same(&message.body_html(0).expect("HTML"), &published("--html"));
    assert!(message.body_text(0).expect("text").contains("\n.dot dot "), "{received}");
}

#[test]
fn a_refusal_is_no_delivery_and_may_be_tried_again() {
    let server = Server::new();
    let site = here(&server);
    let announce = |secrets: &[(&str, &str)]| ended(&newsprint(&site, &["announce", "12"], secrets), 1);
    for missing in [&LOGIN[..1], &LOGIN[1..]] {
        let said = announce(missing);
        assert!(
            said.contains("is set, and NEWSPRINT_SMTP_") && said.contains(" is not: set both, or none"),
            "{said}"
        );
    }
    assert!(server.seen().is_empty() && ledger(&site).is_empty());
    let mut tries = 0;
    for (command, answer, why) in [
        ("", "554 5.3.2 Closed", "refuses it with 554 (5.3.2 Closed)"),
        ("EHLO", "250 mail.test.example", "offers no way to log in by user and password"),
        (
            "AUTH",
            "535 5.7.8 Wrong",
            "does not take the user and the password in NEWSPRINT_SMTP_USER and NEWSPRINT_SMTP_PASSWORD (5.7.8 Wrong)",
        ),
        ("AUTH", "454 4.7.0 Later", "refuses it with 454 (4.7.0 Later)"),
        ("RCPT", "550 5.1.1 Unknown", "refuses it with 550 (chief@digest.example: 5.1.1 Unknown)"),
        ("DATA", "451 4.3.0 Later", "refuses it with 451 (4.3.0 Later)"),
        (".", "452 4.3.1 Full", "refuses it with 452 (4.3.1 Full)"),
        (".", "554 5.6.0 Spam", "refuses it with 554 (5.6.0 Spam)"),
    ] {
        server.says(command, answer);
        let said = announce(LOGIN);
        assert!(said.contains("nothing was done: 127.0.0.1 ") && said.contains(why), "{command}: {said}");
        let [session] = &server.seen()[..] else { panic!("one connection") };
        assert_eq!(session.commands.contains(&".".to_owned()), command == ".", "{command}: {session:?}");
        tries += 1;
    }
    // Some repeat what they refuse.
    server.answers(|asked| {
        asked.starts_with("AUTH").then(|| Answer::Say(format!("501 5.5.2 Not understood: {asked} SECRET s")))
    });
    let said = announce(LOGIN);
    assert!(said.contains("does not take the user and the password") && !said.contains(AUTH), "{said}");
    for command in ["", "EHLO", "MAIL", "RCPT", "DATA"] {
        server.hangs_up(command);
        let said = announce(LOGIN);
        assert!(said.contains("nothing was done: 127.0.0.1 cannot be reached"), "{command}: {said}");
        tries += 1;
    }
    assert_eq!(steps(&site), ["drafting", "not-drafted"].repeat(tries + 1));
    server.answers(|_| None);
    ended(&newsprint(&site, &["announce", "12"], LOGIN), 0);
    // One of two that are not taken is both.
    server.seen();
    server.says("RCPT TO:<partners", "550 5.1.1 Unknown");
    let said = ended(&newsprint(&site, &["announce", "12", "--send"], LOGIN), 1);
    assert!(said.contains("(partners@lists.example: 5.1.1 Unknown)"), "{said}");
    assert!(!server.seen()[0].commands.contains(&"DATA".to_owned()));
    let said = ended(&newsprint(&site, &["announce", "12"], LOGIN), 0);
    assert!(said.contains("has a draft of"), "{said}");

    let nobody = super::site("announce: {mail: {smtp: {server: 127.0.0.1, port: 1, to: a@b.example}}}");
    let said = ended(&newsprint(&nobody, &["announce", "12"], &[]), 1);
    assert!(said.contains("nothing was done: 127.0.0.1 cannot be reached"), "{said}");
}

#[test]
fn what_ends_after_the_whole_message_is_not_sent_again() {
    let server = Server::new();
    let site = here(&server);
    let announce =
        |words: &[&str], code| ended(&newsprint(&site, &[&["announce", "12"], words].concat(), LOGIN), code);
    server.hangs_up(".");
    let said = announce(&[], 1);
    assert!(
        said.contains("it may have made a draft of it: look whether chief@digest.example has got it"),
        "{said}"
    );
    assert!(!server.seen()[0].data.is_empty());
    for words in [&[][..], &["--send"], &["--dry-run"]] {
        let said = announce(words, 1);
        assert!(
            said.contains("127.0.0.1 may have made a draft of it on") && said.contains("--again"),
            "{said}"
        );
        assert!(!said.contains("as its `id`"), "it has one: {said}");
    }
    assert!(server.seen().is_empty());
    // It was there: by hand.
    site.write(LEDGER, ledger(&site).replace("\"drafting\"", "\"drafted\""));
    assert!(announce(&[], 0).contains("has a draft of"));
    let said = announce(&["--send"], 1);
    assert!(said.contains("it may have sent it: look whether digest@lists.example, partners@"), "{said}");
    server.seen();
    let said = announce(&["--send"], 1);
    assert!(said.contains("127.0.0.1 may have sent it on") && server.seen().is_empty(), "{said}");
    server.answers(|_| None);
    announce(&["--send", "--again"], 0);
    assert_eq!(server.seen().len(), 1);
    assert_eq!(steps(&site), ["drafted", "sending", "sending", "sent"]);
}

#[test]
fn a_kill_before_the_answer_sends_nothing_twice() {
    let server = Server::new();
    let site = here(&server);
    let (sender, asked) = std::sync::mpsc::channel();
    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = Mutex::new(held);
    server.answers(move |command| {
        if command == "." {
            let _ = sender.send(());
            let _ = held.lock().expect("a receiver").recv();
        }
        None
    });
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["announce", "12", "--send", "--now", NOW, "--root"]).arg(site.path());
    let mut child =
        command.envs(LOGIN.iter().copied()).stderr(Stdio::null()).spawn().expect("newsprint runs");
    asked.recv_timeout(std::time::Duration::from_secs(60)).expect("a message");
    child.kill().expect("a kill");
    child.wait().expect("an end");
    drop(release);
    server.seen();
    let said = ended(&newsprint(&site, &["announce", "12", "--send"], LOGIN), 1);
    assert!(said.contains("may have sent it on") && server.seen().is_empty(), "{said}");
    server.answers(|_| None);
    ended(&newsprint(&site, &["announce", "12", "--send", "--again"], LOGIN), 0);
    assert_eq!(steps(&site), ["sending", "sending", "sent"]);
}

/// 0.0.0.0 is this machine, too, but does not look so; on systems that have it.
#[cfg(unix)]
#[test]
fn without_encryption_nothing_is_sent_to_another_machine() {
    let server = Server::elsewhere(false);
    let site = site("0.0.0.0", server.port);
    let said = ended(&newsprint(&site, &["announce", "12"], LOGIN), 1);
    assert!(said.contains("nothing was done: 0.0.0.0 offers no encryption (STARTTLS)"), "{said}");
    assert_eq!(server.seen()[0].commands, ["EHLO [127.0.0.1]", "QUIT"]);
}

/// Where the system's certificates are files that a variable may name.
#[cfg(target_os = "linux")]
#[test]
fn encryption_begins_with_a_certificate_that_is_trusted() {
    let server = Server::elsewhere(true);
    let site = site("0.0.0.0", server.port);
    let said = ended(&newsprint(&site, &["announce", "12"], LOGIN), 1);
    assert!(said.contains("nothing was done: 0.0.0.0 cannot be reached"), "{said}");
    assert_eq!(server.seen()[0].commands, ["EHLO [127.0.0.1]", "STARTTLS"]);
    let certificate = crate::harness::fixture("it/announce/server.crt");
    let certificate = certificate.to_string_lossy();
    let trusted = [LOGIN, &[("SSL_CERT_FILE", &*certificate)]].concat();
    ended(&newsprint(&site, &["announce", "12"], &trusted), 0);
    let [draft] = &server.seen()[..] else { panic!("one connection") };
    assert_eq!(draft.commands[..4], ["EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]", AUTH]);
    assert!(draft.is_encrypted && draft.message().contains("Subject: [Draft] The week: one"));
}

#[test]
fn what_a_message_needs_is_asked_for() {
    let server = Server::new();
    let site = here(&server);
    let config = std::fs::read_to_string(site.path().join("newsprint.yaml")).expect("the configuration");
    site.write("newsprint.yaml", config.replace("email: {from: Desk <desk@digest.example>}\n", ""));
    for words in [&["announce", "12"][..], &["announce", "12", "--send", "--dry-run"]] {
        let said = ended(&newsprint(&site, words, LOGIN), 1);
        assert!(
            said.contains("nobody is named who sends the e-mail") && said.contains("email: {from: "),
            "{said}"
        );
    }
    assert!(server.seen().is_empty() && ledger(&site).is_empty());
    let tag = "email: {from: desk@digest.example, unsubscribe: '{{unsubscribe_url}}'}";
    site.write("newsprint.yaml", config.replace("email: {from: Desk <desk@digest.example>}", tag));
    let said = ended(&newsprint(&site, &["announce", "12", "--dry-run"], LOGIN), 0);
    assert!(said.contains("127.0.0.1 puts nothing in the place of `{{unsubscribe_url}}`"), "{said}");
}
