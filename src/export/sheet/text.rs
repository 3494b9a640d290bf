//! Typefaces, and how much room a text takes.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;

/// One of the four faces of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Semibold,
    Bold,
    /// For names of places, the sentence and the three numbers.
    Serif,
}

struct Files {
    ttf: &'static [u8],
    woff2: &'static [u8],
}

/// Both forms of a typeface: one to measure and draw with, one that browsers read.
macro_rules! files {
    ($name:literal) => {
        Files {
            ttf: include_bytes!(concat!("fonts/", $name, ".ttf")),
            woff2: include_bytes!(concat!("fonts/", $name, ".woff2")),
        }
    };
}

static FILES: [Files; 4] = [
    files!("MaillageSans-Regular"),
    files!("MaillageSans-Semibold"),
    files!("MaillageSans-Bold"),
    files!("MaillageSerif-Medium"),
];

static FACES: LazyLock<[ttf_parser::Face<'static>; 4]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        ttf_parser::Face::parse(FILES[at].ttf, 0).expect("the typefaces of this crate read")
    })
});

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for files in &FILES {
        fonts.load_font_data(files.ttf.to_vec());
    }
    fonts.set_sans_serif_family("Maillage Sans");
    fonts.set_serif_family("Maillage Serif");
    Arc::new(fonts)
});

/// The typefaces, and no other: a sheet is the same on every machine.
pub(super) fn fonts() -> Arc<Database> {
    Arc::clone(&FONTS)
}

impl Face {
    pub(super) const ALL: [Self; 4] = [Self::Regular, Self::Semibold, Self::Bold, Self::Serif];

    pub(super) fn family(self) -> &'static str {
        match self {
            Self::Serif => "'Maillage Serif','Source Serif 4',serif",
            _ => "'Maillage Sans','Source Sans 3',sans-serif",
        }
    }

    /// The name that its file goes by.
    pub(super) fn name(self) -> &'static str {
        if self == Self::Serif { "Maillage Serif" } else { "Maillage Sans" }
    }

    pub(super) fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Serif => 500,
            Self::Semibold => 600,
            Self::Bold => 700,
        }
    }

    /// The face as browsers read it.
    pub(super) fn woff2(self) -> &'static [u8] {
        FILES[self as usize].woff2
    }
}

/// The width of a text on one line. Kerning is left out: it mostly narrows.
pub(super) fn width(text: &str, face: Face, size: f64) -> f64 {
    let face = &FACES[face as usize];
    let advance = |sign: char| {
        let glyph = face.glyph_index(sign).and_then(|glyph| face.glyph_hor_advance(glyph));
        glyph.map_or(0.6, |advance| f64::from(advance) / f64::from(face.units_per_em()))
    };
    text.chars().map(advance).sum::<f64>() * size
}

/// Breaks a text at its spaces into lines of a width; a word that is wider is broken too.
pub(super) fn wrap(text: &str, face: Face, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, face, size) <= room {
            line = longer;
            continue;
        }
        lines.extend((!line.is_empty()).then(|| std::mem::take(&mut line)));
        for sign in word.chars() {
            if !line.is_empty() && width(&line, face, size) + width("m", face, size) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(sign);
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}

/// A text cut to a width, the cut shown.
pub(super) fn cut(text: &str, face: Face, size: f64, room: f64) -> String {
    if width(text, face, size) <= room {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(200).collect();
    while !kept.is_empty() && width(&kept, face, size) + width("…", face, size) > room {
        kept.pop();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faces_hold_every_sign_that_sheets_write() {
        for face in FACES.iter() {
            for sign in "aéœÿŒÇ0123456789%‰«»’–—…·•†≈≥≤−×÷→←¾²€\u{a0}\u{202f}".chars()
            {
                assert!(face.glyph_index(sign).is_some(), "{sign:?}");
            }
        }
    }

    #[test]
    fn lines_fit_and_lose_no_word() {
        let text = "Sur environ 608 enfants de moins de 3 ans, 333 ont une place de crèche.";
        let lines = wrap(text, Face::Serif, 14.0, 150.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, Face::Serif, 14.0) <= 150.0));
        assert_eq!(lines.join(" "), text);
        let long = wrap(&"x".repeat(500), Face::Regular, 10.0, 100.0);
        assert!(long.iter().all(|line| width(line, Face::Regular, 10.0) <= 100.0));
        assert_eq!(long.concat().len(), 500);
        assert!(width(&cut(text, Face::Bold, 9.0, 60.0), Face::Bold, 9.0) <= 60.0);
    }
}
