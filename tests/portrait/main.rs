//! Portraits: what is read of a real one, what its audit finds, and what it must not.

mod carrieres;
mod laws;
mod recognised;
mod synthetic;

use maillage::import::portrait::{Document, Portrait, read};
use maillage::territory::{Remark, Weight};

/// Zones as the headings of the tests name them.
fn zone(heading: &str) -> Option<String> {
    let key = heading.to_uppercase().replace(['-', '\u{a0}'], " ").replace('È', "E");
    let known = match key.trim() {
        "CARRIERES SUR SEINE" => "78124",
        "YVELINES" => "dep-78",
        "VALMONT" => "99001",
        "ARDENNE HAUTE" => "dep-99",
        _ => return None,
    };
    Some(known.to_owned())
}

fn portrait(text: &str) -> Portrait {
    let document = Document {
        file: "portrait.txt",
        id: "ctg-essai",
        short: "CTG d’essai",
        caf: "Caf d’essai",
        zone: &zone,
        usage: None,
    };
    read(text, document).expect("the text is within the bounds")
}

fn defects(portrait: &Portrait) -> Vec<&Remark> {
    portrait.audit.iter().filter(|remark| remark.weight == Weight::Defect).collect()
}

/// The code and line of every defect.
fn codes(portrait: &Portrait) -> Vec<(&str, u32)> {
    defects(portrait).into_iter().map(|remark| (&*remark.code, remark.place.line)).collect()
}
