//! What is made of pictures: decoded once, however many outputs ask, and kept from one build to the next.
//!
//! What is kept decides about time alone: a key is the hash of all that bytes depend on.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Context, Shared};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastMap};
use crate::output::shown_pictures;
use crate::output::view::images::Tones;
use crate::picture::{Broken, Derived, Quality, Tone, Wanted, derive};
use crate::publish;
use crate::source::{Changed, File};

/// Keeps what was made of pictures.
pub trait PictureStore: Send + Sync {
    /// What was put under a key.
    fn get(&self, key: Digest) -> Option<Vec<u8>>;
    /// Puts something there; says whether it can be got again.
    fn put(&self, key: Digest, bytes: &[u8]) -> bool;
    /// Whether all that is wanted of a picture is made when the first of it is asked for. A server makes what is asked for.
    fn is_eager(&self) -> bool;
}

/// Pictures with more pixels than this are decoded one after another: each may take half a gigabyte.
const LARGE: u64 = 16_000_000;
/// How many pictures can be made at the same time without two of them waiting for each other, mostly.
const TURNS: usize = 64;

/// What a context knows of pictures.
pub(super) struct Derivatives {
    store: Arc<dyn PictureStore>,
    /// Who makes something of a picture has its turn: others wait, and find it made.
    turns: [Mutex<()>; TURNS],
    large: Mutex<()>,
    /// All that is wanted of each picture, by the hash of its bytes.
    wanted: OnceLock<FastMap<Digest, Vec<Wanted>>>,
}

impl Derivatives {
    pub(super) fn new(store: &Arc<dyn PictureStore>) -> Self {
        let turns = std::array::from_fn(|_| Mutex::default());
        Self { store: Arc::clone(store), turns, large: Mutex::default(), wanted: OnceLock::new() }
    }

    pub(super) fn store(&self) -> &Arc<dyn PictureStore> {
        &self.store
    }
}

/// A file that was made of a picture.
pub struct MadePicture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// That the picture is damaged.
    pub warning: Option<Diagnostic>,
}

/// Why nothing was made.
enum Failure {
    Changed(Changed),
    Broken,
}

/// Something of a picture that is kept.
#[derive(Clone, Copy)]
enum Part {
    File(Wanted),
    Tone,
}

impl Context {
    /// A file that is made of a picture.
    ///
    /// # Errors
    /// When the picture changed since it was read; inside, what is wrong with it.
    pub fn derivative(
        &self,
        file: &File,
        wanted: Wanted,
    ) -> Result<Result<MadePicture, Diagnostic>, Changed> {
        self.reads.note("bytes", &file.path);
        match self.shared.part(file, Part::File(wanted)) {
            Ok((is_whole, bytes)) => {
                let warning = (!is_whole).then(|| publish::broken(file.holds).in_file(&*file.path));
                Ok(Ok(MadePicture { bytes, warning }))
            }
            Err(Failure::Changed(changed)) => Err(changed),
            Err(Failure::Broken) => {
                Ok(Err(Diagnostic::error(Code::PictureUnreadable, "nothing of this picture can be decoded")
                    .in_file(&*file.path)
                    .hint("take the original again, or save it anew as JPEG, PNG or WebP")))
            }
        }
    }

    /// The colour that stands in the place of a picture until it is loaded.
    ///
    /// # Errors
    /// When the picture changed since it was read.
    pub fn tone(&self, file: &File) -> Result<Option<Tone>, Changed> {
        self.shared.tone_of(file)
    }

    /// The keys of all that is wanted of pictures.
    pub fn picture_keys(&self) -> impl Iterator<Item = Digest> {
        let quality = self.shared.quality();
        let keys = move |(hash, wanted): (&Digest, &Vec<Wanted>)| {
            let hash = *hash;
            let files = wanted.iter().map(|wanted| Part::File(*wanted)).collect::<Vec<_>>();
            files.into_iter().chain([Part::Tone]).map(move |part| part.key(hash, quality))
        };
        self.shared.wanted().iter().flat_map(keys).chain(self.drawing_keys())
    }
}

