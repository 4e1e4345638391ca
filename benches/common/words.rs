//! The words that the corpus is made of, and sentences of them. Places, people and outlets are invented.
//!
//! A pattern is a sentence with marks: `%n` noun, `%a` adjective, `%v` verb in the past, `%p` place,
//! `%w` person, `%d` number.

use super::random::Random;

pub(crate) const TOPICS: [&str; 8] =
    ["World", "Europe", "Ukraine", "Defence", "Trade", "Technology", "Climate", "Health"];

#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "agreement", "airport", "alliance", "ambassador", "amendment", "army", "assembly", "auction", "audit",
    "battery", "border", "bridge", "budget", "cabinet", "cable", "campaign", "cargo", "ceasefire", "chamber",
    "charter", "coalition", "coast", "commission", "committee", "company", "conference", "congress", "convoy",
    "council", "court", "crossing", "currency", "dam", "deadline", "debate", "deficit", "delegation",
    "deputy", "district", "document", "drone", "economy", "election", "embassy", "engineer", "envoy",
    "evidence", "exchange", "export", "factory", "farm", "ferry", "festival", "fleet", "flood", "forecast",
    "forest", "frontier", "fund", "gas", "government", "grain", "grid", "harbour", "harvest", "hearing",
    "hospital", "household", "import", "industry", "inflation", "inquiry", "inspection", "institute",
    "investor", "island", "judge", "laboratory", "launch", "law", "levy", "licence", "loan", "majority",
    "mandate", "market", "measure", "meeting", "mine", "minister", "ministry", "mission", "motion", "network",
    "official", "operator", "opposition", "order", "parliament", "partner", "patrol", "payment", "peninsula",
    "pension", "permit", "petition", "pipeline", "plant", "platform", "police", "policy", "port", "premier",
    "president", "press", "price", "programme", "proposal", "prosecutor", "province", "quota", "railway",
    "rate", "ration", "reactor", "recovery", "reform", "refugee", "region", "regulator", "relief", "report",
    "reserve", "resolution", "river", "rule", "sanction", "satellite", "scheme", "school", "senate",
    "shelter", "shipment", "shortage", "software", "spokesman", "station", "statute", "steel", "strategy",
    "strike", "subsidy", "summit", "supply", "survey", "tanker", "target", "tariff", "tax", "terminal",
    "tender", "treaty", "tribunal", "tunnel", "turbine", "union", "vaccine", "valley", "vessel", "veto",
    "village", "vote", "wage", "warehouse", "warning", "weapon", "wheat", "winter", "witness", "worker",
];

#[rustfmt::skip]
const ADJECTIVES: &[&str] = &[
    "additional", "annual", "bilateral", "broad", "cautious", "central", "civil", "coastal", "common",
    "costly", "critical", "delayed", "digital", "diplomatic", "domestic", "early", "eastern", "emergency",
    "federal", "final", "financial", "foreign", "former", "fresh", "full", "future", "global", "heavy",
    "hidden", "humanitarian", "initial", "international", "joint", "late", "legal", "likely", "limited",
    "local", "long", "main", "maritime", "military", "modest", "national", "naval", "new", "northern",
    "nuclear", "official", "partial", "peaceful", "permanent", "political", "possible", "previous", "private",
    "public", "quiet", "rapid", "recent", "regional", "rural", "senior", "serious", "severe", "sharp",
    "southern", "steady", "strategic", "temporary", "tentative", "unusual", "urgent", "voluntary", "weak",
    "western", "wide",
];

#[rustfmt::skip]
const VERBS: &[&str] = &[
    "accepted", "adopted", "amended", "announced", "approved", "backed", "blocked", "called for", "cancelled",
    "closed", "confirmed", "criticised", "debated", "defended", "delayed", "described", "discussed",
    "doubled", "dropped", "ended", "examined", "extended", "financed", "halted", "inspected", "joined",
    "launched", "lifted", "lowered", "measured", "opened", "opposed", "ordered", "planned", "postponed",
    "prepared", "presented", "promised", "proposed", "published", "questioned", "raised", "reached",
    "rebuilt", "recommended", "reduced", "rejected", "repaired", "replaced", "requested", "restored",
    "resumed", "reviewed", "revised", "secured", "signed", "started", "supported", "suspended", "tested",
    "urged", "visited", "warned of", "welcomed", "withdrew",
];

#[rustfmt::skip]
pub(crate) const PLACES: &[&str] = &[
    "Aldermoor", "Arvenne", "Belcastra", "Brannholm", "Calverra", "Castrel", "Corvany", "Dalmere", "Dornava",
    "Eastmarch", "Elvenport", "Ferrow", "Galdana", "Grenmark", "Halvorsund", "Hartmouth", "Ilvania", "Iskeld",
    "Jorvale", "Kalmora", "Kestrelin", "Lanvour", "Lindrava", "Marenza", "Mirograd", "Nordhaven", "Novaska",
    "Ostermoor Bay", "Ormsey", "Pelagra", "Port Callan", "Quillon", "Ravensk", "Rostermund", "Salvaterra",
    "Selkirk Sound", "Stavenor", "Tamarin", "Thornwick", "Ulverdal", "Valmeri Gate", "Varnholm", "Vestrinia",
    "Wexmoor", "Yarovia", "Zelenka",
];

