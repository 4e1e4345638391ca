//! A bucket of S3, or of what is compatible: `object_store` signs, retries with growing pauses, and uploads what is large in parts.

mod environment;

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::buffered::BufWriter;
use object_store::path::Path as Key;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, PutMode,
    PutOptions, RetryConfig, UpdateVersion,
};
use tokio::io::AsyncWriteExt;
use tokio::runtime::Runtime;

use self::environment::{OF_PROFILE, builder_of_environment, has_profiles, names_profile};
use super::{Destination, Fault, Headers, MOST, Version, too_large};
use crate::deploy::files::{Published, pieces};
use crate::hash::Digest;
use crate::line::one_line;

/// Files of so many bytes and more are uploaded in parts of as many; services take parts of 5 MB and more.
const PART: usize = 16 << 20;

/// Where a service answers that is not Amazon's, and in which region; what the environment says goes before.
#[derive(Debug, Clone, Default)]
pub struct Service {
    /// The address of the service.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<String>,
}

/// A bucket, and what keys begin with.
#[derive(Debug)]
pub struct Bucket {
    store: Arc<AmazonS3>,
    prefix: String,
    runtime: Runtime,
    /// Whether nobody has given keys: then it is the machine's own that are asked for.
    is_without_keys: bool,
    /// Where this user has profiles with keys, which are not read.
    has_profiles: bool,
}

