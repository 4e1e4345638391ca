//! Words of a page's furniture that the check of texts does not look for: what copied pages have beside them.

use super::Why;
use crate::furniture::Furniture;

pub(super) type Row = (Why, &'static [&'static str], &'static [&'static str]);

/// Between a message and one that it sends on. In lower case.
pub const BETWEEN: &[&str] = &[
    "original message", "forwarded message", "begin forwarded message", "forwarded message from",
    "ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht", "message d'origine", "message original", "message transféré",
    "début du message transféré", "début du message réexpédié", "mensaje original", "mensaje reenviado",
    "inicio del mensaje reenviado", "оригінальне повідомлення", "початкове повідомлення",
    "переслане повідомлення",
];

/// What copied pages have beside the words of [`crate::furniture`]; whole, and how a short block begins. In lower case.
pub(super) const PHRASES: &[Row] = &[
    (
        Why::Contents,
        &[
            "contents", "in this article", "on this page", "зміст", "inhalt", "inhaltsverzeichnis",
            "sommaire", "índice", "contenido", "contenidos",
        ],
        &["table of contents", "table des matières", "tabla de contenidos", "зміст статті"],
    ),
    (
        Why::Newsletter,
        &["newsletter", "newsletters", "get the newsletter", "розсилка", "boletín"],
        &[
            "sign up", "get our newsletter", "subscribe to", "get the latest", "join our newsletter",
            "enter your email", "your email address", "email address", "thank you for signing up",
            "newsletter abonnieren", "abonnieren sie unseren newsletter", "melden sie sich",
            "inscrivez-vous", "abonnez-vous", "recevez", "suscríbete a", "regístrate", "recibe",
            "підпишіться на", "отримуйте новини", "підпишись", "get breaking news",
            "delivered to your inbox",
        ],
    ),
    (
        Why::Furniture(Furniture::Follow),
        &["follow", "follow topic", "folgen", "suivre", "seguir"],
        &[
            "follow us", "follow @", "like us on", "find us on", "join us on", "join our telegram",
            "join our whatsapp", "folgen sie uns", "folge uns", "suivez-nous", "síguenos", "читайте нас",
            "стежте за нами", "слідкуй за нами", "наш telegram", "наш канал",
        ],
    ),
    (
        Why::Furniture(Furniture::Share),
        &[
            "facebook", "twitter", "x", "whatsapp", "linkedin", "telegram", "email", "e-mail", "print",
            "pinterest", "reddit", "copy", "link copied", "copied", "share it", "share via", "bookmark",
            "save article", "drucken", "merken", "imprimer", "imprimir", "envoyer par e-mail",
            "enviar por correo", "друкувати", "facebook twitter", "messenger", "mail", "flipboard", "tumblr",
            "more sharing options", "share options", "gift this article", "link kopieren", "copier le lien",
            "copiar enlace", "скопіювати посилання", "роздрукувати", "offrir cet article",
        ],
        &[
            "click to share", "click to print", "click to email", "share on", "share to", "share via",
            "share this", "auf facebook teilen", "per e-mail", "auf twitter", "bei whatsapp", "partager sur",
            "partager par", "compartir en", "поділитися у", "поділитися в", "поширити у", "share with",
            "tweet this", "pin it", "send to a friend",
        ],
    ),
    (
        Why::Furniture(Furniture::Comments),
        &[
            "comments", "comment", "conversation", "join the conversation", "reply", "discuss",
            "be the first to comment", "sort by", "newest", "oldest", "most voted",
            "leave a comment cancel reply", "inline feedbacks", "kommentieren", "antworten", "ihr kommentar",
            "diskutieren sie mit", "commenter", "réagir", "répondre", "comentar", "responder", "коментувати",
            "відповісти", "обговорення", "оставить ответ",
        ],
        &[
            "would love your thoughts", "leave a reply", "leave a comment",
            "your email address will not be published", "your comment", "join the discussion",
            "subscribe to comments", "notify of", "start the conversation", "comments are closed",
            "post comment", "log in to comment", "you must be logged in", "schreiben sie einen kommentar",
            "ihre e-mail-adresse wird nicht", "deine e-mail-adresse wird nicht",
            "votre adresse e-mail ne sera pas", "laisser un commentaire", "votre commentaire",
            "tu dirección de correo", "deja una respuesta", "deja un comentario", "ваша e-mail адреса",
            "ваша електронна адреса", "залиште коментар", "напишіть коментар", "залишити відповідь",
            "log in to leave a comment", "увійдіть, щоб залишити", "connectez-vous pour commenter",
            "melden sie sich an, um zu kommentieren", "inicia sesión para comentar",
        ],
    ),
    (
        Why::Furniture(Furniture::Advertisement),
        &[
            "ad", "ads", "advert", "sponsored", "paid content", "promoted", "promoted content",
            "paid for by", "partner content", "werbung anzeige", "- werbung -", "annonce",
            "contenu sponsorisé", "contenido patrocinado", "на правах реклами", "промо", "report this ad",
        ],
        &[
            "advertisement", "story continues below", "article continues after", "article continues below",
            "content continues below", "continue reading the main story", "artikel geht weiter",
            "la suite après cette publicité", "la publicidad continúa", "this ad will end", "sponsored by",
            "la suite après la publicité", "empfohlener redaktioneller inhalt",
        ],
    ),
    (
        Why::Furniture(Furniture::Rights),
        &[],
        &[
            "copyright ©", "copyright 20", "copyright (c)", "© 20", "© 19", "all rights reserved",
            "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
            "усі права захищені", "всі права захищені", "this material may not be published",
            "усі права захищено",
        ],
    ),
    (
        Why::Furniture(Furniture::Cookies),
        &[
            "accept", "reject", "agree", "i agree", "got it", "ok", "privacy settings", "zustimmen",
            "akzeptieren", "accepter", "j'accepte", "aceptar", "прийняти", "погоджуюсь", "fermer", "cerrar",
            "close", "schließen", "закрити", "manage preferences", "reject all cookies",
            "continuer sans accepter", "rechazar", "alle akzeptieren", "alles akzeptieren",
        ],
        &[
            "this site requires javascript", "javascript is disabled", "please enable", "wir nutzen cookies",
            "diese website verwendet cookies", "diese webseite verwendet cookies",
            "ce site utilise des cookies", "este sitio utiliza cookies", "esta web utiliza cookies",
            "цей сайт використовує", "сайт використовує файли cookie", "by using this site", "we and our",
            "wir und unsere partner", "nous et nos partenaires", "utilizamos cookies propias",
            "ми використовуємо файли cookie", "we value your privacy", "we use cookies",
        ],
    ),
    (
        Why::Furniture(Furniture::ReadOn),
        &[
            "more", "see more", "view more", "view all", "see all", "show more", "load more", "read",
            "more news", "most read", "most popular", "trending", "trending now", "latest news", "latest",
            "top stories", "recommended", "recommended for you", "popular", "popular now", "editor's picks",
            "editors' picks", "up next", "next article", "previous article", "next", "previous",
            "around the web", "from the web", "more from this section", "what to read next",
            "view more posts", "view all posts", "related content", "related coverage", "explore more",
            "in case you missed it", "don't miss", "also in this section", "meistgelesen", "mehr",
            "alle artikel", "das könnte sie auch interessieren", "das könnte dich auch interessieren",
            "zum thema", "verwandte artikel", "neueste artikel", "nächster artikel", "vorheriger artikel",
            "weitere artikel", "passend zum thema", "empfohlen", "empfehlungen der redaktion",
            "редакція радить", "la redacción recomienda", "la rédaction vous conseille",
            "la rédaction vous recommande", "our editors recommend", "unsere empfehlungen",
            "nos articles recommandés", "sur le même sujet", "les plus lus", "articles similaires", "à lire",
            "lire plus", "plus d'articles", "article suivant", "article précédent", "dans la même rubrique",
            "en continu", "à la une", "voir plus", "recommandé pour vous", "vous aimerez aussi", "les + lus",
            "lo más leído", "noticias relacionadas", "artículos relacionados", "más noticias", "ver más",
            "más leídas", "relacionado", "relacionados", "últimas noticias", "siguiente", "anterior",
            "te recomendamos", "lo último", "більше", "популярне", "найпопулярніше", "останні новини",
            "читайте ще", "за темою", "по темі", "матеріали за темою", "схожі статті", "наступна новина",
            "попередня новина", "рекомендуємо", "новини партнерів", "важливо", "актуально", "ще",
            "всі новини", "sur le même thème",
        ],
        &[
            "read:", "more:", "related:", "read more:", "recommended:", "more from", "more on",
            "see related", "don't miss", "you might also", "you may like", "related coverage", "watch more",
            "view all", "view more", "see all", "lesen sie mehr", "lesen sie dazu", "lies auch", "mehr aus",
            "mehr von", "mehr zu", "das könnte", "hier lesen sie", "lire notre", "lire également",
            "lisez aussi", "à lire également", "pour aller plus loin", "leer también", "lee también",
            "lea además", "le puede interesar", "más sobre", "ver también", "читайте далі", "читайте ще",
            "читай також", "також читайте", "дивись також", "більше за темою", "нагадаємо, раніше",
            "подробиці читайте", "make us a preferred source",
        ],
    ),
    (
        Why::Furniture(Furniture::Player),
        &[
            "audio", "video", "videos", "gallery", "photos", "image", "pause", "play", "mute", "unmute",
            "fullscreen", "listen", "0:00", "now playing", "this video can not be played", "enlarge image",
            "hide caption", "toggle caption", "enlarge this image", "view image in fullscreen",
            "artikel anhören", "bild vergrößern", "écouter", "écouter l'article", "écouter cet article",
            "escuchar", "слухати", "прослухати", "фото", "відео", "open image in gallery", "expand",
            "open in gallery", "view gallery", "media playback is unsupported on your device",
            "media playback is not supported on this device", "escuchar el artículo",
        ],
        &[
            "to play this video you need", "this video can not be played", "hear this story",
            "listen to this", "your browser does not support", "ihr browser unterstützt",
            "votre navigateur ne", "tu navegador no", "ваш браузер не", "view image", "loading video",
        ],
    ),
    (
        Why::Furniture(Furniture::Navigation),
        &[
            "home", "menu", "search", "skip to main content", "navigation", "back", "top", "site map",
            "sitemap", "contact", "contact us", "about us", "about", "privacy policy", "terms of use",
            "terms of service", "help", "my account", "register", "logout", "log out", "sections",
            "more sections", "edition", "suche", "menü", "impressum", "datenschutz", "kontakt", "startseite",
            "accueil", "recherche", "rechercher", "mentions légales", "inicio", "buscar", "aviso legal",
            "contacto", "пошук", "меню", "головна", "контакти", "про нас", "реклама на сайті", "tags",
            "topics", "schlagworte", "themen", "mots-clés", "etiquetas", "теги", "тег", "nach oben",
            "archivado en",
        ],
        &[
            "skip to", "jump to", "zum inhalt", "aller au contenu", "ir al contenido", "tags:", "topics:",
            "filed under", "posted in", "categories:", "schlagwörter:", "themen:", "mots-clés :",
            "etiquetas:", "теги:", "category:", "report a typo", "found a mistake",
            "if you have found a spelling error", "якщо ви помітили помилку", "помітили помилку",
            "знайшли помилку", "haben sie einen fehler", "fehler melden", "signaler une erreur",
            "send us a tip", "got a tip", "якщо ви знайшли помилку",
        ],
    ),
    (
        Why::Email,
        BETWEEN,
        &[
            "sent from my iphone", "sent from my ipad", "sent from my mobile", "sent from my phone",
            "sent from my android", "sent from my samsung", "get outlook for", "von meinem iphone gesendet",
            "von meinem ipad gesendet", "gesendet von meinem", "envoyé de mon iphone",
            "envoyé de mon mobile", "envoyé depuis mon", "enviado desde mi", "надіслано з мого",
            "надіслано з iphone",
        ],
    ),
    (
        Why::Date,
        &[],
        &[
            "updated:", "published:", "last updated", "last modified", "published on", "posted on",
            "first published:", "aktualisiert:", "aktualisiert am", "stand:", "veröffentlicht am",
            "veröffentlicht:", "publié le", "mis à jour le", "publicado el", "publicado:", "actualizado:",
            "actualizado el", "опубліковано:", "оновлено:", "опубліковано", "дата публікації", "updated on",
            "date:",
        ],
    ),
    (
        Why::Staff,
        &[],
        &[
            "(reporting by", "reporting by", "(editing by", "editing by", "(writing by", "writing by",
            "additional reporting by", "with additional reporting", "edited by", "our standards:",
            "with agencies", "mit material von",
        ],
    ),
    (
        Why::Furniture(Furniture::Subscribe),
        &[
            "log in or sign up", "subscribe today", "subscribe for full access", "start your free trial",
            "become a member", "support us", "donate", "abonnieren", "spenden", "anmelden", "abonné",
            "je m'abonne", "connexion", "inscription", "inscríbete", "donar", "підтримати", "підтримати нас",
            "стати другом", "premium", "plus",
        ],
        &[
            "subscribe for", "support our work", "become a member", "support independent",
            "unterstützen sie", "soutenez", "підтримайте нас", "apóyanos", "ya eres suscriptor",
            "déjà abonné", "bereits abonnent", "sie haben bereits", "by signing up, you agree",
            "mit der anmeldung akzeptieren sie", "en vous inscrivant, vous acceptez",
            "al suscribirte aceptas", "this site is protected by recaptcha", "subscribe now for",
            "¿ya eres suscriptor", "únete a nuestro canal",
        ],
    ),
];
