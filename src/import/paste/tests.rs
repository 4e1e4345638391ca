use super::*;
use crate::import::block::Picture;

fn pasted(text: &str) -> Pasted {
    read(text, &Agencies::built_in())
}

/// One line for each block: `¶` a paragraph, `#` a heading, `-` a list, `[alt | caption | credit]` a picture.
fn shown(pasted: &Pasted) -> Vec<String> {
    let start = |text: &str| text.chars().take(24).collect::<String>();
    let picture = |picture: &Picture| {
        let caption = picture.caption.as_ref().map(|text| text.text().into_owned()).unwrap_or_default();
        format!("[{} | {} | {}]", picture.alt, caption, picture.credit.clone().unwrap_or_default())
    };
    let block = |block: &Block| match block {
        Block::Picture(shown) => picture(shown),
        Block::Heading { text, .. } => format!("# {}", text.text()),
        Block::List { items, start } => format!("- {} {}", items.len(), start.unwrap_or(0)),
        other => format!("¶ {}", start(&other.text())),
    };
    pasted.blocks.iter().map(block).collect()
}

fn names(pasted: &Pasted) -> Vec<&str> {
    pasted.byline.iter().map(|person| &*person.name).collect()
}

/// A text as copied from a page that had copied it from another: the build of the captures that editors get.
const CAPTURE: &str = "Harbour board draws a firm line on ice breakers and fees

Clara Whitcombe

Shipping correspondent

Samuel Pike: Back to last winter’s fees ‘not thinkable’ for ferries

Towns on the gulf must pay the “greater” part of the ice breakers, the new head of the harbour board, Samuel Pike, has said, in what would be the end of forty years of shared bills.

Speaking in the old customs house, Pike said the board would “no longer plough for nothing”.

“We want open water, as you do.

“But somebody pays for every mile.”

A map of the shipping lanes in the northern gulf

He also said it was “idle” to wait for a mild winter.

EPA A stranded ferry OuluEPA

Two ferries waited for three days outside the port last week

EPA A ship's bow (left) and a crane behind it on the quay of the winter port in Oulu, Finland, 3 February 2031. EPA

Ice breakers at the quay on Monday

It will be hard for the smaller ports to find the money before the next winter.

The board meets again in May.

Source link

Visited 3 times, 1 visit(s) today

Related Article

A woman at her kitchen table with a letter from the tax office and two empty cups in front of her.

How to Read a Tax Bill — and What You Can Leave Unread

Roughly nine million bills go out each spring, and most of those who get one put it into a drawer. If you have opened yours you will have seen three numbers on the first page, of which only the second matters to you, and the rest

Why the mill at Brede stopped

Why the mill at Brede stopped

Jonas Althaus Business reporter, Harbour News Getty Images A stop of four weeks has been announced for the mill at Brede , whose owners had promised to keep it running until the end of the decade. The works council, which had been told of it by letter, said that

Mayor accused of being 'deaf' to noise

Mayor accused of being ‘deaf’ to noise

Mia Brandt and Tim Hollis Harbour News EPA The mayor at the opening of the bypass in June A group of residents has gone to court over the noise of the bypass, which was opened in June without the walls that had been drawn in all of its plans and which

ferry strike oulu

Crews’ envoy warns owners not to test them

Sign in to Harbour News and read on. With an address you make a profile free of charge, and you say yes to the Terms of Use and the Privacy Policy of our publishing house, which you will find below its

0
Would love your thoughts, please comment.x
()
x";

