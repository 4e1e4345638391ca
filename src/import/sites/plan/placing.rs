//! Where the files of a plan go, and what becomes of each: nothing goes over what is there, and no two go to one place.

use std::collections::{BTreeMap, HashSet};

use super::{Bytes, Destination, Fate, Files, Planned};
use crate::import::sites::remark::{Cause, Remark};
use crate::paths::{OutPath, fold};
use crate::rewrite::Rewrite;

/// The files so far.
pub(super) struct Placing<'d> {
    here: &'d Destination<'d>,
    /// Paths at which something is or will be, as file systems compare them.
    taken: HashSet<String>,
    pub(super) files: Vec<Planned>,
    /// What did not find its place.
    pub(super) remarks: Vec<Remark>,
}

impl<'d> Placing<'d> {
    /// In a site without the examples that give way, by their paths.
    pub(super) fn new(here: &'d Destination<'d>, gone: &BTreeMap<String, String>) -> Self {
        let stay = here.files.iter().filter(|path| !gone.contains_key(*path));
        let taken = stay.map(|path| fold(path).into_owned()).collect();
        Self { here, taken, files: Vec::new(), remarks: Vec::new() }
    }

    /// A text, and what becomes of it.
    pub(super) fn text(&mut self, path: String, from: &str, text: String, is_draft: bool) -> Fate {
        let fate = self.fate(&path, from, |there| there == text.as_bytes());
        self.files.push(Planned { path, from: from.to_owned(), bytes: Bytes::Text(text), fate, is_draft });
        fate
    }

    /// What registries say of the names in the texts, in new files and in those that are there.
    pub(super) fn registries(&mut self, new: Vec<(String, String)>, added: Vec<Rewrite>) {
        let planned = |path: String, bytes: Bytes, fate: Fate| Planned {
            path,
            from: String::new(),
            bytes,
            fate,
            is_draft: false,
        };
        for (path, text) in new {
            if self.taken.insert(fold(&path).into_owned()) {
                self.files.push(planned(path, Bytes::Text(text), Fate::New));
            }
        }
        let added = added.into_iter();
        self.files.extend(added.map(|one| planned(one.path.clone(), Bytes::Rewrite(one), Fate::AddedTo)));
    }

    /// A file of the old site that texts show.
    pub(super) fn copy(&mut self, path: String, from: String, old: &Files<'_>) {
        if let Err(fault) = OutPath::new(&path) {
            self.remarks.push(Remark::of(Cause::Unreadable, &from).about(fault.to_string()));
            return;
        }
        if let Err(remark) = (old.fits)(&from) {
            self.remarks.push(remark);
            return;
        }
        let is_same = |there: &[u8]| (old.bytes)(&from).is_ok_and(|bytes| bytes == there);
        let fate = self.fate(&path, &from, is_same);
        self.files.push(Planned {
            path,
            from: from.clone(),
            bytes: Bytes::Copy(from),
            fate,
            is_draft: false,
        });
    }

    /// What becomes of a file; `is_same` says whether it has the bytes that are there.
    fn fate(&mut self, path: &str, from: &str, is_same: impl FnOnce(&[u8]) -> bool) -> Fate {
        let is_new = self.taken.insert(fold(path).into_owned());
        // One that differs only in its capitals is another file, which has no place.
        let there = if self.here.files.contains(path) { (self.here.read)(path) } else { None };
        let fate = match there {
            _ if is_new => Fate::New,
            Some(bytes) if is_same(&bytes) => Fate::AsItWas,
            _ => Fate::LeftAlone,
        };
        if fate == Fate::LeftAlone {
            self.remarks.push(Remark::of(Cause::Exists, from).about(path));
        }
        fate
    }
}
