//! What a report says of where it is: all names that the gazetteer knows, of places and in the
//! names of bodies, the peoples it names, its publisher.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use dateline_gazetteer::{Gazetteer, Place, PlaceKind};
use dateline_record::EntityKind;

use super::named::{Named, named};
use crate::article::Article;
use crate::entities::{Entities, toponyms};
use crate::lexicon::rows;

/// Offices and bodies that states have and towns have not, in lower case.
static STATE_OFFICES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../lexicons/state-offices.txt")).map(|[word]| word).collect()
});

/// What towns have and countries and states have not, in lower case.
static TOWN_OFFICES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../lexicons/town-offices.txt")).map(|[word]| word).collect()
});

/// The countries whose press uses a word, or two words, of its own affairs.
static COUNTRY_WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows::<2>(include_str!("../../lexicons/country-words.txt"))
        .map(|[words, countries]| (words, countries.split(' ').collect()))
        .collect()
});

/// Whether what a town has follows a name, or `city of` or `town of` stands before it.
fn has_town_office(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let behind =
        words.end < sentence.end && TOWN_OFFICES.contains(article.word(words.end).lower.as_str());
    let before = words.start >= sentence.start + 2
        && article.word(words.start - 1).lower == "of"
        && matches!(
            article.word(words.start - 2).lower.as_str(),
            "city" | "town" | "village" | "suburb" | "township"
        );
    behind || before
}

/// Whether a state's office follows a name, or `state of` stands before it.
fn has_office(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let behind =
        words.end < sentence.end && STATE_OFFICES.contains(article.word(words.end).lower.as_str());
    let before = words.start >= sentence.start + 2
        && article.word(words.start - 1).lower == "of"
        && article.word(words.start - 2).lower == "state";
    behind || before
}

/// How many words of a report are looked at for whose press it is of.
const FIRST_WORDS: usize = 20_000;

/// How many names are compared with each other, the first of the report.
const CLUES: usize = 60;

/// A name, and the places that it may mean.
#[derive(Debug, Clone)]
pub(super) struct Clue {
    pub(super) places: Vec<Place>,
    /// How often the report has it.
    pub(super) times: usize,
}

/// The clues of a report, and what each entity's name may mean.
#[derive(Debug, Default)]
pub(super) struct Clues {
    pub(super) list: Vec<Clue>,
    /// The clue that an entity's name is, by the entity's number.
    pub(super) of_entity: HashMap<usize, usize>,
    /// What each entity may be.
    pub(super) named: Vec<Named>,
    /// What is said to contain an entity: `Springfield, Ill.`
    pub(super) containers: HashMap<usize, Vec<Place>>,
    /// The entities that are said to contain another, with the places that the other may be.
    pub(super) contained: HashMap<usize, Vec<Place>>,
    /// The entities that are named before an office that states have: `New York Gov. Ana Reyes`.
    pub(super) states: HashSet<usize>,
    /// The entities that are named before what towns have: `Athens Mayor Ana Reyes`.
    pub(super) towns: HashSet<usize>,
    /// The entities that are named among counties: `Clarke and Oconee counties`.
    pub(super) counties: HashSet<usize>,
    /// How much the report's words are those of each country's press, 0 to 1.
    pub(super) usage: HashMap<&'static str, f64>,
    /// How often each country is named, by its own names and its people's.
    pub(super) countries: HashMap<&'static str, f64>,
}

impl Clues {
    pub(super) fn read(article: &Article<'_>, entities: &Entities, gazetteer: Gazetteer) -> Self {
        let mut clues = Self::default();
        let mut by_name: HashMap<String, usize> = HashMap::new();
        if let Some(publisher) = &article.report.publisher {
            clues.publisher(gazetteer, publisher, &mut by_name);
        }
        for (at, entity) in entities.list.iter().enumerate() {
            let found = match entity.kind {
                EntityKind::Place => named(gazetteer, entity),
                _ => Named::default(),
            };
            if !found.places.is_empty() {
                let name = found.within.as_deref().unwrap_or(&entity.name).to_lowercase();
                let clue = clues.clue(&mut by_name, name, &found.places, entity.mentions.len());
                if let Some(clue) = clue {
                    clues.of_entity.insert(at, clue);
                }
            }
            let country = match entity.kind {
                EntityKind::Place => {
                    found.places.first().filter(|place| place.kind == PlaceKind::Country)
                }
                _ => None,
            };
            if let Some(code) = country.and_then(|place| place.country).or(entity.country) {
                *clues.countries.entry(code).or_default() += entity.mentions.len() as f64;
            }
            clues.named.push(found);
        }
        let named_so = |test: &dyn Fn(Range<usize>) -> bool| -> HashSet<usize> {
            let places = entities.list.iter().enumerate();
            places
                .filter(|(_, entity)| entity.kind == EntityKind::Place)
                .filter(|(_, entity)| {
                    entity.mentions.iter().any(|mention| test(mention.words.clone()))
                })
                .map(|(at, _)| at)
                .collect()
        };
        clues.states = named_so(&|words| has_office(article, words));
        clues.towns = named_so(&|words| has_town_office(article, words));
        clues.counties = named_so(&|words| toponyms::among_counties(article, words));
        clues.usage = usage(article);
        clues.bodies(article, gazetteer, &mut by_name);
        clues.containment(article, entities, gazetteer);
        clues
    }

