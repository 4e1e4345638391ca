//! Labels of lines above a text, as e-mails and newsrooms write them in five languages, and programs of mail in
//! Ukraine in Russian, too: "Betreff: …", "Titular: …".

/// What a label says of the line behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Who sent it.
    From,
    /// To whom it was sent.
    To,
    /// What it is about.
    Subject,
    /// The headline of an article.
    Headline,
    /// When it was sent, or published.
    Date,
    /// Who wrote it.
    Author,
    /// Where it stands.
    Address,
    /// Something else that heads of messages say.
    Other,
}

/// A line of a head: what it says, and of what.
pub(super) fn labelled(line: &str) -> Option<(Label, &str)> {
    let (label, value) = line.trim().trim_start_matches('*').split_once(':')?;
    let value = value.trim_start_matches('*').trim();
    let label = of_label(label)?;
    (!value.is_empty() || label != Label::Headline).then_some((label, value))
}

/// What a label is.
pub(super) fn of_label(label: &str) -> Option<Label> {
    let label = label.trim().to_lowercase();
    LABELS.iter().find(|(_, labels)| labels.contains(&&*label)).map(|(kind, _)| *kind)
}

/// In lower case.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::From,
        &["from", "von", "de", "від", "от", "absender", "expéditeur", "remitente", "відправник", "sender"],
    ),
    (
        Label::To,
        &[
            "to", "an", "à", "para", "кому", "cc", "bcc", "cci", "cco", "kopie", "copie", "copia", "копія",
            "empfänger", "destinataire", "destinatario", "reply-to", "reply to", "antwort an", "répondre à",
            "responder a",
        ],
    ),
    (Label::Subject, &["subject", "betreff", "objet", "sujet", "asunto", "тема"]),
    (
        Label::Headline,
        &[
            "headline", "title", "titel", "überschrift", "schlagzeile", "titre", "título", "titular",
            "заголовок", "назва",
        ],
    ),
    (
        Label::Date,
        &[
            "date", "datum", "fecha", "дата", "sent", "gesendet", "envoyé", "enviado", "enviado el",
            "надіслано", "received", "empfangen",
        ],
    ),
    (Label::Author, &["author", "by", "autor", "autorin", "auteur", "autrice", "autora", "автор", "авторка"]),
    (Label::Address, &["url", "link", "adresse", "address", "lien", "enlace", "посилання"]),
    (
        Label::Other,
        &[
            "importance", "priority", "priorität", "wichtigkeit", "attachments", "attachment", "anlagen",
            "anlage", "anhang", "pièces jointes", "pièce jointe", "adjuntos", "datos adjuntos", "вкладення",
            "message-id", "mime-version", "content-type", "return-path", "list-id",
        ],
    ),
];
