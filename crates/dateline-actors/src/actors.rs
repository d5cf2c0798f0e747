use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use dateline_names::{Schema, compare, fold_words};
use dateline_record::{EntityKind, Link};

use crate::actor::{Actor, ActorList};

/// How many links an entity has at most.
const MOST_LINKS: usize = 5;
/// How many entries a word may lead to and still be telling.
const MOST_OF_WORD: usize = 40;
/// How many entries are compared with one name at most.
const MOST_COMPARED: usize = 200;
/// From which score on a name that is written otherwise is taken for an entry's: higher than where
/// two names are given to be compared, since a list has many.
const ALIKE: f64 = 0.85;
/// Up to how many letters a name all in capitals is an abbreviation: `WHO`, which no `Who` means.
const LONGEST_ABBREVIATION: usize = 6;

const INTERNATIONAL: &str = include_str!("../lists/international.csv");

/// Who has led countries, movements and bodies between states, and when.
const LEADERS: &str = include_str!("../lists/leaders.csv");

/// What the program's own list is called in links.
pub(crate) const OWN_LIST: &str = "dateline";

static EMBEDDED: LazyLock<Actors> = LazyLock::new(|| {
    // That the lists can be read is tested; without them, there would be no links to them.
    let lists = [INTERNATIONAL, LEADERS];
    let read =
        lists.into_iter().filter_map(|csv| ActorList::from_csv(OWN_LIST, csv.as_bytes()).ok());
    Actors { is_exact: true, ..Actors::new(read.collect()) }
});

/// What is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The names that a report has for an entity, the fullest first.
    pub names: &'a [&'a str],
    /// What sort of thing it is.
    pub kind: Option<EntityKind>,
    /// The first and last day that the report can have been published, as ISO 8601 dates.
    pub published: Option<(&'a str, &'a str)>,
}

/// Lists of actors, to look names up in.
#[derive(Debug, Default)]
pub struct Actors {
    lists: Vec<ActorList>,
    /// The entries that have a name, folded.
    by_name: HashMap<String, Vec<Entry>>,
    /// The entries whose names have a word.
    by_word: HashMap<String, Vec<Entry>>,
    /// Whether names written otherwise are not looked for.
    is_exact: bool,
}

/// A name of an entry: the numbers of the list, of the entry in it, and of the name, where the
/// first is the usual one and the aliases follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    list: usize,
    actor: usize,
    name: usize,
}

impl Actors {
    /// An index of lists.
    pub fn new(lists: Vec<ActorList>) -> Self {
        let mut actors = Self { lists, ..Self::default() };
        let mut by_name: HashMap<String, Vec<Entry>> = HashMap::new();
        let mut by_word: HashMap<String, Vec<Entry>> = HashMap::new();
        for (list, entries) in actors.lists.iter().enumerate() {
            for (actor, one) in entries.actors.iter().enumerate() {
                for (name, written) in names(one).enumerate() {
                    let entry = Entry { list, actor, name };
                    let words = fold_words(written);
                    by_name.entry(key(&words)).or_default().push(entry);
                    for word in words {
                        by_word.entry(word).or_default().push(entry);
                    }
                }
            }
        }
        actors.by_name = by_name;
        actors.by_word = by_word;
        actors
    }

    /// The international organisations that the program knows, and those who have led countries,
    /// movements and such organisations since about 1990, each for as long as they did.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The lists.
    pub fn lists(&self) -> &[ActorList] {
        &self.lists
    }

    /// The entries that an entity may be, the surest first; of those as sure, in the order of the
    /// lists.
    pub fn links(&self, asked: &Asked<'_>) -> Vec<Link> {
        let mut found: Vec<(f64, Entry, String)> = Vec::new();
        for name in asked.names {
            for &entry in self.by_name.get(&key(&fold_words(name))).into_iter().flatten() {
                if may_abbreviate(self.name(entry), name) {
                    found.push((1.0, entry, format!("“{name}” is a name of it")));
                }
            }
        }
        found.retain(|(_, entry, _)| self.is_possible(*entry, asked));
        if found.is_empty() && !self.is_exact {
            found = asked.names.first().map(|name| self.alike(name, asked)).unwrap_or_default();
        }
        found.sort_by(|(score, entry, _), (other_score, other, _)| {
            other_score.total_cmp(score).then(entry.cmp(other))
        });
        let mut seen = BTreeSet::new();
        found.retain(|(_, entry, _)| seen.insert((entry.list, entry.actor)));
        found.truncate(MOST_LINKS);
        found.into_iter().map(|(score, entry, why)| self.link(entry, score, why, asked)).collect()
    }

    /// The entries with a name like this one, of those that share a telling word with it.
    fn alike(&self, name: &str, asked: &Asked<'_>) -> Vec<(f64, Entry, String)> {
        let words = fold_words(name);
        if words.len() < 2 {
            return Vec::new();
        }
        let candidates: BTreeSet<Entry> = words
            .iter()
            .filter_map(|word| self.by_word.get(word))
            .filter(|entries| entries.len() <= MOST_OF_WORD)
            .flatten()
            .copied()
            .filter(|entry| self.is_possible(*entry, asked))
            .take(MOST_COMPARED)
            .collect();
        let mut found = Vec::new();
        for entry in candidates {
            let schema = match asked.kind.or(self.actor(entry).kind) {
                Some(EntityKind::Person) => Schema::Person,
                Some(EntityKind::Organisation) => Schema::Organisation,
                Some(_) => Schema::Thing,
                None => Schema::Unknown,
            };
            let written = self.name(entry);
            let compared = compare(name, written, schema);
            if compared.score >= ALIKE {
                let why = format!("“{name}” is like “{written}”: {}", compared.why.join("; "));
                found.push((compared.score, entry, why));
            }
        }
        found
    }

