use std::sync::LazyLock;

use crate::{Codebook, Crosswalk};

/// The names that a user's codebook may not have: `codes` of the record has them already.
pub const RESERVED: [&str; 3] = ["core", "plover", "cameo"];

const PLOVER_TEXT: &str = include_str!("../codebooks/plover.codebook");
const CORE_TEXT: &str = include_str!("../codebooks/core.codebook");
const CAMEO_TEXT: &str = include_str!("../codebooks/cameo.codebook");

static PLOVER: LazyLock<Codebook> = LazyLock::new(|| read(PLOVER_TEXT));
static CORE: LazyLock<Codebook> = LazyLock::new(|| read(CORE_TEXT));
static CAMEO: LazyLock<Codebook> = LazyLock::new(|| read(CAMEO_TEXT));
static CAMEO_OF_PLOVER: LazyLock<Crosswalk> = LazyLock::new(|| Crosswalk::new(&CAMEO, &PLOVER));

/// The codebooks that the program carries, each with its text.
pub fn built_in() -> Vec<(&'static Codebook, &'static str)> {
    vec![(plover(), PLOVER_TEXT), (core(), CORE_TEXT), (cameo(), CAMEO_TEXT)]
}

/// PLOVER: sixteen types of political event, with modes and contexts.
pub fn plover() -> &'static Codebook {
    &PLOVER
}

/// CAMEO 1.1: some 290 codes of two to four digits, each a kind of the shorter one that it begins
/// with, with weights on Goldstein's scale.
pub fn cameo() -> &'static Codebook {
    &CAMEO
}

/// Which codes of CAMEO go with which types and modes of PLOVER.
pub fn cameo_of_plover() -> &'static Crosswalk {
    &CAMEO_OF_PLOVER
}

/// Dateline's own codebook for what PLOVER leaves out: people moving, taking and leaving office,
/// being born and dying, organisations founded and dissolved, votes, accidents …
pub fn core() -> &'static Codebook {
    &CORE
}

