//! A built site to where readers find it: a branch of git, or a place of another kind.
//!
//! ```text
//! folder ──files──▶ what is published ──git──▶ a commit, a push
//!                                     └─transfer──▶ what differs from the manifest ──destination──▶ a folder, S3, SFTP
//! ```

mod changes;
pub mod destination;
pub mod files;
pub mod git;
pub mod manifest;
pub mod transfer;
