//! The refusals of official files, for the people who bring them.

use super::OfficialError;

impl OfficialError {
    /// What, why, and what can be done, in French.
    #[must_use]
    pub fn in_french(&self) -> String {
        match self {
            Self::Read(cause) => {
                format!("le fichier est illisible ou coupé ({cause}). Téléchargez-le à nouveau.")
            }
            Self::Archive(_) => {
                "l’archive est abîmée ou coupée. Téléchargez-la à nouveau.".to_owned()
            }
            Self::ArchiveDirectory { limit, .. } => format!(
                "la table des matières de l’archive est démesurée (au plus {limit} fichiers). Donnez le fichier CSV."
            ),
            Self::Parquet(_) => {
                "le fichier Parquet est abîmé ou coupé. Téléchargez-le à nouveau.".to_owned()
            }
            Self::ParquetSize { what, size, limit } => format!(
                "le fichier Parquet annonce {size} pour {what}, au plus {limit} est lu. Donnez la version CSV."
            ),
            Self::NotOneTable(count) => format!(
                "l’archive contient {count} tableaux, un seul est attendu. Donnez le bon fichier CSV."
            ),
            Self::TooLarge(limit) => {
                format!("le fichier décompressé dépasse {limit} octets. Il est refusé.")
            }
            Self::Empty => "le fichier est vide.".to_owned(),
            Self::NulBytes => {
                "ce n’est pas du texte. Enregistrez le fichier en CSV UTF-8.".to_owned()
            }
            Self::RecordTooLong { line, limit } => format!(
                "ligne {line}, plus de {limit} octets pour une seule ligne\u{202f}; un guillemet n’est sans doute pas fermé."
            ),
            Self::TooManyColumns { line, limit } => {
                format!("ligne {line}, plus de {limit} colonnes.")
            }
            Self::BrokenQuote { line } => format!(
                "ligne {line}, un guillemet est ouvert et n’est pas fermé. Corrigez cette ligne."
            ),
            Self::MissingColumns { missing, expected, .. } => {
                format!("il manque les colonnes {missing}\u{202f}; sont attendues {expected}.")
            }
            Self::NotFigures => {
                "c’est une liste de services, pas un tableau de chiffres.".to_owned()
            }
            Self::TooManyServices(most) => {
                format!("plus de {most} services. Choisissez un territoire moins grand.")
            }
        }
    }
}