/// The tests read every codebook that the program carries, so a damaged one cannot ship.
fn read(text: &str) -> Codebook {
    Codebook::parse(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codebooks_that_ship_are_in_order() {
        for (name, text) in [("plover", PLOVER_TEXT), ("core", CORE_TEXT), ("cameo", CAMEO_TEXT)] {
            let codebook = Codebook::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(codebook.name, name);
            for kind in &codebook.types {
                assert!(!kind.means.is_empty(), "{name}: {} has no definition", kind.name);
            }
        }
    }

    /// Who begins a codebook of their own with a copy of one of these gets no errors. CAMEO has
    /// patterns that only PLOVER's type keeps apart.
    #[test]
    fn a_copy_under_another_name_is_in_order() {
        for (name, text) in [("plover", PLOVER_TEXT), ("core", CORE_TEXT)] {
            let copy = text.replacen(&format!("codebook {name}"), "codebook copy", 1);
            let errors: Vec<_> = Codebook::examine(&copy)
                .problems
                .into_iter()
                .filter(|problem| problem.severity == crate::Severity::Error)
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
        }
    }

    #[test]
    fn plover_has_its_sixteen_types_in_four_classes() {
        let quads = [1, 2, 3, 4].map(|quad| {
            let mut names: Vec<&str> = plover()
                .types
                .iter()
                .filter(|kind| kind.quad == quad)
                .map(|kind| kind.name.as_str())
                .collect();
            names.sort_unstable();
            names.join(" ")
        });
        assert_eq!(
            quads,
            [
                "AGREE CONCEDE CONSULT SUPPORT",
                "AID COOPERATE RETREAT",
                "ACCUSE REJECT REQUEST THREATEN",
                "ASSAULT COERCE MOBILIZE PROTEST SANCTION",
            ]
        );
    }

    /// Every code of the table from CAMEO to PLOVER, and 01 and 02, by root: what follows the root.
    const CODES: &[(&str, &str)] = &[
        ("01", "0 1 2 3 4 5 6 7 8 9"),
        ("02", "0 1 11 12 13 14 2 3 31 32 33 34 4 41 42 43 44 5 51 52 53 54 55 56 6 7 8"),
        ("03", "0 1 11 12 13 14 2 3 31 32 33 34 4 41 42 43 44 5 51 52 53 54 55 56 6 7 8 9"),
        ("04", "0 1 2 3 4 5 6"),
        ("05", "0 1 2 3 4 5 6 7"),
        ("06", "0 1 2 3 4"),
        ("07", "0 1 2 3 4 5"),
        ("08", "0 1 11 12 13 14 2 3 31 32 33 34 4 41 42 5 6 61 62 63 7 71 72 73 74"),
        ("09", "0 1 2 3 4"),
        ("10", "0 1 11 12 13 14 2 3 31 32 33 34 4 41 42 43 44 5 51 52 53 54 55 56 6 7 8"),
        ("11", "0 1 2 21 22 23 24 25 3 4 5 6"),
        ("12", "0 1 11 12 13 14 2 21 22 23 24 3 31 32 33 34 4 41 42 43 44 45 46 5 6 7 8 9"),
        ("13", "0 1 11 12 13 2 21 22 23 24 3 4 5 6 7 8 81 82 83 84 85 9"),
        ("14", "0 1 11 12 13 14 2 21 22 23 24 3 31 32 33 34 4 41 42 43 44 5 51 52 53 54"),
        ("15", "0 1 2 3 4"),
        ("16", "0 1 2 21 22 23 3 4 5 6 61 62 63"),
        ("17", "0 1 11 12 2 21 22 23 24 3 4 5"),
        ("18", "0 1 2 21 22 23 3 31 32 33 4 5 6"),
        ("19", "0 1 2 3 4 5 6"),
        ("20", "0 1 2 3 4 41 42"),
    ];

    #[test]
    fn cameo_has_every_code_of_the_table_and_no_other() {
        let mut expected: Vec<String> = CODES
            .iter()
            .flat_map(|(root, ends)| {
                let codes = ends.split(' ').map(move |end| format!("{root}{end}"));
                std::iter::once((*root).to_owned()).chain(codes)
            })
            .collect();
        let mut found: Vec<String> = cameo().types.iter().map(|kind| kind.name.clone()).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_code_of_cameo_has_a_parent_a_weight_a_class_and_an_example() {
        for (place, kind) in cameo().types.iter().enumerate() {
            let id = crate::TypeId(place as u16);
            let name = &kind.name;
            let parent = cameo().parent(id).map(|parent| cameo().kind(parent).name.as_str());
            let expected = (name.len() > 2).then(|| &name[..name.len() - 1]);
            assert_eq!(parent, expected, "{name}");
            let weight = cameo().goldstein(id).unwrap_or(f64::NAN);
            assert!((-10.0..=10.0).contains(&weight), "{name}: {weight}");
            // Cooperation weighs nothing or more, conflict nothing or less; a statement may do both.
            let quads: &[u8] = match &name[..2] {
                "01" | "02" | "03" | "04" | "05" => &[1],
                "06" | "07" | "08" => &[2],
                "09" | "10" | "11" | "12" | "13" => &[3],
                _ => &[4],
            };
            assert!(quads.contains(&kind.quad), "{name}: {}", kind.quad);
            if !matches!(&name[..2], "01" | "02") {
                assert_eq!(kind.quad <= 2, weight > 0.0, "{name}: {weight}");
            }
            assert_eq!(kind.examples.is_empty(), name.len() == 2, "{name}");
        }
    }

    #[test]
    fn what_cameo_says_of_plover_is_there() {
        for kind in &cameo().types {
            let statements = !kind.name.starts_with("01") && kind.name.len() > 2;
            assert!(!statements || !kind.plover.is_empty(), "{} has no PLOVER type", kind.name);
            for name in &kind.plover {
                let found = plover().find(&name.event);
                let event = plover().kind(found.unwrap_or_else(|| panic!("{}", name.event)));
                for mode in &name.modes {
                    let there = event.modes.iter().any(|one| one.name == *mode);
                    assert!(there, "{}: {} {mode}", kind.name, event.name);
                }
                for context in &name.contexts {
                    let there = plover().contexts.iter().any(|one| one.name == *context);
                    assert!(there, "{}: {context}", kind.name);
                }
            }
        }
    }

    #[test]
    fn every_type_and_mode_of_plover_leads_to_a_code() {
        for (place, kind) in plover().types.iter().enumerate() {
            let modes = (0..kind.modes.len() as u16).map(Some);
            for mode in std::iter::once(None).chain(modes) {
                let id = crate::TypeId(place as u16);
                let coding = crate::Coding {
                    kind: id,
                    mode,
                    consumed: 0,
                    weight: 1,
                    rule: None,
                    runner_up: None,
                };
                let settled = cameo_of_plover().settle(coding, &[]);
                assert!(settled.is_some(), "{} {mode:?}", kind.name);
            }
        }
    }
}