#[test]
fn a_capture_becomes_its_article() {
    let pasted = pasted(CAPTURE);
    assert_eq!(pasted.title.as_deref(), Some("Harbour board draws a firm line on ice breakers and fees"));
    assert_eq!(pasted.title_from, TitleFrom::FirstLine);
    assert_eq!(names(&pasted), ["Clara Whitcombe"]);
    assert_eq!(pasted.byline[0].role.as_deref(), Some("Shipping correspondent"));
    assert_eq!(
        shown(&pasted),
        [
            "[ | Samuel Pike: Back to last winter’s fees ‘not thinkable’ for ferries | ]",
            "¶ Towns on the gulf must p",
            "¶ Speaking in the old cust",
            "¶ “We want open water, as ",
            "¶ “But somebody pays for e",
            "[A map of the shipping lanes in the northern gulf |  | ]",
            "¶ He also said it was “idl",
            "[A stranded ferry Oulu | Two ferries waited for three days outside the port last week | EPA]",
            "[A ship's bow (left) and a crane behind it on the quay of the winter port in Oulu, Finland, 3 February 2031. | Ice breakers at the quay on Monday | EPA]",
            "¶ It will be hard for the ",
            "¶ The board meets again in",
        ]
    );
    let headlines: Vec<&str> = pasted.briefs.iter().map(|brief| &*brief.headline).collect();
    assert_eq!(
        headlines,
        [
            "How to Read a Tax Bill — and What You Can Leave Unread", "Why the mill at Brede stopped",
            "Mayor accused of being ‘deaf’ to noise", "Crews’ envoy warns owners not to test them",
        ]
    );
    assert!(pasted.briefs[1].words.starts_with("Jonas Althaus Business reporter"));
    assert!(pasted.briefs[3].words.is_empty());
    assert_eq!(pasted.source.map(|source| source.named), Some(None));
    let why = |text: &str| {
        pasted.removed.iter().find(|removed| removed.text == text).map(|removed| removed.why.phrase())
    };
    assert_eq!(why("Visited 3 times, 1 visit(s) today"), Some("counter"));
    assert_eq!(why("Why the mill at Brede stopped"), Some("related article"));
    assert_eq!(why("x"), Some("sign or number alone"));
    assert_eq!(why("Would love your thoughts, please comment.x"), Some("comment box"));
}

#[test]
fn nothing_is_lost() {
    let all = |pasted: &Pasted| pasted.removed.len() + pasted.blocks.len();
    let pasted = pasted(CAPTURE);
    let lines = CAPTURE.lines().filter(|line| !line.is_empty()).count();
    // Beside them: headline, name and role, and two captions below their pictures' texts.
    assert_eq!(all(&pasted) + 3 + 2, lines);
}

#[test]
fn ukrainian_german_french_and_spanish_texts_are_read() {
    let ukrainian = pasted(
        "Порт відкрився раніше\n\nАвтор: Ірина Коваль\n\nПорт відкрили на тиждень раніше, ніж обіцяли, бо крига зійшла вже у лютому.\n\nЩо далі\n\nПерші пороми підуть у понеділок, квитки продають від учора.\n\nПором біля причалу. Фото: Тарас Гнатюк/Укрінформ\n\n– Ми готові, – сказала капітанка.\n\nЧитайте також: Крига зійшла\n\nДжерело: Портова правда\n\nКоментарі\n\nЧудово!",
    );
    assert_eq!(ukrainian.title.as_deref(), Some("Порт відкрився раніше"));
    assert_eq!(names(&ukrainian), ["Ірина Коваль"]);
    let blocks = shown(&ukrainian);
    assert_eq!(blocks.len(), 5, "{blocks:#?}");
    assert_eq!(blocks[1], "# Що далі");
    assert_eq!(blocks[3], "[ | Пором біля причалу. | Тарас Гнатюк/Укрінформ]");
    assert_eq!(ukrainian.source.unwrap().named.as_deref(), Some("Портова правда"));

    let german = pasted(
        "Der Hafen öffnet früher\r\n\r\nVon Jonas Althaus und Mia Brandt\r\n\r\n3. Februar 2031, 10:15 Uhr\r\n\r\nDer Hafen öffnet eine Woche früher als versprochen, weil das Eis schon im Februar gegangen ist.\r\n\r\nAnzeige\r\n\r\nDie ersten Fähren fahren am Montag, Karten gibt es seit gestern.\r\n\r\nLesen Sie auch\r\n\r\n• Karten gibt es am Kai\r\n• Hunde fahren umsonst\r\n\r\nSo sagte es die Hafenmeisterin am Abend im Rathaus.",
    );
    assert_eq!(german.title.as_deref(), Some("Der Hafen öffnet früher"));
    assert_eq!(names(&german), ["Jonas Althaus", "Mia Brandt"]);
    assert_eq!(german.date_text.as_deref(), Some("3. Februar 2031, 10:15 Uhr"));
    let headlines: Vec<&str> = german.briefs.iter().map(|brief| &*brief.headline).collect();
    assert_eq!(headlines, ["Karten gibt es am Kai", "Hunde fahren umsonst"]);
    assert_eq!(german.blocks.len(), 3);

    let french = pasted(
        "Le port ouvre plus tôt\n\nLa glace est partie dès février, à la surprise des pilotes.\n\nPar Hélène Marchand, correspondante à Lyon\n\nLe port ouvre une semaine plus tôt que promis, parce que la glace est partie dès février.\n\nUne carte des lignes du port\n\nLes premiers bacs partent lundi, les billets se vendent depuis hier.\n\nLire aussi : La glace est partie\n\nTous droits réservés",
    );
    assert_eq!(
        french.standfirst.as_deref(),
        Some("La glace est partie dès février, à la surprise des pilotes.")
    );
    assert_eq!(french.byline[0].place.as_deref(), Some("Lyon"));
    assert_eq!(shown(&french)[1], "[Une carte des lignes du port |  | ]");
    assert_eq!(french.blocks.len(), 3);

    let spanish = pasted(
        "El puerto abre antes\n\nPor Inés García y Pablo Ruiz\n\nEl puerto abre una semana antes de lo prometido, porque el hielo se fue ya en febrero.\n\n¿Quién paga?\n\nLos primeros barcos salen el lunes, y los billetes se venden desde ayer.\n\nLeer también\n\nPublicidad\n\nFuente: EFE",
    );
    assert_eq!(names(&spanish), ["Inés García", "Pablo Ruiz"]);
    assert_eq!(spanish.source.unwrap().named.as_deref(), Some("EFE"));
}

