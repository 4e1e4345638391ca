//! Each rule of `newsprint check` with what it finds and what it leaves alone.

use super::{CLEAN, front, site, text, with};
use crate::harness::Site;

/// Each rule with a site that it finds fault with, and one beside it that is fine.
pub(super) fn cases() -> Vec<(&'static str, Site, Site)> {
    let clean = |front: &str, body: &str| with(front, body);
    let in_body = |rule, bad: &str, good: &str| (rule, clean(CLEAN, bad), clean(CLEAN, good));
    let in_front = |rule, key: &str, bad: &str, good: &str| {
        (rule, clean(&front(key, bad), "Text."), clean(&front(key, good), "Text."))
    };
    let mut cases = vec![
        in_body(
            "alt-file-name", "![IMG_2041.jpg](https://pictures.example/IMG_2041.jpg)",
            "![The hall](https://pictures.example/IMG_2041.jpg)",
        ),
        in_front("date-without-time", "date", "date: 2025-03-01", "date: 2025-03-01 06:00"),
        in_front(
            "headline-capitals", "title", "title: TALKS BEGIN IN GENEVA", "title: NATO and EU talk in Geneva",
        ),
        in_front(
            "headline-full-stop", "title", "title: Talks begin in Geneva.", "title: Talks begin in the U.S.",
        ),
        (
            "headline-length",
            clean(&front("title", &format!("title: {}", "Talks begin ".repeat(10))), "Text."),
            clean(&front("title", &format!("title: {}", "Talks begin ".repeat(9))), "Text."),
        ),
        in_body(
            "invisible-character",
            "Some\u{200b}thing \u{202e}",
            "A family: 👨\u{200d}👩\u{200d}👧, and می\u{200c}خواهم.",
        ),
        in_front(
            "missing-credit",
            "image",
            "image: {src: https://pictures.example/a.jpg, alt: The hall}",
            "image: {src: https://pictures.example/a.jpg, alt: The hall, credit: Anna}",
        ),
        in_front("missing-summary", "summary", "", "summary: Ministers met."),
        in_front("older-than-source", "date", "date: 2025-02-09", "date: 2025-02-11"),
        in_body(
            "relative-day",
            "Ministers met today, 13 February.",
            "Ministers met today, 12 February. “We met today, 1 March”, she said.",
        ),
        in_body(
            "residue",
            "Text.\n\nRead more »\n\nVisited 14 times, 1 visit(s) today\n\nReutersThe hall in Geneva.",
            "Readers may read more of it in the report, which was visited 14 times.",
        ),
        in_front(
            "summary-cut", "summary", "summary: Ministers met in Geneva and talked about the …",
            "summary: Ministers met in Geneva, and talked about it.",
        ),
        in_front(
            "summary-repeats", "summary", "summary: In Geneva the talks begin.",
            "summary: Ministers meet for the first time.",
        ),
        in_front("tag-is-topic", "tags", "tags: [Trade]", "tags: [Traders]"),
        in_body(
            "unattributed-quotation",
            "“We will not sign what nobody in this hall has read”.",
            "“We will not sign what nobody in this hall has read”, the minister said.\n\n> [!NOTE]\n> This is what the newsroom itself has to say of it.",
        ),
        in_body("unfinished", "The minister, TK, arrived.", "The TKs of the world, and todo lists."),
    ];
    let more = |tag: &str| front("title", &format!("title: More\ntags: [{tag}]")).replace("/talks", "/more");
    let (bad, good) = (with(CLEAN, "Text."), with(CLEAN, "Text."));
    bad.write("content/2025-02-11-more.md", text(&more("Grain"), "Other text."));
    bad.write("content/tags.yaml", "- name: GRAIN\n");
    good.write("content/2025-02-11-more.md", text(&more("GRAIN"), "Other text."));
    good.write("content/tags.yaml", "- name: GRAIN\n");
    cases.push(("name-spelling", bad, good));
    let near = |tag: &str| {
        let site = site();
        for number in 0..5 {
            let tag = if number == 4 { tag } else { "Shipping" };
            let changed = front(
                "title",
                &format!("title: Report {}\ntags: [{tag}]", ["a", "b", "c", "d", "e"][number]),
            );
            let changed = changed.replace("/talks", &format!("/report-{number}"));
            site.write(
                &format!("content/2025-02-12-report-{number}.md"),
                text(&changed, &format!("Text {number}.")),
            );
        }
        site
    };
    cases.push(("name-near", near("Shiping"), near("Fishing")));
    let once = |options: &str| {
        let site = with(&front("tags", "tags: [Grain]"), "Text.");
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://digest.example/\nchecks:\n{options}"),
        );
        site
    };
    cases.push((
        "tag-used-once",
        once("  tag-used-once: {articles: 1}\n"),
        once("  tag-used-once: {articles: 2}\n"),
    ));
    let silent = with(&front("topics", "topics: [War]"), "Text.");
    cases.push(("topic-introduction", silent, with(CLEAN, "Text.")));
    let edition = |outlet: &str| {
        let site = site();
        let mut links = String::new();
        for (number, name) in ["a", "b", "c", "d"].into_iter().enumerate() {
            let outlet = if number == 3 { outlet } else { "The Times" };
            let changed = front("sources", &format!("sources: [{outlet}]"));
            let changed = changed.replace("title: Talks", &format!("title: Talks {name}"));
            site.write(&format!("content/2025-02-12-{name}.md"), text(&changed, &format!("Text {name}.")));
            links += &format!("- [{name}](../2025-02-12-{name}.md)\n");
        }
        site.write(
            "content/editions/2025-02-13.md",
            format!("---\ntitle: First\ndate: 2025-02-13\n---\n{links}"),
        );
        site
    };
    cases.push(("one-outlet", edition("The Times"), edition("The Post")));
    let picture = |width: u32, options: &str| {
        let site = with(&front("image", "image: {src: hall.png, alt: The hall, credit: Anna}"), "Text.");
        site.write("content/hall.png", png(width));
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://digest.example/\nchecks:\n  name-near: off\n{options}"),
        );
        site
    };
    cases.push(("picture-small", picture(1100, ""), picture(1200, "")));
    cases.push((
        "picture-upscaled",
        picture(700, "  picture-small: off\n"),
        picture(740, "  picture-small: off\n"),
    ));
    cases.push((
        "picture-heavy",
        picture(1200, "  picture-heavy: {original_kb: 0}\n"),
        picture(1200, "  picture-heavy: {original_kb: 9}\n"),
    ));
    cases
}

/// A plain picture, several kilobytes large.
fn png(width: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png_encoder(&mut bytes, width);
    encoder.set_compression(png::Compression::NoCompression);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![200; width as usize]).expect("pixels");
    drop(writer);
    bytes
}

fn png_encoder(bytes: &mut Vec<u8>, width: u32) -> png::Encoder<'_, &mut Vec<u8>> {
    let mut encoder = png::Encoder::new(bytes, width, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder
}
