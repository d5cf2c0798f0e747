use std::sync::LazyLock;

use crate::{Codebook, Crosswalk};

/// The names that a user's codebook may not have: `codes` of the record has them already.
pub const RESERVED: [&str; 3] = ["core", "plover", "cameo"];

static PLOVER: LazyLock<Codebook> =
    LazyLock::new(|| read(include_str!("../codebooks/plover.codebook")));
static CORE: LazyLock<Codebook> =
    LazyLock::new(|| read(include_str!("../codebooks/core.codebook")));
static CAMEO: LazyLock<Codebook> =
    LazyLock::new(|| read(include_str!("../codebooks/cameo.codebook")));
static CAMEO_OF_PLOVER: LazyLock<Crosswalk> = LazyLock::new(|| Crosswalk::new(&CAMEO, &PLOVER));

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
        for (name, text) in [
            ("plover", include_str!("../codebooks/plover.codebook")),
            ("core", include_str!("../codebooks/core.codebook")),
            ("cameo", include_str!("../codebooks/cameo.codebook")),
        ] {
            let codebook = Codebook::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(codebook.name, name);
            for kind in &codebook.types {
                assert!(!kind.means.is_empty(), "{name}: {} has no definition", kind.name);
            }
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
}
