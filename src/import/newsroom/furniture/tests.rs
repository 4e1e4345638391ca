use super::*;

#[test]
fn furniture_is_known_in_five_languages() {
    for (text, phrase) in [
        ("Visited 1 times, 1 visit(s) today", "counter"),
        ("Source link", "link to the source"),
        ("Would love your thoughts, please comment.", "comment box"),
        ("Would love your thoughts, please comment.x", "comment box"),
        ("0", "sign or number alone"),
        ("()", "sign or number alone"),
        ("x", "sign or number alone"),
        ("Table of Contents Table of Contents Why ships freeze? What now?", "table of contents"),
        ("Click to share on Facebook (Opens in new window)", "share bar"),
        ("Read also: The harbour froze", "points to other articles"),
        ("Читайте також: Порт замерз", "points to other articles"),
        ("Lesen Sie auch", "points to other articles"),
        ("Lire aussi : Le port a gelé", "points to other articles"),
        ("Leer también", "points to other articles"),
        ("View more posts", "points to other articles"),
        ("14 comments", "comment box"),
        ("Comments (14)", "comment box"),
        ("Kommentare", "comment box"),
        ("Copyright © 2024 Harbour Gazette. All rights reserved.", "notice of rights"),
        ("Tous droits réservés", "notice of rights"),
        ("Sign up for our morning newsletter", "invitation to subscribe or sign in"),
        ("Abonnez-vous à la lettre du port", "newsletter"),
        ("Follow us on Mastodon", "invitation to follow elsewhere"),
        ("Síguenos en Facebook", "invitation to follow elsewhere"),
        ("4 min read", "how long ago, or how long to read"),
        ("Il y a 3 heures", "how long ago, or how long to read"),
        ("Updated: 3 May 2024, 10:15", "date alone"),
        ("Опубліковано: 3 травня 2024", "date alone"),
        ("Werbung", "advertisement"),
        ("Publicidad", "advertisement"),
        ("Якщо ви помітили помилку, виділіть її", "button of the page"),
        ("Reporting by Clara Whitcombe; Editing by Samuel Pike", "who filed and edited it"),
        ("Join Fox News for access to this content", "sign-in wall"),
        ("Dieser Artikel ist nur für Abonnenten sichtbar", "sign-in wall"),
        ("Sign up for our newsletter and get the harbour in your inbox.", "newsletter"),
        ("Follow us on Facebook and Instagram.", "invitation to follow elsewhere"),
        ("Sponsored by Harbour Bank", "advertisement"),
        ("Stand: 3. Mai 2024, 10 Uhr", "date alone"),
        ("Last updated Monday", "date alone"),
        ("Edited by the culture desk", "who filed and edited it"),
        ("Loading...", "button of the page"),
        ("Il vous reste 62.5% de cet article à lire. La suite est réservée aux abonnés.", "sign-in wall"),
        ("Weiterlesen mit Orten+. Jetzt 4 Wochen für 1 Euro testen", "sign-in wall"),
        ("Lesen Sie diesen Artikel mit dem Abo weiter", "sign-in wall"),
        ("Повна версія доступна лише передплатникам", "sign-in wall"),
        ("Este artículo es exclusivo para suscriptores", "sign-in wall"),
        ("Article réservé aux abonnés", "sign-in wall"),
        ("La rédaction vous conseille", "points to other articles"),
        ("Sent from my iPhone", "head or foot of a message"),
        ("-----Ursprüngliche Nachricht-----", "head or foot of a message"),
        ("Page 1 of 2", "button of the page"),
        ("View this email in your browser", "newsletter"),
        ("You are receiving this because you signed up at harbour.example.", "newsletter"),
        ("Unsubscribe | Update preferences", "newsletter"),
        ("Unsubscribe · Manage your subscription · View in browser", "newsletter"),
        ("Im Browser ansehen", "newsletter"),
        ("Sie erhalten diese E-Mail, weil Sie den Hafenbrief bestellt haben.", "newsletter"),
        ("Newsletter abbestellen | Einstellungen ändern", "newsletter"),
        ("Voir dans le navigateur", "newsletter"),
        ("Vous recevez cet e-mail parce que vous êtes inscrit.", "newsletter"),
        ("Se désabonner", "newsletter"),
        ("Ver en el navegador", "newsletter"),
        ("Darse de baja | Actualizar preferencias", "newsletter"),
        ("Ви отримали цей лист, бо підписалися на розсилку.", "newsletter"),
        ("Відписатися", "newsletter"),
        ("SPONSORED BY ROPEWORKS", "advertisement"),
        ("Presented by Harbour Bank", "advertisement"),
        ("Gesponsert von Seilbau Orten", "advertisement"),
    ] {
        assert_eq!(of(text).map(Why::phrase), Some(phrase), "{text}");
    }
}

