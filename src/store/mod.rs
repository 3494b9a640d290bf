//! The register on disk: one GeoPackage, read whole and written in one transaction.
