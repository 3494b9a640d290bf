//! The commune of a line, by its code, its name or its postcode.

use super::Resolver;
use super::former;
use super::names::key;
use crate::import::list::words::{plain, short};
use crate::import::listed::{CommuneClue, CommuneFound};
use crate::territory::{Commune, CommuneCode, TerritoryCode};

/// From this likeness (normalised Damerau-Levenshtein, 0 to 1) a name is proposed as a spelling:
/// one letter in four may differ. It is never taken by itself.
pub(super) const LIKENESS: f64 = 0.75;

impl<'a> Resolver<'a> {
    /// The commune that a line means.
    #[must_use]
    pub fn resolve(&self, clue: CommuneClue<'_>) -> CommuneFound {
        let clue = CommuneClue {
            name: clue.name.trim(),
            postcode: clue.postcode.trim(),
            insee: clue.insee.trim(),
        };
        if !clue.insee.is_empty() {
            return self.by_code(clue);
        }
        if !clue.name.is_empty() {
            return self.by_its_name(clue);
        }
        if !clue.postcode.is_empty() {
            return self.by_its_postcode(clue.postcode);
        }
        match self.territory {
            Some(TerritoryCode::Commune(code)) => CommuneFound::Sure(
                code,
                vec![format!("commune non écrite\u{a0}: {}", self.name_of(code))],
            ),
            _ => CommuneFound::Silent,
        }
    }

    fn by_code(&self, clue: CommuneClue<'_>) -> CommuneFound {
        let code = clue.insee.parse().ok();
        let today = code.and_then(|code| self.coded(code)).map(|found| (found, None));
        let former = || {
            let (commune, told) = self.by_former_code(code?)?;
            Some((commune, Some(told)))
        };
        let Some((commune, told)) = today.or_else(former) else {
            let reason = format!("{} n’est le code Insee d’aucune commune.", clue.insee);
            let named = self.named(clue.name).chain(self.of_postcode(clue.postcode));
            return self.ask("unknown-insee", (reason, clue.insee), named.collect());
        };
        let same = clue.name.is_empty() || clue.name == commune.name;
        if same || self.is_name_of(clue.name, commune) {
            let mut notes: Vec<String> = told.into_iter().collect();
            if !self.inside.contains(&commune.code) {
                notes.push(format!("{} est hors du territoire", commune.name));
            }
            return CommuneFound::Sure(commune.code, notes);
        }
        let mut choices: Vec<&Commune> = self.named(clue.name).collect();
        choices.push(commune);
        let reason = if self.of_postcode(clue.insee).is_empty() {
            format!("{} est le code Insee de {}, pas de {}.", clue.insee, commune.name, clue.name)
        } else {
            format!(
                "{} est le code Insee de {}, mais aussi un code postal\u{a0}; le nom dit {}.",
                clue.insee, commune.name, clue.name
            )
        };
        self.ask("insee-contradicts-name", (reason, clue.insee), choices)
    }

    fn by_its_name(&self, clue: CommuneClue<'_>) -> CommuneFound {
        let named: Vec<&Commune> = self.named(clue.name).collect();
        let members: Vec<&Commune> =
            named.iter().copied().filter(|commune| self.inside.contains(&commune.code)).collect();
        match members.as_slice() {
            [commune] => self.with_postcode(commune, clue),
            [] => self.by_former_name(clue, &named).unwrap_or_else(|| self.beyond(named, clue)),
            several => {
                let reason = format!("Plusieurs communes du territoire s’appellent {}.", clue.name);
                self.ask("commune-tie", (reason, clue.name), several.to_vec())
            }
        }
    }

    /// A name that no member has or had.
    fn beyond(&self, named: Vec<&'a Commune>, clue: CommuneClue<'_>) -> CommuneFound {
        let named = if named.is_empty() { self.formerly_elsewhere(clue.name) } else { named };
        if named.is_empty() { self.misspelt(clue) } else { self.elsewhere(named, clue) }
    }