#[test]
fn lines_may_begin_with_how_long_ago_it_was() {
    for line in [
        "2 days ago at 07:54 am", "16 hours ago on the harbour blog", "vor 3 Stunden von Jo Doe",
        "hace 2 días", "il y a 4 heures", "5 годин тому",
    ] {
        assert!(begins_with_age(line), "{line}");
    }
    for line in ["2 days of rain", "Vor dem Hafen", "Two days ago it sank", "il y a un port", "2 days"] {
        assert!(!begins_with_age(line), "{line}");
    }
}

#[test]
fn a_line_that_says_when_says_no_more() {
    for line in [
        "3 May 2024, 10:15", "Київ, 3 травня 2024", "12.05.2024", "Monday, 12 February 2025 at 10:15 GMT",
        "Le 3 mai 2024 à 10h15",
    ] {
        assert!(is_when(line), "{line}");
    }
    for line in [
        "On 3 May 2024 the ferry sank.", "At 10:15 on 12 May 2024 it sank.",
        "Seit dem 3. Mai 2024 steht er still.", "Harbour",
    ] {
        assert!(!is_when(line), "{line}");
    }
}

#[test]
fn sentences_are_no_furniture() {
    for text in [
        "Updated rules were published by the port on Monday, and nobody had expected them so early in the year.",
        "Follow the money, the inspector said.",
        "Share prices fell by a third",
        "The comments were made on Monday.",
        "Menu prices rose",
        "Свято відсвяткували тихо.",
        "Die Werbung verschwand aus der Stadt.",
        "Recommended doses were too high, doctors said.",
        "1912",
        "12%",
        "The newsletter had six readers.",
        "Contents of the ship's hold were sold at auction.",
        "2 a 1",
        "Sign up sheets are at the town hall.",
        "Sponsored by the Liberals, the bill passed.",
        "Stand: 2019 waren es vierzig.",
        "Опубліковано звіт про лід у порту.",
        "Reporting by The Times led to an inquiry.",
        "With agencies closed on Monday, nobody answered.",
        "Lee también la letra pequeña, dijo.",
        "“Follow us to the shelter,” the pilot said.",
        "Leave a comment, said the mayor, and nobody did.",
        "Help!",
        "Subscribe to a theory, and you will find facts for it.",
        "41.",
        "不。",
        "1–0",
        "5 days a week",
        "The privacy policy and terms of use of the app were unlawful, the court ruled.",
        "Weiterlesen mit Brille fällt vielen leichter, sagte die Ärztin.",
        "Page 12 was torn.",
        "Il vous reste trois jours pour vous inscrire aux cours de voile du port.",
        "Passengers may cross free of charge, if they show the app with their account number.",
        "To continue reading, she lit a candle.",
        "Read: he could not, and nobody had taught him.",
        "Tags: none were found on the birds.",
        "Users accepted the terms of use and the privacy policy, the court said.",
        "Presented by the mayor in March, the plan failed.",
        "Abmelden kann man sich nicht.",
        "Roads | 3 million",
        "You are receiving this award because nobody else would, he said to her.",
    ] {
        assert_eq!(of(text), None, "{text}");
    }
}

#[test]
fn appeals_for_money_are_asked_about() {
    for text in [
        "If you value our reporting, please consider making a donation.",
        "Support our journalism with five euros a month.",
        "Unterstützen Sie unsere Arbeit mit einer Spende.",
        "Faites un don pour que nous puissions continuer, et soutenez notre rédaction.",
        "Haz una donación para que nuestro periódico siga.",
        "Підтримайте нашу роботу: нам потрібна ваша допомога.",
    ] {
        assert!(doubt(text).is_some() || of(text).is_some(), "{text}");
    }
    for text in [
        "Residents can make a donation at the town hall, the charity said.",
        "The museum asks for a donation of two euros.",
        "“Please consider making a donation to our church,” said the vicar.",
        "Die Feuerwehr wurde mit einer Spende bedacht.",
    ] {
        assert!(doubt(text).is_none() && of(text).is_none(), "{text}");
    }
}

#[test]
fn what_was_paid_for_is_told_from_places_of_advertisements() {
    for text in [
        "SPONSORED BY ROPEWORKS", "Paid content", "Sponsored", "Gesponsert von Seilbau",
        "Contenido patrocinado",
    ] {
        assert!(is_of_sponsor(text), "{text}");
    }
    for text in ["Anzeige", "Advertisement", "Werbung", "Sponsored rides are rare", "Publicité"] {
        assert!(!is_of_sponsor(text), "{text}");
    }
}
