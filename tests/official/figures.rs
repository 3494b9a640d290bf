use maillage::import::official::{Dataset, Scale, recognise_heading};
use maillage::territory::{AgeGroup, Crs, Status, children_of};
use proptest::prelude::*;

use crate::support::{at, code, four_squares, prepared_france};
use crate::{dataset, figures, file, said, zip};

const IRIS: &str = "base-ic-evol-struct-pop-2021-SYNTHETIC.CSV";
const PYRAMID: &str = "TD_POP1B_2021_SYNTHETIC.csv";
const RATES: &str = "txcouv_pe_epci_SYNTHETIC.csv";

fn count(groups: &[AgeGroup], band: &str) -> Option<f64> {
    children_of(groups, band.parse().unwrap()).value()
}

#[test]
fn files_are_known_by_their_headings_whatever_their_case_vintage_or_delimiter() {
    let known = |heading: &str| recognise_heading(heading.as_bytes());
    for (heading, expected) in [
        ("IRIS;COM;P21_POP;P21_POP0002\n", Dataset::IrisPopulation),
        ("iris,reg,dep,com,p13_pop0002\n", Dataset::IrisPopulation),
        (
            "\u{feff}\"NIVGEO\";\"CODGEO\";\"LIBGEO\";\"SEXE\";\"AGED100\";\"NB\"\n",
            Dataset::AgePyramid,
        ),
        ("NIVEAU\tCODGEO\tREG\tDEP\tC_AGED10\tC_SEXE\tNB\n", Dataset::AgePyramid),
        ("IdINSPIRE,Id_carr1km,I_est_cr,Depcom,Ind,Ind_0_3\n", Dataset::Grid),
        ("Idcar_200m,I_est_200,Lcog_geo,Ind,Ind_0_3\n", Dataset::Grid),
        ("annee;txcouv_nat;txcouv_eaje_nat\n", Dataset::ChildcareRates(Scale::Nation)),
        ("annee;numcom;pl_eaje_com;tot_offre_com\n", Dataset::ChildcarePlaces(Scale::Commune)),
        ("Code_insee;Commune;Classement FRR et FRR+ au 10 juillet 2025;\n", Dataset::RuralZoning),
        ("AN;NOMRS;DEPCOM;TYPEQU\n", Dataset::FacilityBase),
    ] {
        assert_eq!(known(heading), Some(expected), "{heading}");
    }
    for other in ["", "\n", "NOM;Type;adresse\n", "commune;ind\n", "annee;total\n"] {
        assert_eq!(known(other), None, "{other}");
    }
}

#[test]
fn iris_add_up_to_their_commune_and_what_is_wrong_with_them_is_said() {
    let read = figures(&four_squares(), &["99001", "99002", "99003"], IRIS, &file(IRIS)).unwrap();
    let one = &read.children[&code("99001")];
    let bands = ["0-2", "3-5", "6-10", "11-17", "18-24"].map(|band| count(one, band).unwrap());
    assert_eq!(bands, [16.0, 20.0, 30.0, 44.0, 23.0]);
    // A blank IRIS makes the sum of its band unknown, not smaller.
    let three = &read.children[&code("99003")];
    assert_eq!((count(three, "0-2"), count(three, "3-5")), (Some(16.0), None));
    let expected = [("unknown-commune-codes", 0), ("duplicate-row", 4), ("ages-against-total", 5)];
    assert_eq!(said(&read), expected);
    assert_eq!((read.rows_read, read.rows_kept, read.rows_dropped), (8, 5, 1));
    assert_eq!(
        (read.source.id.as_str(), read.source.vintage.as_str()),
        ("insee-evol-struct-pop-2021", "2021")
    );
    assert_eq!(read.source.sha256.as_deref().map(str::len), Some(64));
}

#[test]
fn years_of_age_are_both_sexes_together_and_arrondissements_are_not_counted_twice() {
    let read = figures(&four_squares(), &["99001", "99002"], PYRAMID, &file(PYRAMID)).unwrap();
    let one = &read.children[&code("99001")];
    assert_eq!((one.len(), count(one, "0-2"), count(one, "3-11")), (25, Some(17.25), Some(18.0)));
    assert_eq!(said(&read), [("unknown-commune-codes", 0)]);
    assert_eq!(read.source.short, "Insee, population par sexe et âge 2021");
}

#[test]
fn the_older_layout_has_a_decimal_comma_and_its_vintage_in_its_name() {
    let name = "BTT_TD_POP1B_2010_SYNTHETIC.txt";
    let read = figures(&four_squares(), &["99001"], name, &file(name)).unwrap();
    let young = count(&read.children[&code("99001")], "0-0").unwrap();
    assert!((young - 10.611_845).abs() < 1e-9);
    assert_eq!(read.source.id, "insee-td-pop1b-2010");
    let renamed = figures(&four_squares(), &["99001"], "pop.txt", &file(name)).unwrap();
    assert_eq!((renamed.source.vintage.as_str(), said(&renamed)[0].0), ("", "unknown-vintage"));
}