impl Tones for Shared {
    fn tone(&self, file: &File) -> Option<Tone> {
        // Of a file that changed the page is made again.
        self.tone_of(file).ok().flatten()
    }
}

impl Shared {
    /// The colour that stands in the place of a picture until it is loaded; none under a server, which would have to decode
    /// all pictures of a page before it shows it, and none of a picture that cannot be decoded.
    ///
    /// # Errors
    /// When the picture changed since it was read.
    fn tone_of(&self, file: &File) -> Result<Option<Tone>, Changed> {
        if !self.derivatives.store.is_eager() {
            return Ok(None);
        }
        match self.part(file, Part::Tone) {
            Ok((_, bytes)) => Ok(bytes.try_into().ok().map(Tone)),
            Err(Failure::Changed(changed)) => Err(changed),
            Err(Failure::Broken) => Ok(None),
        }
    }

    fn quality(&self) -> Quality {
        Quality(self.site.config.pictures.quality)
    }

    fn wanted(&self) -> &FastMap<Digest, Vec<Wanted>> {
        self.derivatives.wanted.get_or_init(|| shown_pictures::wanted(&self.site))
    }

    fn part(&self, file: &File, part: Part) -> Result<(bool, Vec<u8>), Failure> {
        let key = part.key(file.hash, self.quality());
        let kept = || {
            let mut bytes = self.derivatives.store.get(key)?;
            let is_whole = bytes.pop()? == WHOLE;
            Some((is_whole, bytes))
        };
        if let Some(kept) = kept() {
            return Ok(kept);
        }
        let turn = &self.derivatives.turns[(file.hash.0 % TURNS as u128) as usize];
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        match kept() {
            Some(kept) => Ok(kept),
            None => self.make(file, part, key),
        }
    }

    /// Makes it, and with it what else is wanted of the picture.
    fn make(&self, file: &File, part: Part, key: Digest) -> Result<(bool, Vec<u8>), Failure> {
        let (quality, shown) = (self.quality(), file.size.unwrap_or_default());
        let mut wanted: Vec<Wanted> = match part {
            Part::File(wanted) => vec![wanted],
            Part::Tone => Vec::new(),
        };
        if self.derivatives.store.is_eager() {
            let all = self.wanted().get(&file.hash).into_iter().flatten();
            let lacks = |other: &&Wanted| {
                !wanted.contains(other)
                    && self.derivatives.store.get(Part::File(**other).key(file.hash, quality)).is_none()
            };
            let also: Vec<Wanted> = all.filter(lacks).copied().collect();
            wanted.extend(also);
        }
        let is_large = u64::from(shown.0) * u64::from(shown.1) > LARGE;
        let alone = is_large.then(|| self.derivatives.large.lock().unwrap_or_else(PoisonError::into_inner));
        let mut bytes = Vec::new();
        self.reader.read(file, &mut bytes).map_err(Failure::Changed)?;
        let Derived { files, is_whole, tone } =
            derive(&bytes, shown, &wanted, quality).map_err(|Broken| Failure::Broken)?;
        drop((alone, bytes));
        let parts = wanted.into_iter().map(Part::File).zip(files).chain([(Part::Tone, tone.0.to_vec())]);
        let mut asked = None;
        for (made, mut bytes) in parts {
            let made_key = made.key(file.hash, quality);
            bytes.push(if is_whole { WHOLE } else { DAMAGED });
            self.derivatives.store.put(made_key, &bytes);
            if made_key == key {
                bytes.pop();
                asked = Some(bytes);
            }
        }
        asked.map(|bytes| (is_whole, bytes)).ok_or(Failure::Broken)
    }
}

/// What stands behind the bytes that are kept: whether all of the picture could be decoded.
const WHOLE: u8 = 1;
const DAMAGED: u8 = 0;

impl Part {
    /// The hash of all that its bytes depend on, but for the program.
    fn key(self, hash: Digest, Quality(quality): Quality) -> Digest {
        match self {
            Self::File(wanted) => Digest::of(&("picture", hash, wanted, quality)),
            Self::Tone => Digest::of(&("tone", hash)),
        }
    }
}
