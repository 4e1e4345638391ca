//! Words in five languages by which a newsroom's rules tell one line from another. In lower case.

/// What ends a sentence, before quotation marks and brackets that may follow.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', ':', ';'];

/// What may stand behind the end of a sentence.
pub const CLOSING: &[char] = &['"', '\'', '”', '’', '“', '»', '«', '›', ')', ']', '*', '‘', '」', '』', ' '];

/// Whether a text ends as sentences do.
pub fn ends_sentence(text: &str) -> bool {
    // "since 1999.¹": the number of a note.
    let is_note = |letter: char| matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    text.trim_end().trim_end_matches(|letter| CLOSING.contains(&letter) || is_note(letter)).ends_with(ENDS)
}

/// Whether a text has as many words as the shortest paragraphs: a label has fewer.
pub fn is_long(text: &str) -> bool {
    const FEWEST: usize = 8;
    text.split_whitespace().take(FEWEST).count() == FEWEST
}

/// Before names in a byline.
pub const BYLINE: &[&str] = &[
    "by", "written by", "interview by", "interview", "interview von", "das interview führte",
    "das gespräch führte", "die fragen stellte", "propos recueillis par", "entretien mené par",
    "entrevista de", "розмовляв", "розмовляла", "спілкувався", "спілкувалася", "спілкувалась", "розпитував",
    "розпитувала", "інтерв'ю взяв", "інтерв'ю взяла", "posted by", "published by", "reported by",
    "reporting by", "story by", "text by", "words by", "analysis by", "opinion by", "author", "authors",
    "von", "text von", "ein bericht von", "eine analyse von", "ein kommentar von", "ein gastbeitrag von",
    "text", "autor", "autorin", "autoren", "autorinnen", "par", "écrit par", "rédigé par", "publié par",
    "texte", "auteur", "autrice", "auteurs", "por", "escrito por", "publicado por", "redactado por", "texto",
    "autora", "autores", "автор", "авторка", "автори", "авторы", "текст", "автор тексту", "підготував",
    "підготувала",
];

/// Of those that are a heading of names and need a colon: "text" begins sentences.
pub const WITH_COLON: &[&str] = &[
    "interview", "text", "texte", "texto", "текст", "author", "authors", "autor", "autorin", "autoren",
    "autorinnen", "auteur", "autrice", "auteurs", "autora", "autores", "автор", "авторка", "автори",
    "авторы", "автор тексту",
];

/// Articles of something that is known, as they begin a name.
pub const DEFINITE: &[&str] = &["The", "Der", "Die", "Das", "Le", "La", "Les", "El", "Los", "Las"];

/// Articles of something that is not.
pub const INDEFINITE: &[&str] = &["A", "An", "Ein", "Eine", "Un", "Une", "Una"];

/// Between two names.
pub const AND: &[&str] =
    &["and", "&", "und", "et", "y", "e", "і", "та", "й", "и", "with", "mit", "avec", "con"];

/// In the place of names in a byline, where nobody is named.
pub const STAFF: &[&str] = &[
    "staff", "staff writer", "staff writers", "staff reporter", "staff reporters", "staff report",
    "staff reports", "staff and agencies", "staff and wire reports", "wire reports", "wire services",
    "news desk", "newsroom", "newsroom staff", "editorial staff", "editorial team", "editorial board",
    "editors", "agencies", "news agencies", "admin", "redaktion", "redaktion und agenturen",
    "onlineredaktion", "online-redaktion", "agenturen", "rédaction", "rédaction avec agences", "agences",
    "redacción", "agencias", "redacción y agencias", "redacción / agencias", "редакція", "редакції",
    "редакцією",
];

