//! Documents that move: their new addresses, and what they have to say of themselves so that they stay the same to readers.

use std::sync::Arc;

use super::{Draft, Maker, NewName, is_published};
use crate::address::{nfc, to_path};
use crate::content::document::parse;
use crate::content::front_matter;
use crate::content::name;
use crate::content::yaml::scalars::{Places, Step, added};
use crate::content::yaml::write;
use crate::content::{Document, Kind};
use crate::edits::{Replacement, apply};
use crate::paths::OutPath;
use crate::site::{Flags, address_of, identity, visibility};

/// A document that moves.
pub(super) struct Moved {
    /// As it is.
    pub(super) document: Arc<Document>,
    /// As it will be but for what it has to say of itself.
    pub(super) new: Document,
    /// The number of its language.
    pub(super) language: usize,
    /// Its address before and then, if that is another one.
    pub(super) address: Option<(String, String)>,
    is_published: bool,
    /// The day that only its name says.
    date: Option<String>,
}

/// The documents among what moves.
///
/// # Errors
/// One cannot stand where it is to be.
pub(super) fn moved(draft: &mut Draft<'_>) -> Result<Vec<Moved>, String> {
    let all = draft.documents();
    let moves = draft.moves.clone();
    let mut found = Vec::new();
    for (language, document) in all.iter().filter(|(_, document)| moves.contains_key(&*document.path)) {
        let to = &moves[&*document.path];
        if Kind::of(to) != Some(document.kind) || document.kind == Kind::Home {
            return Err(format!(
                "{} is {}, and {to} would be {}",
                document.path,
                described(Some(document.kind)),
                described(Kind::of(to))
            ));
        }
        let text = draft.text(&document.path)?.to_owned();
        let date = day_of_name(document, to, &text)?;
        let dated = match &date {
            Some(date) => {
                let line = Replacement::new(end_of_front(&text, document.kind)?, format!("date: {date}\n"));
                apply(&text, &[line]).unwrap_or_default()
            }
            None => text,
        };
        let config = &draft.input.all[*language].config;
        let new = parse(&Arc::from(&**to), document.kind, dated.as_bytes(), &draft.input.context)
            .map_err(|said| format!("{to} could not be read: {}", said[0].message))?;
        if new.own_language() != document.own_language() {
            return Err(format!("{to} would be in another language than {}", document.path));
        }
        let address = match (address_of(document, config), address_of(&new, config)) {
            (Some(old), Some(new)) => (old != new).then_some((old, new)),
            _ => return Err(format!("no address can be made of the name of {to}: use letters or digits")),
        };
        let taken = address.as_ref().and_then(|(_, new)| {
            let is_it = |other: &&Arc<Document>| address_of(other, config).as_ref() == Some(new);
            all.iter().map(|(_, other)| other).filter(|other| !moves.contains_key(&*other.path)).find(is_it)
        });
        if let (Some(other), Some((_, new))) = (taken, &address) {
            return Err(format!("{new} is the address of {} already", other.path));
        }
        if let Some((_, new)) = &address {
            refuse_old_address(draft, new, Some(&document.path))?;
            refuse_taken(draft, new, Some(&document.path))?;
        }
        let is_published = is_published(draft.input, &document.path);
        found.push(Moved {
            document: Arc::clone(document),
            new,
            language: *language,
            address,
            is_published,
            date,
        });
    }
    Ok(found)
}

/// Refuses a new address that is an old one of something else, and leads there; `own` is the file that gets it, if a file does.
///
/// # Errors
/// Of what it is one.
pub(super) fn refuse_old_address(draft: &Draft<'_>, address: &str, own: Option<&str>) -> Result<(), String> {
    let is_it = |alias: &String| output_of(alias) == output_of(address);
    let all = draft.documents();
    let other = all.iter().map(|(_, other)| other).filter(|other| own != Some(&*other.path));
    let other = other.into_iter().find(|other| other.front.rare().aliases.iter().any(is_it));
    other.map_or(Ok(()), |other| {
        Err(format!("{address} is an old address of {} (`aliases:`), and leads there", other.path))
    })
}

/// The output at an address as file systems compare paths; none where no file can stand.
fn output_of(address: &str) -> Option<String> {
    OutPath::of_url(&to_path(address)).ok().map(|path| path.folded().into_owned())
}

