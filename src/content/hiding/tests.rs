//! What other tools call it.

use super::*;

#[track_caller]
fn means(lines: &str, expected: Meaning) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let value: Value = serde_yaml::from_str(line).expect("YAML");
        let (key, value) = value.as_mapping().and_then(|map| map.iter().next()).expect("a mapping");
        let key = HidingKey::of(key.as_str().expect("a key")).expect(line);
        assert_eq!(key.meaning(value), expected, "{line}");
    }
}

#[test]
fn what_other_tools_hide() {
    means(
        "draft: true\nDraft: yes\nDRAFT: 'On'\ndraft: 1\ndraft: y\ndraft: 'true'\npublished: false\nPublished: 'no'
        published: 0\npublished: never\nstatus: Draft\nstatus: in review\nstatus: [published, hidden]\nstatus: sent
        post-status: draft\npublish: false\npublish: draft\nprivate: true\nhidden: true\nhide: true\nheadless: true
        render: false\nrender: never\nbuild: {render: never}\n_build: {render: link, list: always}\nbuild: false
        permalink: false\nurl: 'false'\nemail_only: true\nvisibility: members\nvisibility: {tiers: [gold]}
        saveAsDraft: true\nignorePost: yes\nmoderation_state: draft\nreview_state: private\narchived: true\nactive: false
        do_not_publish: true\nstatus: held\nstatus: not ready\naccess: {site.login: true}\npassword: x\npublic: no\nroutable: false\nencrypt: true\nstate: draft",
        Meaning::Hides(From::All),
    );
    means(
        "unlisted: true\neleventyExcludeFromCollections: true\neleventyExcludeFromCollections: [posts]
        build: {list: never}\nbuild: {list: local}\nvisible: false\narticle: false",
        Meaning::Hides(From::Lists),
    );
    means(
        "noIndex: true\nsearchHidden: true\nin_search_index: false\nsitemap: false\nsitemap: {exclude: 'yes'}
        sitemap: {disable: true}\nsearch: {exclude: true}\nsearch: false\nrobots: noindex, nofollow\nrobots: none
        robots: [NoIndex]\nrobots: {index: false}\nhead: [[meta, {name: robots, content: noindex}]]\npagefind: false
        seo: {no_index: true}\nindex: false\nmeta: [{name: robots, content: 'noindex,follow'}]",
        Meaning::Hides(From::Search),
    );
    means(
        "hiddenInHomeList: true\nfeed: false\ncascade: {draft: true}\ncascade: [{build: {render: never}, path: x}]
        eleventyComputed: {permalink: false}",
        Meaning::Hides(From::OneList),
    );
}

#[test]
fn what_hides_nothing() {
    means(
        "draft: false\ndraft: n\npublished: true\npublished: 'yes'\nstatus: publish\nstatus: [published]\nstatus: final
        private: false\nrender: true\nbuild: {render: always, list: always}\nbuild: {publishResources: false}
        visibility: public\npassword: ''\nsitemap: true\nhide: false",
        Meaning::Shows,
    );
    means("status: foo\nstatus: 7", Meaning::Unknown);
    means(
        "draft: perhaps\ndraft: [true]\nhidden: {a: b}\nbuild: {render: sometimes}\nstatus: {a: b}\ndraft: ''",
        Meaning::Unfit,
    );
    means(
        "published: 2025-01-01\npublish: 2025-01-01\nhide: [toc]\npermalink: /a/\nsitemap: {priority: 0.5}\nrobots: index
        search: {boost: 2}\nstate: Ohio\nindex: 0\nhead: [[link, {rel: x}]]\ncascade: {type: docs}\narticle: {a: b}",
        Meaning::Other,
    );
}
