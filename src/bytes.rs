//! Questions about the bytes of long texts, answered many bytes at a time.

/// Whether any byte is `wanted`. Looks at the bytes in groups without leaving one early, which compilers turn into
/// vector instructions; `wanted` should be made of comparisons joined by `|` and `&`.
#[inline]
pub fn any(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(64).any(|group| group.iter().fold(false, |found, byte| found | wanted(*byte)))
}

/// Whether a byte is a control character that is no white space.
#[inline]
pub fn is_control(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_byte_anywhere() {
        let mut text = vec![b'a'; 200];
        assert!(!any(&text, is_control));
        for at in [0, 63, 64, 199] {
            text[at] = 7;
            assert!(any(&text, is_control));
            text[at] = b'\n';
        }
        assert!(!any(&text, is_control) && !any(b"", is_control));
    }
}
