//! The interface texts that come with the program.

use std::collections::BTreeSet;

fn tree(language: &str) -> serde_yaml::Mapping {
    let path = format!("{}/i18n/{language}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a file of texts");
    serde_yaml::from_str(&text).expect("a mapping")
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[test]
fn ukrainian_says_all_that_english_says() {
    let (english, ukrainian) = (tree("en"), tree("uk"));
    for (key, text) in &english {
        let own = ukrainian.get(key).unwrap_or_else(|| panic!("{key:?} is not said in Ukrainian"));
        if let (Some(text), Some(own)) = (text.as_str(), own.as_str()) {
            assert_eq!(places(text), places(own), "{key:?}");
        }
        // A text with plural forms has those of its own language (Unicode CLDR).
        if let (Some(forms), Some(own)) = (text.as_mapping(), own.as_mapping())
            && forms.contains_key("other")
        {
            let same = own.values().all(|form| Some(form) == own.get("other"));
            for form in ["one", "few", "many"] {
                assert!(same || own.contains_key(form), "{key:?} lacks {form}");
            }
        }
    }
    for key in ukrainian.keys() {
        assert!(english.contains_key(key), "{key:?} is said in Ukrainian alone");
    }
}
