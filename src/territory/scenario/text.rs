//! A scenario as a line of text.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{
    Change, InvalidScenario, MOST_CHANGES, Moved, Named, Opened, Resized, Scenario, Unchecked,
};
use crate::territory::{CommuneCode, Funding};

/// What cuts a text into fields, and what encodes it inside one.
const CUTS: &AsciiSet = &CONTROLS.add(b'%').add(b',').add(b';');

impl fmt::Display for Scenario {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = |field| utf8_percent_encode(field, CUTS);
        let mut cut = "";
        if !self.name.is_empty() {
            write!(text, "name,{}", encoded(&self.name))?;
            cut = ";";
        }
        for change in &self.changes {
            text.write_str(cut)?;
            cut = ";";
            match change {
                Change::Open(opened) => opened.fmt(text)?,
                Change::Close(closed) => write!(text, "close,{}", encoded(&closed.id))?,
                Change::Move(moved) => {
                    write!(text, "move,{},{},{}", encoded(&moved.id), moved.lon, moved.lat)?;
                }
                Change::Resize(resized) => {
                    write!(text, "resize,{},{}", encoded(&resized.id), resized.capacity)?;
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Opened {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(text, "open,{},{},{},", self.kind.as_str(), self.lon, self.lat)?;
        if let Some(places) = self.capacity {
            write!(text, "{places}")?;
        }
        let ages = self.ages.map(String::from).unwrap_or_default();
        let funding = match self.funding {
            Some(Funding::Psu) => "psu",
            Some(Funding::Paje) => "paje",
            None => "",
        };
        let perimeter: Vec<&str> = self.perimeter.iter().map(CommuneCode::as_str).collect();
        let name = utf8_percent_encode(&self.name, CUTS);
        write!(text, ",{ages},{funding},{},{name}", perimeter.join("|"))
    }
}

impl FromStr for Scenario {
    type Err = InvalidScenario;

    fn from_str(text: &str) -> Result<Self, InvalidScenario> {
        let mut name = String::new();
        let mut changes = Vec::new();
        for entry in text.split(';').filter(|entry| !entry.trim().is_empty()) {
            if changes.len() == MOST_CHANGES {
                return Err(InvalidScenario::Changes(MOST_CHANGES + 1));
            }
            let fields: Vec<&str> = entry.split(',').collect();
            if let ["name", given] = fields[..] {
                name = decoded(given);
                continue;
            }
            let refused = |expected| InvalidScenario::Change { at: changes.len() + 1, expected };
            changes.push(change(&fields).map_err(refused)?);
        }
        Unchecked { name, changes }.try_into()
    }
}

fn decoded(field: &str) -> String {
    percent_decode_str(field).decode_utf8_lossy().into_owned()
}

/// Reads a change, or says what is expected.
fn change(fields: &[&str]) -> Result<Change, &'static str> {
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_no_number| "a number");
    Ok(match *fields {
        ["open", kind, lon, lat, places, ages, funding, perimeter, name] => Change::Open(Opened {
            kind: kind.parse().map_err(|_no_kind| "a kind: eaje, rpe, laep, alsh or evs")?,
            name: decoded(name),
            lon: number(lon)?,
            lat: number(lat)?,
            capacity: given(places).map(number).transpose()?,
            ages: given(ages).map(str::parse).transpose().map_err(|_no_ages| "ages such as 0-2")?,
            funding: match funding {
                "" => None,
                "psu" => Some(Funding::Psu),
                "paje" => Some(Funding::Paje),
                _ => return Err("a funding: psu, paje or nothing"),
            },
            perimeter: given(perimeter)
                .into_iter()
                .flat_map(|codes| codes.split('|'))
                .map(str::parse)
                .collect::<Result<_, _>>()
                .map_err(|_no_code| "INSEE codes with | between them")?,
        }),
        ["close", id] => Change::Close(Named { id: decoded(id) }),
        ["move", id, lon, lat] => {
            Change::Move(Moved { id: decoded(id), lon: number(lon)?, lat: number(lat)? })
        }
        ["resize", id, places] => {
            Change::Resize(Resized { id: decoded(id), capacity: number(places)? })
        }
        _ => {
            return Err(
                "open,KIND,LON,LAT,PLACES,AGES,FUNDING,PERIMETER,NAME or close,ID or move,ID,LON,LAT or resize,ID,PLACES",
            );
        }
    })
}

fn given(field: &str) -> Option<&str> {
    Some(field.trim()).filter(|field| !field.is_empty())
}
