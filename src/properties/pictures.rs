//! Files that are published: cleaning takes away and changes nothing that was clean, whatever the file is.

use crate::content::markdown::HtmlPolicy;
use crate::publish::{published, said};
use crate::source::{Holds, picture as header};

/// Holds of the bytes of any file, by any of the names that decide something.
pub fn picture(bytes: &[u8]) {
    for path in ["content/a.jpg", "content/a.svg", "static/a.svg"] {
        let Ok(clean) = published(path, bytes.to_vec(), HtmlPolicy::Safe) else {
            assert!(path == "content/a.svg" || Holds::of(bytes) == Holds::Svg, "{path} is not published");
            continue;
        };
        assert!(clean.len() <= 2 * bytes.len() + 64, "{} bytes of {}", clean.len(), bytes.len());
        // Of one that ends in its first bytes nothing may be left that says what it was.
        if Holds::of(&clean) == Holds::of(bytes) {
            let again = published(path, clean.clone(), HtmlPolicy::Safe);
            assert_eq!(again.ok().as_ref(), Some(&clean), "{path}: cleaned again, it is another");
        }
        if let Some(said) = said(path, bytes) {
            assert!(!said.message.contains('\n') && !said.hints.is_empty(), "{said:?}");
        }
    }
    if let Some(header) = header::header(bytes) {
        assert!(header.stored.0 > 0 && header.stored.1 > 0, "{header:?}");
    }
}