impl Bucket {
    /// The bucket, with keys from the environment (`AWS_ACCESS_KEY_ID` …) or of the machine that this runs on. Nothing is asked yet.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub fn new(bucket: &str, prefix: &str, service: &Service) -> Result<Self, Fault> {
        // The client takes whatever the process has for TLS; a second time it is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = builder_of_environment().with_bucket_name(bucket);
        let is_set = |builder: &AmazonS3Builder, keys: &[AmazonS3ConfigKey]| {
            keys.iter().any(|key| builder.get_config_value(key).is_some())
        };
        if !is_set(&builder, &[AmazonS3ConfigKey::Endpoint, AmazonS3ConfigKey::S3Endpoint])
            && let Some(endpoint) = &service.endpoint
        {
            builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
        }
        if !is_set(&builder, &[AmazonS3ConfigKey::Region, AmazonS3ConfigKey::DefaultRegion])
            && let Some(region) = &service.region
        {
            builder = builder.with_region(region);
        }
        let is_open =
            builder.get_config_value(&AmazonS3ConfigKey::SkipSignature).is_some_and(|value| value == "true");
        let is_without_keys = !is_open
            && !is_set(
                &builder,
                &[
                    AmazonS3ConfigKey::AccessKeyId,
                    AmazonS3ConfigKey::WebIdentityTokenFile,
                    AmazonS3ConfigKey::ContainerCredentialsRelativeUri,
                    AmazonS3ConfigKey::ContainerCredentialsFullUri,
                ],
            );
        if is_without_keys && names_profile() {
            return Err(Fault::with("AWS_PROFILE names a profile, and profiles are not read", OF_PROFILE));
        }
        let is_plain = [AmazonS3ConfigKey::S3Endpoint, AmazonS3ConfigKey::Endpoint]
            .iter()
            .filter_map(|key| builder.get_config_value(key))
            .any(|endpoint| endpoint.starts_with("http://"));
        // Who has no keys is told so within seconds; others have the patience that a busy service asks for.
        let (max_retries, seconds) = if is_without_keys { (1, 5) } else { (6, 120) };
        let retry = RetryConfig {
            max_retries,
            retry_timeout: Duration::from_secs(seconds),
            backoff: BackoffConfig { init_backoff: Duration::from_millis(100), ..BackoffConfig::default() },
        };
        let store = builder
            .with_client_options(ClientOptions::default().with_allow_http(is_plain))
            .with_retry(retry)
            // Not every service knows how to remove many at once.
            .with_disable_bulk_delete(true)
            .build()
            .map_err(|error| Fault::said(innermost(&error)))?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let has_profiles = is_without_keys && has_profiles();
        Ok(Self { store: Arc::new(store), prefix: prefix.to_owned(), runtime, is_without_keys, has_profiles })
    }

    fn key(&self, path: &str) -> Result<Key, Fault> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Key::parse(key).map_err(Fault::said)
    }

    fn fault(&self, error: &Error) -> Fault {
        let said = innermost(error);
        let code = code(&said);
        match error {
            Error::Precondition { .. } | Error::AlreadyExists { .. } => Fault::Raced,
            _ if code == Some(NO_BUCKET) => Fault::with(
                "there is no such bucket",
                "is its name right, and is it in this region, at this endpoint?",
            ),
            _ if matches!(code, Some("InvalidAccessKeyId" | "SignatureDoesNotMatch")) => Fault::with(
                "the service does not know these keys", "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            ),
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => Fault::with(
                format!("this key may not do that: {said}"),
                "it needs s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject",
            ),
            _ if self.has_profiles => Fault::with(
                format!("there are no keys ({said}), and those of profiles in ~/.aws are not read"),
                OF_PROFILE,
            ),
            _ if self.is_without_keys => Fault::with(
                format!("there are no keys ({said})"),
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            ),
            _ => Fault::said(said),
        }
    }

    fn stored(
        &self,
        path: &str,
        bytes: Vec<u8>,
        headers: &Headers,
        mode: PutMode,
    ) -> Result<Result<Version, Error>, Fault> {
        let key = self.key(path)?;
        let options = PutOptions { mode, attributes: attributes(headers), ..PutOptions::default() };
        let put = self.runtime.block_on(self.store.put_opts(&key, bytes.into(), options));
        Ok(put.map(|result| Version(result.e_tag.unwrap_or_default())))
    }

    /// Writes a file in parts, as it is read.
    fn put_large(&self, file: &Published, headers: &Headers) -> Result<(), Fault> {
        let mut writer =
            BufWriter::with_capacity(Arc::<AmazonS3>::clone(&self.store), self.key(&file.path)?, PART)
                .with_max_concurrency(2)
                .with_attributes(attributes(headers));
        let written = pieces(&file.file, &mut |piece| {
            self.runtime.block_on(writer.write_all(piece)).map_err(|error| self.io_fault(&error))
        });
        let whole = written.and_then(|digest| match digest == file.digest {
            true => Ok(()),
            false => Err(Fault::Changed(file.path.clone())),
        });
        if let Err(fault) = whole {
            // What has arrived of it costs nothing then. At the end the writer does that by itself.
            let _ = self.runtime.block_on(writer.abort());
            return Err(fault);
        }
        self.runtime.block_on(writer.shutdown()).map_err(|error| self.io_fault(&error))
    }

    /// An error of the store that came through a writer.
    fn io_fault(&self, error: &std::io::Error) -> Fault {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
        inner.map_or_else(|| Fault::said(error), |inner| self.fault(inner))
    }
}

fn attributes(headers: &Headers) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, headers.media.clone().into());
    attributes.insert(Attribute::CacheControl, headers.cache.into());
    attributes
}

/// What the service or the network said, without the words around it.
fn innermost(error: &Error) -> String {
    let mut said: &dyn std::error::Error = error;
    while let Some(source) = said.source() {
        said = source;
    }
    one_line(&said.to_string())
}

