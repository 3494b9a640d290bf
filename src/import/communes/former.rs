//! Names and codes of earlier years, read as the commune of today that they are part of.

use super::Resolver;
use super::names::key;
use super::resolve::LIKENESS;
use crate::import::list::words::short;
use crate::import::listed::{CommuneClue, CommuneFound};
use crate::territory::{Commune, CommuneCode, FormerCommune, FormerStatus};

impl<'a> Resolver<'a> {
    /// The member that a former name means without doubt: one member only, and no commune of
    /// today, wherever it is, has that name.
    #[must_use]
    pub fn former_member(&self, name: &str) -> Option<CommuneCode> {
        if self.named(name).next().is_some() {
            return None;
        }
        match self.formerly(name, true).as_slice() {
            [(_, commune)] => Some(commune.code),
            _ => None,
        }
    }

    /// The communes of today, in the territory or not, that a former name stands for, each once.
    fn formerly(&self, name: &str, inside: bool) -> Vec<(&'a FormerCommune, &'a Commune)> {
        let mut found: Vec<(&FormerCommune, &Commune)> = Vec::new();
        for former in self.former(&key(name)) {
            let is_known = found.iter().any(|(_, commune)| commune.code == former.now);
            if self.inside.contains(&former.now) == inside
                && !is_known
                && let Some(commune) = self.france.commune(former.now)
            {
                found.push((former, commune));
            }
        }
        found
    }

    /// What a name means that no member has today, where it is a former one of a member.
    /// `named` are the communes of elsewhere that have it today.
    pub(super) fn by_former_name(
        &self,
        clue: CommuneClue<'_>,
        named: &[&'a Commune],
    ) -> Option<CommuneFound> {
        let has_postcode =
            |commune: &Commune| commune.postcodes.iter().any(|postcode| postcode == clue.postcode);
        let formerly = self.formerly(clue.name, true);
        let mut members = formerly.clone();
        let mut others = named.to_vec();
        // A postcode decides between namesakes where it is one of theirs.
        if members.iter().any(|(_, commune)| has_postcode(commune)) {
            members.retain(|(_, commune)| has_postcode(commune));
            others.retain(|commune| has_postcode(commune));
        } else if others.iter().any(|commune| has_postcode(commune)) {
            return None;
        }
        let &(former, commune) = members.first()?;
        if members.len() == 1 && others.is_empty() {
            return Some(self.as_of_today(former, commune, clue));
        }
        let reason = format!(
            "«\u{a0}{}\u{a0}» est un ancien nom dans le territoire ({}), et désigne aussi une \
             autre commune.",
            clue.name,
            members.iter().map(|(_, commune)| commune.name.as_str()).collect::<Vec<_>>().join(", ")
        );
        let today = members.into_iter().map(|(_, commune)| commune);
        let choices = today.chain(self.nearest_departments(others)).collect();
        Some(self.ask("former-commune", (reason, clue.name), choices))
    }

    /// A former name that means one member: what its postcode adds or contradicts.
    fn as_of_today(
        &self,
        former: &FormerCommune,
        commune: &Commune,
        clue: CommuneClue<'_>,
    ) -> CommuneFound {
        let told = sentence(former, &commune.name);
        // People still write the old INSEE code for the postcode, as they do today's.
        let postcode = if clue.postcode == former.code.as_str() { "" } else { clue.postcode };
        match self.with_postcode(commune, CommuneClue { name: &commune.name, postcode, insee: "" })
        {
            CommuneFound::Sure(code, mut notes) => {
                notes.insert(0, told);
                CommuneFound::Sure(code, notes)
            }
            CommuneFound::Doubtful(mut question) => {
                question.reason = format!("{told}. {}", question.reason);
                CommuneFound::Doubtful(question)
            }
            CommuneFound::Silent => CommuneFound::Silent,
        }
    }

    /// A name that no commune has today, and no member had: the communes of elsewhere that it
    /// stands for.
    pub(super) fn formerly_elsewhere(&self, name: &str) -> Vec<&'a Commune> {
        self.formerly(name, false).into_iter().map(|(_, commune)| commune).collect()
    }

    /// The former name of a member that is likest to this one, where one is like it.
    pub(super) fn like_former(&self, name: &str) -> Option<(&'a FormerCommune, &'a Commune)> {
        let members = self.former_members.get_or_init(|| {
            let all = self.france.former.iter().enumerate();
            let inside = all.filter(|(_, former)| self.inside.contains(&former.now));
            inside.map(|(at, _)| at).collect()
        });
        let wanted = key(&short(name, 80));
        let likeness = |former: &FormerCommune| {
            let name = key(former.name.as_deref().unwrap_or_default());
            strsim::normalized_damerau_levenshtein(&wanted, &name)
        };
        let scored = members.iter().map(|&at| &self.france.former[at]);
        let scored = scored.map(|former| (likeness(former), former));
        let (_, former) = scored
            .filter(|(likeness, _)| *likeness >= LIKENESS)
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((former, self.france.commune(former.now)?))
    }

    /// The commune of today that a former INSEE code stands for.
    pub(super) fn by_former_code(&self, code: CommuneCode) -> Option<(&'a Commune, String)> {
        let former = self.france.former(code)?;
        let commune = self.france.commune(former.now)?;
        let told = match former.name {
            Some(_) => sentence(former, &commune.name),
            None => format!("{code} est un ancien code Insee de {}", commune.name),
        };
        Some((commune, told))
    }

    /// Whether a name is, or was, one of a commune of today.
    pub(super) fn is_name_of(&self, name: &str, commune: &Commune) -> bool {
        let wanted = key(name);
        let formers = self.former(&wanted);
        wanted == key(&commune.name) || formers.into_iter().any(|f| f.now == commune.code)
    }
}

/// « Targé est une commune associée de Châtellerault ».
pub(super) fn sentence(former: &FormerCommune, now: &str) -> String {
    let name = former.name.as_deref().unwrap_or(former.code.as_str());
    match former.status {
        FormerStatus::Delegated => format!("{name} est une commune déléguée de {now}"),
        FormerStatus::Associated => format!("{name} est une commune associée de {now}"),
        FormerStatus::Arrondissement => format!("{name} est un arrondissement de {now}"),
        FormerStatus::Merged => format!("{name} fait partie de {now}"),
    }
}
