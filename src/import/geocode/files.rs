//! Address files as one source.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{AddressAsked, AddressFile, FileLimits, GeocodeError, Geocoder, Located};

/// Address files on disk, read anew for the communes of each question: they are large, and a list
/// names few communes.
#[derive(Debug)]
pub struct AddressFiles(pub Vec<PathBuf>);

impl Geocoder for AddressFiles {
    fn id(&self) -> &'static str {
        "ban"
    }

    fn locate(
        &self,
        asked: &[AddressAsked],
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<Located>, GeocodeError> {
        let communes: BTreeSet<_> = asked.iter().filter_map(|one| one.commune).collect();
        let mut addresses = AddressFile::default();
        for path in &self.0 {
            addresses.add(path, &communes, FileLimits::default(), &mut |_| {})?;
        }
        addresses.locate(asked, progress)
    }
}
