//! What was drawn of SVG, kept from one build to the next as what was made of pictures is.
//!
//! The key of a file's drawing is the file's hash; that of a card is the hash of its text, which whoever sweeps what is kept cannot
//! know without rendering the template: the record of the output has it.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::drawing::{Undrawable, draw};
use crate::hash::Digest;
use crate::source::{Changed, File};

/// A drawing.
pub struct Drawn {
    /// As PNG.
    pub bytes: Vec<u8>,
    /// Under which key it is kept.
    pub key: Digest,
}

impl Context {
    /// The drawing of an SVG that a template made.
    ///
    /// # Errors
    /// Why it can't be drawn.
    pub fn draw_text(&self, svg: &str) -> Result<Drawn, Undrawable> {
        let key = Digest::of(&("card", svg));
        self.kept_drawing(key, || draw(svg.as_bytes()))
    }

    /// The drawing of a file, or why there is none: inside, as a message.
    ///
    /// # Errors
    /// When the file changed since it was read.
    pub fn draw_file(&self, file: &File) -> Result<Result<Drawn, Diagnostic>, Changed> {
        self.reads.note("bytes", &file.path);
        let key = file_key(file.hash);
        if let Some(bytes) = self.shared.derivatives.store().get(key) {
            return Ok(Ok(Drawn { bytes, key }));
        }
        let mut bytes = Vec::new();
        self.reader().read(file, &mut bytes)?;
        // The very bytes that were looked at when the file was read. What acts or reaches out of them does nothing here: what draws
        // knows no scripts, no other files, and no network.
        Ok(self.kept_drawing(key, || draw(&bytes)).map_err(|why| {
            let message = format!("this SVG cannot be drawn for networks: {}", why.as_str());
            Diagnostic::error(Code::UndrawnSvg, message)
                .in_file(&*file.path)
                .hint("save it again with a drawing program, or as PNG")
        }))
    }

    /// The keys of the drawings of files.
    pub fn drawing_keys(&self) -> impl Iterator<Item = Digest> {
        self.drawings().iter().map(|file| file_key(file.hash))
    }

    fn kept_drawing(
        &self,
        key: Digest,
        make: impl FnOnce() -> Result<Vec<u8>, Undrawable>,
    ) -> Result<Drawn, Undrawable> {
        let store = self.shared.derivatives.store();
        if let Some(bytes) = store.get(key) {
            return Ok(Drawn { bytes, key });
        }
        let bytes = make()?;
        store.put(key, &bytes);
        Ok(Drawn { bytes, key })
    }
}

fn file_key(hash: Digest) -> Digest {
    Digest::of(&("drawing", hash))
}
