//! EXIF, of which nothing stays but how the camera was held (EXIF 2.32, section 4.6.5: tag 0x0112).

use image::metadata::Orientation;

/// How a picture is turned before it is shown, from a TIFF structure; none when that is how it is stored.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let found = Orientation::from_exif_chunk(tiff)?.to_exif();
    (2..=8).contains(&found).then_some(found)
}

/// A TIFF structure that says nothing but the orientation.
pub(super) fn minimal(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for turned in 2..=8 {
            assert_eq!(orientation(&minimal(turned)), Some(turned));
        }
        assert_eq!(orientation(&minimal(1)), None);
        assert_eq!(orientation(&minimal(77)), None);
        assert_eq!(orientation(b"MM"), None);
    }
}
