//! What `email:` and `subscribe:` say.

use super::*;

#[test]
fn merge_tags_are_told_from_addresses() {
    for tag in [
        "{{unsubscribe_url}}", "*|UNSUB|*", "<%unsubscribe%>", "[[unsubscribe_link]]", "%%unsubscribe%%",
        "https://example.org/u?id={{ id }}", "https://example.org/*|ID|*", "mailto:{{ leave }}",
        "{$unsubscribe}",
    ] {
        assert!(is_merge_tag(tag), "{tag}");
    }
    for address in ["https://example.org/u?a=1&b=%20*", "mailto:leave@example.org?subject=unsubscribe"] {
        assert!(!is_merge_tag(address), "{address}");
    }
}

fn read(text: &str) -> (Option<Config>, Vec<crate::diagnostic::Diagnostic>) {
    Config::read(Some(format!("title: T\nbase_url: https://a.org/\n{text}").as_bytes()), None)
}

#[test]
fn everything() {
    let (config, said) = read(concat!(
        "email:\n  from: The Desk <desk@a.org>\n  reply_to: {name: Їжак, address: i@a.org}\n",
        "  unsubscribe: '*|UNSUB|*'\n  list_id: digest.a.org\n  address: |\n    One Street\n\n    City\n",
        "  one_click: yes\n  merge_tags: {settings: '{{settings}}'}\n",
        "subscribe: {action: 'https://p.example/s', hidden: {list: 1, empty: ''}, method: GET}\n",
    ));
    assert_eq!(said, []);
    let config = config.expect("a configuration");
    let email = config.email;
    assert_eq!(email.from.unwrap(), Mailbox { name: Some("The Desk".into()), address: "desk@a.org".into() });
    assert_eq!(email.reply_to.unwrap().name.as_deref(), Some("Їжак"));
    assert_eq!(email.list_unsubscribe, ["*|UNSUB|*"]);
    assert_eq!(email.address, ["One Street", "City"]);
    assert!(email.one_click && email.publish);
    assert_eq!(email.merge_tags, [("settings".to_owned(), "{{settings}}".to_owned())]);
    let Some(Subscribe::Form { method, field, hidden, .. }) = config.subscribe else { panic!() };
    assert_eq!((method, field.as_str(), hidden.len()), ("get", "email", 2));
}

#[test]
fn faults() {
    for (text, line) in [
        ("email: {from: nobody}", 3),
        ("email: {from: 'a b@c'}", 3),
        ("email: {from: 'a@b\\nBcc: x@y'}", 3),
        ("email: {unsubscribe: later}", 3),
        ("email: {list_id: digest}", 3),
        ("email: {one_click: true}", 3),
        ("email: {one_click: true, list_unsubscribe: 'mailto:a@b.org'}", 3),
        ("email: {one_click: true, list_unsubscribe: ['https://a.org/1', 'http://a.org/2']}", 3),
        ("email: {one_click: true, list_unsubscribe: ['https://a.org/1', 'https://a.org/2']}", 3),
        ("email: {merge_tags: [x]}", 3),
        ("subscribe: {label: x}", 3),
        ("subscribe: {action: 'javascript:x'}", 3),
        ("subscribe: {action: 'https://a.org', url: 'https://b.org'}", 3),
    ] {
        let (config, said) = read(text);
        assert!(config.is_none(), "{text}");
        assert_eq!(said.iter().filter(|d| d.is_error()).count(), 1, "{text}: {said:?}");
        assert_eq!(said[0].span.unwrap().line, line, "{text}");
    }
}
