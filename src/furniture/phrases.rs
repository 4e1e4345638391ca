//! What pages have around their texts, in several languages: what scrapers copy with them.

use super::{Furniture, Phrases};

/// Furniture of pages, in lower case with straight apostrophes.
pub(super) const PHRASES: &[Phrases] = &[
    Phrases {
        what: Furniture::ReadOn,
        whole: &[
            "read more", "read more here", "read full article", "read the full story", "related article",
            "related articles", "related", "related stories", "related topics", "related posts",
            "recommended stories", "more on this story", "more stories", "you may also like", "read also",
            "see also", "related reading", "читайте також", "читати далі", "читати повністю", "детальніше",
            "новини за темою", "схожі новини", "дивіться також", "вас може зацікавити", "головні новини",
            "усі новини", "читайте также", "читать далее", "подробнее", "mehr lesen", "weiterlesen",
            "mehr dazu", "mehr zum thema", "lesen sie auch", "auch interessant", "lire la suite",
            "lire aussi", "à lire aussi", "voir aussi", "leer más", "seguir leyendo", "lea también",
            "te puede interesar", "más información", "czytaj więcej", "czytaj dalej", "czytaj także",
            "czytaj też", "zobacz także", "zobacz też",
        ],
        beginnings: &[
            "read more", "read also", "also read", "read next", "related article", "related articles",
            "related story", "related stories", "see also", "click here to", "читайте також",
            "дивіться також", "читайте также", "lesen sie auch", "lesen sie hier", "mehr zum thema",
            "lire aussi", "à lire aussi", "lea también", "te puede interesar", "czytaj także", "czytaj też",
            "zobacz także",
        ],
        counted: &[],
    },
    Phrases {
        what: Furniture::Share,
        whole: &[
            "share", "share this", "share this article", "share this post", "share on facebook",
            "share on twitter", "share on x", "share on whatsapp", "share on linkedin", "tweet",
            "email this", "print this page", "copy link", "save", "поділитися", "поділитись", "поширити",
            "поделиться", "teilen", "artikel teilen", "partager", "partager l'article", "compartir",
            "udostępnij",
        ],
        beginnings: &["share this article"],
        counted: &["# shares", "# share"],
    },
    Phrases {
        what: Furniture::Counter,
        whole: &[],
        beginnings: &[],
        counted: &[
            "visited # times", "visited # times # visit(s) today", "visited # times # visits today",
            "visited # times # visit today", "visited # times # visit(s today", "# views", "# likes",
            "переглядів #", "# переглядів", "перегляди #", "просмотров #",
        ],
    },
    Phrases {
        what: Furniture::Age,
        whole: &[],
        beginnings: &[],
        counted: &[
            "# min read", "# minute read", "# minutes read", "# min", "reading time # min",
            "estimated reading time # minutes", "read time # min", "# hours ago", "# hour ago",
            "# minutes ago", "# mins ago", "# days ago", "updated # hours ago", "published # hours ago",
            "# хв", "# хв читання", "# годин тому", "# хвилин тому", "vor # stunden", "lesezeit # minuten",
            "lesezeit # min", "il y a # heures", "temps de lecture # min", "hace # horas",
        ],
    },
    Phrases {
        what: Furniture::Cookies,
        whole: &[
            "accept all", "accept cookies", "manage cookies", "cookie settings", "reject all",
            "this site uses cookies", "enable javascript", "please enable javascript", "прийняти всі",
            "ми використовуємо файли cookie", "alle cookies akzeptieren", "tout accepter", "aceptar todo",
        ],
        beginnings: &[
            "we use cookies", "this website uses cookies", "this site uses cookies",
            "by continuing to use this site", "by clicking accept", "ми використовуємо файли cookie",
            "wir verwenden cookies", "nous utilisons des cookies", "utilizamos cookies",
            "używamy plików cookie",
        ],
        counted: &[],
    },
    Phrases {
        what: Furniture::Subscribe,
        whole: &[
            "continue reading", "sign in", "log in", "subscribe", "subscribe now",
            "sign up for our newsletter", "subscribe to our newsletter", "already a subscriber? log in",
            "already a subscriber? sign in", "create a free account", "this article is for subscribers only",
            "subscribe to continue reading", "sign in to continue reading", "увійти", "зареєструватися",
            "підписатися", "підписатися на розсилку", "jetzt anmelden", "jetzt abonnieren", "se connecter",
            "s'abonner", "article réservé aux abonnés", "iniciar sesión", "suscríbete", "zaloguj się",
        ],
        beginnings: &[
            "sign up for", "sign up to", "subscribe to our", "already a subscriber",
            "you have reached your limit", "to continue reading",
        ],
        counted: &[],
    },
    Phrases {
        what: Furniture::Follow,
        whole: &["follow us", "follow us on facebook", "follow us on google news"],
        beginnings: &[
            "follow us on", "підписуйтесь на", "підписуйтеся на", "приєднуйтесь до", "слідкуйте за нами",
            "подписывайтесь на",
        ],
        counted: &[],
    },
    Phrases {
        what: Furniture::Comments,
        whole: &[
            "leave a comment", "leave a reply", "post a comment", "add a comment", "view comments",
            "show comments", "comments are closed", "log in to comment", "коментарі", "залишити коментар",
            "додати коментар", "комментарии", "оставить комментарий", "kommentare", "kommentar schreiben",
            "commentaires", "laisser un commentaire", "comentarios", "deja un comentario", "komentarze",
            "dodaj komentarz",
        ],
        beginnings: &[],
        counted: &[
            "# comments", "# comment", "# коментарів", "# коментарі", "# коментар", "# комментариев",
            "# kommentare", "# kommentar", "# commentaires", "# commentaire", "# comentarios",
            "# komentarzy", "# komentarze",
        ],
    },
    Phrases {
        what: Furniture::Advertisement,
        whole: &[
            "advertisement", "advertisement - scroll to continue", "sponsored content",
            "story continues below advertisement", "article continues below", "skip advertisement",
            "реклама", "реклама на сайте", "anzeige", "werbung", "publicité", "publicidad", "reklama",
        ],
        beginnings: &[],
        counted: &[],
    },
    Phrases {
        what: Furniture::SourceLink,
        whole: &["source link", "source", "джерело", "источник", "źródło"],
        beginnings: &["source link", "the post appeared first on"],
        counted: &[],
    },
    Phrases {
        what: Furniture::Player,
        whole: &[
            "play video", "watch live", "watch video", "listen to this article", "image caption",
            "image source", "media caption", "photo gallery", "your browser does not support the video tag",
        ],
        beginnings: &["image source", "image caption"],
        counted: &[],
    },
    Phrases { what: Furniture::Rights, whole: &["all rights reserved"], beginnings: &[], counted: &[] },
    Phrases {
        what: Furniture::Navigation,
        whole: &[
            "skip to content", "back to top", "scroll to top", "loading", "breaking news", "більше новин",
            "на головну", "zur startseite",
        ],
        beginnings: &[],
        counted: &[],
    },
];

/// Agencies and photo libraries, as captions name them.
pub const AGENCIES: &[&str] = &[
    "Reuters", "REUTERS", "AFP", "EPA", "Getty Images", "Getty", "PA Media", "Associated Press", "AP Photo",
    "Anadolu", "Shutterstock", "Bloomberg", "Alamy", "dpa", "DPA", "Ukrinform", "УНІАН", "Укрінформ",
    "Suspilne", "Суспільне", "TASS", "Xinhua", "PAP", "EPA-EFE", "Keystone",
];
