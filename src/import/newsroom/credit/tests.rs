use super::*;

fn shown(text: &str) -> String {
    let found = split(text, &Agencies::built_in());
    found.map_or_else(|| "none".to_owned(), |found| format!("{} | {}", found.caption, found.credit))
}

#[test]
fn credits_come_off_both_ends() {
    for (text, expected) in [
        ("EPA A flooded street in OdesaEPA", "A flooded street in Odesa | EPA"),
        (
            "EPA A harbour's old crane (left) and its new one on the quay of Emden, Germany, 3 May 2024. EPA",
            "A harbour's old crane (left) and its new one on the quay of Emden, Germany, 3 May 2024. | EPA",
        ),
        (
            "Getty Images A 40% levy is to be paid on all imports of paper",
            "A 40% levy is to be paid on all imports of paper | Getty Images",
        ),
        ("ReutersThe hall in Geneva was full", "The hall in Geneva was full | Reuters"),
        (
            "The ferry leaves the harbour (AP Photo/Clara Whitcombe)",
            "The ferry leaves the harbour | AP Photo/Clara Whitcombe",
        ),
        ("The mayor at the opening (AP/File)", "The mayor at the opening | AP/File"),
        (
            "Die Fähre verlässt den Hafen. Foto: Jonas Althaus/dpa",
            "Die Fähre verlässt den Hafen. | Jonas Althaus/dpa",
        ),
        ("Foto: Jonas Althaus/dpa", " | Jonas Althaus/dpa"),
        ("Photo by Clara Whitcombe / Reuters", " | Clara Whitcombe / Reuters"),
        ("Пором виходить у море. Фото: Ірина Коваль", "Пором виходить у море. | Ірина Коваль"),
        ("© Clara Whitcombe", " | Clara Whitcombe"),
        (
            "Le bac quitte le port. Crédit photo : Hélène Marchand / AFP",
            "Le bac quitte le port. | Hélène Marchand / AFP",
        ),
        (
            "El barco sale del puerto. Fotografía: Inés García (EFE)",
            "El barco sale del puerto. | Inés García (EFE)",
        ),
        (
            "The ferry at dawn. Photograph: Clara Whitcombe/The Guardian",
            "The ferry at dawn. | Clara Whitcombe/The Guardian",
        ),
        ("EPA-EFE", " | EPA-EFE"),
        ("AFP via Getty Images", " | AFP via Getty Images"),
        ("Jonas Althaus/dpa", " | Jonas Althaus/dpa"),
        (
            "The pier burned for hours, firemen said. Jonas Althaus/dpa",
            "The pier burned for hours, firemen said. | Jonas Althaus/dpa",
        ),
        ("Image source, Getty Images", " | Getty Images"),
        (
            "Image source, ReutersImage caption, The bridge before the storm",
            "The bridge before the storm | Reuters",
        ),
        ("The bridge before the storm.Reuters", "The bridge before the storm. | Reuters"),
        ("Reuters Ukrainian sailors on the quay in May", "Ukrainian sailors on the quay in May | Reuters"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn sentences_about_agencies_are_left_alone() {
    for text in [
        "Reuters reported that the ferry had left.",
        "EPA officials said the water was clean",
        "EPA Administrator Clara Whitcombe said the water was clean.",
        "AP exams begin in May",
        "He sold the picture to Getty Images",
        "The rule is one of the Environmental Protection Agency (EPA)",
        "Reuters Institute for the Study of Journalism opened a branch.",
        "Bloomberg News reported on Monday that the ferry had left.",
        "The minister spoke to Reuters",
        "Photo editors at the paper had a hard year.",
        "Die dpa berichtete, die Fähre sei weg.",
        "Фото з місця подій показали вночі.",
        "",
    ] {
        assert_eq!(shown(text), "none", "{text}");
    }
}
