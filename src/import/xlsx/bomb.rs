//! Archives that would inflate too far, or that claim more than they hold.

use std::io::{BufReader, Cursor, Read, copy, sink};

use quick_xml::events::Event;

use crate::import::table::ReadListError;
use crate::import::zip_directory;

/// The most bytes that a workbook may inflate to.
const MAX_INFLATED: u64 = 128 << 20;
/// The highest ratio of inflated to packed bytes; sheets of text stay below 50.
const MAX_RATIO: u64 = 200;
/// Below this many bytes the ratio says nothing.
const SMALL: u64 = 1 << 20;
/// The most entries of the archive.
const MAX_ENTRIES: u64 = 2_000;
/// The most bytes of the directory that lists them.
const MAX_DIRECTORY: u64 = 2 << 20;

/// Refuses a bomb: what the archive declares, then what it really inflates to.
pub fn check_inflated(file: &str, bytes: &[u8]) -> Result<(), ReadListError> {
    let bomb =
        || ReadListError::Bomb { file: file.to_owned(), limit: MAX_INFLATED, ratio: MAX_RATIO };
    let wrong = |error: zip::result::ZipError| ReadListError::Workbook {
        file: file.to_owned(),
        sheet: None,
        detail: error.to_string(),
    };
    let claimed = zip_directory::claimed(&mut Cursor::new(bytes));
    let claimed = claimed.map_err(|error| wrong(error.into()))?;
    if claimed.entries > MAX_ENTRIES || claimed.size > MAX_DIRECTORY {
        return Err(bomb());
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(wrong)?;
    if archive.len() as u64 > MAX_ENTRIES {
        return Err(bomb());
    }
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(wrong)?;
        if entry.name().is_ok_and(|name| name == "mimetype") {
            return Err(ReadListError::OtherWorkbook { file: file.to_owned() });
        }
        if entry.size() > MAX_INFLATED - total {
            return Err(bomb());
        }
        let strings =
            entry.name().is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        let packed = entry.compressed_size().max(1);
        let mut bounded = entry.take(MAX_INFLATED - total + 1);
        let inflated =
            copy(&mut bounded, &mut sink()).map_err(|error| ReadListError::Workbook {
                file: file.to_owned(),
                sheet: None,
                detail: error.to_string(),
            })?;
        total += inflated;
        if total > MAX_INFLATED || (inflated > SMALL && inflated / packed > MAX_RATIO) {
            return Err(bomb());
        }
        drop(bounded);
        // Room is made for as many strings as they claim to be: each takes five bytes at least.
        if strings && claimed_strings(archive.by_index(at).map_err(wrong)?) > inflated / 5 {
            return Err(bomb());
        }
    }
    Ok(())
}

/// The number behind the name of an attribute; a longer one than there are is a huge one.
fn claimed(rest: &str) -> u64 {
    let digits = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let digits = &digits[..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len())];
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}

/// How many shared strings a part claims to hold, read as the reader of workbooks does.
fn claimed_strings(part: impl Read) -> u64 {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part.take(MAX_INFLATED)));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "sst" => {
                let claims = tag.attributes_raw().split("uniqueCount").skip(1).map(claimed);
                return claims.max().unwrap_or(0);
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}
