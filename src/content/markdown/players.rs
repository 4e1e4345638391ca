//! Players: which addresses of video and audio are played on the page, and from where.
//!
//! A site may allow fewer of them, and name PeerTube instances. Nothing is asked of the network: an address says by its
//! form what it is, and all that goes on into the address of the frame are its identifiers.

use std::fmt::Write as _;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::links::{is_web, scheme};

/// The players that a site allows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Players {
    hosts: Vec<Host>,
    /// Domains of PeerTube instances, in lower case.
    instances: Vec<String>,
}

impl Default for Players {
    fn default() -> Self {
        Self { hosts: Host::ALL.iter().map(|(_, host)| *host).collect(), instances: Vec::new() }
    }
}

/// Where something is played from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Host {
    YouTube,
    Vimeo,
    Dailymotion,
    Spotify,
    ApplePodcasts,
    SoundCloud,
    /// Files that browsers play themselves.
    Files,
}

impl Host {
    const ALL: [(&'static str, Self); 7] = [
        ("youtube", Self::YouTube),
        ("vimeo", Self::Vimeo),
        ("dailymotion", Self::Dailymotion),
        ("spotify", Self::Spotify),
        ("apple-podcasts", Self::ApplePodcasts),
        ("soundcloud", Self::SoundCloud),
        ("files", Self::Files),
    ];
}

/// An address that can be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// What is seen or heard.
    pub medium: Medium,
    /// How it is played.
    pub source: Source,
}

/// What is seen or heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Medium {
    Video,
    Audio,
}

/// How something is played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In a frame.
    Frame {
        /// Who shows it: "YouTube".
        name: &'static str,
        /// The frame's address.
        url: String,
    },
    /// By the browser: the address itself is the file.
    File,
}

impl Players {
    /// The names of all that are built in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Host::ALL.iter().map(|(name, _)| *name)
    }

    /// None at all.
    pub const fn none() -> Self {
        Self { hosts: Vec::new(), instances: Vec::new() }
    }

    /// Adds one by its name, or a PeerTube instance by its domain. False when it is neither.
    pub fn add(&mut self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let label = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        if let Some((_, host)) = Host::ALL.iter().find(|(known, _)| *known == name) {
            self.hosts.push(*host);
        } else if name.contains('.') && name.split('.').all(label) {
            self.instances.push(name);
        } else {
            return false;
        }
        true
    }

    /// What an address plays, if it is allowed here.
    pub fn find(&self, href: &str) -> Option<Player> {
        if is_web(href) {
            let (host, address) = taken_apart(href)?;
            let allowed = |(_, known): &(&str, Host)| self.hosts.contains(known);
            let hosted = Host::ALL.iter().filter(|known| allowed(known));
            if let Some(player) = hosted.filter_map(|(_, known)| known.player(&host, &address)).next() {
                return Some(player);
            }
            if self.instances.contains(&host) {
                return peertube(&host, &address);
            }
            if !href.starts_with("https") {
                return None;
            }
        } else if scheme(href).is_some() || href.starts_with("//") {
            return None;
        }
        let medium = self.hosts.contains(&Host::Files).then(|| file_medium(href))??;
        Some(Player { medium, source: Source::File })
    }

    /// What a paragraph plays that is nothing but an address, as written.
    pub(super) fn bare<'t>(&self, paragraph: &'t str) -> Option<(&'t str, Player)> {
        let address = paragraph.trim();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&()*+,;=%".contains(&b);
        let may_be = is_web(address) && address.bytes().all(plain);
        may_be.then(|| Some((address, self.find(address)?)))?
    }
}

/// A path in its parts, and a query.
struct Address<'h> {
    path: Vec<&'h str>,
    query: &'h str,
}

impl Address<'_> {
    fn asked(&self, name: &str) -> Option<&str> {
        let pairs = self.query.split('&').map(|pair| pair.strip_prefix("amp;").unwrap_or(pair));
        pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// The host in lower case without `www.`, and the rest of a web address.
fn taken_apart(href: &str) -> Option<(String, Address<'_>)> {
    let (_, rest) = href.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").map(str::to_owned).unwrap_or(host);
    Some((host, Address { path: path.split('/').filter(|part| !part.is_empty()).collect(), query }))
}

/// What identifies something: letters, digits, `-` and `_`.
fn id(text: &str) -> Option<&str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    ((1..=64).contains(&text.len()) && text.bytes().all(plain)).then_some(text)
}

fn number(text: &str) -> Option<&str> {
    id(text).filter(|text| text.bytes().all(|b| b.is_ascii_digit()))
}

fn frame(medium: Medium, name: &'static str, url: String) -> Option<Player> {
    Some(Player { medium, source: Source::Frame { name, url } })
}

