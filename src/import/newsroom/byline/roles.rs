//! Roles of a byline, before or behind the names of those who have them: "Clara Whitcombe Business reporter".

use super::super::names::{longest, shortest};
use super::super::words::{FIELDS, OF_PICTURES, ROLES};
use super::{Byline, OURS, Person, is_name, is_no_person, is_outlet, place};

impl Byline {
    /// Words with a role's noun among them: "Clara Whitcombe Business reporter", "Business reporter", and names behind it.
    pub(super) fn add_role(&mut self, words: &[&str], at: usize, and: Option<&str>, is_marked: bool) -> bool {
        let name = if at >= 2 { name_before_role(&words[..at]) } else { 0 };
        let name = if is_no_person(&words[..name].join(" ")) { 0 } else { name };
        if name > 0 {
            self.people.push(Person { name: words[..name].join(" "), ..Person::default() });
        }
        let is_of_pictures = |word: &&str| OF_PICTURES.contains(&&*word.to_lowercase());
        let mut end = at + 1;
        while words.get(end).is_some_and(|word| is_role(word)) {
            end += 1;
        }
        let rest = &words[end..];
        let (is_role_behind, is_place) = (shortest(rest) == 0, place(rest).is_some());
        let is_outlet_behind = is_outlet(&rest.join(" "));
        if is_role_behind && !is_place && !is_outlet_behind {
            // "editor of the supplement"
            end = words.len();
        }
        // "Clara Whitcombe is a reporter" is a sentence.
        if matches!(words[name], "is" | "was" | "ist" | "war" | "est" | "es" | "fue" | "є") {
            return false;
        }
        let role = words[name..end].join(" ");
        if end - name > 8 {
            return false;
        }
        let named = shortest(rest);
        // "unserem Korrespondenten Sam Dale", "and photographer John Roe": the role is of whom it stands before, and who took the
        // pictures wrote nothing.
        let is_before_name =
            named > 0 && !is_outlet_behind && name == 0 && (and.is_some() || self.people.is_empty());
        if is_before_name && is_name(&rest[..named].join(" ")) {
            if words[..end].iter().any(is_of_pictures) {
                return true;
            }
            let own =
                words[..end].iter().position(|word| !OURS.contains(&&*word.to_lowercase())).unwrap_or(0);
            let role = Some(words[own..end].join(" "));
            self.people.push(Person { name: rest[..named].join(" "), role, ..Person::default() });
            return rest.len() == named || self.add(&rest[named..].join(" "), is_marked, false);
        }
        // "and our correspondents": who they are, nobody says.
        if name == 0 && and.is_some() {
            return !self.people.is_empty();
        }
        // "X and Y, reporters": the role is that of all who have none.
        let is_of_all = words[at].to_lowercase().ends_with('s') && name == 0;
        let count = self.people.len();
        let mut is_anyones = false;
        for (index, person) in self.people.iter_mut().enumerate() {
            if person.role.is_none() && (index + 1 == count || is_of_all) {
                person.role = Some(role.clone());
                is_anyones = true;
            }
        }
        is_anyones && (end == words.len() || self.add(&words[end..].join(" "), is_marked, false))
    }
}

/// The length of the name before a role's noun: what stands between them are fields, where they are known.
fn name_before_role(words: &[&str]) -> usize {
    let is_field = |word: &&&str| {
        FIELDS.contains(&&*word.to_lowercase()) || word.chars().next().is_some_and(char::is_lowercase)
    };
    let fields = words.iter().rev().take_while(is_field).count();
    let before = words.len() - fields;
    // "Chief Political Correspondent" is a role, whatever stands between its first word and its last.
    if words.first().is_some_and(|word| FIELDS.contains(&&*word.to_lowercase())) {
        return 0;
    }
    if fields > 0 && before >= 2 && longest(&words[..before]) == before { before } else { shortest(words) }
}

pub(super) fn is_role(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    ROLES.contains(&&*word.to_lowercase())
}
