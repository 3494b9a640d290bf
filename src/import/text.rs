//! Bytes to text: which encoding a file is in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::table::ReadListError;

/// The encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// Windows-1252, taken where the bytes are not UTF-8.
    Windows1252,
    /// UTF-16, only with a byte order mark.
    Utf16,
}

impl Charset {
    /// Its name as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16 => "UTF-16",
        }
    }
}

/// Decodes a file: by its byte order mark, else UTF-8, else Windows-1252.
///
/// # Errors
/// Where the bytes hold a NUL, as no text does.
pub fn decode<'t>(name: &str, bytes: &'t [u8]) -> Result<(Cow<'t, str>, Charset), ReadListError> {
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let body = &bytes[skip..];
    let (text, charset) = if encoding == UTF_16LE || encoding == UTF_16BE {
        (encoding.decode_without_bom_handling(body).0, Charset::Utf16)
    } else if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(body) {
        (text, Charset::Utf8)
    } else {
        (WINDOWS_1252.decode_without_bom_handling(body).0, Charset::Windows1252)
    };
    match text.find('\0') {
        Some(at) => Err(ReadListError::NotText {
            file: name.to_owned(),
            line: text[..at].bytes().filter(|&byte| byte == b'\n').count() + 1,
        }),
        None => Ok((text, charset)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_told_apart() {
        let utf16: Vec<u8> =
            [0xFEFF_u16, 0xE9].iter().flat_map(|unit| unit.to_le_bytes()).collect();
        for (bytes, charset) in [
            ("é".as_bytes().to_vec(), Charset::Utf8),
            ("\u{feff}é".as_bytes().to_vec(), Charset::Utf8),
            (vec![0xE9], Charset::Windows1252),
            (utf16, Charset::Utf16),
        ] {
            assert_eq!(decode("a", &bytes).unwrap(), ("é".into(), charset));
        }
        assert!(matches!(decode("a", b"a\nb\0"), Err(ReadListError::NotText { line: 2, .. })));
    }
}
