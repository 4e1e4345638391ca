//! Where `newsprint publish --to` puts a site, as an address says it.

use std::path::PathBuf;

/// A place that is no branch of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A folder of this machine, or one that is mounted.
    Folder(PathBuf),
    /// A bucket of S3 or of what is compatible, and what keys begin with: empty, or without slashes at its ends.
    S3 {
        /// The bucket.
        bucket: String,
        /// What stands before each path.
        prefix: String,
    },
    /// A folder that SFTP leads to.
    Sftp {
        /// Who logs in; else what ssh's configuration says.
        user: Option<String>,
        /// The host, or its name in ssh's configuration.
        host: String,
        /// The port; else what ssh's configuration says.
        port: Option<u16>,
        /// The folder: absolute, or from where one is after logging in. Without a slash at its end.
        folder: String,
    },
}

/// Why an address is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPlace {
    /// What may be shown of it: all, or what is left without that which may be a password.
    pub shown: String,
    /// Whether that is not all of it.
    pub is_secret: bool,
    /// What is wrong, in words that follow it.
    pub why: String,
}

impl NoPlace {
    fn new(text: &str, why: String) -> Self {
        let shown = without_secret(text);
        Self { is_secret: shown.is_some(), shown: shown.unwrap_or_else(|| text.to_owned()), why }
    }
}

/// The scheme and the host of an address that may have a key or a password in it; none when it has not.
fn without_secret(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    // A password may have slashes in it, so that it seems to end the host; and what stands for a port may be one.
    let (host, is_behind) = rest.rsplit_once('@').map_or((rest, false), |(_, host)| (host, true));
    let authority = host.split('/').next().unwrap_or_default();
    let name = authority.split(':').next().unwrap_or_default();
    (is_behind || name != authority)
        .then(|| format!("{scheme}://{}{name}", if is_behind { "…@" } else { "" }))
}

impl Place {
    /// What an address means.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NoPlace> {
        Self::read(text).map_err(|why| NoPlace::new(text, why))
    }

    fn read(text: &str) -> Result<Self, String> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return match text {
                "" => Err("is empty".to_owned()),
                _ if text.starts_with('~') => {
                    Err("begins with `~`: write the whole path, or leave the quotation marks out".to_owned())
                }
                _ if meant(text).is_some() => {
                    let meant = meant(text).unwrap_or_default();
                    Err(format!("is no folder: write {meant}, or ./{text} for a folder of that name"))
                }
                folder => Ok(Self::Folder(PathBuf::from(folder))),
            };
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if text.chars().any(char::is_control) {
            return Err("holds a control character".to_owned());
        }
        if path.split('/').any(|part| matches!(part, "." | "..")) {
            return Err("leads out of itself: write it without `.` and `..`".to_owned());
        }
        match scheme.to_ascii_lowercase().as_str() {
            "s3" => s3(authority, path),
            "sftp" => sftp(authority, path),
            "file" => Err("is no folder: write its path alone".to_owned()),
            _ => Err(format!("begins with `{scheme}://`: known are a folder, s3:// and sftp://")),
        }
    }
}

/// What is meant by an address that lacks its slashes, or is one of scp: `s3:bucket/x`, `sftp:/host/x`, `web@host:/srv`.
fn meant(text: &str) -> Option<String> {
    let (before, behind) = text.split_once(':')?;
    let rest = behind.trim_start_matches('/');
    let is_scheme = ["s3", "sftp", "scp", "ssh", "ftp", "ftps", "http", "https", "file"]
        .contains(&before.to_ascii_lowercase().as_str());
    match before.contains('@') && !before.contains(['/', '\\']) {
        true => Some(format!("sftp://{before}/{rest}")),
        false if before.eq_ignore_ascii_case("s3") => Some(format!("s3://{rest}")),
        false => is_scheme.then(|| format!("sftp://{rest}")),
    }
}