    /// Whether an entry may be what is asked for, by its kind and period.
    fn is_possible(&self, entry: Entry, asked: &Asked<'_>) -> bool {
        let actor = self.actor(entry);
        let kinds_agree = match (actor.kind, asked.kind) {
            (Some(EntityKind::Person), Some(kind)) | (Some(kind), Some(EntityKind::Person)) => {
                kind == EntityKind::Person
            }
            // What is no person is often taken for one thing or another: "the Harbour".
            _ => true,
        };
        kinds_agree && asked.published.is_none_or(|days| actor.period.touches(days))
    }

    fn link(&self, entry: Entry, score: f64, mut why: String, asked: &Asked<'_>) -> Link {
        let actor = self.actor(entry);
        if !actor.period.is_open() {
            let known = match asked.published {
                Some(_) => "",
                None => ", but when the report was published is not known",
            };
            why = format!("{why}; the entry holds {}{known}", actor.period.in_words());
        }
        Link {
            list: self.lists[entry.list].name.clone(),
            id: actor.id.clone(),
            name: self.name(entry).to_owned(),
            identifiers: actor.identifiers.clone(),
            codes: actor.codes.clone(),
            score,
            why,
            country: actor.country.clone(),
            sectors: actor.sectors.clone(),
        }
    }

    fn actor(&self, entry: Entry) -> &Actor {
        &self.lists[entry.list].actors[entry.actor]
    }

    fn name(&self, entry: Entry) -> &str {
        let actor = self.actor(entry);
        match entry.name.checked_sub(1) {
            Some(alias) => &actor.aliases[alias],
            None => &actor.name,
        }
    }
}

fn names(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(&actor.name).chain(&actor.aliases).map(String::as_str)
}

/// What two names have in common that differ in capitals, accents and a leading article alone.
fn key(words: &[String]) -> String {
    match words {
        [article, rest @ ..] if article == "the" && !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

/// Whether a name is written as an abbreviation where the entry's is one.
fn may_abbreviate(entry: &str, name: &str) -> bool {
    let letters = || entry.chars().filter(|letter| letter.is_alphabetic());
    let is_abbreviation =
        letters().count() <= LONGEST_ABBREVIATION && letters().all(char::is_uppercase);
    let capitals = name.chars().filter(|letter| letter.is_uppercase()).count();
    !is_abbreviation || capitals > 1 || letters().count() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_list_is_sound() {
        let list = ActorList::from_csv(OWN_LIST, INTERNATIONAL.as_bytes()).unwrap();
        assert!(list.actors.len() > 60);
        assert_eq!(Actors::embedded().lists()[0].actors.len(), list.actors.len());
        let mut names = HashMap::new();
        for actor in &list.actors {
            for name in names_of(actor) {
                let before = names.insert(key(&fold_words(&name)), &actor.id);
                assert!(before.is_none_or(|id| *id == actor.id), "{name} is of two");
            }
        }
    }

    #[test]
    fn leaders_are_linked_in_their_time() {
        let list = ActorList::from_csv(OWN_LIST, LEADERS.as_bytes()).unwrap();
        assert_eq!(Actors::embedded().lists()[1].actors.len(), list.actors.len());
        for actor in &list.actors {
            assert!(actor.kind == Some(EntityKind::Person) && actor.has_period(), "{}", actor.id);
            assert!(actor.country.is_some() || actor.sectors != ["GOV"], "{}", actor.id);
        }
        for (name, published, expected) in [
            ("Vaclav Havel", Some("1992-05-04"), Some("CZE")),
            ("Václav Havel", Some("1992-05-04"), Some("CZE")),
            ("Yeltsin", Some("1996-01-09"), Some("RUS")),
            ("Yeltsin", Some("2012-01-09"), None),
            ("Yeltsin", None, Some("RUS")),
            ("Kofi Annan", Some("1999-03-01"), None),
            ("Annan Yeltsin", None, None),
        ] {
            let names = [name];
            let published = published.map(|day| (day, day));
            let asked = Asked { names: &names, kind: Some(EntityKind::Person), published };
            let links = Actors::embedded().links(&asked);
            let country = links.first().and_then(|link| link.country.as_deref());
            assert_eq!(country, expected, "{name}");
        }
    }

    fn names_of(actor: &Actor) -> Vec<String> {
        names(actor).map(str::to_owned).collect()
    }

    #[test]
    fn abbreviations_are_written_in_capitals() {
        for (name, expected) in [
            ("WHO", Some("WHO")),
            ("Who", None),
            ("the World Health Organization", Some("WHO")),
            ("U.N.", Some("UN")),
            ("Harbour Organization", None),
        ] {
            let asked = Asked { names: &[name], ..Asked::default() };
            let links = Actors::embedded().links(&asked);
            assert_eq!(links.first().map(|link| link.id.as_str()), expected, "{name}");
        }
    }
}