impl Host {
    fn player(self, host: &str, address: &Address<'_>) -> Option<Player> {
        use Medium::{Audio, Video};
        let path = address.path.as_slice();
        match self {
            Self::YouTube => {
                let video = match (host, path) {
                    ("youtu.be", [video]) => *video,
                    (
                        "youtube.com" | "m.youtube.com" | "music.youtube.com" | "youtube-nocookie.com",
                        path,
                    ) => match path {
                        ["watch"] => address.asked("v")?,
                        ["shorts" | "live" | "embed" | "v", video] => video,
                        _ => return None,
                    },
                    _ => return None,
                };
                let video = id(video).filter(|video| video.len() == 11)?;
                let mut url = format!("https://www.youtube-nocookie.com/embed/{video}");
                if let Some(start) = address.asked("t").or_else(|| address.asked("start")).and_then(seconds) {
                    let _ = write!(url, "?start={start}");
                }
                frame(Video, "YouTube", url)
            }
            Self::Vimeo => {
                let (video, secret) = match (host, path) {
                    ("vimeo.com", [video]) => (*video, None),
                    ("vimeo.com", [video, secret]) => (*video, Some(id(secret)?)),
                    ("player.vimeo.com", ["video", video]) => (*video, address.asked("h").and_then(id)),
                    _ => return None,
                };
                let mut url = format!("https://player.vimeo.com/video/{}?dnt=1", number(video)?);
                if let Some(secret) = secret {
                    let _ = write!(url, "&h={secret}");
                }
                frame(Video, "Vimeo", url)
            }
            Self::Dailymotion => {
                let video = match (host, path) {
                    ("dailymotion.com", ["video", video] | ["embed", "video", video]) => *video,
                    ("dai.ly", [video]) => *video,
                    ("geo.dailymotion.com", ["player.html"]) => address.asked("video")?,
                    _ => return None,
                };
                let url = format!("https://geo.dailymotion.com/player.html?video={}", id(video)?);
                frame(Video, "Dailymotion", url)
            }
            Self::Spotify => {
                let path = match path {
                    ["embed", rest @ ..] => rest,
                    [language, rest @ ..] if language.starts_with("intl-") => rest,
                    path => path,
                };
                let [kind @ ("episode" | "show" | "track" | "album" | "playlist"), item] = path else {
                    return None;
                };
                let item = id(item).filter(|_| host == "open.spotify.com")?;
                frame(Audio, "Spotify", format!("https://open.spotify.com/embed/{kind}/{item}"))
            }
            Self::ApplePodcasts => {
                let (country, show) = match path {
                    [country, "podcast", show] | [country, "podcast", _, show] => (id(country)?, *show),
                    _ => return None,
                };
                let known = matches!(host, "podcasts.apple.com" | "embed.podcasts.apple.com");
                let show = number(show.strip_prefix("id")?).filter(|_| known)?;
                let mut url = format!("https://embed.podcasts.apple.com/{country}/podcast/id{show}");
                if let Some(episode) = address.asked("i").and_then(number) {
                    let _ = write!(url, "?i={episode}");
                }
                frame(Audio, "Apple Podcasts", url)
            }
            Self::SoundCloud => {
                let ("soundcloud.com", [by, track @ ..]) = (host, path) else { return None };
                let known = matches!(track, [_] | ["sets", _]);
                let parts: Option<Vec<&str>> =
                    std::iter::once(by).chain(track).map(|part| id(part)).collect();
                let original = format!("https://soundcloud.com/{}", parts.filter(|_| known)?.join("/"));
                let url = utf8_percent_encode(&original, NON_ALPHANUMERIC);
                frame(Audio, "SoundCloud", format!("https://w.soundcloud.com/player/?url={url}"))
            }
            Self::Files => None,
        }
    }
}

fn peertube(host: &str, address: &Address<'_>) -> Option<Player> {
    let video = match address.path.as_slice() {
        ["w", video] | ["videos", "watch" | "embed", video] => id(video)?,
        _ => return None,
    };
    frame(Medium::Video, "PeerTube", format!("https://{host}/videos/embed/{video}"))
}

/// By the ending of the file's name.
fn file_medium(href: &str) -> Option<Medium> {
    let path = href.split(['?', '#']).next().unwrap_or(href);
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    Some(match &*ending.to_ascii_lowercase() {
        "mp4" | "m4v" | "webm" | "ogv" => Medium::Video,
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" => Medium::Audio,
        _ => return None,
    })
}

/// `90`, `90s`, `1m30s`, `1h2m3s`: seconds.
fn seconds(text: &str) -> Option<u32> {
    let mut total: u32 = 0;
    let mut digits: Option<u32> = None;
    for c in text.chars() {
        let unit = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            c => {
                let digit = c.to_digit(10)?;
                digits = Some(digits.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                continue;
            }
        };
        total = total.checked_add(digits.take()?.checked_mul(unit)?)?;
    }
    let total = total.checked_add(digits.unwrap_or(0))?;
    (total > 0).then_some(total)
}

