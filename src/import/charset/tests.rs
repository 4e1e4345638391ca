//! Sentences in the encodings that newsrooms still have.

use super::*;
use encoding_rs::Encoding;

const UKRAINIAN: &str =
    "Пором через Дніпро знову запізнюється: її чекають уже три години, і ґанок пристані повний людей.";
const RUSSIAN: &str = "Паром опять опаздывает, на пристани ждут сотни пассажиров с вещами и детьми.";
const JAPANESE: &str = "フェリーはまた遅れています。港では大勢の乗客が三時間も待っています。";
const CHINESE: &str = "渡轮又晚点了，码头上有几百名乘客等了三个小时，没有人告诉他们原因。";
const FRENCH: &str = "Le ferry coûte 12 € de plus, et l’œuvre du maître Œhler reste à quai près de la forêt.";
const GERMAN: &str =
    "Die Fähre verspätet sich schon wieder, Hunderte Gäste müssen über Nacht in der Stadt bleiben.";

fn encode(label: &str, text: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, had_errors) = encoding.encode(text);
    assert!(!had_errors, "{label} has no letters for {text}");
    bytes.into_owned()
}

fn wide(text: &str, is_big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

fn found(decoded: &Decoded) -> (&'static str, How) {
    (decoded.encoding, decoded.how)
}

#[test]
fn bytes_that_were_written_down_by_hand() {
    for (label, bytes, text) in [
        ("windows-1251", &b"\xcf\xee\xf0\xee\xec \xbf\xbf"[..], "Пором її"),
        ("koi8-u", b"\xf0\xcf\xd2\xcf\xcd \xa7\xad", "Пором їґ"),
        ("shift_jis", b"\x83t\x83F\x83\x8a\x81[", "フェリー"),
        ("gb18030", b"\xb6\xc9\xc2\xd6\x81\x30\x81\x34", "渡轮\u{84}"),
        ("iso-8859-15", b"\xa4 \xbd \xe9", "€ œ é"),
        ("iso-8859-1", b"\x80 \x93a\x94", "€ “a”"),
        ("us-ascii", b"\xe9", "é"),
        ("x-user-defined", b"a\xe9", "a\u{f7e9}"),
        ("utf-16be", b"\x04\x1f\x04\x3e", "По"),
    ] {
        let decoded = decode(bytes, Some(label));
        // Controls beyond ASCII are taken out, too.
        assert_eq!((decoded.text, decoded.how), (text.replace('\u{84}', ""), How::Header), "{label}");
        assert!(!decoded.had_errors && decoded.replaced == 0);
    }
}

#[test]
fn whoever_says_the_encoding_is_heard() {
    for (label, name, text) in [
        ("windows-1251", "windows-1251", UKRAINIAN),
        ("CP1251", "windows-1251", RUSSIAN),
        ("koi8-u", "KOI8-U", UKRAINIAN),
        ("koi8-r", "KOI8-R", RUSSIAN),
        ("Shift_JIS", "Shift_JIS", JAPANESE),
        ("euc-jp", "EUC-JP", JAPANESE),
        ("iso-2022-jp", "ISO-2022-JP", JAPANESE),
        ("gb18030", "gb18030", CHINESE),
        ("gb2312", "GBK", CHINESE),
        ("iso-8859-15", "ISO-8859-15", "Le ferry coûte 12 € de plus, et l'œuvre reste à quai."),
        ("latin1", "windows-1252", FRENCH),
        ("utf8", "UTF-8", CHINESE),
    ] {
        let decoded = decode(&encode(label, text), Some(label));
        assert_eq!((found(&decoded), &*decoded.text), ((name, How::Header), text), "{label}");
        let page = format!("<!DOCTYPE html><head><meta charset={label}><p>{text}");
        let decoded = decode(&encode(label, &page), None);
        assert_eq!((found(&decoded), &decoded.text), ((name, How::Meta), &page), "{label}");
        let feed = format!("<?xml version=\"1.0\" encoding=\"{label}\"?><rss><title>{text}</title></rss>");
        let decoded = decode(&encode(label, &feed), Some("no-such-charset"));
        assert_eq!((found(&decoded), &decoded.text), ((name, How::Meta), &feed), "{label}");
    }
    // The host comes first.
    let page = encode("koi8-u", &format!("<meta charset=windows-1251><p>{UKRAINIAN}"));
    assert_eq!(found(&decode(&page, Some("koi8-u"))), ("KOI8-U", How::Header));
}

#[test]
fn bytes_show_it_where_nobody_says_it() {
    for (label, name, host, text) in [
        ("windows-1251", "windows-1251", None, UKRAINIAN),
        ("windows-1251", "windows-1251", None, RUSSIAN),
        ("koi8-u", "KOI8-U", None, UKRAINIAN),
        ("koi8-u", "KOI8-U", Some("news.example.com.ua"), UKRAINIAN),
        ("shift_jis", "Shift_JIS", None, JAPANESE),
        ("iso-2022-jp", "ISO-2022-JP", Some("example.JP."), JAPANESE),
        ("gb18030", "GBK", None, CHINESE),
        ("windows-1252", "windows-1252", Some("example.de"), GERMAN),
        ("utf-8", "UTF-8", Some("example.ua"), UKRAINIAN),
        ("utf-8", "UTF-8", None, "A ferry is late."),
    ] {
        let decoded = decode_from(&encode(label, text), None, host);
        assert_eq!((found(&decoded), &*decoded.text), ((name, How::Detected), text), "{label}");
    }
    assert_eq!(decode(b"", None).text, "");
}

#[test]
fn utf_16_with_and_without_a_mark_or_a_declaration() {
    for text in [GERMAN, UKRAINIAN, "<!DOCTYPE html><meta charset=utf-8><title>渡轮</title>渡轮又晚点了"]
    {
        for (is_big, name) in [(false, "UTF-16LE"), (true, "UTF-16BE")] {
            let marked = [wide("\u{feff}", is_big), wide(text, is_big)].concat();
            let decoded = decode(&marked, Some("windows-1251"));
            assert_eq!((found(&decoded), &*decoded.text), ((name, How::Bom), text));
            for declared in [None, Some("utf-8"), Some("windows-1251")] {
                let decoded = decode(&wide(text, is_big), declared);
                assert_eq!((found(&decoded), &*decoded.text), ((name, How::Detected), text), "{declared:?}");
            }
            let decoded = decode(&wide(text, is_big), Some(name));
            assert_eq!((found(&decoded), &*decoded.text), ((name, How::Header), text));
        }
    }
    // No zero in it: somebody has to say it.
    assert_eq!(decode(&wide("渡轮又晚点了", false), Some("utf-16")).text, "渡轮又晚点了");
    // Bytes that are said to be UTF-16, and are not.
    assert_eq!(decode(b"<p>A ferry", Some("utf-16")).text, "<p>A ferry");
    assert_eq!(decode(b"<meta charset=utf-16><p>F\xc3\xa4hre", None).text, "<meta charset=utf-16><p>Fähre");
    let marked = decode("\u{feff}Fähre".as_bytes(), Some("latin1"));
    assert_eq!((found(&marked), &*marked.text), (("UTF-8", How::Bom), "Fähre"));
}

#[test]
fn bytes_are_believed_more_than_words() {
    // UTF-8 that is called something else.
    for (declared, text) in [
        ("latin1", "Fähre"),
        ("windows-1251", "The ferry’s late"),
        ("windows-1251", UKRAINIAN),
        ("shift_jis", JAPANESE),
        ("gbk", CHINESE),
        ("utf-16", CHINESE),
    ] {
        let decoded = decode(text.as_bytes(), Some(declared));
        assert_eq!((found(&decoded), &*decoded.text), (("UTF-8", How::Detected), text), "{declared}");
        let page = format!("<meta charset={declared}><p>{text}");
        assert_eq!(decode(page.as_bytes(), None).text, page, "{declared}");
    }
    // What is called UTF-8, and is not: the page knows better, or the bytes.
    let page = format!("<meta charset=koi8-u><p>{UKRAINIAN}");
    let decoded = decode(&encode("koi8-u", &page), Some("utf-8"));
    assert_eq!((found(&decoded), &decoded.text), (("KOI8-U", How::Meta), &page));
    let decoded = decode(&encode("windows-1251", UKRAINIAN), Some("utf-8"));
    assert_eq!((found(&decoded), &*decoded.text), (("windows-1251", How::Detected), UKRAINIAN));
    // Pairs that would be UTF-8 by chance.
    assert_eq!(decode(&encode("windows-1251", "ЛІ"), Some("windows-1251")).text, "ЛІ");
    assert_eq!(
        decode(&encode("windows-1251", "ЛІ ЛІ ЛІ: пором"), Some("windows-1251")).text,
        "ЛІ ЛІ ЛІ: пором"
    );
    assert_eq!(decode(&encode("gbk", "联通"), Some("gbk")).text, "联通");
}

#[test]
fn what_is_lost_is_counted() {
    let mut mixed = UKRAINIAN.repeat(3).into_bytes();
    mixed.extend_from_slice(b" caf\xe9 na\xefve.");
    for declared in [None, Some("utf-8"), Some("latin1")] {
        let decoded = decode(&mixed, declared);
        assert_eq!(
            (decoded.encoding, decoded.had_errors, decoded.replaced),
            ("UTF-8", true, 2),
            "{declared:?}"
        );
        assert!(decoded.text.starts_with(UKRAINIAN) && decoded.text.ends_with("caf\u{fffd} na\u{fffd}ve."));
    }
    // Cut in the middle of a letter.
    let cut = decode(&JAPANESE.as_bytes()[..JAPANESE.len() - 1], None);
    assert_eq!((cut.encoding, cut.had_errors, cut.replaced), ("UTF-8", true, 1));
    // Lost before it came here.
    let old = decode("na\u{fffd}ve".as_bytes(), None);
    assert_eq!((old.had_errors, old.replaced), (false, 1));
    // An encoding that stands for no text at all loses none.
    assert_eq!(decode(b"A ferry", Some("iso-2022-kr")).text, "A ferry");
}

#[test]
fn control_characters_are_taken_out() {
    let text = "A\0 fer\u{8}ry\tis\r\n\u{1b}[31mlate\u{c}again\u{7f}\u{85}\u{feff}!";
    assert_eq!(decode(text.as_bytes(), None).text, "A ferry\tis\r\n[31mlate\nagain\u{feff}!");
    assert_eq!(decode(b"A\0 ferry\0 is late\0 again", None).text, "A ferry is late again");
    let padded = [&b"A ferry is late."[..], &[0; 400]].concat();
    assert_eq!(decode(&padded, None).text, "A ferry is late.");
}
