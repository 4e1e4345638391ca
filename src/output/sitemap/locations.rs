//! What a sitemap names, whoever wrote it (sitemaps.org, protocol 0.9).

use quick_xml::Reader;
use quick_xml::events::Event;

/// The addresses in a sitemap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locations {
    /// Whether they are those of further sitemaps.
    pub is_index: bool,
    /// As they are written, without what encodes them in XML.
    pub addresses: Vec<String>,
}

impl Locations {
    /// Reads a sitemap.
    ///
    /// # Errors
    /// What is wrong with its XML, in words.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let (mut found, mut in_loc) = (Self::default(), false);
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(tag) => {
                    found.is_index |= tag.local_name().as_ref() == b"sitemapindex";
                    // Those of pictures and films have prefixes.
                    in_loc = tag.name().as_ref() == b"loc" || tag.name().as_ref() == b"sm:loc";
                    if in_loc {
                        found.addresses.push(String::new());
                    }
                }
                Event::End(_) => in_loc = false,
                Event::Text(text) if in_loc => {
                    found.more(&text.decode().map_err(|error| error.to_string())?);
                }
                Event::GeneralRef(reference) if in_loc => {
                    let name = reference.decode().map_err(|error| error.to_string())?;
                    let text = quick_xml::escape::unescape(&format!("&{name};"))
                        .map_err(|error| error.to_string())?
                        .into_owned();
                    found.more(&text);
                }
                Event::CData(text) if in_loc => found.more(&String::from_utf8_lossy(&text)),
                Event::Eof => break,
                _ => {}
            }
        }
        let addresses = found.addresses.iter().map(|address| address.trim());
        let addresses = addresses.filter(|address| !address.is_empty()).map(str::to_owned).collect();
        Ok(Self { addresses, ..found })
    }

    /// A further part of the last address.
    fn more(&mut self, text: &str) {
        self.addresses.last_mut().into_iter().for_each(|address| address.push_str(text));
    }
}
