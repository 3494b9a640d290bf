//! A list of names against the members of the territory.

use std::collections::HashSet;

use super::Resolver;
use crate::territory::CommuneCode;

/// The names of a list of communes, each in one of these.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommuneList {
    /// Names of members, with their code.
    pub exact: Vec<(String, CommuneCode)>,
    /// Misspelt or former names, with the members that they may mean, the likeliest first.
    pub proposals: Vec<(String, Vec<CommuneCode>)>,
    /// Names of communes outside the territory, those of its départements first.
    pub elsewhere: Vec<(String, Vec<CommuneCode>)>,
    /// Names of no commune.
    pub unknown: Vec<String>,
    /// Members that no name means, proposals included.
    pub missing: Vec<CommuneCode>,
}

impl Resolver<'_> {
    /// Compares a list of names with the members of the territory.
    #[must_use]
    pub fn compare_communes<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> CommuneList {
        let mut list = CommuneList::default();
        let mut met = HashSet::new();
        for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
            if let Some(code) = self.member(name) {
                met.insert(code);
                list.exact.push((name.to_owned(), code));
                continue;
            }
            let near: Vec<CommuneCode> =
                self.near(name).iter().map(|commune| commune.code).collect();
            // A former name has to be put right as a misspelt one has.
            if let Some(now) = self.former_member(name) {
                met.insert(now);
                list.proposals.push((name.to_owned(), vec![now]));
                continue;
            }
            let named = self.nearest_departments(self.named(name).collect());
            if !named.is_empty() {
                let codes = named.iter().map(|commune| commune.code).collect();
                list.elsewhere.push((name.to_owned(), codes));
            } else if let Some(&first) = near.first() {
                met.insert(first);
                list.proposals.push((name.to_owned(), near));
            } else {
                list.unknown.push(name.to_owned());
            }
        }
        let missing = self.members.iter().map(|member| member.code);
        list.missing = missing.filter(|code| !met.contains(code)).collect();
        list
    }
}