/// Refuses a new address where no file can stand, or where something else does that stays.
///
/// # Errors
/// What stands there.
pub(super) fn refuse_taken(draft: &Draft<'_>, address: &str, own: Option<&str>) -> Result<(), String> {
    let path = OutPath::of_url(address)
        .map_err(|fault| format!("the address {address} cannot be written: {fault}"))?;
    let is_moving = |file: &str| own == Some(file) || draft.moves.contains_key(file);
    match (draft.input.made_by)(&path) {
        Some(Maker { file, words }) if !file.as_deref().is_some_and(is_moving) => {
            Err(format!("{address} is made by {words} already"))
        }
        _ => Ok(()),
    }
}

fn described(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Article) => "an article",
        Some(Kind::Topic) => "a topic",
        Some(Kind::Edition) => "an edition",
        Some(Kind::Story) => "a story",
        Some(Kind::Page) => "a page",
        Some(Kind::Home) => "the home page's text",
        None => "no text of the site",
    }
}

/// The day in a file's name that the new name does not have, where nothing else says when the text was published.
fn day_of_name(document: &Document, to: &str, text: &str) -> Result<Option<String>, String> {
    let new = name::of(to).map_err(|problem| format!("{to}: {}", problem.message))?;
    let Some(day) = document.name().date.filter(|_| new.date.is_none() && document.kind.is_dated()) else {
        return Ok(None);
    };
    let Ok((_, split)) = front_matter::split(text.as_bytes(), document.kind) else { return Ok(None) };
    let places = Places::of(split.yaml).unwrap_or_default();
    let says = |key: &str| {
        places
            .scalars
            .iter()
            .any(|scalar| scalar.is_key && scalar.path.len() == 1 && scalar.text.eq_ignore_ascii_case(key))
    };
    Ok((!["date", "published", "pubdate"].into_iter().any(says)).then(|| day.to_string()))
}

/// Where a line more of front matter is written: before the fence that ends it.
pub(super) fn end_of_front(text: &str, kind: Kind) -> Result<std::ops::Range<usize>, String> {
    let (_, split) = front_matter::split(text.as_bytes(), kind).map_err(|problem| problem.message)?;
    if split.yaml.trim_start().starts_with('{') {
        return Err(
            "the front matter is in braces, where no line can be added: write it in lines first".to_owned()
        );
    }
    let start = start_in(text, split.yaml).ok_or("it has no front matter that a line can be added to")?;
    let end = start + split.yaml.len();
    Ok(end..end)
}

/// Where a part of a text begins in it, in bytes; none of what is no part of it.
pub(super) fn start_in(text: &str, part: &str) -> Option<usize> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    text.get(start..start.checked_add(part.len())?).filter(|own| *own == part).map(|_| start)
}

/// Writes what each of them has to say of itself: its old address, its identity in feeds, its day; and the title of a topic or
/// story that gets another.
///
/// # Errors
/// A front matter that no line can be added to.
pub(super) fn keep(draft: &mut Draft<'_>, moved: &[Moved], name: Option<&NewName>) -> Result<(), String> {
    for moved in moved {
        let path = &*moved.document.path;
        let is_seen = visibility::reason(&moved.new, draft.input.live[0].now, Flags::default()).is_none();
        let mut lines = String::new();
        lines.extend(moved.date.iter().map(|date| format!("date: {date}\n")));
        let (old, new) = (identity(&moved.document), identity(&moved.new));
        if moved.is_published && old != new {
            lines.push_str(&format!("id: {}\n", write::scalar(&old, false)));
        }
        if let Some((old, new)) = moved.address.as_ref().filter(|_| moved.is_published) {
            lines.push_str(&alias(draft, &moved.document, old, new)?);
            // Nothing stands there until readers see it.
            if is_seen {
                draft.redirects.push((old.clone(), new.clone()));
            }
        }
        if !is_seen && moved.is_published {
            draft
                .remarks
                .insert(format!("{} is held back: readers do not see it any more", draft.place(path)));
        }
        if let (Some(before), Some(day)) = (moved.document.front.date, moved.new.front.date)
            && before.timestamp != day.timestamp
        {
            let day = day.as_written();
            draft
                .remarks
                .insert(format!("{} is dated {day} from now on, as its name says", draft.place(path)));
        }
        if !lines.is_empty() {
            let end = end_of_front(draft.text(path)?, moved.document.kind)
                .map_err(|why| format!("{path}: {why}"))?;
            draft.edit(path, Replacement::new(end, lines));
        }
    }
    if let Some(name) = name {
        title(draft, name)?;
    }
    Ok(())
}

