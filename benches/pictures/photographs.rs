//! Photographs that nobody took: clouds of noise in many sizes with hard edges, which compress as landscapes with houses do.

use std::fs;
use std::io;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use rayon::prelude::*;

/// 12 megapixels, as most cameras and telephones store them.
const SIZE: (u32, u32) = (4000, 3000);
/// How many are drawn; all others are one of these with another comment, so that no two files are the same.
const DRAWN: usize = 8;

/// Writes photographs `0.jpg`, `1.jpg` … into a folder; returns their bytes.
pub(crate) fn write(folder: &Path, count: usize) -> io::Result<u64> {
    fs::create_dir_all(folder)?;
    eprintln!("{count} photographs");
    let drawn: Vec<Vec<u8>> =
        (0..DRAWN.min(count)).into_par_iter().map(|seed| draw(seed as u32 + 1)).collect();
    let mut bytes = 0;
    for number in 0..count {
        let comment = format!("photograph {number}");
        let plain = &drawn[number % drawn.len()];
        // A comment (ITU T.81, section B.2.4.5) behind the beginning of the file.
        let length = (comment.len() as u16 + 2).to_be_bytes();
        let file = [&plain[..2], &[0xff, 0xfe], &length, comment.as_bytes(), &plain[2..]].concat();
        bytes += file.len() as u64;
        fs::write(folder.join(format!("{number}.jpg")), file)?;
    }
    Ok(bytes)
}

fn draw(seed: u32) -> Vec<u8> {
    let (width, height) = SIZE;
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
    for y in 0..height {
        for x in 0..width {
            let far = noise(x, y, 900, seed) * 0.5 + noise(x, y, 230, seed ^ 7) * 0.3;
            let near = noise(x, y, 37, seed ^ 11) * 0.14 + noise(x, y, 5, seed ^ 13) * 0.06;
            let house = if noise(x / 160 * 160, y / 220 * 220, 3, seed ^ 17) > 0.72 { 0.25 } else { 0.0 };
            let light = (far + near + house).clamp(0.0, 1.0);
            pixels.extend([0.95, 0.85, 0.7].map(|part: f32| (light.powf(part) * 255.0) as u8));
        }
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 92)
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .expect("memory takes it");
    bytes
}

/// Noise between 0 and 1 that is smooth within cells of a size.
fn noise(x: u32, y: u32, cell: u32, seed: u32) -> f32 {
    let (column, row) = (x / cell, y / cell);
    let smooth = |part: u32| {
        let part = part as f32 / cell as f32;
        part * part * (3.0 - 2.0 * part)
    };
    let (across, down) = (smooth(x % cell), smooth(y % cell));
    let corner = |column: u32, row: u32| {
        let mixed =
            column.wrapping_mul(0x9e37_79b1) ^ row.wrapping_mul(0x85eb_ca77) ^ seed.wrapping_mul(0xc2b2_ae3d);
        let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2c1b_3c6d);
        (mixed ^ mixed >> 12) as f32 / u32::MAX as f32
    };
    let upper = corner(column, row) * (1.0 - across) + corner(column + 1, row) * across;
    let lower = corner(column, row + 1) * (1.0 - across) + corner(column + 1, row + 1) * across;
    upper * (1.0 - down) + lower * down
}
