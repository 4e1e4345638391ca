//! Walls: blocks that ask readers to sign in or to pay before they read on.

use super::Why;
use super::sentence::{self, Sureness};
use crate::furniture::{folded, trimmed};
use Sureness::{Doubtful, Sure};

/// So long is a wall that says no word to readers, in characters.
const SHORT_WALL: usize = 60;

/// A block that asks readers to sign in before they read on.
pub(super) fn wall(text: &str) -> Option<(Why, Sureness)> {
    let words = folded(text);
    let is_asked = WALLS.iter().filter(|phrase| words.contains(*phrase)).count() >= 2;
    let is_begun = WALL_BEGINNINGS.iter().any(|start| words.starts_with(start)) || is_rest_locked(&words);
    let is_sure = !sentence::is_speech(text, &words)
        && (is_begun && words.chars().count() <= SHORT_WALL || sentence::is_to_readers(&words));
    (is_asked || is_begun).then_some((Why::Wall, if is_sure { Sure } else { Doubtful }))
}

/// Whether it asks readers for money: a sentence that says so to them, and tells of nobody.
pub(super) fn is_appeal(text: &str) -> bool {
    const LONGEST: usize = 300;
    const MONEY: &[&str] = &[
        "consider donating", "consider a donation", "make a donation", "making a donation", "please donate",
        "donate today", "donate now", "support our journalism", "support our reporting",
        "support our newsroom", "support independent journalism", "consider becoming a member",
        "consider supporting us", "consider supporting our", "mit einer spende", "mit ihrer spende",
        "mit deiner spende", "unseren journalismus", "bitte spenden", "spenden sie", "jetzt spenden",
        "faites un don", "faire un don", "soutenez notre", "soutenez-nous", "haz una donación",
        "haga una donación", "haz un donativo", "apoya nuestro periodismo", "apoya nuestro trabajo",
        "підтримайте редакцію", "підтримати редакцію", "підтримайте нашу роботу", "підтримати нашу роботу",
        "зробіть внесок", "зробіть донат",
    ];
    let words = folded(text);
    words.chars().count() <= LONGEST
        && MONEY.iter().any(|phrase| words.contains(phrase))
        && sentence::is_to_readers(&words)
        && !sentence::is_speech(text, &words)
}

/// "62 % of this article are left to be read": how much of it nobody sees.
fn is_rest_locked(words: &str) -> bool {
    const LEFT: &[&str] = &[
        "de cet article à lire", "la suite est réservée aux abonnés", "of this article left to read",
        "of this article remaining", "dieses artikels lesen sie", "de este artículo por leer",
    ];
    words.chars().count() <= LONGEST_REST && LEFT.iter().any(|phrase| words.contains(phrase))
}

/// The longest block that says so, in characters.
const LONGEST_REST: usize = 140;

/// Blocks that say that readers who do not pay see a part of the text, and nothing else.
const WALLS_ALONE: &[&str] = &[
    "article réservé aux abonnés", "this article is for subscribers only", "subscribe to continue reading",
    "sign in to continue reading", "log in to continue reading", "nur für abonnenten",
    "exklusiv für abonnenten", "réservé aux abonnés", "solo para suscriptores", "sólo para suscriptores",
    "exclusivo para suscriptores", "лише для передплатників", "тільки для передплатників",
    "доступно лише передплатникам",
];

const WALLS: &[&str] = &[
    "terms of use", "privacy policy", "enter your email", "enter a valid", "free of charge", "your account",
    "notice of financial incentive", "unsubscribe", "nutzungsbedingungen", "datenschutz",
    "ihre e-mail-adresse", "jederzeit kündbar", "jederzeit abbestellen", "conditions d'utilisation",
    "politique de confidentialité", "votre adresse e-mail", "votre adresse email", "se désabonner",
    "condiciones de uso", "política de privacidad", "tu correo electrónico", "darse de baja",
    "умови використання", "політикою конфіденційності", "політику конфіденційності", "вашу електронну",
    "електронну пошту",
];

const WALL_BEGINNINGS: &[&str] = &[
    "join fox news for access",
    "to continue reading, please",
    "to continue reading, sign in",
    "to continue reading, log in",
    "to continue reading, subscribe",
    "subscribe to unlock",
    "this content is only available to",
    "this article is for subscribers",
    "you must be logged in",
    "already have an account?",
    "dieser artikel ist nur für abonnenten",
    "jetzt weiterlesen mit",
    "weiterlesen mit",
    "diesen artikel weiterlesen mit",
    "lesen sie diesen artikel mit",
    "lesen sie weiter mit",
    "sie möchten weiterlesen?",
    "dieser inhalt ist nur für abonnenten",
    "dieser text ist nur für abonnenten",
    "cet article est réservé à nos abonnés",
    "lisez la suite avec",
    "pour lire la suite, abonnez-vous",
    "este artículo es exclusivo para suscriptores",
    "este artículo es solo para suscriptores",
    "sigue leyendo con",
    "para seguir leyendo, suscríbete",
    "повна версія доступна лише",
    "повна версія доступна тільки",
    "повний текст доступний лише",
    "повний текст доступний тільки",
    "цей матеріал доступний лише",
    "матеріал доступний лише для передплатників",
    "keep reading with",
    "continue reading with a subscription",
    "read the full article with",
    "cet article est réservé aux abonnés",
    "la suite est réservée aux abonnés",
    "este contenido es exclusivo para suscriptores",
    "contenido exclusivo para suscriptores",
    "щоб читати далі, підпишіться",
    "щоб читати далі, увійдіть",
    "ця стаття доступна лише",
];

/// Whether a block says so, and nothing else.
pub(super) fn is_alone(text: &str) -> bool {
    WALLS_ALONE.contains(&&*folded(trimmed(text)))
}
