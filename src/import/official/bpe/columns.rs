//! The columns that are read, of about a hundred.

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    An,
    Nomrs,
    Numvoie,
    Indrep,
    Typvoie,
    Libvoie,
    Cadr,
    Codpos,
    Depcom,
    Libcom,
    Typequ,
    Siret,
    Capacite,
    IndicCapa,
    LambertX,
    LambertY,
    Longitude,
    Latitude,
    QualiteXy,
    Epsg,
    QualiteGeoloc,
    Qp,
}

impl Column {
    pub(super) const ALL: [Self; 22] = [
        Self::An,
        Self::Nomrs,
        Self::Numvoie,
        Self::Indrep,
        Self::Typvoie,
        Self::Libvoie,
        Self::Cadr,
        Self::Codpos,
        Self::Depcom,
        Self::Libcom,
        Self::Typequ,
        Self::Siret,
        Self::Capacite,
        Self::IndicCapa,
        Self::LambertX,
        Self::LambertY,
        Self::Longitude,
        Self::Latitude,
        Self::QualiteXy,
        Self::Epsg,
        Self::QualiteGeoloc,
        Self::Qp,
    ];

    /// Its name in lower case.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::An => "an",
            Self::Nomrs => "nomrs",
            Self::Numvoie => "numvoie",
            Self::Indrep => "indrep",
            Self::Typvoie => "typvoie",
            Self::Libvoie => "libvoie",
            Self::Cadr => "cadr",
            Self::Codpos => "codpos",
            Self::Depcom => "depcom",
            Self::Libcom => "libcom",
            Self::Typequ => "typequ",
            Self::Siret => "siret",
            Self::Capacite => "capacite",
            Self::IndicCapa => "indic_capa",
            Self::LambertX => "lambert_x",
            Self::LambertY => "lambert_y",
            Self::Longitude => "longitude",
            Self::Latitude => "latitude",
            Self::QualiteXy => "qualite_xy",
            Self::Epsg => "epsg",
            Self::QualiteGeoloc => "qualite_geoloc",
            Self::Qp => "qp2024",
        }
    }
}
