//! PNG row by row: of each row only eight bits of red, green, blue and opacity are kept, so that a picture of 16 bits takes
//! half of the memory.

use std::io::Cursor;

use image::{DynamicImage, RgbImage, RgbaImage};

use super::MOST_PIXELS;
use super::decode::Decoded;
use crate::source::picture::SIDE;

/// The picture, as far as it goes; none when that is nowhere. What is missing of it is white.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: SIDE });
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = reader.info().size();
    let (color, depth) = reader.output_color_type();
    let is_wide = depth == png::BitDepth::Sixteen;
    if u64::from(width) * u64::from(height) > MOST_PIXELS || color == png::ColorType::Indexed {
        return None;
    }
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let has_alpha = matches!(color, png::ColorType::GrayscaleAlpha | png::ColorType::Rgba);
    let channels = if has_alpha { 4 } else { 3 };
    let stride = width as usize * channels;
    let mut pixels = vec![255; stride * height as usize];
    let (mut row, mut narrow, mut next, mut is_begun) = (Vec::with_capacity(stride), Vec::new(), 0, false);
    let is_whole = loop {
        let read = match reader.next_interlaced_row() {
            Ok(Some(read)) => read,
            Ok(None) => break true,
            Err(_) if is_begun => break false,
            Err(_) => return None,
        };
        is_begun = true;
        let data = match is_wide {
            false => read.data(),
            true => {
                narrow.clear();
                narrow.extend(
                    read.data().chunks_exact(2).map(|pair| eight(u16::from_be_bytes([pair[0], pair[1]]))),
                );
                &narrow
            }
        };
        row.clear();
        match color {
            png::ColorType::Grayscale => row.extend(data.iter().flat_map(|grey| [*grey; 3])),
            png::ColorType::GrayscaleAlpha => {
                row.extend(data.chunks_exact(2).flat_map(|point| [point[0], point[0], point[0], point[1]]));
            }
            _ => row.extend_from_slice(data),
        }
        match read.interlace() {
            png::InterlaceInfo::Null(_) => {
                let line = pixels.get_mut(next * stride..(next + 1) * stride)?;
                let length = row.len().min(stride);
                line[..length].copy_from_slice(&row[..length]);
                next += 1;
            }
            png::InterlaceInfo::Adam7(part) => {
                png::expand_interlaced_row(&mut pixels, stride, &row, part, channels as u8 * 8)
            }
        }
    };
    let picture: DynamicImage = match has_alpha {
        true => RgbaImage::from_raw(width, height, pixels)?.into(),
        false => RgbImage::from_raw(width, height, pixels)?.into(),
    };
    Some(Decoded { picture, profile, is_whole })
}

/// The nearest number of eight bits: 65535 is 255.
fn eight(wide: u16) -> u8 {
    ((u32::from(wide) + 128) / 257) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of any kind, written by the library whose rows are read here.
    fn written(color: png::ColorType, depth: png::BitDepth, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 5, 3);
        encoder.set_color(color);
        encoder.set_depth(depth);
        if color == png::ColorType::Indexed {
            encoder.set_palette((0..48).collect::<Vec<u8>>());
        }
        encoder.write_header().and_then(|mut writer| writer.write_image_data(data)).expect("a picture");
        bytes
    }

    #[test]
    fn rows_are_what_the_whole_picture_is() {
        use png::BitDepth::{Eight, Four, Sixteen};
        use png::ColorType::{Grayscale, GrayscaleAlpha, Indexed, Rgb, Rgba};
        let kinds = [
            (Grayscale, Eight, 5),
            (Grayscale, Four, 3),
            (Grayscale, Sixteen, 10),
            (GrayscaleAlpha, Eight, 10),
            (GrayscaleAlpha, Sixteen, 20),
            (Indexed, Four, 3),
            (Rgb, Eight, 15),
            (Rgb, Sixteen, 30),
            (Rgba, Eight, 20),
            (Rgba, Sixteen, 40),
        ];
        for (color, depth, stride) in kinds {
            let data: Vec<u8> = (0..stride * 3).map(|at| (at * 83 % 251) as u8).collect();
            let bytes = written(color, depth, &data);
            let whole = image::load_from_memory(&bytes).expect("a picture").into_rgba8();
            let rows = decode(&bytes).expect("a picture");
            assert!(rows.is_whole, "{color:?} {depth:?}");
            assert_eq!(rows.picture.into_rgba8(), whole, "{color:?} {depth:?}");
            for end in 0..bytes.len() {
                let _ = decode(&bytes[..end]);
            }
        }
    }

    #[test]
    fn an_interlaced_picture_has_its_points_in_their_places() {
        let passes: [(usize, usize, usize, usize); 7] = [
            (0, 8, 0, 8),
            (4, 8, 0, 8),
            (0, 4, 4, 8),
            (2, 4, 0, 4),
            (0, 2, 2, 4),
            (1, 2, 0, 2),
            (0, 1, 1, 2),
        ];
        let point = |x: usize, y: usize| (x * 30 + y * 3) as u8;
        let mut lines = Vec::new();
        for (left, across, top, down) in passes {
            for y in (top..8).step_by(down) {
                lines.push(0);
                lines.extend((left..8).step_by(across).map(|x| point(x, y)));
            }
        }
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        // One block that is not compressed (RFC 1950, RFC 1951), and its checksum.
        let (mut one, mut two) = (1u32, 0u32);
        for byte in &lines {
            one = (one + u32::from(*byte)) % 65_521;
            two = (two + one) % 65_521;
        }
        let length = lines.len() as u16;
        let stream = [
            &[0x78, 1, 1][..],
            &length.to_le_bytes(),
            &(!length).to_le_bytes(),
            &lines,
            &(two << 16 | one).to_be_bytes(),
        ]
        .concat();
        for (name, data) in
            [(b"IHDR", &[0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 1][..]), (b"IDAT", &stream), (b"IEND", &[])]
        {
            let mut crc = crc32fast::Hasher::new();
            crc.update(name);
            crc.update(data);
            bytes.extend((data.len() as u32).to_be_bytes());
            bytes.extend(name);
            bytes.extend(data);
            bytes.extend(crc.finalize().to_be_bytes());
        }
        let picture = decode(&bytes).expect("a picture").picture.into_rgb8();
        for (x, y, found) in picture.enumerate_pixels() {
            assert_eq!(found.0, [point(x as usize, y as usize); 3], "{x} {y}");
        }
    }
}
