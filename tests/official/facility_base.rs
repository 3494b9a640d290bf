//! A SYNTHETIC facility base in the layout of the BPE 2024: its columns, invented rows.

use std::io::Write;

pub const COLUMNS: &str = "AN;NOMRS;CNOMRS;NUMVOIE;INDREP;TYPVOIE;LIBVOIE;CADR;CODPOS;DEPCOM;DEP;REG;LIBCOM;DOM;SDOM;TYPEQU;SIRET;STATUT_DIFFUSION;CANTINE;INTERNAT;RPI;EP;CL_PGE;SECT;ACCES_AIRE_PRATIQUE;ACCES_LIBRE;ACCES_SANITAIRE;ACCES_VESTIAIRE;CAPACITE_D_ACCUEIL;PRES_DOUCHE;PRES_SANITAIRE;SAISONNIER;COUVERT;ECLAIRE;CATEGORIE;MULTIPLEXE;STRUCTURE_EXERCICE;SPECIALITE;ACCUEIL;ITINERANCE;MODE_GESTION;SSTYPHEB;TYPE;IMPLANTATION_STATION;CAPACITE;INDIC_CAPA;NBEQUIDENT;INDIC_NBEQUIDENT;NBSALLES;INDIC_NBSALLES;NBLIEUX;INDIC_NBLIEUX;NB_PDC;INDIC_NB_PDC;NB_PDC_PA;INDIC_NB_PDC_PA;NB_PDC_ACCELEREE;INDIC_NB_PDC_ACCELEREE;NB_PDC_LENTE;INDIC_NB_PDC_LENTE;NB_PDC_RAPIDE;INDIC_NB_PDC_RAPIDE;NB_PDC_ULTRARAPIDE;INDIC_NB_PDC_ULTRARAPIDE;NB_JOURS_OUVERT;INDIC_NB_JOURS_OUVERT;LAMBERT_X;LAMBERT_Y;LONGITUDE;LATITUDE;QUALITE_XY;EPSG;QUALITE_GEOLOC;TR_DIST_PRECISION;DCIRIS;QUALI_IRIS;IRISEE;QP2024;QUALI_QP2024;QVA;QUALI_QVA;ZUS;QUALI_ZUS;EPCI;UU2020;BV2022;AAV2020;DENS3;DENS7";

/// One row with these cells; `_Z` (not applicable) in the columns that are not named.
pub fn row(cells: &[(&str, &str)]) -> Vec<String> {
    let text = |column: &str| {
        let cell = cells.iter().find(|(name, _)| *name == column);
        cell.map_or("_Z", |(_, text)| *text).to_owned()
    };
    COLUMNS.split(';').map(text).collect()
}

/// The base as CSV.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let lines = rows.iter().map(|row| row.join(";"));
    let text: Vec<String> = std::iter::once(COLUMNS.to_owned()).chain(lines).collect();
    format!("{}\n", text.join("\n")).into_bytes()
}

/// Writes `rows` rows of all kinds of facility, always the same: one in forty is a service for
/// families, in one of 1,000 communes from 01001 to 01999.
pub fn write(rows: u64, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "{COLUMNS}")?;
    let mut state = 20_260_101_u64;
    for at in 0..rows {
        let draw = next(&mut state);
        let commune = 1_001 + draw % 999;
        let kind = match (draw >> 16) % 40 {
            0 => format!("D50{}", 2 + (draw >> 32) % 8),
            other => format!("{}{:03}", ["A", "B", "C", "F"][other as usize % 4], 101 + other),
        };
        let quoted = if draw.is_multiple_of(50) {
            "\"LES \"\"PETITS\"\" LOUPS; L'ANNEXE\""
        } else {
            "LES PETITS LOUPS"
        };
        let head = format!(
            "2024;{quoted};_Z;{};_Z;RUE;DES ECOLES {};_Z;0{}0;0{commune};01;84;COMMUNE {commune};X;X{};{kind};{:014}",
            1 + draw % 99,
            draw % 900,
            commune / 10,
            &kind[1..2],
            10_000_000_000_000 + at
        );
        let x = 870_000.0 + (draw % 100_000) as f64 / 3.0;
        let lon = 5.0 + (draw % 10_000) as f64 / 10_000.0;
        let lat = 46.0 + (draw % 7_919) as f64 / 10_000.0;
        writeln!(
            out,
            "{head};O{};25;1{};{x:.2};6560000.11;{lon:.6};{lat:.6};B;2154;11;< 100;0{commune}0000;1;1{};200070555;{commune};{commune};001;2;4",
            ";_Z".repeat(26),
            ";0".repeat(20),
            ";_Z".repeat(6)
        )?;
    }
    Ok(())
}

/// Splitmix64.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
