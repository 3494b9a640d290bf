//! Portraits of other wording, made up: whole ones raise nothing, planted defects are found.

use super::{codes, defects, portrait};

#[test]
fn whole_portraits_raise_nothing() {
    for text in [
        include_str!("../data/portrait/valmont-clean.txt"),
        include_str!("../data/portrait/table-clean.txt"),
    ] {
        let read = portrait(text);
        assert!(defects(&read).is_empty(), "{:#?}", defects(&read));
        assert!(read.indicators.len() > 15);
    }
}

#[test]
fn planted_defects_of_valmont_are_found() {
    let read = portrait(include_str!("../data/portrait/valmont-defects.txt"));
    let expected = [("share", 9), ("sum", 11), ("sum", 19), ("rate", 24), ("sum", 33)];
    assert_eq!(codes(&read), expected);
}

#[test]
fn planted_leaks_are_found_in_a_markdown_table() {
    let read = portrait(include_str!("../data/portrait/table-defects.txt"));
    let found = codes(&read);
    assert_eq!(
        found,
        [("secret-given-back", 8), ("secret-given-back", 10), ("secret-given-back", 19)]
    );
}

#[test]
fn the_same_count_with_two_values_is_told() {
    let text = "1. A\n\n\tValmont\nNb d'enfants 0-2 ans Insee\t240\nNb de naissances\t80\n\
                \nSource : Insee RP2021\n\n2. B\n\n\tValmont\nEnfants 0-2 ans (Insee)\t250\n\
                Nb de naissances\t80\n\nSource : Insee RP2021\n";
    assert_eq!(codes(&portrait(text)), [("two-values", 12)]);
    let dated = text.replacen("RP2021", "RP2016", 1).replace(
        "naissances\t80\n\nSource : Insee RP2021",
        "naissances\t81\n\nSource : Insee RP2021",
    );
    assert!(codes(&portrait(&dated)).is_empty(), "{:?}", codes(&portrait(&dated)));
}

#[test]
fn unknown_zones_are_kept_as_written() {
    let read = portrait("\tCC du Marais\nPopulation Insee\t12 000\n\nSource : Insee RP2021\n");
    assert_eq!(read.indicators[0].zone, "CC du Marais");
}
