//! The two conventions that are known in full, pasted as they stand.

use maillage::territory::Kind;

use crate::given::{
    ANNEX_OF_CARRIERES, ANNEX_OF_GALLY_MAULDRE, COUNTRY, Import, likely, named, open,
};

fn count(draft: &maillage::import::draft::Draft, kind: Kind) -> usize {
    draft.services.iter().filter(|s| !s.left_out && s.listed.kind == kind).count()
}

#[test]
fn annexe_2_of_gally_mauldre_gives_26_services_and_three_questions() {
    let import = Import::into(&COUNTRY.france, "200034130");
    let draft = import.of("annexe 2", ANNEX_OF_GALLY_MAULDRE);
    assert_eq!((count(&draft, Kind::Eaje), count(&draft, Kind::Alsh)), (12, 14));
    assert_eq!(
        open(&draft),
        [
            ("postcode-is-an-insee-code", "Les Petits Crayons"),
            ("no-name", "ALSH périscolaire"),
            ("no-street", "Club Ado"),
        ]
    );
    // None of the three keeps its service out: each has a careful reading.
    assert_eq!(draft.register.facilities.len(), 26);
    assert_eq!(named(&draft, "Les Petits Crayons").commune.unwrap().as_str(), "78368");
    assert!(draft.services.iter().all(|service| service.listed.capacity.is_none()));
    let summary = draft.summary();
    assert_eq!((summary.understood, summary.doubtful, summary.refused), (23, 3, 0));
}

#[test]
fn the_whole_act_of_gally_mauldre_gives_the_same_services() {
    let import = Import::into(&COUNTRY.france, "200034130");
    let alone = import.of("annexe 2", ANNEX_OF_GALLY_MAULDRE);
    let prose = "ANNEXE 1 – DIAGNOSTIC PARTAGÉ\n\nLe plan d’actions est structuré autour de 3 axes \
                 thématiques et d’un axe transversal.\n\n";
    let whole = import.of("annexe 2", &format!("{prose}{ANNEX_OF_GALLY_MAULDRE}"));
    assert_eq!(alone.register.facilities, whole.register.facilities);
}

#[test]
fn annexe_3_of_carrieres_gives_its_services_and_names_the_others() {
    let import = Import::into(&COUNTRY.france, "78124");
    let draft = import.of("annexe 3", ANNEX_OF_CARRIERES);
    let counts = Kind::ALL.map(|kind| count(&draft, kind));
    assert_eq!(counts, [4, 1, 2, 13, 1]);
    let asked = open(&draft);
    let of = |code| asked.iter().filter(|(asked, _)| *asked == code).count();
    // Three lines are printed twice, for two slots; Chatou is in another EPCI.
    assert_eq!((of("maybe-the-same"), of("outside-territory")), (3, 1));
    assert_eq!(draft.others.len(), 15);
    assert!(draft.remarks.iter().all(|r| r.weight != maillage::territory::Weight::Refused));

    let answers = likely(&draft);
    let answered = Import::into(&COUNTRY.france, "78124").answering(answers);
    let draft = answered.of("annexe 3", ANNEX_OF_CARRIERES);
    assert_eq!(open(&draft), []);
    assert_eq!(count(&draft, Kind::Alsh), 10);
    let twice = named(&draft, "Accueil de loisirs maternel Pierrots");
    assert_eq!(twice.listed.slots.len(), 2, "{:?}", twice.listed.slots);
    let chatou = draft.register.facilities.iter().find(|f| f.commune.as_str() == "78146");
    assert_eq!(chatou.unwrap().kind, Kind::Laep);
}

#[test]
fn the_47_names_of_grand_chatellerault_are_held_against_its_members() {
    let names = include_str!("../data/lists/communes_grand_chatellerault.txt");
    let draft = Import::into(&COUNTRY.france, "248600413").of("communes", names);
    let of = |code: &str| draft.remarks.iter().filter(|remark| remark.code == code).count();
    let told = &draft.remarks.iter().find(|r| r.code == "communes-compared").unwrap().reason;
    assert!(told.starts_with("43 noms"), "{told}");
    assert_eq!(
        [
            of("commune-misspelt"),
            of("commune-elsewhere"),
            of("commune-missing"),
            of("commune-unknown")
        ],
        [2, 2, 2, 0]
    );
    assert!(draft.register.facilities.is_empty() && draft.register.inventories.is_empty());
}