/// Nouns of a role.
pub const ROLES: &[&str] = &[
    "correspondent", "correspondents", "reporter", "reporters", "editor", "editors", "editor-in-chief",
    "journalist", "writer", "columnist", "producer", "analyst", "presenter", "contributor", "photographer",
    "photojournalist", "videographer", "illustrator", "fotograf", "fotografin", "photographe", "fotógrafo",
    "fotógrafa", "фотограф", "фотографка", "фотокореспондент", "correspondance", "korrespondenz", "critic",
    "bureau", "fellow", "researcher", "commentator", "anchor", "korrespondent", "korrespondentin",
    "korrespondenten", "redakteur", "redakteurin", "redakteure", "reporterin", "journalistin",
    "chefredakteur", "chefredakteurin", "kolumnist", "kolumnistin", "autor", "autorin", "volontär",
    "volontärin", "wirtschaftsredakteur", "auslandskorrespondent", "auslandskorrespondentin",
    "politikredakteur", "politikredakteurin", "correspondant", "correspondante", "correspondants",
    "journaliste", "journalistes", "rédacteur", "rédactrice", "reportrice", "envoyé", "envoyée",
    "chroniqueur", "chroniqueuse", "éditorialiste", "cheffe", "chef", "corresponsal", "corresponsales",
    "periodista", "redactor", "redactora", "enviado", "enviada", "columnista", "editora", "reportero",
    "reportera", "кореспондент", "кореспондентка", "журналіст", "журналістка", "редактор", "редакторка",
    "оглядач", "оглядачка", "репортер", "репортерка", "колумніст", "колумністка", "корреспондент",
    "журналист", "обозреватель",
];

/// Roles of those who made the pictures of a text, and not the text.
pub const OF_PICTURES: &[&str] = &[
    "photographer", "photographers", "photojournalist", "videographer", "illustrator", "cameraman",
    "fotograf", "fotografin", "fotografen", "kameramann", "kamerafrau", "photographe", "photographes",
    "fotógrafo", "fotógrafa", "fotógrafos", "фотограф", "фотографка", "фотокореспондент",
    "фотокореспондентка",
];

/// Adjectives and fields before a role, which are no part of the name before it.
pub const FIELDS: &[&str] = &[
    "business", "security", "health", "world", "political", "politics", "asia", "europe", "africa",
    "diplomatic", "technology", "tech", "science", "royal", "economics", "economy", "chief", "senior",
    "staff", "deputy", "special", "foreign", "defence", "defense", "environment", "climate", "education",
    "culture", "arts", "sports", "sport", "legal", "home", "affairs", "international", "national",
    "managing", "news", "data", "investigations", "investigative", "middle", "east", "white", "house",
    "north", "south", "america", "american", "european", "asian", "african", "crime", "medical", "energy",
    "transport", "media", "social", "freelance", "washington", "moscow", "russia", "ukraine", "china",
    "india", "paris", "berlin", "kyiv", "brussels", "us", "uk", "eu", "gaza", "jerusalem", "war",
    "associate", "contributing", "features", "opinion", "unser", "unsere", "freier", "freie",
    "stellvertretender", "stellvertretende", "grand", "grande", "спеціальний", "спеціальна", "власний",
    "головний", "головна", "військовий", "військова",
];

/// Before a place in a byline.
pub const IN: &[&str] = &[
    "in", "at", "from", "reporting from", "aus", "à", "en", "depuis", "desde", "у", "в", "з", "із", "ai",
    "au",
];

/// Lower-case words inside of names.
pub const PARTICLES: &[&str] = &[
    "van", "de", "der", "den", "von", "zu", "zur", "vom", "di", "da", "dos", "das", "do", "del", "della",
    "la", "le", "du", "des", "al", "el", "bin", "bint", "ibn", "ben", "ter", "ten", "af", "av", "y", "e",
    "фон", "де", "ван", "аль", "бін",
];

/// Before names.
pub const HONORIFICS: &[&str] = &[
    "dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "dame", "rev",
    "rev.", "pr", "pr.", "mme", "d.", "sr.", "sra.", "доктор", "професор", "проф.",
];

/// Degrees and offices behind names, as they are written.
pub const DEGREES: &[&str] = &[
    "CPP", "PSP", "RN", "MBA", "MD", "M.D.", "PhD", "Ph.D.", "PHD", "Ph.D", "CPA", "JD", "J.D.", "Esq",
    "Esq.", "DDS", "MPH", "MSc", "M.Sc.", "BSc", "OBE", "CBE", "MBE", "KC", "QC", "MP", "MEP", "RD", "RDN",
    "LCSW", "CFA", "CFP", "CISSP", "PMP", "DVM", "DMD", "EdD", "MS", "M.S.", "M.A.", "BA", "B.A.", "FRCS",
    "PE", "P.E.", "LMFT", "LPC", "PsyD", "Psy.D.", "PharmD", "MPP",
];

/// Behind names.
pub const SUFFIXES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"];

