//! The sector of a noun that no list knows, by its meaning.
//!
//! Nouns of one sector stand near each other among the vectors of words: `cardiologist` beside the
//! physicians, `saboteur` beside the rebels. A softmax over the vector, learned from the listed
//! nouns, says how likely each sector is; where none is likely enough, none is said.

use std::sync::LazyLock;

use dateline_language::Meanings;
use dateline_record::EntityKind;

use super::lexicon::SECTOR_HEADS;
use crate::entities::lexicon::lexicon;
use crate::lexicon::rows;

const WEIGHTS: &str = include_str!("../../models/sectors.tsv");

/// A noun of the lists and the sector that it says: what the weights are learned from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SectorNoun {
    /// The noun as its lemma.
    pub noun: &'static str,
    /// Its first PLOVER actor sector; `None` for a noun of no sector.
    pub sector: Option<&'static str>,
}

/// The nouns of the lists, in the order of the alphabet, but for those that take their sector from
/// the words about them.
pub fn sector_nouns() -> Vec<SectorNoun> {
    let mut nouns: Vec<SectorNoun> = lexicon()
        .nouns()
        .filter(|(noun, sense)| {
            !SECTOR_HEADS.contains_key(noun)
                && (sense.kind != EntityKind::Place || sense.sectors.is_empty())
        })
        .map(|(noun, sense)| SectorNoun { noun, sector: sense.sectors.first().copied() })
        .collect();
    nouns.sort_unstable();
    nouns
}

/// What was learned.
struct Weights {
    /// How likely a sector must be to be said.
    least: f32,
    /// The sectors, each with its bias and a weight for each number of a vector; `-` for none.
    sectors: Vec<(&'static str, f32, Vec<f32>)>,
}

static LEARNED: LazyLock<Weights> = LazyLock::new(|| {
    let thousandths = |number: &str| number.parse::<f32>().unwrap_or_default() / 1000.0;
    let mut learned = Weights { least: 1.0, sectors: Vec::new() };
    for [sector, bias, weights] in rows::<3>(WEIGHTS) {
        if sector == "least" {
            learned.least = thousandths(bias);
        } else {
            let weights = weights.split(' ').map(thousandths).collect();
            learned.sectors.push((sector, thousandths(bias), weights));
        }
    }
    learned
});

/// The sector that a word means, or `None` where that is not sure.
pub(super) fn sector(meanings: Meanings<'_>, word: &str) -> Option<&'static str> {
    let vector = meanings.of(word)?;
    let scores: Vec<f32> = LEARNED
        .sectors
        .iter()
        .map(|(_, bias, weights)| {
            bias + weights.iter().zip(&vector).map(|(weight, x)| weight * x).sum::<f32>()
        })
        .collect();
    let (best, highest) = scores.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let sector = LEARNED.sectors[best].0;
    (1.0 / total >= LEARNED.least && sector != "-").then_some(sector)
}

#[cfg(test)]
mod tests {
    use dateline_language::Model;

    use super::*;
    use crate::actors::lexicon::SECTOR_WORDS;

    #[test]
    fn nouns_of_no_list_have_the_sector_of_their_like() {
        let cases = [
            ("cathedral", "REL"),
            ("scripture", "REL"),
            ("burglary", "CRM"),
            ("tuition", "EDU"),
            ("classrooms", "EDU"),
            ("crops", "AGR"),
            ("journalism", "JRN"),
            ("urologist", "MED"),
            ("umbrella", "-"),
            ("sunset", "-"),
            ("bandwidth", "-"),
        ];
        let model = Model::embedded().expect("the embedded model loads");
        let meanings = model.meanings().expect("the model has vectors");
        for (word, wanted) in cases {
            assert!(lexicon().noun(word).is_none() && !SECTOR_WORDS.contains_key(word), "{word}");
            let found = sector(meanings, word);
            // What is not sure is none; but it must not be another.
            assert!(found.is_none_or(|found| found == wanted), "{word}: {found:?}");
        }
        let said = cases.iter().filter(|(word, _)| sector(meanings, word).is_some()).count();
        assert!(said >= 5, "{said} have a sector");
    }
}
