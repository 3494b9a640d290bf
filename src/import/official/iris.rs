//! `base-ic-evol-struct-pop-20XX` (Insee): residents by age, by IRIS, added up by commune.

use std::collections::{HashMap, HashSet};

use super::cog::Unknown;
use super::content::{Given, Text};
use super::numbers::Number;
use super::recognise::iris_prefix;
use super::remarks::{Remarks, Said, Tally, open_licence, with_vintage};
use super::rows::{Heading, Row, Rows};
use super::{Dataset, Figures, OfficialError, Scope};
use crate::territory::{AgeGroup, Ages, CommuneCode, FigureSum, IRIS_BANDS, Status, Weight};

const NAME: &str = "base-ic-evol-struct-pop";

/// The bands that are kept, by the end of the column's name.
const BANDS: [(&str, u8, u8); 5] = [
    ("pop0002", 0, 2),
    ("pop0305", 3, 5),
    ("pop0610", 6, 10),
    ("pop1117", 11, 17),
    ("pop1824", 18, 24),
];

/// Bands that make up a total of the file: it holds at least the first ones, at most also the others.
const TOTALS: [(&str, &[&str], &[&str]); 4] = [
    ("pop0014", &["pop0002", "pop0305", "pop0610"], &["pop1117"]),
    ("pop0017", &["pop0002", "pop0305", "pop0610", "pop1117"], &[]),
    ("pop0019", &["pop0002", "pop0305", "pop0610", "pop1117"], &["pop1824"]),
    (
        "pop",
        &[
            "pop0002", "pop0305", "pop0610", "pop1117", "pop1824", "pop2539", "pop4054", "pop5564",
            "pop6579", "pop80p",
        ],
        &[],
    ),
];

/// What sums of decimals may differ by.
const SLACK: f64 = 0.01;

/// What a sum of whole numbers may differ by, for each of them: they were rounded.
const SLACK_OF_ROUNDED: f64 = 0.5;

/// Residents of a commune by band.
type Sums = [FigureSum; BANDS.len()];

struct Columns {
    iris: usize,
    commune: usize,
    bands: [usize; BANDS.len()],
    totals: Vec<Total>,
}

struct Total {
    name: String,
    at: usize,
    least: Vec<usize>,
    most: Vec<usize>,
}

pub(super) fn read(
    _: Dataset,
    given: &Given<'_>,
    scope: &Scope<'_>,
    text: Text<'_>,
) -> Result<Figures, OfficialError> {
    let mut rows = Rows::open(text)?;
    let prefix = rows.heading().0.iter().find_map(|name| iris_prefix(name)).unwrap_or("pxx");
    let (prefix, vintage) = (prefix.to_owned(), vintage(prefix));
    let columns = Columns::of(rows.heading(), &prefix)?;
    let (mut remarks, mut tally) = (Remarks::new(given.name), Tally::default());
    let (mut unknown, mut seen) = (Unknown::default(), HashSet::new());
    let mut sums: HashMap<CommuneCode, Sums> = HashMap::new();
    while let Some((row, whole)) = rows.next()? {
        tally.read += 1;
        if !whole {
            tally.dropped += 1;
            remarks.ragged(row.line, row.quote());
            continue;
        }
        let code = row.text(columns.commune);
        let Some(commune) = unknown.commune(scope.france, &code) else { continue };
        if !scope.wants(commune) {
            continue;
        }
        if !seen.insert(row.text(columns.iris).into_owned()) {
            tally.dropped += 1;
            remarks.duplicate(row.line, row.quote());
            continue;
        }
        tally.kept += 1;
        columns.add(&row, sums.entry(commune).or_default(), &mut remarks);
    }
    remarks.unknown_communes(&unknown);
    remarks.missing_communes(scope, |code| sums.contains_key(&code));
    let title = "population par âge à l’Iris";
    let source = open_licence(with_vintage(IRIS_BANDS, &vintage), "Insee", title, &vintage);
    let children = sums.into_iter().map(|(code, sums)| (code, groups(&sums, &source.id)));
    let children = children.filter(|(_, groups)| !groups.is_empty()).collect();
    Ok(Figures { children, ..tally.figures(source, remarks) })
}

