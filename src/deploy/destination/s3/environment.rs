//! What the environment says of keys and services: <https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html>. Profiles are not read:
//! each may be of another kind (a role to assume, a single sign-on, a program), which the programs of AWS know to turn into keys.
#![allow(clippy::disallowed_methods)] // an edge: asks the environment for keys

use std::path::PathBuf;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};

/// How the keys of a profile get into the environment.
pub(super) const OF_PROFILE: &str = "`eval \"$(aws configure export-credentials --format env)\"` sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY by it";

/// All that is said in `AWS_…`. A variable that is empty says nothing: a workflow has it so where its settings have none.
pub(super) fn builder_of_environment() -> AmazonS3Builder {
    let texts =
        std::env::vars_os().filter_map(|(name, value)| name.into_string().ok().zip(value.into_string().ok()));
    let said = texts.filter(|(name, value)| name.starts_with("AWS_") && !value.is_empty());
    let known = said.filter_map(|(name, value)| {
        let key: AmazonS3ConfigKey = name.to_ascii_lowercase().parse().ok()?;
        Some((key, value))
    });
    known.fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value))
}

/// Whether somebody asks for the keys of a profile.
pub(super) fn names_profile() -> bool {
    variable("AWS_PROFILE").is_some()
}

/// Whether this user has profiles, where the programs of AWS find them.
pub(super) fn has_profiles() -> bool {
    let files = [("AWS_SHARED_CREDENTIALS_FILE", "credentials"), ("AWS_CONFIG_FILE", "config")];
    files.iter().any(|(name, file)| {
        let usual = || std::env::home_dir().map(|home| home.join(".aws").join(file));
        variable(name).map(PathBuf::from).or_else(usual).is_some_and(|file| file.is_file())
    })
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