fn s3(bucket: &str, prefix: &str) -> Result<Place, String> {
    if bucket.contains(['@', ':']) {
        return Err("has keys in it: they belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY".to_owned());
    }
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; others also take capitals and `_`.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    if bucket.is_empty() || !bucket.chars().all(is_plain) {
        return Err(format!("names no bucket: `{bucket}` cannot be one"));
    }
    let prefix = prefix.trim_matches('/');
    if prefix.contains("//") {
        return Err("has nothing between two slashes".to_owned());
    }
    Ok(Place::S3 { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
}

fn sftp(authority: &str, path: &str) -> Result<Place, String> {
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if user.is_some_and(|user| user.contains(':')) {
        return Err("has a password in it: log in by a key, which ssh or its agent knows".to_owned());
    }
    // An address of IPv6 stands in brackets (RFC 3986, 3.2.2).
    let (host, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port))),
    };
    let port = port
        .map(|port| port.parse().map_err(|_| "has no port: what stands behind its `:` is none".to_owned()))
        .transpose()?;
    // To ssh what begins with a hyphen is an option.
    let is_word =
        |word: &str| !word.is_empty() && !word.starts_with('-') && !word.contains(char::is_whitespace);
    if !is_word(host) || user.is_some_and(|user| !is_word(user)) {
        return Err("names no host: write sftp://user@host/folder".to_owned());
    }
    let path = path.trim_end_matches('/');
    let folder = match path.strip_prefix("~/").or((path == "~").then_some("")) {
        Some("") | None if path.is_empty() || path == "~" => {
            return Err(
                "names no folder: write sftp://user@host/srv/www, or /~/www for one in the user's own"
                    .to_owned(),
            );
        }
        Some(below) => below.to_owned(),
        None => format!("/{path}"),
    };
    Ok(Place::Sftp { user: user.map(str::to_owned), host: host.to_owned(), port, folder })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_places() {
        let s3 =
            |bucket: &str, prefix: &str| Place::S3 { bucket: bucket.to_owned(), prefix: prefix.to_owned() };
        assert_eq!(Place::parse("s3://desk"), Ok(s3("desk", "")));
        assert_eq!(Place::parse("S3://desk/a/b/"), Ok(s3("desk", "a/b")));
        assert_eq!(Place::parse("../www"), Ok(Place::Folder("../www".into())));
        assert_eq!(Place::parse(r"C:\www"), Ok(Place::Folder(r"C:\www".into())));
        let sftp = |user: Option<&str>, host: &str, port, folder: &str| Place::Sftp {
            user: user.map(str::to_owned),
            host: host.to_owned(),
            port,
            folder: folder.to_owned(),
        };
        assert_eq!(Place::parse("sftp://web/srv/www/"), Ok(sftp(None, "web", None, "/srv/www")));
        assert_eq!(Place::parse("sftp://a@[::1]:2222/~/www"), Ok(sftp(Some("a"), "::1", Some(2222), "www")));
    }

    #[test]
    fn what_is_no_place_is_said() {
        for (text, why) in [
            ("", "empty"),
            ("s3://", "no bucket"),
            ("s3://key:secret@desk/", "keys"),
            ("s3://desk/../other", "out of itself"),
            ("s3://desk/a//b", "between two slashes"),
            ("sftp://web", "no folder"),
            ("sftp://web/~", "no folder"),
            ("sftp://a:b@web/www", "password"),
            ("sftp://-oProxyCommand=x/www", "no host"),
            ("sftp://web:x/www", "no port"),
            ("ftp://web/www", "known are"),
            ("file:///www", "its path alone"),
        ] {
            let fault = Place::parse(text).expect_err(text);
            assert!(fault.why.contains(why), "{text}: {fault:?}");
        }
    }

    #[test]
    fn nothing_secret_is_shown() {
        for (text, shown) in [
            ("s3://key:secret@desk/", "s3://…@desk"),
            ("sftp://a:secret@web/www", "sftp://…@web"),
            ("sftp://a:sec/secret@web:22/www", "sftp://…@web"),
            ("s3://key:secret", "s3://key"),
            ("sftp://web:secret/www", "sftp://web"),
            ("ftp://secret@web/www", "ftp://…@web"),
        ] {
            let fault = Place::parse(text).expect_err(text);
            assert!(fault.is_secret && fault.shown == shown, "{text}: {fault:?}");
            assert!(!fault.why.contains("secret"), "{text}: {fault:?}");
        }
        let fault = Place::parse("ftp://web/www").expect_err("no place");
        assert!(!fault.is_secret && fault.shown == "ftp://web/www");
    }
}