    /// Enters a name, and says where it stands; the last of too many are left out.
    fn clue(
        &mut self,
        by_name: &mut HashMap<String, usize>,
        name: String,
        places: &[Place],
        times: usize,
    ) -> Option<usize> {
        if let Some(&known) = by_name.get(&name) {
            self.list[known].times += times;
            return Some(known);
        }
        if self.list.len() >= CLUES {
            return None;
        }
        by_name.insert(name, self.list.len());
        self.list.push(Clue { places: places.to_vec(), times });
        Some(self.list.len() - 1)
    }

    /// `Nakuru Standard`: the town in the name of a newspaper.
    fn publisher(
        &mut self,
        gazetteer: Gazetteer,
        publisher: &str,
        by_name: &mut HashMap<String, usize>,
    ) {
        let words: Vec<&str> = publisher.split_whitespace().take(12).collect();
        for start in 0..words.len() {
            if let Some((length, mut places)) = gazetteer.longest_match(&words[start..]) {
                places.retain(|place| place.kind == PlaceKind::Town || length > 1);
                if !places.is_empty() {
                    let name = words[start..start + length].join(" ").to_lowercase();
                    self.clue(by_name, name, &places, 3);
                }
            }
        }
    }

    /// The places in the names of bodies, which say where a report is though they are none of it:
    /// `Nakuru Herald`.
    fn bodies(
        &mut self,
        article: &Article<'_>,
        gazetteer: Gazetteer,
        by_name: &mut HashMap<String, usize>,
    ) {
        for name in article.parse.names().iter().take(4 * CLUES) {
            if self.list.len() >= CLUES {
                return;
            }
            if name.words.len() < 2 {
                continue;
            }
            let Some(words) = toponyms::place_in(article, name.words.clone()) else { continue };
            let surface = article.surface(words);
            let mut places = gazetteer.lookup(surface);
            places.retain(|place| place.kind <= PlaceKind::Town);
            if !places.is_empty() {
                places.truncate(40);
                self.clue(by_name, surface.to_lowercase(), &places, 1);
            }
        }
    }

    /// `Springfield, Ill.`, `Springfield (Illinois)`
    fn containment(&mut self, article: &Article<'_>, entities: &Entities, gazetteer: Gazetteer) {
        let names = article.parse.names();
        for pair in names.windows(2) {
            let (first, second) = (&pair[0].words, &pair[1].words);
            let next = second.start == first.end + 1;
            if !next || !matches!(article.word(first.end).lower.as_str(), "," | "(") {
                continue;
            }
            let Some(inner) = entities.at(first.start).map(dateline_record::EntityId::index) else {
                continue;
            };
            let mut wider = gazetteer.lookup(article.surface(second.clone()));
            wider.retain(|place| {
                matches!(place.kind, PlaceKind::Country | PlaceKind::Division | PlaceKind::County)
            });
            if let Some(outer) = entities.at(second.start).map(dateline_record::EntityId::index) {
                let inside = self.named[inner].places.clone();
                self.contained.entry(outer).or_default().extend(inside.into_iter().take(40));
            }
            self.containers.entry(inner).or_default().extend(wider);
        }
    }
}

/// How much the words of a report are those of each country's press: the share of the countries'
/// words that are this one's, less where there are few.
fn usage(article: &Article<'_>) -> HashMap<&'static str, f64> {
    let words = article.parse.words();
    let mut counts: HashMap<&'static str, f64> = HashMap::new();
    let mut total = 0.0;
    let mut pair = String::new();
    for (at, word) in words.iter().enumerate().take(FIRST_WORDS) {
        let mut said = |key: &str| {
            let Some(countries) = COUNTRY_WORDS.get(key) else { return };
            total += 1.0;
            for country in countries {
                *counts.entry(country).or_default() += 1.0;
            }
        };
        said(word.lower.as_str());
        if let Some(next) = words.get(at + 1) {
            pair.clear();
            pair.push_str(&word.lower);
            pair.push(' ');
            pair.push_str(&next.lower);
            said(&pair);
        }
    }
    for count in counts.values_mut() {
        *count /= total + 1.0;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::assert_sound;

    #[test]
    fn word_lists_are_sound() {
        assert_sound::<1>(include_str!("../../lexicons/state-offices.txt"));
        assert_sound::<1>(include_str!("../../lexicons/town-offices.txt"));
        assert_sound::<2>(include_str!("../../lexicons/country-words.txt"));
        for (words, countries) in COUNTRY_WORDS.iter() {
            assert!(words.split(' ').count() <= 2, "{words}");
            for country in countries {
                assert!(Gazetteer::embedded().country(country).is_some(), "{words}: {country}");
            }
        }
    }
}
