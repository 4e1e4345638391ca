//! The forms that addresses of players have, host by host.

use std::fmt::Write as _;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Host, Medium, Player, Source};

/// A path in its parts, and a query.
pub(super) struct Address<'h> {
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
pub(super) fn taken_apart(href: &str) -> Option<(String, Address<'_>)> {
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
    pub(super) fn player(self, host: &str, address: &Address<'_>) -> Option<Player> {
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

pub(super) fn peertube(host: &str, address: &Address<'_>) -> Option<Player> {
    let video = match address.path.as_slice() {
        ["w", video] | ["videos", "watch" | "embed", video] => id(video)?,
        _ => return None,
    };
    frame(Medium::Video, "PeerTube", format!("https://{host}/videos/embed/{video}"))
}

/// By the ending of the file's name.
pub(super) fn file_medium(href: &str) -> Option<Medium> {
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