    /// A member named to the letter: what its postcode adds or contradicts.
    pub(super) fn with_postcode(&self, commune: &Commune, clue: CommuneClue<'_>) -> CommuneFound {
        let postcode = clue.postcode;
        let mut notes = Vec::new();
        if plain(clue.name) != plain(&commune.name) {
            notes.push(format!("«\u{a0}{}\u{a0}» lu {}", clue.name, commune.name));
        }
        if postcode.is_empty() {
            return CommuneFound::Sure(commune.code, notes);
        }
        if commune.postcodes.iter().any(|own| own == postcode) {
            let namesake = postcode.parse().ok().and_then(|code| self.france.commune(code));
            let Some(other) = namesake.filter(|other| other.code != commune.code) else {
                return CommuneFound::Sure(commune.code, notes);
            };
            // A postcode of this commune alone bears the name out, whatever else it is a code of.
            if self.of_postcode(postcode).len() > 1 {
                return self.postcode_is_a_code(commune, other, postcode);
            }
            notes.push(format!("{postcode} est aussi le code Insee de {}", other.name));
            return CommuneFound::Sure(commune.code, notes);
        }
        if postcode == commune.code.as_str() {
            notes.push(format!("{postcode} est son code Insee, pas un code postal"));
            return CommuneFound::Sure(commune.code, notes);
        }
        let reason = format!(
            "{postcode} n’est pas un code postal de {} ({}).",
            commune.name,
            commune.postcodes.join(", ")
        );
        let mut choices = vec![self.listed(commune.code)];
        choices.extend(self.of_postcode(postcode));
        self.ask("postcode-contradicts-name", (reason, postcode), choices)
    }

    fn listed(&self, code: CommuneCode) -> &'a Commune {
        self.france.commune(code).expect("the code is that of a commune of this country")
    }

    fn by_its_postcode(&self, postcode: &str) -> CommuneFound {
        let all = self.of_postcode(postcode);
        if let [commune] = *all {
            let note = format!("commune déduite du code postal {postcode}");
            return CommuneFound::Sure(commune.code, vec![note]);
        }
        if let Some(TerritoryCode::Commune(code)) = self.territory
            && all.iter().any(|commune| commune.code == code)
        {
            let note = format!("commune non écrite\u{a0}: {}", self.name_of(code));
            return CommuneFound::Sure(code, vec![note]);
        }
        let mut choices = all;
        choices.sort_by_key(|commune| !self.inside.contains(&commune.code));
        if choices.is_empty() {
            choices.extend(postcode.parse().ok().and_then(|code| self.france.commune(code)));
            let reason = if choices.is_empty() {
                format!(
                    "{postcode} n’est pas un code postal connu, et aucune commune n’est nommée."
                )
            } else {
                format!("{postcode} n’est pas un code postal, mais un code Insee.")
            };
            return self.ask("unknown-postcode", (reason, postcode), choices);
        }
        let reason = format!("{postcode} est le code postal de plusieurs communes.");
        self.ask("postcode-of-several", (reason, postcode), choices)
    }

    /// Communes of the territory's départements first.
    pub(super) fn nearest_departments(&self, mut communes: Vec<&'a Commune>) -> Vec<&'a Commune> {
        let is_far = |commune: &&Commune| {
            !self.inside.iter().any(|code| code.department() == commune.code.department())
        };
        communes.sort_by_key(|commune| (is_far(commune), commune.code));
        if communes.iter().filter(|commune| !is_far(commune)).count() == 1 {
            communes.truncate(1);
        }
        communes
    }

    fn misspelt(&self, clue: CommuneClue<'_>) -> CommuneFound {
        let (near, former) = (self.near(clue.name), self.like_former(clue.name));
        let is_near = !near.is_empty() || former.is_some();
        let code = if is_near { "misspelt-commune" } else { "unknown-commune" };
        let mut reason = format!("Aucune commune ne s’appelle «\u{a0}{}\u{a0}».", clue.name);
        if let Some((former, now)) = former {
            reason = format!("{reason} {}.", former::sentence(former, &now.name));
        }
        let shared = self.of_postcode(clue.postcode);
        let today = former.map(|(_, now)| now);
        let choices = near.into_iter().chain(today).chain(shared).collect();
        self.ask(code, (reason, clue.name), choices)
    }

    /// The members whose name is like this one, the likeliest first.
    pub(super) fn near(&self, name: &str) -> Vec<&'a Commune> {
        let wanted = key(&short(name, 80));
        let mut scored: Vec<(f64, &Commune)> = self
            .members
            .iter()
            .map(|&commune| {
                (strsim::normalized_damerau_levenshtein(&wanted, &key(&commune.name)), commune)
            })
            .filter(|(likeness, _)| *likeness >= LIKENESS)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(3).map(|(_, commune)| commune).collect()
    }
}