#[test]
fn a_missing_sex_leaves_the_year_of_age_unknown_and_a_blanked_one_secret() {
    let text = "NIVGEO;CODGEO;LIBGEO;SEXE;AGED100;NB\nCOM;99001;A;1;000;3\nCOM;99001;A;2;000;4\n\
                COM;99001;A;1;001;5\nCOM;99001;A;2;001;nd\nCOM;99001;A;1;000;3\nCOM;99001;A;1;002;-1\n\
                COM;99001;A;1;003;s\nCOM;99001;A;2;003;6\n";
    let read = figures(&four_squares(), &["99001", "99002"], "TD_POP1B_2021.csv", text.as_bytes());
    let read = read.unwrap();
    let one = &read.children[&code("99001")];
    assert_eq!((count(one, "0-0"), count(one, "1-1"), one.len()), (Some(7.0), None, 2));
    assert_eq!(children_of(one, "3-3".parse().unwrap()).status(), Status::Secret);
    let mut codes: Vec<&str> = said(&read).into_iter().map(|(code, _)| code).collect();
    codes.sort_unstable();
    let expected = ["communes-without-figures", "duplicate-row", "missing-ages", "wrong-number"];
    assert_eq!(codes, expected);
}

/// The name of the cell around a point of the synthetic place.
fn cell_at(x: f64, y: f64) -> String {
    let there = Crs::LaeaEurope.project(at(x, y)).unwrap();
    let corner = |metres: f64| (metres / 200.0).floor() as i64 * 200;
    format!("CRS3035RES200mN{}E{}", corner(there.y), corner(there.x))
}

#[test]
fn a_cell_that_straddles_belongs_to_the_commune_of_its_centre() {
    let heading = "idcar_200m,idcar_1km,i_est_200,lcog_geo,ind,ind_0_3,ind_4_5,ind_6_10,ind_11_17,ind_18_24\n";
    let row =
        |x: f64, codes: &str, ages: &str| format!("{},a,1,{codes},9,{ages}\n", cell_at(x, 5_000.0));
    let text = [
        heading.to_owned(),
        row(10_300.0, "9900199002", "1,2,3,4,5"),
        row(9_700.0, "9900199002", "1,2,3,4,5"),
        row(15_000.0, "99002", "1,,3,4,5"),
        row(15_000.0, "99002", "1,2,3,4,5"),
        "CRS3035RES1kmN1E1,a,0,99002,9,1,2,3,4,5\n".to_owned(),
    ];
    let read =
        figures(&four_squares(), &["99002"], "carreaux_200m_2021.csv", text.concat().as_bytes());
    let read = read.unwrap();
    let cells = &read.cells[&code("99002")];
    assert_eq!(
        (cells.len(), cells[0].imputed, cells[0].groups.len(), cells[1].groups.len()),
        (2, true, 5, 4)
    );
    let expected = [("straddling-cells", 0), ("duplicate-row", 5), ("not-a-cell", 6)];
    assert_eq!(said(&read), expected);
    assert_eq!(
        (read.source.id.as_str(), read.source.short.as_str()),
        ("filosofi-2021", "Insee, Filosofi 2021")
    );
}

#[test]
fn the_real_cells_of_gally_mauldre_read_without_a_remark() {
    let france = prepared_france();
    let epci = france.epci("200034130".parse().unwrap()).unwrap().members.clone();
    let members: Vec<&str> = epci.iter().map(maillage::territory::CommuneCode::as_str).collect();
    let name = "filosofi2021_200m_gally_mauldre.csv";
    let read = figures(&france, &members, name, &file(name)).unwrap();
    assert_eq!(said(&read), []);
    let cells: Vec<_> = read.cells.values().flatten().collect();
    assert_eq!((cells.len(), cells.iter().filter(|cell| cell.imputed).count()), (606, 368));
    let young: f64 =
        read.cells[&code("78189")].iter().filter_map(|cell| cell.groups[0].count.value()).sum();
    assert!((young - 59.2).abs() < 1e-9, "{young}");
}

