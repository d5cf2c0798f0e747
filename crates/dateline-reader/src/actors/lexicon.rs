//! The word lists that say to which sector of society somebody belongs, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lexicon::rows;

const WORDS: &str = include_str!("../../lexicons/sectors/words.txt");
const HEADS: &str = include_str!("../../lexicons/sectors/heads.txt");
const ORGANISATIONS: &str = include_str!("../../lexicons/sectors/organisations.txt");
const KEEPER_NOUNS: &str = include_str!("../../lexicons/sectors/keepers.txt");
const ACTS: &str = include_str!("../../lexicons/sectors/police-acts.txt");
const METONYMY: &str = include_str!("../../lexicons/metonymy.txt");

/// PLOVER actor sectors, in the order in which they are said.
pub(super) type Sectors = Vec<&'static str>;

/// What a word or phrase says.
#[derive(Debug, Clone)]
pub(super) struct SectorWord {
    pub(super) sectors: Sectors,
    /// Whether it is added to what a noun with a sector of its own says: `opposition lawmakers`.
    pub(super) adds: bool,
}

/// A noun that takes its sector from the words about it.
#[derive(Debug, Clone)]
pub(super) struct SectorHead {
    /// What it says by itself.
    pub(super) alone: Sectors,
    /// What it says of those of a country: `Kenyan forces`.
    pub(super) of_country: Sectors,
}

/// An organisation that reports name without saying what it is.
#[derive(Debug, Clone)]
pub(crate) struct Organisation {
    pub(super) sectors: Sectors,
    /// ISO 3166-1 alpha-3.
    pub(crate) country: Option<&'static str>,
}

impl Organisation {
    /// Whether its members are states.
    pub(crate) fn is_intergovernmental(&self) -> bool {
        self.sectors.contains(&"IGO")
    }

    /// Whether it does business: firms are named after persons.
    pub(crate) fn is_firm(&self) -> bool {
        self.sectors.contains(&"BUS")
    }

    /// Whether those who belong to it are of its country: a movement, army or party, no firm.
    pub(crate) fn is_of_its_country(&self) -> bool {
        self.sectors.iter().all(|sector| !matches!(*sector, "BUS" | "IGO" | "NGO" | "JRN" | "REL"))
    }
}

/// What a word tells of a place beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Hint {
    Lies,
    Addressed,
    Told,
    Minded,
    Towards,
    Way,
}

fn sectors(column: &'static str) -> Sectors {
    column.split(' ').filter(|sector| *sector != "-").collect()
}

pub(super) static SECTOR_WORDS: LazyLock<HashMap<&str, SectorWord>> = LazyLock::new(|| {
    rows::<3>(WORDS)
        .map(|[word, said, adds]| {
            (word, SectorWord { sectors: sectors(said), adds: adds == "adds" })
        })
        .collect()
});

pub(super) static SECTOR_HEADS: LazyLock<HashMap<&str, SectorHead>> = LazyLock::new(|| {
    rows::<3>(HEADS)
        .map(|[noun, alone, country]| {
            (noun, SectorHead { alone: sectors(alone), of_country: sectors(country) })
        })
        .collect()
});

/// Nouns that may call police, and whether the company of police is enough for that.
pub(super) static KEEPERS: LazyLock<HashMap<&str, bool>> =
    LazyLock::new(|| rows::<2>(KEEPER_NOUNS).map(|[noun, by]| (noun, by == "company")).collect());

/// Verbs of what police do.
pub(super) static POLICE_ACTS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| rows::<1>(ACTS).map(|[verb]| verb).collect());

static KNOWN_ORGANISATIONS: LazyLock<HashMap<&str, Organisation>> = LazyLock::new(|| {
    rows::<3>(ORGANISATIONS)
        .flat_map(|[names, said, country]| {
            let country = Some(country).filter(|country| *country != "-");
            names
                .split("; ")
                .map(move |name| (name, Organisation { sectors: sectors(said), country }))
        })
        .collect()
});

static HINTS: LazyLock<HashSet<(&str, Hint)>> = LazyLock::new(|| {
    rows::<2>(METONYMY)
        .map(|[lemma, told]| {
            let hint = match told {
                "lies" => Hint::Lies,
                "addressed" => Hint::Addressed,
                "told" => Hint::Told,
                "minded" => Hint::Minded,
                "towards" => Hint::Towards,
                _ => Hint::Way,
            };
            (lemma, hint)
        })
        .collect()
});

/// British spellings in the names of the list, with the American.
const SPELLINGS: [(&str, &str); 4] = [
    ("Organisation", "Organization"),
    ("Programme", "Program"),
    ("Defence", "Defense"),
    ("Co-operation", "Cooperation"),
];

/// The organisation of this name, with or without its article.
pub(crate) fn known_organisation(name: &str) -> Option<&'static Organisation> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    KNOWN_ORGANISATIONS.get(bare).or_else(|| {
        let straight = bare.replace('\u{2019}', "'");
        KNOWN_ORGANISATIONS.get(straight.as_str()).or_else(|| {
            let other = SPELLINGS.iter().find(|(british, _)| straight.contains(british))?;
            KNOWN_ORGANISATIONS.get(straight.replace(other.0, other.1).as_str())
        })
    })
}

/// Whether a lemma tells this of a place beside it.
pub(super) fn tells(lemma: &str, hint: Hint) -> bool {
    HINTS.contains(&(lemma, hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::assert_sound;

    /// The codes that PLOVER has for sectors, and those of its non-state actors.
    const CODES: &[&str] = &[
        "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB", "LEG",
        "MED", "MIL", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF",
    ];

    #[test]
    fn lists_are_sound() {
        assert_sound::<3>(WORDS);
        assert_sound::<3>(HEADS);
        assert_sound::<2>(KEEPER_NOUNS);
        assert_sound::<1>(ACTS);
        let mut seen = HashSet::new();
        for [names, _, country] in rows::<3>(ORGANISATIONS) {
            for name in names.split("; ") {
                assert!(seen.insert(name), "{name} stands twice");
            }
            let gazetteer = dateline_gazetteer::Gazetteer::embedded();
            assert!(country == "-" || gazetteer.country(country).is_some(), "{names}: {country}");
        }
        let mut hints = HashSet::new();
        for row in rows::<2>(METONYMY) {
            assert!(hints.insert(row), "{row:?} stands twice");
        }
    }

    #[test]
    fn sectors_are_of_the_codebook() {
        let listed = SECTOR_WORDS
            .values()
            .flat_map(|word| &word.sectors)
            .chain(SECTOR_HEADS.values().flat_map(|head| head.alone.iter().chain(&head.of_country)))
            .chain(KNOWN_ORGANISATIONS.values().flat_map(|organisation| &organisation.sectors));
        for sector in listed {
            assert!(CODES.contains(sector), "{sector} is no sector of the codebook");
        }
    }
}
