//! A portrait is told from a list of services.

use maillage::import::portrait::recognise;

const PORTRAIT: &str = include_str!("../data/portrait/carrieres.txt");
const LISTS: [&str; 2] = [
    include_str!("../data/lists/annexe3_carrieres.txt"),
    include_str!("../data/lists/annexe2_gally_mauldre.txt"),
];

#[test]
fn a_portrait_is_recognised_alone_and_in_its_act() {
    assert!(recognise(PORTRAIT));
    let act = format!("ARTICLE 1 - OBJET\n\nLa présente convention…\n\n{PORTRAIT}\n\n{}", LISTS[0]);
    assert!(recognise(&act));
    assert!(recognise(include_str!("../data/portrait/valmont-clean.txt")));
    assert!(recognise(include_str!("../data/portrait/table-clean.txt")));
}

#[test]
fn each_section_is_recognised_by_itself() {
    let starts: Vec<usize> = PORTRAIT
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .filter(|at| {
            let rest = &PORTRAIT.as_bytes()[*at..];
            rest.len() > 2 && rest[0].is_ascii_digit() && rest[1] == b'.'
        })
        .chain([PORTRAIT.len()])
        .collect();
    assert_eq!(starts.len(), 8);
    for pair in starts.windows(2) {
        let section = &PORTRAIT[pair[0]..pair[1]];
        assert!(recognise(section), "{}", section.lines().next().unwrap());
    }
}

#[test]
fn a_list_of_services_is_not_a_portrait() {
    for list in LISTS {
        assert!(!recognise(list), "{list}");
    }
    let capacities = "type;nom;places\n\tNOM\tCAPACITE\nEAJE\tLes Lutins\t40\nEAJE\tPirouette\t20\n\
                      ALSH\tLe Parc\t60\nALSH\tLes Pins\t80\nALSH\tLa Mer\t12\n";
    assert!(!recognise(capacities));
    assert!(!recognise(""));
}