/// The address to write for what a frame shows, if it is one that can be played.
pub(super) fn original(frame: &str) -> Option<String> {
    let frame = if frame.starts_with("//") { format!("https:{frame}") } else { frame.to_owned() };
    let Source::Frame { name, url } = Players::default().find(&frame)?.source else { return None };
    let last = url.split('?').next()?.rsplit('/').next()?;
    Some(match name {
        "YouTube" => format!("https://www.youtube.com/watch?v={last}"),
        "Vimeo" => format!("https://vimeo.com/{last}"),
        "Dailymotion" => format!("https://www.dailymotion.com/video/{}", url.rsplit('=').next()?),
        "Spotify" => url.replace("/embed/", "/"),
        "Apple Podcasts" => url.replace("https://embed.", "https://"),
        _ => frame,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame_of(href: &str) -> Option<String> {
        match Players::default().find(href)?.source {
            Source::Frame { url, .. } => Some(url),
            Source::File => Some("file".to_owned()),
        }
    }

    #[test]
    fn addresses_of_players() {
        for (href, expected) in [
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            ),
            (
                "https://youtu.be/dQw4w9WgXcQ?si=x&t=1m30s",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90",
            ),
            (
                "http://m.youtube.com/watch?app=x&v=dQw4w9WgXcQ&t=43#x",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=43",
            ),
            ("https://youtube.com/shorts/dQw4w9Wg_-Q/", "https://www.youtube-nocookie.com/embed/dQw4w9Wg_-Q"),
            (
                "https://www.youtube.com/live/dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
            ),
            ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
            ("https://vimeo.com/76979871/abc123", "https://player.vimeo.com/video/76979871?dnt=1&h=abc123"),
            (
                "https://www.dailymotion.com/video/x8abc",
                "https://geo.dailymotion.com/player.html?video=x8abc",
            ),
            ("https://dai.ly/x8abc", "https://geo.dailymotion.com/player.html?video=x8abc"),
            (
                "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8?si=1",
                "https://open.spotify.com/embed/episode/4rOoJ6Egrf8",
            ),
            (
                "https://podcasts.apple.com/gb/podcast/the-daily/id1200361736?i=1000",
                "https://embed.podcasts.apple.com/gb/podcast/id1200361736?i=1000",
            ),
            (
                "https://soundcloud.com/a/b-c",
                "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud%2Ecom%2Fa%2Fb%2Dc",
            ),
            ("https://a.example/x.MP4?y", "file"),
            ("talk.mp3", "file"),
            ("../2025-02-12-a/talk.m4a", "file"),
            ("/audio/talk.ogg", "file"),
        ] {
            assert_eq!(frame_of(href).as_deref(), Some(expected), "{href}");
        }
        for href in [
            "https://www.youtube.com/@channel",
            "https://www.youtube.com/watch?v=\"onload=x",
            "https://www.youtube.com/watch?v=short",
            "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
            "https://evil.example/youtu.be/dQw4w9WgXcQ",
            "https://vimeo.com/about",
            "https://soundcloud.com/a",
            "https://open.spotify.com/user/x",
            "http://a.example/x.mp4",
            "//a.example/x.mp4",
            "javascript:x.mp4",
            "https://a.example/mp4",
            "a.md",
            "",
            "https://",
        ] {
            assert_eq!(frame_of(href), None, "{href}");
        }
    }

    #[test]
    fn a_site_allows_some() {
        let mut players = Players::none();
        assert!(players.add("Vimeo") && players.add("video.example.org") && !players.add("tiktok"));
        assert!(!players.add("-.org") && !players.add("a b.org"));
        assert!(players.find("https://youtu.be/dQw4w9WgXcQ").is_none() && players.find("a.mp3").is_none());
        let found = players.find("https://video.example.org/w/9dRFC6Ya11NCVeYKn8ZhiD").expect("a player");
        let Source::Frame { url, .. } = found.source else { panic!("a frame") };
        assert_eq!(url, "https://video.example.org/videos/embed/9dRFC6Ya11NCVeYKn8ZhiD");
        assert!(players.find("https://vimeo.com/1").is_some());
    }

    #[test]
    fn what_to_write_for_a_frame() {
        let youtube = Some("https://www.youtube.com/watch?v=dQw4w9WgXcQ".to_owned());
        assert_eq!(original("https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0"), youtube);
        assert_eq!(original("//www.youtube-nocookie.com/embed/dQw4w9WgXcQ"), youtube);
        assert_eq!(original("https://player.vimeo.com/video/1?h=2").as_deref(), Some("https://vimeo.com/1"));
        assert_eq!(original("https://maps.example/embed"), None);
    }
}
