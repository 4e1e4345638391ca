//! What editors begin with: a site, a document with its front matter, an entry of a registry. All of it is text, to be finished
//! by hand; nothing here touches a file.

pub mod archetype;
pub mod document;
pub mod entry;
pub mod starter;
