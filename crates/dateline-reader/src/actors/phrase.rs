//! The sectors that the words of a name, title or description say.
//!
//! A noun with a sector of its own keeps it, and some words add theirs (`opposition lawmakers`); a
//! noun of any sector (`officer`, `leader`, `agency`) takes that of the words before it, else of
//! those after it (`chief of police`), else of the country beside it (`Kenyan forces`).

use super::lexicon::{SECTOR_HEADS, SECTOR_WORDS, Sectors};
use crate::entities::lexicon::lexicon;

/// How many words a phrase of the lists has at most.
const LONGEST: usize = 4;

/// How many sectors a phrase may say.
const MOST: usize = 3;

/// A noun with the words before it, in lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    /// The words before the noun, and last the noun as it stands.
    pub(super) words: Vec<String>,
    /// The noun's dictionary form.
    pub(super) lemma: String,
    /// Whether a word beside it names a country.
    pub(super) of_country: bool,
}

/// How much a phrase's own words tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) sectors: Sectors,
    /// Whether what stands after the noun would tell more: `members`.
    pub(super) is_open: bool,
    /// Whether the noun stands in no list.
    pub(super) is_unknown: bool,
}

pub(super) fn add(sectors: &mut Sectors, more: &[&'static str]) {
    for sector in more {
        if !sectors.contains(sector) && sectors.len() < MOST {
            sectors.push(sector);
        }
    }
    // "UN aid workers" are of the organisation between states.
    if sectors.contains(&"IGO") {
        sectors.retain(|sector| *sector != "NGO");
    }
    // "shipyard workers" and "oil workers" do no business.
    if sectors.contains(&"LAB") {
        sectors.retain(|sector| *sector != "BUS");
    }
}

/// Whether a list knows a noun, if only as one of no sector: `driver`.
fn is_listed(lemma: &str) -> bool {
    lexicon().noun(lemma).is_some() || SECTOR_HEADS.contains_key(lemma)
}

impl Phrase {
    /// The noun and the words before it that no list knows, the nearest first; of a noun that takes
    /// its sector from others, those others alone.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        let nouns = self.words.len().saturating_sub(1);
        let noun = (!is_listed(&self.lemma)).then_some(self.lemma.as_str());
        let open = SECTOR_HEADS.contains_key(self.lemma.as_str());
        noun.into_iter().chain(self.words[..nouns].iter().rev().take(2).map(String::as_str).filter(
            move |word| open && !SECTOR_WORDS.contains_key(word) && lexicon().noun(word).is_none(),
        ))
    }

    /// What the phrase says by its own words.
    pub(super) fn said(&self) -> Said {
        let Some(noun) = self.words.len().checked_sub(1) else { return Said::default() };
        // "human rights groups", "armed forces": a phrase of the lists that ends with the noun.
        for length in (2..=LONGEST.min(noun + 1)).rev() {
            let start = noun + 1 - length;
            let lemma = [&self.words[start..noun], std::slice::from_ref(&self.lemma)].concat();
            let known = SECTOR_WORDS
                .get(self.words[start..].join(" ").as_str())
                .or_else(|| SECTOR_WORDS.get(lemma.join(" ").as_str()));
            if let Some(known) = known.filter(|known| !known.sectors.is_empty()) {
                let mut sectors = known.sectors.clone();
                add(&mut sectors, &self.added(start));
                return Said { sectors, ..Said::default() };
            }
        }
        if let Some(head) = SECTOR_HEADS.get(self.lemma.as_str()) {
            return self.of_open(head.alone.clone(), &head.of_country, noun);
        }
        let own = lexicon()
            .noun(&self.lemma)
            .or_else(|| lexicon().noun(&self.words[noun]))
            .map(|noun| noun.sectors.clone())
            .filter(|sectors| !sectors.is_empty())
            .or_else(|| {
                SECTOR_WORDS
                    .get(self.words[noun].as_str())
                    .or_else(|| SECTOR_WORDS.get(self.lemma.as_str()))
                    .map(|word| word.sectors.clone())
            });
        match own {
            Some(mut sectors) => {
                add(&mut sectors, &self.added(noun));
                Said { sectors, ..Said::default() }
            }
            None => Said { is_unknown: !is_listed(&self.lemma), ..Said::default() },
        }
    }

    /// What a noun of any sector takes from the words before it.
    fn of_open(&self, alone: Sectors, of_country: &[&'static str], noun: usize) -> Said {
        let mut told: Sectors = Vec::new();
        let mut added: Sectors = Vec::new();
        for (sectors, adds) in self.before(noun) {
            add(if adds { &mut added } else { &mut told }, &sectors);
        }
        if told.is_empty() {
            // "opposition leader": what is only ever added says all there is.
            let mut sectors = alone;
            add(&mut sectors, &added);
            let is_open = added.is_empty();
            if is_open && self.of_country && !of_country.is_empty() {
                return Said { sectors: of_country.to_vec(), is_open, is_unknown: false };
            }
            return Said { sectors, is_open, is_unknown: false };
        }
        // "the Senate Foreign Relations Committee": of the senate, whatever it deals with.
        if told.contains(&"LEG") && matches!(self.lemma.as_str(), "committee" | "subcommittee") {
            return Said { sectors: vec!["LEG"], ..Said::default() };
        }
        // "government troops" are troops.
        if alone.contains(&"MIL") && told == ["GOV"] {
            told.clone_from(&alone);
        }
        // "oil workers" do no business.
        if alone.contains(&"LAB") && told == ["BUS"] {
            told = alone;
        }
        add(&mut told, &added);
        Said { sectors: told, ..Said::default() }
    }

    /// The sectors that the words before a noun with a sector of its own add.
    fn added(&self, noun: usize) -> Sectors {
        let mut added = Vec::new();
        for (sectors, adds) in self.before(noun) {
            if adds {
                add(&mut added, &sectors);
            }
        }
        added
    }

    /// What the words before a noun say, the nearest first.
    fn before(&self, noun: usize) -> Vec<(Sectors, bool)> {
        let mut found = Vec::new();
        let mut end = noun;
        while end > 0 {
            let known = (1..=LONGEST.min(end)).rev().find_map(|length| {
                let words = self.words[end - length..end].join(" ");
                let known = SECTOR_WORDS.get(words.as_str())?;
                Some((length, known.sectors.clone(), known.adds))
            });
            // "soldiers' families", "rebel army": a noun before another says its sector too.
            let known = known.or_else(|| {
                let word = self.words[end - 1].as_str();
                let noun =
                    lexicon().noun(word).or_else(|| lexicon().noun(word.strip_suffix('s')?))?;
                (!noun.sectors.is_empty()).then(|| (1, noun.sectors.clone(), false))
            });
            match known {
                Some((length, sectors, adds)) => {
                    found.push((sectors, adds));
                    end -= length;
                }
                None => end -= 1,
            }
        }
        found
    }
}
