//! The other languages of a page: for its readers, and for search engines (`hreflang`).

use super::TranslationView;
use crate::site::Site;

/// The other languages of the site, for the page at an address without base path; `names` are those of all languages.
pub fn views(site: &Site, names: &[String], url: &str) -> Vec<TranslationView> {
    let base = &site.config.base_url;
    let found = site.translations_of(url);
    let own = site.language_number();
    let view = |(number, (language, name)): (usize, (&crate::site::SiteLanguage, &String))| {
        let same = found.iter().find(|other| other.language == number);
        TranslationView {
            language: language.code.clone(),
            name: name.clone(),
            url: base.page(same.map_or(&*language.home, |same| &same.url)),
            exact: same.is_some(),
        }
    };
    let languages = site.languages.iter().zip(names).enumerate();
    languages.filter(|(number, _)| *number != own).map(view).collect()
}

/// What `rel=alternate hreflang` says of a page: each language and its absolute address, the page itself among them, and
/// the site's own language, or else the first, for everybody else (`x-default`). Nothing when there is no other.
pub fn links(site: &Site, url: &str, mut say: impl FnMut(&str, &str)) {
    let found = site.translations_of(url).iter().filter(|other| other.indexed);
    let mut all: Vec<(usize, &str)> = found.map(|other| (other.language, &*other.url)).collect();
    if all.is_empty() {
        return;
    }
    all.push((site.language_number(), url));
    all.sort_unstable();
    let absolute = |url: &str| site.config.base_url.absolute(url);
    for (number, url) in &all {
        say(&site.languages[*number].code, &absolute(url));
    }
    say("x-default", &absolute(all[0].1));
}
