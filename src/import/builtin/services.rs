//! The services of a built-in list.

use super::{BuiltinError, File};
use crate::import::communes::Resolver;
use crate::import::list::{Context, read_list};
use crate::import::listed::Listed;
use crate::import::table::read_tables;
use crate::territory::{Facility, France, InvalidCommuneCode, Precision};

/// Reads a list as every canonical one is read; here a refused row or a question is an error.
pub fn services((name, text): File) -> Result<Vec<Facility>, BuiltinError> {
    // A canonical row says its commune by code: no country is needed to find it.
    let nowhere = France::default();
    let context = Context { resolver: Resolver::without_country(&nowhere) };
    let read = read_list(&read_tables(name, text.as_bytes())?, name, &context);
    let wrong = |row: u32, detail: String| BuiltinError::Cell {
        list: name.to_owned(),
        row: u64::from(row),
        detail,
    };
    if let Some(remark) = read.remarks.first() {
        let heading = remark.place.cell.as_deref().unwrap_or("row");
        return Err(wrong(remark.place.line, format!("{heading}: {}", remark.reason)));
    }
    if let Some(other) = read.others.first() {
        return Err(wrong(other.place.line, other.label.clone()));
    }
    let services = read.services.into_iter();
    services
        .map(|listed| {
            let row = listed.place.line;
            facility(*listed).map_err(|detail| wrong(row, detail))
        })
        .collect()
}

fn facility(listed: Listed) -> Result<Facility, String> {
    if let Some(question) = listed.questions.first() {
        return Err(question.reason.clone());
    }
    if listed.id.is_empty() || listed.source.is_empty() {
        return Err("id, source: both are expected".to_owned());
    }
    let commune = |text: &String| text.parse().map_err(|e: InvalidCommuneCode| e.to_string());
    Ok(Facility {
        commune: commune(&listed.insee)?,
        perimeter: listed.perimeter.iter().map(commune).collect::<Result<_, _>>()?,
        precision: if listed.position.is_some() { Precision::Exact } else { Precision::TownHall },
        id: listed.id,
        name: listed.name,
        kind: listed.kind,
        subtype: listed.subtype,
        capacity: listed.capacity,
        ages: listed.ages,
        slots: listed.slots,
        funding: listed.funding,
        address: listed.address,
        postcode: listed.postcode,
        position: listed.position,
        opened_on: listed.opened_on,
        closed_on: listed.closed_on,
        source: listed.source,
        attributes: listed.attributes,
        geocode: None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::import::builtin_register;

    const HEAD: &str = "id,name,kind,subtype,capacity,ages,slots,funding,address,postcode,city,\
                        commune,lon,lat,perimeter,opened_on,closed_on,source\n";

    #[test]
    fn an_empty_capacity_stays_unknown() {
        let text = format!("{HEAD}a,A,eaje,,,,,,,,,78124,,,,,,test\n");
        let read = services(("test", text.leak())).unwrap();
        assert_eq!((read[0].capacity, read[0].precision), (None, Precision::TownHall));
    }

    #[test]
    fn a_wrong_cell_is_named_with_its_row() {
        for (row, part) in [
            ("a,A,eaje,,-3,,,,,,,78124,,,,,,test", "capacity"),
            ("a,A,eaje,,NaN,,,,,,,78124,,,,,,test", "capacity"),
            ("a,A,eaje,,,,,,,,,78124,2.0,,,,,test", "lon"),
            ("a,A,alsh,,,,noon,,,,,78124,,,,,,test", "slots"),
            ("a,A,rpe,,,,,,,,,78124,,,7812,,,test", "perimeter"),
            ("a,A,mam,,,,,,,,,78124,,,,,,test", "eaje"),
            ("a,A,eaje,,,,,,1 rue X,78580,Maule,,,,,,,test", "commune"),
        ] {
            let text = format!("{HEAD}{row}\n");
            let error = services(("test", text.leak())).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("test, row 2"), "{error}");
        }
    }

    /// Each cell of the lists against the service made of it, by the words of both.
    #[test]
    fn every_built_in_service_is_what_its_row_says() {
        let services = builtin_register().unwrap().facilities;
        let lists = [
            include_str!("../../../geodata/territories/gally-mauldre/facilities.csv"),
            include_str!("../../../geodata/territories/carrieres-sur-seine/facilities.csv"),
        ];
        let mut made = services.iter();
        for list in lists {
            let mut reader = csv::Reader::from_reader(list.as_bytes());
            for row in reader.deserialize::<HashMap<String, String>>() {
                let (mut row, service) = (row.unwrap(), made.next().unwrap());
                row.remove("city");
                for (heading, cell) in &row {
                    let told = told(service, heading);
                    let number = |text: &str| text.parse::<f64>().ok();
                    let same =
                        told == *cell || (cell.contains('.') && number(&told) == number(cell));
                    assert!(same, "{}: {heading}: `{told}`, not `{cell}`", service.id);
                }
                assert!(service.attributes.is_empty() && service.geocode.is_none());
                let exact = service.position.is_some();
                assert_eq!(service.precision == Precision::Exact, exact, "{}", service.id);
            }
        }
        assert_eq!(made.next(), None);
    }

    /// A field of a service in the words of its column.
    fn told(service: &Facility, heading: &str) -> String {
        fn word(value: impl serde::Serialize) -> String {
            match serde_json::to_value(value).unwrap() {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text,
                serde_json::Value::Array(parts) => {
                    parts.into_iter().map(word).collect::<Vec<_>>().join("|")
                }
                serde_json::Value::Number(number) => number.as_f64().unwrap().to_string(),
                other => other.to_string(),
            }
        }
        match heading {
            "id" => service.id.clone(),
            "name" => service.name.clone(),
            "kind" => word(service.kind),
            "subtype" => word(service.subtype),
            "capacity" => word(service.capacity),
            "ages" => word(service.ages),
            "slots" => word(&service.slots),
            "funding" => word(service.funding),
            "address" => service.address.clone(),
            "postcode" => service.postcode.clone(),
            "commune" => service.commune.to_string(),
            "lon" => word(service.position.map(|position| position.lon)),
            "lat" => word(service.position.map(|position| position.lat)),
            "perimeter" => word(&service.perimeter),
            "opened_on" => word(service.opened_on),
            "closed_on" => word(service.closed_on),
            "source" => service.source.clone(),
            other => panic!("no column {other}"),
        }
    }
}
