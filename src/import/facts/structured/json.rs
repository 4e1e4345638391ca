//! JSON as programs write it into pages, with the faults that they have in common.

use serde_json::Value;

/// JSON as pages have it: in comments, with line ends within texts, or a semicolon at its end.
pub(super) fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim().trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    let read = |text: &str| serde_json::from_str(text).ok();
    read(text).or_else(|| {
        // Control characters have to be escaped within texts (RFC 8259, section 7); between values a space will do.
        let plain: String =
            text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
        read(&plain).or_else(|| read(&without_trailing_commas(&plain)))
    })
}

fn without_trailing_commas(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let (mut is_text, mut is_escaped) = (false, false);
    for character in text.chars() {
        if !is_text && matches!(character, '}' | ']') {
            let end = all.trim_end().len();
            if all[..end].ends_with(',') {
                all.truncate(end - 1);
            }
        }
        if character == '"' && !is_escaped {
            is_text = !is_text;
        }
        is_escaped = character == '\\' && !is_escaped;
        all.push(character);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn common_faults_are_forgiven() {
        for text in [
            "{\"a\":[1]}", "<!-- {\"a\":[1]} -->", "//<![CDATA[\n{\"a\":[1]}\n//]]>", "{\"a\":[1,],};",
            "{\"a\":\n[1]}\n",
        ] {
            assert_eq!(parse(text).expect(text)["a"][0], 1);
        }
        assert_eq!(parse("{\"a\":\"one\ntwo,]\",}").unwrap()["a"], "one two,]");
        assert_eq!(parse("{\"a\":"), None);
    }
}
