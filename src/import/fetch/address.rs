//! Which addresses are fetched: only those of the public web.
//!
//! An article's address may come from anybody: a feed, a list, a redirect. It must not lead this program to services that only
//! this machine or its network reaches (server-side request forgery). What is written in an address is checked here before
//! anybody is asked; the addresses that a name stands for are checked by `client.rs` when it connects to them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::FetchError;

/// Whether an address may be asked for, by what is written in it.
///
/// # Errors
/// It has another scheme than `http` and `https`, a user's name or password, a port of another service, or a host of a private
/// network.
pub(super) fn check(url: &Url, private_hosts: &[String]) -> Result<(), FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::Scheme(url.scheme().to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Password);
    }
    if let Some(port) = url.port().filter(|port| BAD_PORTS.binary_search(port).is_ok()) {
        return Err(FetchError::Port(port));
    }
    let is_private = match url.host() {
        // `Url` has read numbers in any notation: `0x7f.1` is 127.0.0.1 here.
        Some(Host::Ipv4(address)) => !is_public_v4(address),
        Some(Host::Ipv6(address)) => !is_public_v6(address),
        Some(Host::Domain(name)) => is_private_name(name),
        None => true,
    };
    let host = url.host_str().unwrap_or_default();
    match is_private && !is_named(host, private_hosts) {
        true => Err(FetchError::Private(host.to_owned())),
        false => Ok(()),
    }
}

/// Whether a host is one of those that an editor has named.
pub(super) fn is_named(host: &str, hosts: &[String]) -> bool {
    let plain = |host: &str| host.trim_end_matches('.').trim_matches(['[', ']']).to_ascii_lowercase();
    hosts.iter().any(|named| plain(named) == plain(host))
}

/// Whether an address is one of the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Whether a name is never one of the public internet: names of special use (RFC 6761, 6762, 8375; ICANN's `internal`), and
/// those without a dot, which a network completes as it likes.
fn is_private_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let top = name.rsplit('.').next().unwrap_or_default();
    !name.contains('.') || matches!(top, "localhost" | "local" | "internal") || name.ends_with("home.arpa")
}

/// By IANA's registry of special-purpose addresses (RFC 6890), multicast, and what is reserved.
fn is_public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        // This network, private ones, this machine.
        [0 | 10 | 127, ..]
            | [192, 168, ..]
            | [172, 16..=31, ..]
            // Between a provider and its customers (RFC 6598).
            | [100, 64..=127, ..]
            // Link-local; clouds tell machines their passwords there.
            | [169, 254, ..]
            // Protocol assignments, documentation, relays of 6to4, benchmarks.
            | [192, 0, 0 | 2, _]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
            | [192, 88, 99, _]
            | [198, 18 | 19, ..]
            // A public number by which one cloud talks to its own machines.
            | [168, 63, 129, 16]
            // Multicast, reserved, broadcast.
            | [224..=255, ..]
    )
}

/// Global unicast (2000::/3) without what is special in it; addresses that carry one of IPv4 are as public as that one.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match (a, b, c, d, e, f) {
        // Mapped (RFC 4291), translated (RFC 7915), by NAT64 (RFC 6052): networks that have only IPv6 know the whole web so.
        (0, 0, 0, 0, 0, 0xffff) | (0, 0, 0, 0, 0xffff, 0) | (0x64, 0xff9b, 0, 0, 0, 0) => {
            is_public_v4(v4(g, h))
        }
        // 6to4 (RFC 3056).
        (0x2002, ..) => is_public_v4(v4(b, c)),
        // Protocol assignments with Teredo (2001::/23), documentation (2001:db8::/32, 3fff::/20).
        (0x2001, 0..0x200 | 0xdb8, ..) | (0x3fff, 0..0x1000, ..) => false,
        _ => a & 0xe000 == 0x2000,
    }
}

/// Ports of other services, which a request of HTTP could be made to command (Fetch standard, section 2.9, “port blocking”).
const BAD_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(address: &str) -> Result<(), FetchError> {
        check(&Url::parse(address).unwrap(), &[])
    }

    #[test]
    fn addresses_of_the_web_are_asked() {
        for address in [
            "http://example.org/a?b#c", "https://example.org.:8443/", "https://новини.укр/",
            "http://8.8.8.8/", "http://172.32.0.1/", "http://100.128.0.1/", "http://[2606:2800:220:1::1]/",
            "http://[::ffff:8.8.8.8]/", "http://[64:ff9b::8.8.8.8]/", "http://[2002:808:808::1]/",
            "http://[2001:200::1]/", "https://local.example.com/",
        ] {
            assert_eq!(checked(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn addresses_of_private_networks_are_not_asked_however_they_are_written() {
        for host in [
            "127.0.0.1", "127.255.0.9", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "０x7f.１", "0",
            "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
            "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.19.255.255",
            "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "168.63.129.16", "[::]", "[::1]", "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]",
            "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[::8.8.8.8]",
            "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]",
            "[3fff:123::1]", "[100::1]", "[::ffff:0:127.0.0.1]", "localhost", "LOCALHOST.", "a.localhost",
            "printer.local", "metadata.google.internal", "intranet", "nas.home.arpa",
        ] {
            let address = format!("http://{host}/");
            assert!(matches!(checked(&address), Err(FetchError::Private(_))), "{address}");
            let url = Url::parse(&address).unwrap();
            let named = vec!["other".to_owned(), url.host_str().unwrap().to_ascii_uppercase()];
            assert_eq!(check(&url, &named), Ok(()), "{address}");
        }
    }

    #[test]
    fn other_services_and_passwords_are_refused_in_any_network() {
        for (address, error) in [
            ("ftp://example.org/a", FetchError::Scheme("ftp".into())),
            ("file:///etc/passwd", FetchError::Scheme("file".into())),
            ("javascript:alert(1)", FetchError::Scheme("javascript".into())),
            ("data:text/html,a", FetchError::Scheme("data".into())),
            ("http://me@example.org/", FetchError::Password),
            ("http://:b@example.org/", FetchError::Password),
            ("http://example.org:25/", FetchError::Port(25)),
            ("https://example.org:6667/", FetchError::Port(6667)),
        ] {
            let named = vec!["example.org".to_owned()];
            assert_eq!(check(&Url::parse(address).unwrap(), &named), Err(error), "{address}");
        }
        assert!(BAD_PORTS.is_sorted());
    }
}
