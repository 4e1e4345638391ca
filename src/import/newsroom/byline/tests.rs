use super::*;

/// `name[: role][ @ place][ / outlet]`, one for each person.
fn shown(text: &str) -> String {
    let Some(byline) = read(text) else { return "none".to_owned() };
    let of = |person: &Person| {
        let part = |sign: &str, part: &Option<String>| {
            part.as_ref().map(|part| format!("{sign}{part}")).unwrap_or_default()
        };
        format!(
            "{}{}{}{}",
            person.name,
            part(": ", &person.role),
            part(" @ ", &person.place),
            part(" / ", &person.outlet)
        )
    };
    byline.people.iter().map(of).collect::<Vec<_>>().join("; ")
}

#[test]
fn marks_names_roles_and_places_come_apart() {
    for (line, expected) in [
        ("By Clara Whitcombe", "Clara Whitcombe"),
        ("By: Clara Whitcombe and Samuel Pike Jr", "Clara Whitcombe; Samuel Pike Jr"),
        ("BY CLARA WHITCOMBE", "CLARA WHITCOMBE"),
        ("Posted by Clara Whitcombe on 4 May 2024 | 3 comments", "Clara Whitcombe"),
        (
            "Von Jonas Althaus, Mia Brandt und Tim van der Velde",
            "Jonas Althaus; Mia Brandt; Tim van der Velde",
        ),
        ("Von Jonas Althaus (dpa)", "Jonas Althaus / dpa"),
        ("von Ursula von der Aue", "Ursula von der Aue"),
        ("Par Hélène Marchand et Louis Petit", "Hélène Marchand; Louis Petit"),
        ("Par Hélène Marchand, correspondante à Lyon", "Hélène Marchand: correspondante @ Lyon"),
        ("Por Inés García y Pablo Ruiz", "Inés García; Pablo Ruiz"),
        ("Por José Ortega y Gasset", "José Ortega y Gasset"),
        ("Автор: Ірина Коваль", "Ірина Коваль"),
        ("Текст: Ірина Коваль і Тарас Гнатюк", "Ірина Коваль; Тарас Гнатюк"),
        ("Автори: Ірина Коваль та Тарас Гнатюк", "Ірина Коваль; Тарас Гнатюк"),
        ("Clara Whitcombe / Harbour correspondent", "Clara Whitcombe: Harbour correspondent"),
        ("Clara Whitcombe Business reporter, BBC News", "Clara Whitcombe: Business reporter / BBC News"),
        (
            "Samuel Pike Jr, at the Town Hall, and Clara Whitcombe",
            "Samuel Pike Jr @ the Town Hall; Clara Whitcombe",
        ),
        (
            "Clara Whitcombe Middle East correspondent Samuel Pike Gaza correspondent",
            "Clara Whitcombe: Middle East correspondent; Samuel Pike: Gaza correspondent",
        ),
        ("Clara Whitcombe BBC News, Mumbai", "Clara Whitcombe @ Mumbai / BBC News"),
        (
            "Clara Whitcombe and Samuel Pike BBC News, in Erie",
            "Clara Whitcombe / BBC News; Samuel Pike @ Erie / BBC News",
        ),
        ("By Clara Whitcombe clara@example.org @clarawrites", "Clara Whitcombe"),
        ("By Clara Whitcombe Updated 3 hours ago", "Clara Whitcombe"),
        ("Автор Ірина Коваль", "Ірина Коваль"),
        ("By Clara Whitcombe for Harbour News", "Clara Whitcombe / Harbour News"),
        (
            "Clara Whitcombe Business reporter Reporting from Lviv, Ukraine",
            "Clara Whitcombe: Business reporter @ Lviv, Ukraine",
        ),
        ("Ірина Коваль, кореспондентка", "Ірина Коваль: кореспондентка"),
        ("Ann Lee, Chief Political Correspondent", "Ann Lee: Chief Political Correspondent"),
        ("Ann Lee, Chief Harbour Correspondent", "Ann Lee: Chief Harbour Correspondent"),
        ("By A. J. Neal", "A. J. Neal"),
        ("Jeffrey A. Slot CPP, PSP", "Jeffrey A. Slot"),
        ("By Ann Lee, MD, PhD", "Ann Lee"),
        ("By Ann Lee, Jr.", "Ann Lee Jr."),
        ("By Dr. Ann Lee and Prof. Bob Jones", "Dr. Ann Lee; Prof. Bob Jones"),
        ("By Olena Marchenko, Tom Field and Staff", "Olena Marchenko; Tom Field"),
        ("Von Jonas Althaus und Mia Brandt (Fotos)", "Jonas Althaus"),
        ("By Jane Doe and photographer John Roe", "Jane Doe"),
        ("By photographer John Roe and Jane Doe", "Jane Doe"),
        ("Par notre correspondante Claire Dubois", "Claire Dubois: correspondante"),
        ("By political editor Samuel Pike and Jane Doe", "Samuel Pike: political editor; Jane Doe"),
        ("Von Sam Dale und unseren Korrespondenten", "Sam Dale"),
        ("By Sam Dale and our reporters", "Sam Dale"),
        ("By Sam Dale in Orten and agencies", "Sam Dale @ Orten"),
        ("Par Claire Dubois (Melby, envoyée spéciale)", "Claire Dubois: envoyée spéciale @ Melby"),
        ("Par Claire Dubois (Saint-Malo, correspondante)", "Claire Dubois: correspondante @ Saint-Malo"),
        ("Von Jonas Althaus (Kiel)", "Jonas Althaus @ Kiel"),
        ("(Reporting by Max Hahn and Eva Stein; Editing by Toby Rush)", "Max Hahn; Eva Stein"),
        ("By Ann Lee, Melby", "Ann Lee"),
        ("By Tessa Hall", "Tessa Hall"),
        ("By Tessa Hall and Robert Page", "Tessa Hall; Robert Page"),
        ("By Xanthe Hall, health correspondent", "Xanthe Hall: health correspondent"),
        ("By Emma Street in Orten", "Emma Street @ Orten"),
        ("Von Petra Spiegel", "Petra Spiegel"),
        ("Par Luc Page et Anne Monde", "Luc Page; Anne Monde"),
        ("Автор: Іван Правда", "Іван Правда"),
        ("By Tessa Hall, The Harbour Post", "Tessa Hall / The Harbour Post"),
        ("Von Karin Wolff (Text) und Jan Petersen (Fotos)", "Karin Wolff"),
        ("Von Karin Wolff (Fotos) und Jan Petersen (Text)", "Jan Petersen"),
        ("Texte : Claire Dubois, photos : Luc Petit", "Claire Dubois"),
        ("The Harbour Post | By Sam Dale | 4 March 2025", "Sam Dale / The Harbour Post"),
        ("The Ledger | By Sam Dale | 4 March 2025", "Sam Dale"),
        ("Politik · Von Karin Wolff · 4. März 2025", "Karin Wolff"),
        ("By Madonna", "Madonna"),
        ("By 李明", "李明"),
        ("Reporting by Clara Whitcombe in Oslo; Editing by Samuel Pike", "Clara Whitcombe @ Oslo"),
    ] {
        assert_eq!(shown(line), expected, "{line}");
    }
}