#[test]
fn rates_of_childcare_become_indicators_and_placeholder_rows_do_not() {
    let read = figures(&four_squares(), &["99001"], RATES, &file(RATES)).unwrap();
    let value = |name: &str, year: &str| {
        let found = read.indicators.iter().find(|i| i.name == name && i.vintage == year).unwrap();
        (found.value.value(), found.value.status())
    };
    assert_eq!(value("txcouv_epci", "2022"), (Some(58.1), Status::Observed));
    assert_eq!(value("txcouv_eaje_epci", "2023"), (None, Status::NotDocumented));
    assert_eq!(value("txcouv_hors_psu_col_epci", "2023"), (None, Status::Secret));
    assert_eq!(read.indicators.len(), 14);
    assert!(read.indicators.iter().all(|i| i.zone == "999999999" && i.unit == "%"));
    assert!(read.indicators.iter().all(|i| i.source == read.source.id));
    assert_eq!(
        (read.rows_kept, read.rows_dropped, said(&read)),
        (2, 2, vec![("placeholder-rows", 0)])
    );
    assert_eq!(read.source.vintage, "2022-2023");
}

#[test]
fn wider_zones_are_kept_where_they_hold_the_territory() {
    let france = prepared_france();
    let kept = |name: &str, text: &str| {
        let read = figures(&france, &["78189"], name, text.as_bytes()).unwrap();
        read.indicators.into_iter().map(|i| (i.zone, i.unit)).collect::<Vec<_>>()
    };
    let zone = |zone: &str, unit: &str| vec![(zone.to_owned(), unit.to_owned())];
    let regions = "annee;numreg;nomreg;txcouv_reg\n2023;11;IDF;57\n2023;84;ARA;60\n";
    assert_eq!(kept("r.csv", regions), zone("reg-11", "%"));
    let departments = "annee;numdep;nomdep;pl_eaje_dep\n2023;78;YVELINES;12000\n2023;01;AIN;3\n";
    assert_eq!(kept("d.csv", departments), zone("dep-78", "places"));
    assert_eq!(kept("n.csv", "annee;txcouv_nat\n2023;60.9\n"), zone("FR", "%"));
}

#[test]
fn the_real_rural_zoning_states_its_day_in_its_heading() {
    let (france, name) = (prepared_france(), "frr_2025-07-10_excerpt.csv");
    let read = figures(&france, &["86001", "78189", "86004"], name, &file(name)).unwrap();
    let mut classes: Vec<_> =
        read.indicators.iter().map(|i| (i.zone.as_str(), i.text.as_deref())).collect();
    classes.sort_unstable();
    assert_eq!(classes, [("78189", Some("Non classée")), ("86001", Some("FRR socle"))]);
    assert_eq!(
        (read.source.id.as_str(), said(&read)),
        ("frr-2025-07-10", vec![("communes-without-figures", 0)])
    );
}

#[test]
fn an_archive_with_one_table_and_its_dictionary_reads_like_the_table() {
    let france = four_squares();
    let packed = zip(&[(IRIS, &file(IRIS)), ("meta_base-ic.CSV", b"COD_VAR;LIB_VAR\n")]);
    let plain = figures(&france, &["99001"], IRIS, &file(IRIS)).unwrap();
    let read = figures(&france, &["99001"], "base-ic.zip", &packed).unwrap();
    assert_eq!((read.children, read.rows_read), (plain.children, plain.rows_read));
    assert_ne!(read.source.sha256, plain.source.sha256);
    let two = zip(&[("a.csv", b"a;b\n"), ("b.csv", b"a;b\n")]);
    assert_eq!(dataset("two.zip", &two).unwrap(), None);
}

#[test]
fn progress_counts_the_bytes_of_the_file() {
    use maillage::import::official::{Given, Scope, read, recognise};
    let (france, bytes) = (four_squares(), file(PYRAMID));
    let content = crate::content(bytes.clone());
    let given = Given { name: PYRAMID, content: &content, vintage: None };
    let mut last = 0;
    let dataset = recognise(&given).unwrap().unwrap();
    read(dataset, &given, &Scope::everywhere(&france), &mut |now| last = now).unwrap();
    assert_eq!(last, bytes.len() as u64);
}

proptest! {
    #[test]
    fn the_order_of_the_rows_changes_no_figure(seed in any::<u64>()) {
        let france = four_squares();
        let text = String::from_utf8(file(IRIS)).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        // A duplicate is kept once, wherever it stands.
        let turn = (seed % (lines.len() as u64 - 1)) as usize;
        lines[1..].rotate_left(turn);
        let all = ["99001", "99002", "99003", "99004"];
        let turned = figures(&france, &all, IRIS, lines.join("\n").as_bytes()).unwrap();
        let plain = figures(&france, &all, IRIS, text.as_bytes()).unwrap();
        prop_assert_eq!(turned.children, plain.children);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), which in 0..4_usize) {
        let france = four_squares();
        let name = [IRIS, PYRAMID, RATES, "frr_2025-07-10_excerpt.csv"][which];
        let mut all = file(name);
        all.extend(bytes);
        let _either = figures(&france, &["99001"], name, &all);
    }
}