#[rustfmt::skip]
pub(crate) const PEOPLE: &[&str] = &[
    "Ada Brandholt", "Anton Verescu", "Bela Ormond", "Carla Whitmarsh", "Daria Kovalova", "Edwin Sorrel",
    "Fenna Adriaan", "Grigor Halas", "Hanna Lindqvast", "Ivo Marchetta", "Jana Petrovic", "Karel Dussan",
    "Lena Thorsby", "Marek Zielan", "Nadia Ferrante", "Oskar Bellwood", "Petra Savin", "Quentin Asher",
    "Rosa Almeda", "Stefan Ruhl", "Tilda Greaves", "Ulrich Sandmark", "Vera Tkachuk", "Wim Haverkort",
    "Yara Nasser", "Zofia Mirek",
];

const PATTERNS: &[&str] = &[
    "The %a %n %v the %n of %p, and the %n %v a %a %n",
    "%w %v the %n before the %a %n in %p",
    "In %p, the %n %v the %a %n for the first time since the %n",
    "At least %d of the %a %n in %p %v the %n, the %n said",
    "A %a %n from %p %v what %w called a %a %n",
    "Under the %n, the %n in %p will keep its %a %n until the %n is %v again",
    "The %n said that the %n \"%v the %n\", but gave no %a %n",
    "Nobody in %p %v the %n; the %n %v it instead",
    "By the evening, %w had not %v the %a %n",
    "It is not clear whether the %n %v the %a %n, or only the %n",
    "About %d people in %p depend on the %n, a %a %n %v this year",
    "The %n -- a %a %n by any measure -- %v the %n near %p",
    "That is %d more than the %n of the %a year, when the %n %v the %n",
    "%w, who %v the %n in %p, expects a %a %n",
    "For the %n it's a %a step: the %n %v it twice, and twice the %n %v it",
    "Both the %n and the %n %v the %n, with the %a %n of %p to follow",
];

const HEADLINES: &[&str] = &[
    "%p %n %v the %a %n", "%a %n in %p %v the %n", "%n and %n %v %a %n in %p",
    "How the %n of %p %v its %a %n", "%w %v the %a %n of %p", "%p %v %a %n after %n %v the %n",
    "%d days on, %p %n %v a %a %n",
];

/// Appends `pattern` with each mark replaced by a word.
pub(crate) fn fill(out: &mut String, pattern: &str, random: &mut Random) {
    let mut parts = pattern.split('%');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (mark, rest) = part.split_at(1);
        match mark {
            "n" => out.push_str(random.pick(NOUNS)),
            "a" => out.push_str(random.pick(ADJECTIVES)),
            "v" => out.push_str(random.pick(VERBS)),
            "p" => out.push_str(random.pick(PLACES)),
            "w" => out.push_str(random.pick(PEOPLE)),
            "d" => out.push_str(&random.between(2, 980).to_string()),
            _ => unreachable!("%{mark} is not a mark"),
        }
        out.push_str(rest);
    }
}

/// Appends a sentence, without its full stop.
pub(crate) fn sentence(out: &mut String, random: &mut Random) {
    fill(out, random.pick(PATTERNS), random);
}

/// A headline, with a capital letter.
pub(crate) fn headline(random: &mut Random) -> String {
    let mut line = String::with_capacity(64);
    fill(&mut line, random.pick(HEADLINES), random);
    capitalised(&line)
}

/// The name of tag number `rank`: all of the first 300 differ.
pub(crate) fn tag(rank: usize) -> String {
    let noun = NOUNS[rank * 7 % NOUNS.len()];
    match rank / NOUNS.len() {
        0 => capitalised(noun),
        round => capitalised(&format!("{} {noun}", ADJECTIVES[(rank + round) % ADJECTIVES.len()])),
    }
}

/// The name of running story number `index`: the first 46 differ in their place, others in their noun.
pub(crate) fn story(index: usize) -> String {
    format!("{} {}", PLACES[index % PLACES.len()], NOUNS[(index + index / PLACES.len()) * 7 % NOUNS.len()])
}

/// The name of outlet number `rank`: all of the first 40 differ.
pub(crate) fn outlet(rank: usize) -> String {
    const KINDS: [&str; 7] = ["Courier", "Tribune", "Herald", "Wire", "Observer", "Gazette", "Post"];
    format!("{} {}", PLACES[rank], KINDS[rank % KINDS.len()])
}

fn capitalised(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}

/// `text` as part of an address: lower-case ASCII letters and digits, hyphens between words.
pub(crate) fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
