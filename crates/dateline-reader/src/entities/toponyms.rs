//! Names of places that the name model passes over or takes for others': `Nakuru` in `the Nakuru
//! Police Department`, in `a Nakuru man` and in `NAKURU —`. What stands around a name that the
//! gazetteer knows says whether it is a place's.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use dateline_gazetteer::{Gazetteer, Place, PlaceKind};
use dateline_language::{Name, NameKind, Upos};
use smol_str::SmolStr;

use super::lexicon::{NameWord, lexicon};
use crate::actors::lexicon::known_organisation;
use crate::article::Article;
use crate::lexicon::rows;

static CIVIC_NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/civic-nouns.txt")));
static MODIFIED_NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/place-modified-nouns.txt")));
/// Names of towns that are other words, too.
static NOT_PLACES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/not-places.txt")));
/// Nouns of settlements and areas, which stand beside the name of one.
static AREA_NOUNS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/area-nouns.txt")));
static TOLD_APART: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/names-told-apart.txt")));
/// Titles in capitals behind a place's name.
static TITLES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/place-titles.txt")));
static LOCATIVES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../lexicons/place-prepositions.txt")));
/// How many words of a longer name may be the name of a place.
const LONGEST_INSIDE: usize = 4;

/// How many people live in a town that is found in the name of a body whose other words say little.
const LEAST_POPULATION: u32 = 1_000;