#[test]
fn sentences_outlets_and_buttons_are_no_people() {
    for line in [
        "By Monday the ministers had agreed",
        "By the time the ships arrived, the harbour had frozen.",
        "View more posts",
        "White House",
        "Tel Aviv",
        "Clara Whitcombe is a reporter in Lviv",
        "By View more posts",
        "By John Smith, the council was told that the ferry had left.",
        "Von Jonas Althaus, so hieß es, kam kein Wort.",
        "Por Inés García, dijo el alcalde, no pasó nada.",
        "By admin",
        "Staff",
        "Von der Küste kommt Regen",
        "Par exemple, le port de Lyon",
        "Por la mañana llegaron los barcos",
        "Text that nobody wrote",
        "Clara Whitcombe said no",
        "The Harbour Gazette",
        "Редакція",
        "Melby Police Department",
        "Polizeipräsidium Nordhafen",
        "Préfecture du Nord",
        "Policía Nacional",
        "Міністерство оборони",
        "Verwaltungsgericht Melby",
        "Tribunal Supremo",
        "Stadtverwaltung Melby",
        "Emma Street",
        "By Harbour Post",
        "By Town Hall",
        "By the Melby Court",
        "",
        "/ , ;",
    ] {
        assert!(read(line).is_none_or(|byline| byline.people.is_empty()), "{line}: {}", shown(line));
    }
    let byline = read("By The Associated Press").unwrap();
    assert!(byline.people.is_empty());
    assert_eq!(byline.outlet.as_deref(), Some("The Associated Press"));
}

#[test]
fn bylines_may_name_nobody_but_an_outlet() {
    for line in [
        "By Staff", "By The Lamp staff", "By our staff", "By Staff Reporter", "By The Harbour Post",
        "By Harbour Post Staff", "Von der Redaktion", "Von unserer Redaktion", "Par la rédaction",
        "Por la redacción", "Автор: Редакція", "By agencies", "By The Associated Press", "By The Quay",
        "By The Quay staff", "by quay",
    ] {
        assert!(is_unsigned(line, Some("The Quay")), "{line}");
    }
    for line in [
        "By Clara Whitcombe", "By the quay stood a crane", "By the harbour", "Staff",
        "By Jane Doe, Harbour Post Staff", "By Jane Doe and Harbour Post staff", "Von der Küste kommt Regen",
        "By staff who had seen it, the ship was called a wreck.", "The Harbour Post", "Por la mañana",
    ] {
        assert!(!is_unsigned(line, Some("The Quay")), "{line}");
    }
    assert_eq!(
        read("By Harbour Post Staff").and_then(|byline| byline.outlet).as_deref(),
        Some("Harbour Post")
    );
}

#[test]
fn a_role_below_a_name_is_read_alone() {
    assert_eq!(below_name("Security correspondent").unwrap().role.as_deref(), Some("Security correspondent"));
    assert_eq!(below_name("BBC News, Lviv").unwrap().place.as_deref(), Some("Lviv"));
    assert!(below_name("The harbour froze on Tuesday").is_none());
    assert!(below_name("Clara Whitcombe").is_none());
}

#[test]
fn staff_who_do_something_wrote_nothing() {
    for line in ["The Ledger Staff, 3 May 2031", "Redaktion · 3. Mai 2031", "From our correspondent, Melby"]
    {
        assert!(is_staff(line), "{line}");
    }
    for line in [
        "Staff, students and parents marched on Monday.", "Editors – and there were four – left the paper.",
        "Agencies, banks and a church",
    ] {
        assert!(!is_staff(line), "{line}");
    }
}
