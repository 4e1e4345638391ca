//! Words that the sending service fills in, among them the address to unsubscribe at.

use super::{HTML, TEXT, eml, header, parsed, site};

#[test]
fn merge_tags_are_printed_as_they_are_written() {
    for tag in [
        "*|UNSUB|*", "{{ unsubscribe }}", "<%unsubscribe%>", "[[unsubscribe_link]]", "{{{a \"b\" & <c>}}}",
        "%%unsubscribe%%", "https://brief.example/u?id={{ id }}&x=<%y%>",
    ] {
        let config = format!(
            "email:\n  from: digest@brief.example\n  unsubscribe: '{tag}'\n  one_click: true\n  merge_tags: {{more: '{tag}'}}\n"
        );
        let site = site(&config);
        let tree = site.built(&[]);
        let html = String::from_utf8(tree[HTML].clone()).expect("UTF-8");
        assert!(html.contains(&format!("<a href=\"{tag}\"")), "{tag}: {html}");
        assert!(site.page(TEXT).contains(&format!("Unsubscribe: {tag}\n")), "{tag}: {}", site.page(TEXT));
        let bytes = eml(&site, &["1"]);
        assert_eq!(header(&bytes, "List-Unsubscribe").as_deref(), Some(&*format!("<{tag}>")));
        assert_eq!(header(&bytes, "List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
        let message = parsed(&bytes);
        assert!(message.body_html(0).expect("HTML").contains(&format!("<a href=\"{tag}\"")), "{tag}");
        assert!(message.body_text(0).expect("text").contains(tag), "{tag}");
    }
}

#[test]
fn addresses_to_unsubscribe_at_stand_in_the_header() {
    let site = site(concat!(
        "email:\n  from: digest@brief.example\n  unsubscribe: https://brief.example/u?a=1&b=2\n",
        "  list_unsubscribe:\n  - https://brief.example/u?a=1&b=2\n  - mailto:leave@brief.example?subject=unsubscribe\n  one_click: true\n",
    ));
    site.built(&[]);
    let bytes = eml(&site, &["1"]);
    let list = "<https://brief.example/u?a=1&b=2>, <mailto:leave@brief.example?subject=unsubscribe>";
    assert_eq!(header(&bytes, "List-Unsubscribe").as_deref(), Some(list));
    assert!(site.page(HTML).contains("href=\"https://brief.example/u?a=1&amp;b=2\""), "{}", site.page(HTML));
    assert!(site.page(TEXT).contains("Unsubscribe: <https://brief.example/u?a=1&b=2>\n"));
}

#[test]
fn a_template_may_print_merge_tags_of_its_own() {
    let site = site("email: {merge_tags: {settings: '<%settings%>'}}\n");
    site.write(
        "templates/email.html",
        "<html><head><style>p { color: red }</style></head><body><p>{{ mail.merge_tags.settings }}</p>{{ edition.title }}</body></html>",
    );
    site.built(&[]);
    let html = site.page(HTML);
    assert!(html.contains("<p style=\"color:red\"><%settings%></p>The first"), "{html}");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{html}");
}