#[test]
fn a_page_that_was_copied_whole_leaves_its_menu() {
    let menu = "Home\nNews\nHarbour\nIce\nFerries\nOpinion\nSubscribe\nSearch\nWeather\nTides\n";
    let text = format!(
        "{menu}\nHarbour Gazette\n\nThe winter port opens a week early\n\nBy Clara Whitcombe\n3 February 2031\nShare\n\nThe winter port opens a week earlier than the board had promised, since the ice went out in February.\n\nThe first ferries leave on Monday, and tickets have been on sale since yesterday morning at the quay.\n\n“We are ready,” the harbour master said in the evening.\n\nMost read\nHow ice breaks\nThe last pilot\nA dog on deck\n{menu}© 2031 Harbour Gazette"
    );
    let pasted = pasted(&text);
    assert_eq!(pasted.title.as_deref(), Some("The winter port opens a week early"));
    assert_eq!(pasted.title_from, TitleFrom::LineAbove);
    assert_eq!(names(&pasted), ["Clara Whitcombe"]);
    assert_eq!(pasted.date_text.as_deref(), Some("3 February 2031"));
    assert_eq!(pasted.blocks.len(), 3, "{:#?}", shown(&pasted));
}

#[test]
fn signs_between_the_parts_of_a_text_are_a_thematic_break() {
    let one = "The port opens a week earlier than the board had promised to the crews.";
    let two = "The first ferries leave on Monday, and tickets have been on sale since May.";
    let is_rule = |block: &&Block| matches!(block, Block::Rule);
    for sign in ["* * *", "***", "---", "- - -", "⁂", "~~~", "_____", "• • •"] {
        let found = pasted(&format!("The port opens\n\n{one}\n\n{sign}\n\n{two}\n\n{sign}\n"));
        assert_eq!(found.blocks.iter().filter(is_rule).count(), 1, "{sign}: {:#?}", shown(&found));
        let found = pasted(&format!("{one}\n{sign}\n{two}\n"));
        assert_eq!(found.blocks.iter().filter(is_rule).count(), 0, "{sign}: {:#?}", shown(&found));
    }
}

