//! Addresses as feeds must hold them: absolute, and in ASCII (RFC 3986; the RSS profile asks for it, Atom and JSON Feed take
//! it).

pub(in crate::output) use crate::address::uri;
use crate::site::Site;

/// An address of the site (without base path) as the world names it.
pub(in crate::output) fn absolute(site: &Site, url: &str) -> String {
    uri(&site.config.base_url.absolute(url)).into_owned()
}
