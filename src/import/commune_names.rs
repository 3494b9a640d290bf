//! Names of communes, held against those of a territory.

use super::communes::CommuneList;
use super::draft::Request;
use crate::territory::{CommuneCode, Place, Remark, Weight};

/// What a list of names has right, doubtful, beyond and missing.
pub(super) fn compared(file: &str, found: &CommuneList, request: &Request<'_>) -> Vec<Remark> {
    let france = request.france;
    let name = |code: &CommuneCode| {
        let name = france.commune(*code).map_or("?", |commune| commune.name.as_str());
        format!("{name} ({code})")
    };
    let names = |codes: &[CommuneCode]| codes.iter().map(name).collect::<Vec<_>>().join(", ");
    let remark = |weight, code: &str, quote: &str, reason: String, remedy: &str| Remark {
        place: Place { file: file.to_owned(), ..Place::default() },
        weight,
        code: code.to_owned(),
        quote: quote.to_owned(),
        reason,
        remedy: remedy.to_owned(),
    };
    let told = format!(
        "{} noms lus comme membres, {} à l’orthographe douteuse, {} d’ailleurs, {} inconnus, {} membres absents.",
        found.exact.len(),
        found.proposals.len(),
        found.elsewhere.len(),
        found.unknown.len(),
        found.missing.len(),
    );
    let mut remarks = vec![remark(Weight::Note, "communes-compared", "", told, "")];
    remarks.extend(found.proposals.iter().map(|(quote, codes)| {
        let reason = format!(
            "« {quote} » n’est le nom d’aucun membre\u{a0}; proche de\u{a0}: {}.",
            names(codes)
        );
        remark(Weight::Defect, "commune-misspelt", quote, reason, "Corrigez le nom.")
    }));
    remarks.extend(found.elsewhere.iter().map(|(quote, codes)| {
        let of = |code: &CommuneCode| {
            let epci = france.commune(*code).and_then(|commune| commune.epci);
            let epci = epci.and_then(|siren| france.epci(siren)).map_or("aucun EPCI", |e| &e.name);
            format!("{} appartient à {epci}", name(code))
        };
        let reason = format!(
            "« {quote} » est hors du territoire\u{a0}: {}.",
            codes.iter().map(of).collect::<Vec<_>>().join(", ")
        );
        remark(
            Weight::Defect,
            "commune-elsewhere",
            quote,
            reason,
            "Retirez ce nom, ou vérifiez l’EPCI.",
        )
    }));
    remarks.extend(found.unknown.iter().map(|quote| {
        let reason = format!("« {quote} » n’est le nom d’aucune commune connue.");
        remark(Weight::Refused, "commune-unknown", quote, reason, "Vérifiez l’orthographe.")
    }));
    remarks.extend(found.missing.iter().map(|code| {
        let reason = format!("{} est membre du territoire et manque dans la liste.", name(code));
        remark(Weight::Defect, "commune-missing", "", reason, "Ajoutez ce nom.")
    }));
    remarks
}