#[test]
fn sources_of_figures_are_text_and_that_of_the_text_is_none() {
    let one = "The port opens a week earlier than the board had promised to the crews.";
    let two = "The first ferries leave on Monday, and tickets have been on sale since May.";
    let table = "Line\tPeople\nNorth\t310\nSouth\t295";
    for (text, is_source) in [
        (format!("The port opens\n\n{one}\n\n{two}\n\nSource: Harbour Radio"), true),
        (format!("The port opens\n\nSource: Harbour Radio\n\n{one}\n\n{two}"), true),
        (format!("Der Hafen\n\n{one}\n\n{two}\n\nQuelle: dpa"), true),
        (format!("The port opens\n\n{one}\n\n{table}\n\nSource: Harbour Radio\n\n{two}"), false),
        (
            format!("The port opens\n\n{one}\n\n{table}\n\n* Not yet whole.\nFuente: Junta Local\n\n{two}"),
            false,
        ),
        (format!("The port opens\n\n{one}\n\n{two}\n\n{table}\n\nSource : Trésor public"), false),
        (format!("The port opens\n\n{one}\n\nДжерело: Держстат\n\n{two}"), false),
    ] {
        let found = pasted(&text);
        assert_eq!(found.source.is_some(), is_source, "{text}: {found:#?}");
        let is_kept = found.blocks.iter().any(|block| block.text().contains(": "));
        assert_eq!(is_kept, !is_source, "{text}: {:#?}", shown(&found));
    }
}

#[test]
fn any_text_comes_back() {
    assert_eq!(pasted(""), Pasted { notes: vec![Note::NoSentence], ..Pasted::default() });
    let poem = pasted("the ice\ngoes out\nat night");
    assert_eq!(poem.notes, [Note::NoSentence]);
    assert_eq!(poem.blocks.len(), 3);
    let wrapped = pasted(
        "The winter port opens early\n\nThe winter port opens a week earlier than the board had\npromised, since the ice went out in February and nobody\nhad expected it.\n\nThe first ferries leave on Monday, and tickets have been\non sale since yesterday morning at the quay.",
    );
    assert_eq!(wrapped.title.as_deref(), Some("The winter port opens early"));
    assert_eq!(wrapped.blocks.len(), 2);
    let lines = "The port opens\nThe port opens early, the board has said on Monday.\nFerries leave in the evening, as they always did.\nWhat to bring\nWarm clothes are needed on the deck at this time of year.\n1. a coat\n2. gloves";
    assert_eq!(
        shown(&pasted(lines)),
        [
            "¶ The port opens early, th", "¶ Ferries leave in the eve", "# What to bring",
            "¶ Warm clothes are needed ", "- 2 1"
        ]
    );
}

#[test]
fn hostile_texts_take_no_time() {
    for text in [
        "x\n".repeat(100_000),
        "A b c says:\n1234\n".repeat(20_000),
        "word ".repeat(200_000),
        "(".repeat(200_000),
        "Photo: ".repeat(50_000),
        "\n\n•".repeat(50_000),
    ] {
        let pasted = pasted(&text);
        assert!(pasted.briefs.len() < 10);
    }
}

#[test]
fn between_a_headline_and_its_words_may_stand_how_long_ago_it_was() {
    let words = "The crew has learned to row again this winter, since the engine was taken out and the old boats were all that was left in the harbour for the mail and";
    let card = |headline: &str, age: &str| format!("{headline}\n\n{age}\n\n{headline}, and {words}\n\n");
    let pasted = pasted(&format!(
        "Port opens early\n\nThe port has opened a week earlier than was promised, since the ice went in February.\n\nThe first ship came from the north with salt and two passengers on board.\n\nShare this article\n\nTop Stories\n\n{}{}{}",
        card("Ferry crew learns to row again", "2 days ago at 07:54 am"),
        card("Salt is dearer than in summer", "16 hours ago on the harbour blog"),
        card("Two gulls live in the crane", "19 hours ago"),
    ));
    let headlines: Vec<&str> = pasted.briefs.iter().map(|brief| &*brief.headline).collect();
    assert_eq!(
        headlines,
        ["Ferry crew learns to row again", "Salt is dearer than in summer", "Two gulls live in the crane"]
    );
    assert!(pasted.briefs[0].words.starts_with("Ferry crew learns to row again, and"));
}