impl Destination for Bucket {
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Fault> {
        let key = self.key(path)?;
        let read = self.runtime.block_on(async {
            let found = self.store.get(&key).await?;
            let version = Version(found.meta.e_tag.clone().unwrap_or_default());
            if found.meta.size > MOST {
                return Ok(None);
            }
            Ok::<_, Error>(Some((found.bytes().await?.to_vec(), version)))
        });
        match read {
            Ok(Some(found)) => Ok(Some(found)),
            Ok(None) => Err(too_large(path)),
            Err(error @ Error::NotFound { .. }) if code(&innermost(&error)) == Some(NO_BUCKET) => {
                Err(self.fault(&error))
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn version(&self, path: &str) -> Result<Option<Version>, Fault> {
        let key = self.key(path)?;
        match self.runtime.block_on(self.store.head(&key)) {
            Ok(found) => Ok(Some(Version(found.e_tag.unwrap_or_default()))),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn has(&self, path: &str) -> Result<bool, Fault> {
        Ok(self.version(path)?.is_some())
    }

    fn put(&self, file: &Published, headers: &Headers) -> Result<(), Fault> {
        if file.size >= PART as u64 {
            return self.put_large(file, headers);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(file.size).unwrap_or_default());
        pieces(&file.file, &mut |piece| {
            bytes.extend_from_slice(piece);
            Ok::<(), Fault>(())
        })?;
        if Digest::of_bytes(&bytes) != file.digest {
            return Err(Fault::Changed(file.path.clone()));
        }
        let put = self.stored(&file.path, bytes, headers, PutMode::Overwrite)?;
        put.map(drop).map_err(|error| self.fault(&error))
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let put = self.stored(path, bytes, &own(), PutMode::Overwrite)?;
        put.map(drop).map_err(|error| self.fault(&error))
    }

    fn replace(&self, path: &str, bytes: Vec<u8>, expected: Option<&Version>) -> Result<Version, Fault> {
        let mode = match expected {
            Some(Version(tag)) => PutMode::Update(UpdateVersion { e_tag: Some(tag.clone()), version: None }),
            None => PutMode::Create,
        };
        match self.stored(path, bytes.clone(), &own(), mode)? {
            Ok(version) => Ok(version),
            // The answer to a first try may have been lost on the way, and the second one met what the first had written.
            Err(Error::Precondition { .. } | Error::AlreadyExists { .. }) => match self.read(path)? {
                Some((there, version)) if there == bytes => Ok(version),
                _ => Err(Fault::Raced),
            },
            // A service that knows no conditions: as near to it as one gets.
            Err(error) if is_unknown(&error) => {
                if self.version(path)?.as_ref() != expected {
                    return Err(Fault::Raced);
                }
                self.stored(path, bytes, &own(), PutMode::Overwrite)?.map_err(|error| self.fault(&error))
            }
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn remove(&self, path: &str) -> Result<(), Fault> {
        let key = self.key(path)?;
        match self.runtime.block_on(self.store.delete(&key)) {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.fault(&error)),
        }
    }
}

/// Headers of what is newsprint's own: nothing on the way may keep it.
fn own() -> Headers {
    Headers { media: "text/plain; charset=utf-8".to_owned(), cache: "no-store" }
}

/// Whether a service says that it does not know conditions (501, or S3's code for it).
fn is_unknown(error: &Error) -> bool {
    matches!(error, Error::NotImplemented { .. } | Error::NotSupported { .. })
        || is_not_implemented(&innermost(error))
}

fn is_not_implemented(said: &str) -> bool {
    said.starts_with("Server returned non-2xx status code: 501 ") || code(said) == Some("NotImplemented")
}

/// S3's code for what a request asked of a bucket that is not there.
const NO_BUCKET: &str = "NoSuchBucket";

/// The code in a service's answer: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>. What it says besides may quote
/// anything.
fn code(said: &str) -> Option<&str> {
    let (_, rest) = said.split_once("<Code>")?;
    rest.split_once("</Code>").map(|(code, _)| code.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_service_does_not_know_is_what_it_says_itself() {
        let said =
            |status: &str, body: &str| format!("Server returned non-2xx status code: {status}: {body}");
        assert!(is_not_implemented(&said("501 Not Implemented", "")));
        assert!(is_not_implemented(&said("400 Bad Request", "<Error><Code>NotImplemented</Code></Error>")));
        let other = "<Error><Code>AccessDenied</Code><Message>501 times NotImplemented</Message></Error>";
        assert!(!is_not_implemented(&said("403 Forbidden", other)));
        assert_eq!(code(&said("403 Forbidden", other)), Some("AccessDenied"));
    }
}
