//! A built site to where readers find it: a branch of git, or a place of another kind.
//!
//! ```text
//! folder ──files──▶ what is published ──git──▶ a commit, a push
//!                                     └─transfer──▶ what differs from the manifest ──destination──▶ a folder, S3, SFTP
//! ```
//!
//! Which file is written before which is told by the [`rank`] of each; whether a folder is a whole site, when no build has just made it, by
//! [`standing`].

mod changes;
pub mod destination;
pub mod files;
pub mod git;
pub mod manifest;
pub mod rank;
pub mod standing;
pub mod transfer;