/// Words that the names of offices, societies and firms have, and those of people do not.
pub const OFFICES: &[&str] = &[
    "police", "department", "dept", "ministry", "office", "municipality", "authority", "administration",
    "association", "federation", "commission", "committee", "agency", "parliament", "embassy", "society",
    "corporation", "hospital", "museum", "library", "alliance", "coalition", "league", "initiative",
    "polizei", "feuerwehr", "bundespolizei", "landespolizei", "pressestelle", "ministerium", "rathaus",
    "landkreis", "stadt", "gemeinde", "verband", "verein", "kreisverband", "landesverband", "bündnis",
    "gewerkschaft", "stiftung", "institut", "universität", "hochschule", "landesamt", "bundesamt",
    "gendarmerie", "préfecture", "ministère", "mairie", "commune", "département", "fédération", "syndicat",
    "comité", "association", "université", "hôpital", "musée", "gouvernement", "policía", "ministerio",
    "ayuntamiento", "gobierno", "departamento", "oficina", "asociación", "federación", "comisión", "comité",
    "universidad", "fundación", "instituto", "поліція", "поліції", "міністерство", "управління",
    "департамент", "прокуратура", "пресслужба", "прес-служба", "адміністрація", "рада", "асоціація",
    "федерація", "комітет", "комісія", "університет", "інститут", "фонд", "служба", "штаб", "gericht",
    "gerichtshof", "tribunal", "juzgado", "суд",
];
/// Ends of such words in languages that write them together.
pub const OFFICES_END: &[&str] = &[
    "ministerium", "verwaltung", "verband", "behörde", "präsidium", "inspektion", "direktion", "redaktion",
    "gesellschaft", "universität", "hochschule", "ratsamt", "desamt", "pressestelle", "kammer", "gericht",
    "gerichtshof",
];

/// Words that no person's name has.
pub const NO_NAME: &[&str] = &[
    // outlets and what they are made of
    "news", "bbc", "cnn", "npr", "reuters", "afp", "epa", "dpa", "staff", "editorial", "board", "team",
    "desk", "newsroom", "admin", "administrator", "webmaster", "agency", "agencies", "press", "images",
    "getty", "media", "magazine", "tribune", "gazette", "herald", "times", "newspaper", "radio", "website",
    "online", "redaktion", "redaction", "rédaction", "redacción", "редакція", "редакция", "новини",
    "новости", "правда", "агентство", "zeitung", "nachrichten", "tagesschau", "noticias", "agencia",
    "agencias", "agence", "actualités", "guest", "author", "authors", "contributor", "contributors", "wire",
    "services", "service", "network", "group", "inc", "ltd", "gmbh", "llc", "university", "institute",
    "foundation", "гість", "адмін", "адміністратор", "укрінформ", "суспільне", "уніан", "bloomberg",
    "associated", "anonymous", "unknown", // words of pages
    "view", "more", "posts", "post", "all", "share", "facebook", "twitter", "linkedin", "instagram",
    "whatsapp", "telegram", "youtube", "tiktok", "pinterest", "reddit", "email", "e-mail", "print", "follow",
    "subscribe", "newsletter", "sign", "log", "login", "register", "menu", "search", "home", "contact",
    "about", "privacy", "policy", "terms", "cookie", "cookies", "latest", "top", "stories", "story",
    "breaking", "live", "video", "videos", "photo", "photos", "foto", "фото", "відео", "related", "article",
    "articles", "comments", "comment", "advertisement", "read", "watch", "listen", "updated", "published",
    "click", "here", "next", "previous", "back", "copyright", "rights", "reserved", "politics", "business",
    "sport", "sports", "opinion", "technology", "culture", "health", "science", "entertainment", "lifestyle",
    "travel", "weather", "world", "games", "politik", "wirtschaft", "kultur", "wissenschaft", "panorama",
    "startseite", "anzeige", "monde", "économie", "politique", "société", "política", "economía", "cultura",
    "deportes", "sociedad", "політика", "економіка", "спорт", "культура", "суспільство", "світ", "україна",
    "source", "image", "credit", "caption", "link", "topics", "tags", "category", "categories", "archive",
    "page", "site", "download", "app", // what offers and headings are made of
    "tips", "key", "tools", "trends", "management", "industry", "professional", "planning", "practices",
    "insights", "takeaways", "form", "help", "event", "events", "product", "products", "customer",
    "customers", "marketing", "operations", "content", "security", "support", "trial", "orders", "sidebar",
    "partners", "communities", "community", "free", "session", "training", "guide", "best", "expert",
    "experts", "consultant", "general", "former", "try", "get", "start", "our", "your", "my", "show",
    "written", "overview", "introduction", "summary", "conclusion", "solutions", "resources", "company",
    "features", "design", "development", "profile", "studio", "insider", "international", "independent",
    "deutsche", "photography", "photographs", "fotos", "радіо", "свобода", "sponsored", "reviews", "review",
    "courses", "academy", "school", "college", "center", "centre", "club", "shop", "store", "sale", "price",
    "prices", "deals", "by", // what stands in headlines and in places
    "the", "a", "an", "of", "for", "to", "on", "with", "how", "why", "what", "who", "when", "is", "are",
    "new", "president", "minister", "government", "council", "union", "party", "court", "street", "united",
    "states", "kingdom", "republic", "europe", "america", "ukraine", "russia", "germany", "france", "spain",
    "china", "der", "die", "das", "ein", "eine", "und", "les", "un", "une", "los", "las", "una", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "january", "february", "september", "october", "november",
    "december", "januar", "februar", "märz", "oktober", "dezember", "tomorrow", "today", "yesterday", "hall",
    "concert", "festival", // what parts of books and of judgments are headed by
    "chapter", "kapitel", "chapitre", "capítulo", "розділ", "частина", "judgment", "judgement", "urteil",
    "jugement", "sentencia", "рішення", "ухвала", "appendix", "annex", "anhang",
];

