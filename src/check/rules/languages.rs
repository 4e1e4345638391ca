//! What rules know of languages: how they attribute words, name days and months. Others are not looked at.

/// How a language tells that somebody else says something, and which day it is.
pub(super) struct Language {
    pub(super) code: &'static str,
    /// Words that attribute a quotation, in lower case, whole.
    pub(super) said: &'static [&'static str],
    /// Words for the day of writing and those beside it, and how many days after it they are.
    pub(super) days: &'static [(&'static str, i32)],
    /// Months, as they stand beside a day.
    pub(super) months: [&'static str; 12],
}

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        code: "en",
        said: &[
            "said", "says", "say", "saying", "told", "tells", "according to", "wrote", "writes", "added",
            "adds", "stated", "states", "asked", "argued", "argues", "warned", "warns", "called", "calls",
            "announced", "claimed", "claims", "declared", "explained", "insisted", "insists", "noted",
            "notes", "posted", "replied", "reported", "reports", "tweeted", "put it", "quoted",
            "in a statement", "described", "describes", "described as", "reads", "read", "titled",
            "entitled", "dubbed", "known as", "so-called", "promised", "vowed", "urged", "demanded",
            "concluded", "concludes", "recalled", "testified", "commented", "accused", "named", "tolerate",
            "asking", "adding", "calling", "writing", "telling", "arguing", "warning", "describing",
            "acknowledged", "admitted", "confirmed", "denied", "suggested", "joked", "signalled",
        ],
        days: &[("today", 0), ("yesterday", -1), ("tomorrow", 1), ("tonight", 0), ("this morning", 0)],
        months: [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ],
    },
    Language {
        code: "uk",
        said: &[
            "сказав", "сказала", "сказали", "каже", "кажуть", "заявив", "заявила", "заявили", "повідомив",
            "повідомила", "повідомили", "повідомляє", "додав", "додала", "написав", "написала", "пише",
            "зазначив", "зазначила", "наголосив", "наголосила", "пояснив", "пояснила", "за словами",
            "підкреслив", "підкреслила", "розповів", "розповіла", "запитав", "запитала", "відповів",
            "відповіла", "йдеться", "назвав", "назвала", "попередив", "попередила", "вважає", "закликав",
            "закликала", "пообіцяв", "пообіцяла", "оголосив", "оголосила", "під назвою", "так званий",
            "так звана", "прокоментував", "прокоментувала", "цитує", "за даними", "ідеться", "стверджує",
        ],
        days: &[("сьогодні", 0), ("вчора", -1), ("учора", -1), ("завтра", 1)],
        months: [
            "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
            "жовтня", "листопада", "грудня",
        ],
    },
    Language {
        code: "de",
        said: &[
            "sagte", "sagt", "sagen", "sagten", "erklärte", "erklärt", "betonte", "betont", "schrieb",
            "schreibt", "teilte", "laut", "zufolge", "fügte", "warnte", "forderte", "nannte", "nennt",
            "hieß", "heißt", "antwortete", "fragte", "meinte", "kritisierte", "kündigte", "berichtete",
            "berichtet", "so", "bezeichnete", "sprach", "namens", "versprach",
        ],
        days: &[("heute", 0), ("gestern", -1), ("morgen früh", 1)],
        months: [
            "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
            "november", "dezember",
        ],
    },
    Language {
        code: "fr",
        said: &[
            "a dit", "dit", "déclaré", "déclare", "selon", "affirmé", "affirme", "ajouté", "ajoute", "écrit",
            "expliqué", "explique", "estimé", "estime", "indiqué", "indique", "précisé", "précise",
            "annoncé", "souligné", "souligne", "appelé", "demandé", "répondu", "d'après", "dénoncé",
            "assuré", "intitulé", "promis", "rappelé", "confié",
        ],
        days: &[("aujourd'hui", 0), ("hier", -1), ("demain", 1)],
        months: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ],
    },
    Language {
        code: "es",
        said: &[
            "dijo", "dice", "declaró", "afirmó", "afirma", "según", "añadió", "escribió", "explicó",
            "explica", "aseguró", "asegura", "señaló", "señala", "anunció", "indicó", "pidió", "respondió",
            "advirtió", "llamó", "titulado", "preguntó", "comentó", "subrayó", "prometió", "denunció",
            "contó",
        ],
        days: &[("hoy", 0), ("ayer", -1)],
        months: [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre",
        ],
    },
    Language {
        code: "pl",
        said: &[
            "powiedział", "powiedziała", "mówi", "mówił", "mówiła", "oświadczył", "oświadczyła", "według",
            "dodał", "dodała", "napisał", "napisała", "podkreślił", "podkreśliła", "stwierdził",
            "stwierdziła", "zaznaczył", "poinformował", "poinformowała", "zapowiedział", "odpowiedział",
            "zapytał", "ostrzegł", "nazwał", "zdaniem", "wyjaśnił", "wezwał",
        ],
        days: &[("dzisiaj", 0), ("dziś", 0), ("wczoraj", -1), ("jutro", 1)],
        months: [
            "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
            "października", "listopada", "grudnia",
        ],
    },
];

/// What is known of a language; none when it is not looked at.
pub(super) fn language(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}
