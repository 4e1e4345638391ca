//! Players: which addresses of video and audio are played on the page, and from where.
//!
//! A site may allow fewer of them, and name PeerTube instances. Nothing is asked of the network: an address says by its
//! form what it is, and all that goes on into the address of the frame are its identifiers.

mod hosts;

use hosts::{file_medium, peertube, taken_apart};

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
        let address = bare_address(paragraph)?;
        Some((address, self.find(address)?))
    }
}

/// The address that a paragraph is nothing but, as written.
pub(super) fn bare_address(paragraph: &str) -> Option<&str> {
    let address = paragraph.trim();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&()*+,;=%".contains(&b);
    (is_web(address) && address.bytes().all(plain)).then_some(address)
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
            "https://www.youtube.com/@channel", "https://www.youtube.com/watch?v=\"onload=x",
            "https://www.youtube.com/watch?v=short", "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
            "https://evil.example/youtu.be/dQw4w9WgXcQ", "https://vimeo.com/about",
            "https://soundcloud.com/a", "https://open.spotify.com/user/x", "http://a.example/x.mp4",
            "//a.example/x.mp4", "javascript:x.mp4", "https://a.example/mp4", "a.md", "", "https://",
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