/// Places in capitals: a dateline of one needs no agency, and none is a person.
pub const PLACES: &[&str] = &[
    "WASHINGTON", "THE WHITE HOUSE", "WHITE HOUSE", "SRI LANKA", "SAUDI ARABIA", "NORTH KOREA",
    "SOUTH KOREA", "SOUTH AFRICA", "COSTA RICA", "EL SALVADOR", "DOWNING STREET", "RIO DE JANEIRO",
    "SAINT PETERSBURG", "SALT LAKE CITY", "NEW YORK", "LONDON", "PARIS", "BERLIN", "KYIV", "KIEV", "MOSCOW",
    "BRUSSELS", "GENEVA", "ROME", "MADRID", "VIENNA", "WARSAW", "PRAGUE", "BEIJING", "TOKYO", "SEOUL",
    "DELHI", "NEW DELHI", "JERUSALEM", "TEL AVIV", "CAIRO", "BEIRUT", "BAGHDAD", "TEHRAN", "ANKARA",
    "ISTANBUL", "ATHENS", "DUBLIN", "OSLO", "STOCKHOLM", "HELSINKI", "COPENHAGEN", "AMSTERDAM", "THE HAGUE",
    "LISBON", "BUDAPEST", "BUCHAREST", "SOFIA", "BELGRADE", "VILNIUS", "RIGA", "TALLINN", "MINSK", "LVIV",
    "ODESA", "KHARKIV", "DNIPRO", "LOS ANGELES", "CHICAGO", "BOSTON", "HOUSTON", "SAN FRANCISCO", "MIAMI",
    "TORONTO", "OTTAWA", "MEXICO CITY", "BUENOS AIRES", "SANTIAGO", "BOGOTÁ", "SYDNEY", "CANBERRA",
    "SINGAPORE", "HONG KONG", "TAIPEI", "BANGKOK", "MANILA", "JAKARTA", "ISLAMABAD", "KABUL", "NAIROBI",
    "LAGOS", "JOHANNESBURG", "CAPE TOWN", "DUBAI", "DOHA", "RIYADH", "DAMASCUS", "AMMAN", "WIEN", "MÜNCHEN",
    "HAMBURG", "KÖLN", "FRANKFURT", "BRÜSSEL", "GENF", "ZÜRICH", "BERN", "ROM", "MOSKAU", "WARSCHAU",
    "BRUXELLES", "GENÈVE", "LYON", "MARSEILLE", "ROMA", "BARCELONA", "MOSCÚ", "BRUSELAS", "GINEBRA", "КИЇВ",
    "ЛЬВІВ", "ОДЕСА", "ХАРКІВ", "ДНІПРО", "МОСКВА", "ВАШИНГТОН", "БЕРЛІН", "БРЮССЕЛЬ", "ЖЕНЕВА", "ЛОНДОН",
    "ВАРШАВА", "ПАРИЖ",
];