/// `p21` is 2021; the census before 1968 has no such file.
fn vintage(prefix: &str) -> String {
    match prefix[1..].parse::<u32>() {
        Ok(year) if year >= 68 => format!("19{year:02}"),
        Ok(year) => format!("20{year:02}"),
        Err(_) => String::new(),
    }
}

fn groups(sums: &Sums, source: &str) -> Vec<AgeGroup> {
    let known = BANDS.iter().zip(sums).filter_map(|(&(_, from, to), &sum)| {
        let ages = Ages::new(from, to).expect("the bands of this file grow");
        let count = sum.figure();
        // The figure of an IRIS is missing: the others alone would be too few.
        let whole = !matches!(count.status(), Status::LowerBound | Status::NotDocumented);
        whole.then(|| AgeGroup { ages, count, source: source.to_owned() })
    });
    known.collect()
}

impl Columns {
    fn of(heading: &Heading, prefix: &str) -> Result<Self, OfficialError> {
        let at = |end: &str| heading.find(&format!("{prefix}_{end}"));
        let [iris, commune] = heading.need(NAME, ["iris", "com"])?;
        let mut bands = [0; BANDS.len()];
        let mut missing = Vec::new();
        for (slot, (end, ..)) in bands.iter_mut().zip(BANDS) {
            match at(end) {
                Some(found) => *slot = found,
                None => missing.push(format!("{prefix}_{end}")),
            }
        }
        if !missing.is_empty() {
            let expected = BANDS.map(|(end, ..)| format!("{prefix}_{end}")).join(", ");
            return Err(OfficialError::MissingColumns {
                dataset: NAME,
                missing: missing.join(", "),
                expected: format!("iris, com, {expected}"),
            });
        }
        let places = |ends: &[&str]| ends.iter().map(|end| at(end)).collect::<Option<Vec<_>>>();
        let total = |(end, least, beyond): &(&str, &[&str], &[&str])| {
            let least = places(least)?;
            let most = [least.clone(), places(beyond)?].concat();
            Some(Total { name: format!("{prefix}_{end}"), at: at(end)?, least, most })
        };
        Ok(Self { iris, commune, bands, totals: TOTALS.iter().filter_map(total).collect() })
    }

    fn add(&self, row: &Row<'_>, sums: &mut Sums, remarks: &mut Remarks) {
        for ((sum, &at), (end, ..)) in sums.iter_mut().zip(&self.bands).zip(BANDS) {
            let number = Number::read(row.bytes(at));
            if number == Number::Wrong {
                remarks.wrong_number(row.line, end, row.text(at).into_owned());
            }
            sum.add(number.figure());
        }
        for total in &self.totals {
            total.check(row, remarks);
        }
    }
}

impl Total {
    fn check(&self, row: &Row<'_>, remarks: &mut Remarks) {
        let number = |&at: &usize| Number::read(row.bytes(at)).value();
        let all = |places: &[usize]| places.iter().map(number).collect::<Option<Vec<f64>>>();
        let Some((total, (least, most))) =
            number(&self.at).zip(all(&self.least).zip(all(&self.most)))
        else {
            return;
        };
        let rounded = most.iter().chain([&total]).all(|value| value.fract() == 0.0);
        let slack = if rounded { SLACK_OF_ROUNDED * (most.len() + 1) as f64 } else { SLACK };
        let (least, most): (f64, f64) = (least.iter().sum(), most.iter().sum());
        if total + slack < least || total > most + slack {
            let quote = format!("{} = {total}", self.name.to_uppercase());
            let reason = format!(
                "Le total ne s’accorde pas avec ses tranches d’âge, dont la somme est {}.",
                if least == most { least.to_string() } else { format!("{least} à {most}") }
            );
            remarks.say(
                row.line,
                Some(&self.name.to_uppercase()),
                Said {
                    weight: Weight::Defect,
                    code: "ages-against-total",
                    quote,
                    reason: &reason,
                    remedy: "Les tranches d’âge sont gardées telles quelles.",
                },
            );
        }
    }
}
