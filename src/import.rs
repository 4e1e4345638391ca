//! A page, a saved file or a pasted text → an article for its editors to finish, with nothing guessed silently.

pub mod article;
pub mod beside;
pub mod block;
pub mod body;
pub mod charset;
pub mod clipboard;
pub mod draft;
pub mod edition;
pub mod engine;
pub mod facts;
pub mod fetch;
pub mod form;
pub mod html;
pub mod input;
pub mod known;
pub mod links;
pub mod markdown;
pub mod message;
pub mod newsroom;
pub mod notice;
pub mod page;
pub mod paste;
pub mod place;
pub mod sites;
pub mod worker;