fn words(list: &'static str) -> HashSet<&'static str> {
    rows::<1>(list).map(|[word]| word).collect()
}

/// How many people live in a town whose bare name is taken for a person's by the name model alone.
const GREAT_TOWN: u32 = 200_000;

/// What the report's names say of each other.
pub(super) struct Usage {
    /// The words of the names of persons that have several, in lower case.
    of_persons: HashSet<SmolStr>,
    /// For each name, how often the name model takes it for a place more often than for others.
    places: HashMap<String, i32>,
}

impl Usage {
    pub(super) fn read(article: &Article<'_>, names: &[Name]) -> Self {
        let mut usage = Self { of_persons: HashSet::new(), places: HashMap::new() };
        for name in names {
            if name.kind == NameKind::Person && name.words.len() > 1 {
                let words = name.words.clone().map(|at| article.word(at).lower.clone());
                usage.of_persons.extend(words);
            }
            let surface = article.surface(name.words.clone());
            if surface.len() < 60 {
                let vote = if name.kind == NameKind::Location { 1 } else { -1 };
                *usage.places.entry(surface.to_lowercase()).or_default() += vote;
            }
        }
        usage
    }

    /// Whether one word is the name of a great town and of nobody in the report: `Nakuru`, where
    /// no `Ana Nakuru` is named and no parent gives it to a child.
    fn is_great_town(&self, article: &Article<'_>, name: &Name) -> bool {
        if name.kind != NameKind::Person || name.words.len() != 1 {
            return false;
        }
        let word = &article.word(name.words.start).lower;
        lexicon().forename(word).is_none()
            && !self.of_persons.contains(word)
            && inhabited(article.surface(name.words.clone()))
                .iter()
                .any(|place| place.population >= GREAT_TOWN && place.kind != PlaceKind::County)
    }

    /// Whether the report has this name mostly as a place's.
    fn is_mostly_place(&self, surface: &str) -> bool {
        self.places.get(&surface.to_lowercase()).is_some_and(|&votes| votes > 0)
    }
}

/// What a name of another sort is where what stands around it says that it is a place's.
pub(super) fn is_place_by_context(article: &Article<'_>, name: &Name, usage: &Usage) -> bool {
    if name.kind == NameKind::Location {
        return false;
    }
    let words = name.words.clone();
    if words.len() > 1 && names_feature(article, words.clone(), name.kind)
        || is_said_to_be_one(article, words.clone())
    {
        return true;
    }
    if inhabited(article.surface(words.clone())).is_empty() {
        return false;
    }
    let single_forename =
        words.len() == 1 && lexicon().forename(&article.word(words.start).lower).is_some();
    if usage.is_great_town(article, name) || usage.is_mostly_place(article.surface(words.clone())) {
        return true;
    }
    if name.kind == NameKind::Person && (words.len() > 1 || single_forename) {
        return in_dateline(article, words.clone())
            || among_counties(article, words.clone())
            || words.len() > 1 && behind_locative(article, words.clone())
            || before_container(article, words);
    }
    modifies_noun(article, words.clone())
        || among_counties(article, words.clone())
        || name.kind != NameKind::Person && modifies_title(article, words.clone())
        || in_dateline(article, words.clone())
        || behind_locative(article, words.clone())
        || before_container(article, words)
}

/// `the village of Nakuru`, `Nakuru district`: the noun says so, whether the gazetteer knows the
/// name or not.
fn is_said_to_be_one(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let area = |at: usize| is_area(article, at);
    // "a Kenyan province"
    let surface = article.surface(words.clone());
    if Gazetteer::embedded().demonym(surface).is_some()
        || article.word(words.end - 1).upos == Upos::Adj
    {
        return false;
    }
    let before = words.start >= sentence.start + 2
        && article.word(words.start - 1).lower == "of"
        && area(words.start - 2);
    // "Kestrel district managers" are managers of a district of theirs.
    let behind = words.end < sentence.end
        && area(words.end)
        && !(words.end + 1 < sentence.end && article.word(words.end + 1).upos == Upos::Noun);
    before || behind
}

/// Whether a word is the noun of a settlement or area: `village`.
pub(crate) fn is_area(article: &Article<'_>, at: usize) -> bool {
    AREA_NOUNS.contains(article.word(at).lemma.as_str())
        && article.form(at).starts_with(char::is_lowercase)
}

/// `Kenyatta Avenue` taken for a person, `Kakamega National Forest` taken for a body.
fn names_feature(article: &Article<'_>, words: Range<usize>, kind: NameKind) -> bool {
    let class = |at: usize| crate::places::feature_class(&article.word(at).lower);
    let last = class(words.end - 1);
    let road = last == Some("R") && article.word(words.start).upos != Upos::Verb;
    match kind {
        NameKind::Person => road && article.word(words.end - 1).lower != "lane",
        NameKind::Organisation | NameKind::Miscellaneous => {
            road && words.len() < 5
                || matches!(
                    article.word(words.end - 1).lower.as_str(),
                    "forest" | "wilderness" | "refuge" | "preserve" | "airport"
                )
        }
        NameKind::Location => false,
    }
}

/// The places that may be meant and that have people. A village whose people nobody counted says too
/// little: there is one for most words.
fn inhabited(surface: &str) -> Vec<Place> {
    let bare = surface.replace('.', "").to_lowercase();
    // "PA" may be Pennsylvania, and is as often the name of a body; "Pa." is not.
    let short = surface.len() < 4 && !surface.ends_with('.');
    let direction = lexicon().name_word(&bare) == Some(NameWord::Direction);
    let gazetteer = Gazetteer::embedded();
    let people = gazetteer.demonym(surface).is_some() && gazetteer.country_named(surface).is_none();
    // "us" is another word, "U.S." is not.
    let other = NOT_PLACES.contains(bare.as_str())
        && !(surface.contains('.') && gazetteer.country_named(surface).is_some());
    if short || direction || people || other {
        return Vec::new();
    }
    let mut found = gazetteer.lookup(surface);
    found.retain(|place| {
        matches!(
            place.kind,
            PlaceKind::Country | PlaceKind::Division | PlaceKind::County | PlaceKind::Town
        ) && (place.kind != PlaceKind::Town || place.population > 0)
    });
    found
}

/// `a Nakuru man`, `Nakuru police`, `Nakuru and Kisumu counties`.
fn modifies_noun(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let next = words.end;
    if next >= sentence.end {
        return false;
    }
    let common = |at: usize| {
        let word = article.word(at);
        article.form(at).starts_with(char::is_lowercase)
            && (MODIFIED_NOUNS.contains(word.lemma.as_str())
                || MODIFIED_NOUNS.contains(word.lower.as_str()))
    };
    common(next)
}

/// `Nakuru Mayor Ana Reyes`
fn modifies_title(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let next = words.end;
    next < sentence.end && TITLES.contains(article.word(next).lower.as_str())
}

/// `Nakuru, Kericho and Bomet counties`: the noun stands behind the last of them.
pub(crate) fn among_counties(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let link = |at: usize| matches!(article.word(at).lower.as_str(), "," | "and" | "or");
    let noun = |at: usize| article.word(at).lower == "counties";
    (words.end..sentence.end.min(words.end + 16))
        .take_while(|&at| link(at) || noun(at) || is_capitalised(article, at))
        .any(noun)
}

/// `NAKURU —`, at the beginning of a sentence, or behind a headline without a full stop.
fn in_dateline(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    let text = article.surface(words.clone());
    let capitals = text.chars().all(|letter| !letter.is_lowercase());
    if !capitals || text.len() < 4 || words.end >= article.parse.words().len() {
        return false;
    }
    let apart = article.word(words.end).span.start > article.word(words.end - 1).span.end;
    match article.word(words.end).lower.as_str() {
        // U+0097 is the dash of texts that were decoded wrongly.
        "—" | "–" | "\u{97}" => true,
        "-" | "--" | "(" => apart && words.start == sentence.start,
        _ => false,
    }
}

/// `in Nakuru`, `near Nakuru`.
fn behind_locative(article: &Article<'_>, words: Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(words.start);
    words.start > sentence.start
        && LOCATIVES.contains(article.word(words.start - 1).lower.as_str())
        // "in Reyes's view" is no place.
        && !(words.end < sentence.end
            && matches!(article.word(words.end).lower.as_str(), "'s" | "’s"))
}

/// `Surprise, Ariz.`
fn before_container(article: &Article<'_>, words: Range<usize>) -> bool {
    let comma = words.end;
    let sentence = article.parse.sentence_around(words.start);
    if comma + 1 >= sentence.end || article.word(comma).lower != "," {
        return false;
    }
    let towns = Gazetteer::embedded().lookup(article.surface(words));
    let wider = longest(article, comma + 1, sentence.end.min(comma + 4));
    wider.is_some_and(|(_, wider)| {
        wider.iter().any(|wider| {
            wider.kind == PlaceKind::Division
                && towns.iter().any(|town| {
                    town.kind == PlaceKind::Town
                        && (town.country, town.division) == (wider.country, wider.division)
                })
        })
    })
}

/// The longest name of a place that begins at a word, and what it may mean.
fn longest(article: &Article<'_>, start: usize, end: usize) -> Option<(usize, Vec<Place>)> {
    (start + 1..=end.min(start + LONGEST_INSIDE)).rev().find_map(|end| {
        let found = Gazetteer::embedded().lookup(article.surface(start..end));
        (!found.is_empty()).then_some((end, found))
    })
}

/// Names of places outside all names, where what stands around them says so: `Nakuru's building
/// inspector`, `Surprise, Ariz.`
pub(super) fn missed(article: &Article<'_>, names: &[Name]) -> Vec<Name> {
    let mut taken = vec![false; article.parse.words().len()];
    for name in names {
        taken[name.words.clone()].fill(true);
    }
    let mut found = Vec::new();
    for sentence in article.parse.sentences() {
        let mut at = sentence.start;
        while at < sentence.end {
            let end = (at..sentence.end)
                .take(LONGEST_INSIDE)
                .take_while(|&word| !taken[word] && is_capitalised(article, word))
                .last()
                .map(|word| word + 1);
            let Some(end) = end else {
                at += 1;
                continue;
            };
            let road = numbered_road(article, at, sentence.end)
                .filter(|words| !taken[words.end - 1])
                .or_else(|| named_road(article, at, end));
            let Some(words) = road.or_else(|| missed_at(article, at, end)) else {
                at += 1;
                continue;
            };
            at = words.end;
            found.push(Name { words, kind: NameKind::Location, confidence: 0.5 });
        }
    }
    found
}

fn is_capitalised(article: &Article<'_>, at: usize) -> bool {
    article.form(at).starts_with(char::is_uppercase) && article.word(at).lower != "i"
}

/// `Highway 19`, `Interstate 45`: its words.
fn numbered_road(article: &Article<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let number = start + 1;
    let road = matches!(article.word(start).lower.as_str(), "highway" | "interstate" | "route");
    let numbered =
        number < end && article.form(number).chars().all(|letter| letter.is_ascii_digit());
    (road && numbered).then_some(start..number + 1)
}

/// `First Avenue`, `Acacia Drive`: its words, of capitalised words up to an end.
fn named_road(article: &Article<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let road = (start + 1..end).find(|&at| {
        crate::places::feature_class(&article.word(at).lower) == Some("R")
            && article.word(at).upos == Upos::Propn
    })?;
    let named = article.word(start).upos != Upos::Det && article.word(start).upos != Upos::Adp;
    named.then_some(start..road + 1)
}

fn missed_at(article: &Article<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let (end, _) = longest(article, start, end)?;
    let words = start..end;
    let places = inhabited(article.surface(words.clone()));
    if places.is_empty() {
        return None;
    }
    let proper = words.clone().all(|at| article.word(at).upos == Upos::Propn);
    let county = words.len() > 1 && places.iter().all(|place| place.kind == PlaceKind::County);
    // "Mass. legislators"
    let abbreviation = words.len() == 1
        && article.form(start).ends_with('.')
        && lexicon().title(&article.word(start).lower).is_none()
        && places.iter().any(|place| place.kind == PlaceKind::Division);
    let sure = county
        || abbreviation
        || among_counties(article, words.clone())
        || in_dateline(article, words.clone())
        || before_container(article, words.clone())
        || proper
            && (words.start != article.parse.sentence_around(words.start).start
                || places.iter().any(|place| place.population > 5_000))
            && (behind_locative(article, words.clone())
                || modifies_noun(article, words.clone())
                || modifies_title(article, words.clone()));
    sure.then_some(words)
}

/// The places in a longer name: `Nakuru` in `Nakuru Police Department`, `Kenya` in `University of
/// Kenya`, both in `Kenya-Uganda`. The words of each.
pub(super) fn inside(article: &Article<'_>, name: &Name) -> Vec<Range<usize>> {
    let words = name.words.clone();
    if name.kind == NameKind::Person || words.len() < 2 {
        return Vec::new();
    }
    let known = !Gazetteer::embedded().lookup(article.surface(words.clone())).is_empty();
    if name.kind == NameKind::Location && (known || ends_as_place(article, words.clone())) {
        return Vec::new();
    }
    let parts = hyphenated(article, name);
    if !parts.is_empty() {
        return parts;
    }
    if !words.clone().any(|at| is_civic(article, at)) {
        return belonging(article, name).into_iter().collect();
    }
    let civic = |inner: &Range<usize>| {
        words.clone().any(|at| !inner.contains(&at) && is_civic(article, at))
    };
    place_in(article, words.clone()).filter(civic).into_iter().collect()
}

/// The places that a name with a hyphen puts together with something: `Kenya` in `Kenya-based`,
/// both in `Kenya-Uganda`. Such a name is no name of its own.
pub(super) fn hyphenated(article: &Article<'_>, name: &Name) -> Vec<Range<usize>> {
    if name.kind == NameKind::Person || name.words.len() < 3 {
        return Vec::new();
    }
    match before_tail(article, name) {
        Some(place) => vec![place],
        None => joined_places(article, name.words.clone()),
    }
}

/// The country, division or great town that the name of a body ends with: `Kenya` in `League of
/// Human Rights of Kenya` and in `Meridian Kenya`.
fn belonging(article: &Article<'_>, name: &Name) -> Option<Range<usize>> {
    if name.kind != NameKind::Organisation {
        return None;
    }
    let words = name.words.clone();
    // In "Reform Party of Kenya" the country tells the party from others of that name.
    let told_apart = |at: usize| TOLD_APART.contains(article.word(at).lower.as_str());
    if words.clone().any(told_apart) {
        return None;
    }
    (words.end.saturating_sub(LONGEST_INSIDE).max(words.start + 1)..words.end)
        .map(|start| start..words.end)
        .find(|inner| {
            // "University of West Kenya" is of no place that is called Kenya.
            let before = &article.word(inner.start - 1).lower;
            let cut = lexicon().name_word(before) == Some(NameWord::Direction)
                || matches!(before.as_str(), "new" | "and" | "&" | "-" | "el" | "la");
            let behind = matches!(before.as_str(), "of" | "in" | "the")
                || known_organisation(article.surface(words.start..inner.start)).is_some();
            !cut && is_capitalised(article, inner.start)
                && inhabited(article.surface(inner.clone())).iter().any(|place| {
                    matches!(place.kind, PlaceKind::Country | PlaceKind::Division)
                        // "Dynamo Kisumu" plays there and elsewhere.
                        || behind && place.kind == PlaceKind::Town && place.population >= GREAT_TOWN
                })
        })
}

/// Whether the last word of a name, or the first, says that it is a place's: `Kenyatta Avenue`.
fn ends_as_place(article: &Article<'_>, words: Range<usize>) -> bool {
    [words.start, words.end - 1].into_iter().any(|at| {
        let lower = &article.word(at).lower;
        crate::places::is_feature(lower)
            || lexicon().name_word(lower) == Some(NameWord::Area)
            || lexicon().name_word(lower) == Some(NameWord::Direction)
    })
}

/// The places of `Kenya-Uganda`, where the gazetteer knows one of them at least; `Guinea-Bissau` is
/// one country.
fn joined_places(article: &Article<'_>, words: Range<usize>) -> Vec<Range<usize>> {
    if Gazetteer::embedded().country_named(article.surface(words.clone())).is_some() {
        return Vec::new();
    }
    let hyphens: Vec<usize> = words.clone().filter(|&at| article.form(at) == "-").collect();
    let [hyphen] = hyphens[..] else { return Vec::new() };
    [words.start..hyphen, hyphen + 1..words.end]
        .into_iter()
        .filter(|part| !part.is_empty() && is_capitalised(article, part.start))
        .filter(|part| {
            inhabited(article.surface(part.clone()))
                .iter()
                .any(|place| place.kind <= PlaceKind::County || place.population > 5_000)
        })
        .collect()
}

/// `Nakuru` in `Nakuru-based`.
fn before_tail(article: &Article<'_>, name: &Name) -> Option<Range<usize>> {
    let words = &name.words;
    let tail = words.len() > 2
        && article.form(words.end - 2) == "-"
        && lexicon().name_word(&article.word(words.end - 1).lower) == Some(NameWord::Tail);
    let place = words.start..words.end - 2;
    (tail && !inhabited(article.surface(place.clone())).is_empty()).then_some(place)
}

fn is_civic(article: &Article<'_>, at: usize) -> bool {
    let lower = &article.word(at).lower;
    CIVIC_NOUNS.contains(lower.as_str())
}

/// The name of a place at the beginning of a longer name, or behind `of`, `in` or `at` in it.
pub(crate) fn place_in(article: &Article<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let first = usize::from(article.word(words.start).lower == "the") + words.start;
    let behind = words
        .clone()
        .filter(|&at| matches!(article.word(at).lower.as_str(), "of" | "in" | "at"))
        .map(|at| at + 1);
    std::iter::once(first).chain(behind).find_map(|start| {
        let start =
            if start < words.end && article.word(start).lower == "the" { start + 1 } else { start };
        if start >= words.end || !is_capitalised(article, start) {
            return None;
        }
        // Not the whole of it, but for what follows "of".
        let limit = if start == words.start { words.end - 1 } else { words.end };
        let (end, found) = longest(article, start, limit)?;
        let known = found.iter().any(|place| match place.kind {
            PlaceKind::Town => place.population >= LEAST_POPULATION,
            PlaceKind::Seat => false,
            _ => true,
        });
        let word = &article.word(start).lower;
        let generic = end == start + 1
            && (CIVIC_NOUNS.contains(word.as_str())
                || NOT_PLACES.contains(word.as_str())
                || word.as_str() == "u.n."
                || matches!(lexicon().name_word(word), Some(NameWord::Direction | NameWord::Area)));
        (known && !generic).then_some(start..end)
    })
}