#[test]
fn in_a_whole_act_the_list_of_communes_is_found_and_the_prose_left_aside() {
    let names = include_str!("../data/lists/communes_grand_chatellerault.txt");
    let act = format!(
        "Communauté d’agglomération de Grand Châtellerault\n\nPREAMBULE 4\n\nLe territoire, une \
         fois réuni, compte :\n\n- 84 904 habitants, soit 19,4% des habitants de la Vienne\n- 38 \
         455 ménages dénombrés et 15 189 allocataires\n\nArticle 1 : Animation de la vie sociale\n\nPour la \
         communauté d’agglomération de Grand Châtellerault\n\nLes communes membres sont :\n\n{names}\n\nLe Président,\n\n41 rue du Touffenet CS 40 000\n"
    );
    let draft = Import::into(&COUNTRY.france, "248600413").of("convention", &act);
    let told = &draft.remarks.iter().find(|r| r.code == "communes-compared").unwrap().reason;
    assert!(told.starts_with("43 noms") && told.contains("0 inconnus"), "{told}");
    assert!(draft.services.is_empty() && open(&draft).is_empty(), "{:?}", open(&draft));
}

#[test]
fn a_bulleted_list_without_headings_is_read_and_prose_beside_it_is_told_of() {
    let list = "Les structures du territoire sont les suivantes.\n\
        - Multi-accueil Do Ré Mi, 7 rue des Écoles, 78450 Chavenay.\n\
        - Micro-crèche Lovely bb, 7 rue des Fourneaux, Bazemont\n\
        - soutenir les familles du territoire ;\n";
    let draft = Import::into(&COUNTRY.france, "200034130").of("liste", list);
    let names: Vec<&str> = draft.services.iter().map(|s| s.listed.name.as_str()).collect();
    assert_eq!(names, ["Multi-accueil Do Ré Mi", "Micro-crèche Lovely bb"]);
    assert!(draft.remarks.iter().any(|remark| remark.code == "prose-left-aside"));
}

#[test]
fn an_act_without_any_list_is_refused_in_words() {
    let act = "ARTICLE 1 - OBJET\n\nLa présente convention vise à définir le projet du territoire.\n\
               - poursuivre la structuration d’une offre diversifiée en direction des enfants.\n\
               Mme La Présidente\n4 multi-accueils\n2 hypothèses.\n";
    let refusal = Import::into(&COUNTRY.france, "78029").refused("acte.txt", act);
    assert!(refusal.in_french().contains("ni service"), "{}", refusal.in_french());
}

#[test]
fn the_portrait_of_carrieres_gives_its_figures_and_its_defects() {
    let text = include_str!("../data/portrait/carrieres.txt");
    let draft = Import::into(&COUNTRY.france, "78124").of("portrait", text);
    let register = &draft.register;
    let children = &register.children[&"78124".parse().unwrap()];
    let young = children.iter().find(|group| group.ages == "0-2".parse().unwrap()).unwrap();
    assert_eq!(young.count.value(), Some(587.0));
    assert!(register.source(&young.source).is_some(), "{}", young.source);
    assert!(register.facilities.is_empty());
    assert!(register.indicators.iter().all(|i| register.source(&i.source).is_some()));
    let places = register.inventories.iter().find(|i| i.kind == Kind::Eaje).unwrap().places;
    assert_eq!(places, Some(220.0));
    let defects: Vec<&str> = draft
        .remarks
        .iter()
        .filter(|remark| remark.weight == maillage::territory::Weight::Defect)
        .map(|remark| remark.code.as_str())
        .collect();
    for code in ["secret-given-back", "two-percentages", "sum", "mixed-vintages"] {
        assert!(defects.contains(&code), "{code}: {defects:?}");
    }
}