/// Writes an old address into the list of them that a document has; the line, if it has none.
pub(super) fn alias(
    draft: &mut Draft<'_>,
    document: &Document,
    old: &str,
    new: &str,
) -> Result<String, String> {
    let aliases = &document.front.rare().aliases;
    if aliases.iter().any(|alias| nfc(alias) == nfc(old)) {
        return Ok(String::new());
    }
    let text = draft.text(&document.path)?.to_owned();
    let (places, start) = front_places(&text, document.kind);
    let yaml = &text[start..];
    let keys = places.scalars.iter().filter(|scalar| {
        let is_one = |key: &&str| scalar.text.eq_ignore_ascii_case(key);
        scalar.is_key && scalar.path.len() == 1 && ["aliases", "redirect_from"].iter().any(is_one)
    });
    let keys: Vec<&[Step]> = keys.map(|scalar| &*scalar.path).collect();
    // Of two the one is read that says something.
    let says = |key: &&&[Step]| places.below(key).any(|scalar| !scalar.is_key && !scalar.text.is_empty());
    if let Some(key) = keys.iter().find(says).or(keys.first()) {
        // What would lead to itself leads here from the address that is now.
        let is_itself = |alias: &str| output_of(alias) == output_of(new);
        let mut itself = places.below(key).filter(|scalar| !scalar.is_key && is_itself(&scalar.text));
        let change = match (itself.next(), itself.next()) {
            (Some(itself), None) => itself.replaced(old),
            (Some(_), Some(_)) => None,
            (None, _) => added(yaml, &places, key, &[old]),
        };
        let Some(change) = change else {
            return Err(format!(
                "{}: nothing can be added to its `aliases:`: write {old} there first, and take {new} out",
                document.path
            ));
        };
        draft.edit(&document.path, moved_by(change, start));
        return Ok(String::new());
    }
    Ok(format!("aliases: {}\n", write::list(&[old])))
}

/// What stands where in a document's front matter, and where that begins in its file.
pub(super) fn front_places(text: &str, kind: Kind) -> (Places, usize) {
    let Ok((_, split)) = front_matter::split(text.as_bytes(), kind) else { return (Places::default(), 0) };
    match start_in(text, split.yaml) {
        Some(start) => (Places::of(split.yaml).unwrap_or_default(), start),
        None => (Places::default(), 0),
    }
}

pub(super) fn moved_by(Replacement { start, end, text }: Replacement, by: usize) -> Replacement {
    Replacement { start: start + by, end: end + by, text }
}

/// The title of the file that describes a topic or a story, in the site's own language.
fn title(draft: &mut Draft<'_>, name: &NewName) -> Result<(), String> {
    let terms = draft.input.all[0].terms(name.kind);
    let Some(page) = terms.find(&name.old).and_then(|id| terms.get(id).page.as_ref()) else { return Ok(()) };
    let document = Arc::clone(&page.document);
    let text = draft.text(&document.path)?.to_owned();
    let (places, start) = front_places(&text, document.kind);
    let change = places.value(&[Step::Key("title".to_owned())]).and_then(|title| title.replaced(&name.new));
    let change = change.ok_or_else(|| format!("{}: its `title:` is not on one line", document.path))?;
    draft.edit(&document.path, moved_by(change, start));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_part_of_a_text_has_no_place_in_it() {
        let text = "one two".to_owned();
        assert_eq!(start_in(&text, &text[4..]), Some(4));
        assert_eq!(start_in(&text, &text[7..]), Some(7));
        for other in ["", "two", &"one two".repeat(9)] {
            assert_eq!(start_in(&text, other), None, "{other:?}");
        }
    }

    #[test]
    fn a_text_without_front_matter_has_no_place_for_a_line() {
        assert_eq!(front_places("Welcome.\n", Kind::Home), (Places::default(), 0));
        assert!(end_of_front("Welcome.\n", Kind::Home).is_err());
        assert_eq!(end_of_front("---\na: 1\n---\n", Kind::Home), Ok(9..9));
    }
}
