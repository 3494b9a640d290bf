//! Which commune belongs where, now and before.

use std::collections::HashMap;

use super::cog::Cog;
use crate::territory::{Commune, CommuneCode, Epci, FormerCommune, Siren};

pub fn membership(cog: &Cog) -> HashMap<CommuneCode, Siren> {
    let pairs = cog.epcis.iter().flat_map(|e| e.members.iter().map(|&code| (code, e.siren)));
    pairs.collect()
}

/// The EPCI, with the members that were kept and were not claimed by another one.
pub fn epcis(cog: &Cog, communes: &[Commune]) -> Vec<Epci> {
    let mut members: HashMap<Siren, Vec<CommuneCode>> = HashMap::new();
    for commune in communes {
        if let Some(epci) = commune.epci {
            members.entry(epci).or_default().push(commune.code);
        }
    }
    let kept = cog.epcis.iter().filter_map(|epci| {
        let members = members.remove(&epci.siren)?;
        Some(Epci { siren: epci.siren, name: epci.name.clone(), members })
    });
    kept.collect()
}

/// The former communes of the communes that were kept.
pub fn former(cog: &Cog, communes: &[Commune]) -> Vec<FormerCommune> {
    let kept = |former: &&FormerCommune| {
        communes.binary_search_by_key(&former.now, |commune| commune.code).is_ok()
    };
    cog.former.iter().filter(kept).cloned().collect()
}
