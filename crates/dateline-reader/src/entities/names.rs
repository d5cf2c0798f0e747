//! Proper names: what they name, and which of them can be one.

use std::ops::Range;

use dateline_gazetteer::{Gazetteer, PlaceKind};
use dateline_language::{Name, NameKind, Relation, Upos};
use dateline_record::{EntityKind, MentionForm};
use smol_str::SmolStr;

use super::candidate::{Candidate, Determination, Gender, Number, head_of};
use super::lexicon::{NameWord, lexicon};
use super::nominals::country_of_phrase;
use super::toponyms;
use crate::actors::lexicon::known_organisation;
use crate::article::Article;

/// A name, with what its letters tell.
#[derive(Debug, Clone)]
pub(crate) struct NameParts {
    /// Its words in lower case, without titles, initials' full stops and legal forms; hyphens and
    /// case do not tell names apart.
    pub(crate) tokens: Vec<SmolStr>,
    /// What it is the name of where that is certain: `country:KOR`, or its tokens put together.
    pub(crate) key: String,
    /// The first letters of its greater words: `nis`.
    pub(crate) initials: String,
}

/// The names of an article, those that were cut at a hyphen or between surname and given name made
/// whole: `Park Min` + `-jae`, `Ahn` + `Soo-bin`.
pub(crate) fn whole_names(article: &Article<'_>) -> Vec<Name> {
    let gazetteer = Gazetteer::embedded();
    let mut whole: Vec<Name> = Vec::new();
    for name in article.parse.names().iter().filter(|name| !name.words.is_empty()) {
        let mut name = name.clone();
        let sentence = article.parse.sentence_around(name.words.start);
        while let Some(end) = hyphenated_end(article, &name, sentence.end) {
            name.words.end = end;
        }
        match whole.last_mut() {
            Some(last) if last.words.end > name.words.start => {}
            Some(last)
                if last.kind == NameKind::Person
                    && name.kind == NameKind::Miscellaneous
                    && last.words.end == name.words.start
                    && gazetteer.demonym(article.surface(name.words.clone())).is_none() =>
            {
                last.words.end = name.words.end;
            }
            _ => whole.push(name),
        }
    }
    let usage = toponyms::Usage::read(article, &whole);
    for name in &mut whole {
        if toponyms::is_place_by_context(article, name, &usage) {
            name.kind = NameKind::Location;
        } else if names_firm(article, name) {
            name.kind = NameKind::Organisation;
        }
    }
    let missed = toponyms::missed(article, &whole);
    whole.extend(missed);
    let inside: Vec<Name> = whole.iter().flat_map(|name| places_inside(article, name)).collect();
    for name in &mut whole {
        // "Nakuru-based" where the parser has the place as the head of both.
        let head = head_of(article, name.words.clone());
        let place = toponyms::hyphenated(article, name)
            .into_iter()
            .find(|words| head_of(article, words.clone()) == head);
        if let Some(words) = place {
            *name = Name { words, kind: NameKind::Location, ..*name };
        }
    }
    whole.extend(inside);
    whole.retain(|name| !is_member_described(article, name));
    whole.sort_by_key(|name| (name.words.start, std::cmp::Reverse(name.words.end)));
    whole
}

/// Whether what is taken for a place's name stands before the noun of a firm, and no map has it:
/// `Halvora bank`.
fn names_firm(article: &Article<'_>, name: &Name) -> bool {
    let surface = article.surface(name.words.clone());
    let word = article.word(head_of(article, name.words.clone()));
    name.kind == NameKind::Location
        && word.relation == Relation::Compound
        && word.head.is_some_and(|noun| {
            noun == name.words.end
                && lexicon().noun(&article.word(noun).lemma.to_lowercase()).is_some_and(|noun| {
                    noun.kind == EntityKind::Organisation && noun.sectors.contains(&"BUS")
                })
        })
        && Gazetteer::embedded().lookup(surface).is_empty()
}

/// `Reyes, a Democrat,` and `the Republican`: what a party's member is called by is a description,
/// whatever its capital says.
fn is_member_described(article: &Article<'_>, name: &Name) -> bool {
    let head = name.words.start;
    let word = article.word(head);
    name.words.len() == 1
        && is_member(&word.lower)
        && !matches!(word.relation, Relation::Compound | Relation::Amod | Relation::Flat)
        && word.deprel != "nmod:desc"
        && article.parse.dependents(head).any(|below| {
            let word = article.word(below);
            // "a Democrat", "his fellow Republican"
            below < head
                && (matches!(word.relation, Relation::Det | Relation::Amod)
                    || word.deprel == "nmod:poss")
        })
}

/// Whether a word calls somebody a member of a party.
fn is_member(lower: &str) -> bool {
    lexicon()
        .noun(lower)
        .is_some_and(|noun| noun.kind == EntityKind::Person && noun.sectors.contains(&"PTY"))
}

/// The names of places within a longer name, but for one with the same head.
fn places_inside(article: &Article<'_>, name: &Name) -> Vec<Name> {
    let head = head_of(article, name.words.clone());
    toponyms::inside(article, name)
        .into_iter()
        .filter(|words| head_of(article, words.clone()) != head)
        .map(|words| Name { words, kind: NameKind::Location, confidence: name.confidence })
        .collect()
}

/// Where a name ends whose last word goes on after a hyphen with another part of a name.
fn hyphenated_end(article: &Article<'_>, name: &Name, sentence_end: usize) -> Option<usize> {
    let hyphen = name.words.end;
    let rest = hyphen + 1;
    if rest >= sentence_end {
        return None;
    }
    let glued = |at: usize| article.word(at - 1).span.end == article.word(at).span.start;
    if article.form(hyphen) != "-" || !glued(hyphen) || !glued(rest) {
        return None;
    }
    // "Kenya-based" and "Reyes-led" go on with what is no name, "Jong-un" with a syllable.
    let word = article.word(rest);
    let syllable = name.words.len() > 1
        && name.kind != NameKind::Location
        && word.lower.len() <= 5
        && word.upos != Upos::Verb
        && article.form(rest).chars().all(char::is_lowercase)
        && lexicon().name_word(&word.lower) != Some(NameWord::Tail);
    (word.upos == Upos::Propn || syllable).then_some(rest + 1)
}

/// The mention that a name is.
pub(crate) fn name(
    article: &Article<'_>,
    words: Range<usize>,
    kind: NameKind,
) -> (Candidate, NameParts) {
    let head = head_of(article, words.clone());
    let surface = article.surface(words.clone());
    let gazetteer = Gazetteer::embedded();
    let people = gazetteer.demonym(surface).is_some() && gazetteer.lookup(surface).is_empty();
    let kind = match kind {
        // "North Korean" is no place, whatever stands around it.
        _ if people => EntityKind::Group,
        NameKind::Organisation | NameKind::Miscellaneous if is_east_asian_person(surface) => {
            EntityKind::Person
        }
        // A militia of the list that is the name of some town, too.
        NameKind::Location
            if known_organisation(surface).is_some()
                && gazetteer.country_named(surface).is_none() =>
        {
            EntityKind::Organisation
        }
        // "Her sister, Charmaine": a forename that no map knows.
        NameKind::Location if is_forename_alone(surface) => EntityKind::Person,
        // "Cass County" is no person and no body, but "Cass County Council" is.
        NameKind::Person | NameKind::Organisation if is_county(surface) => EntityKind::Place,
        NameKind::Person if is_body(article, words.clone()) => EntityKind::Organisation,
        // "the Polisario", "Medecins Sans Frontieres"; but Ford and Abbott are persons, too.
        NameKind::Person
            if known_organisation(surface).is_some_and(|known| !known.is_firm())
                && lexicon().forename(&surface.to_lowercase()).is_none() =>
        {
            EntityKind::Organisation
        }
        NameKind::Person => EntityKind::Person,
        NameKind::Organisation => EntityKind::Organisation,
        NameKind::Location => EntityKind::Place,
        NameKind::Miscellaneous => match miscellaneous(article, words.clone()) {
            // "GOP"
            EntityKind::Other if known_organisation(surface).is_some() => EntityKind::Organisation,
            kind => kind,
        },
    };
    let mut parts = parts(article, words.clone());
    let mut number = Number::Singular;
    let mut gender = Gender::Neuter;
    let mut sectors = Vec::new();
    let mut country = None;
    match kind {
        EntityKind::Person => {
            gender = gender_of_person(article, words.clone(), head, &parts.tokens);
        }
        EntityKind::Group => {
            gender = Gender::Unknown;
            number = Number::Plural;
            country = gazetteer.demonym(surface).and_then(|belonging| belonging.country);
        }
        EntityKind::Organisation => {
            number = Number::Unknown;
            country = country_of_phrase(article, words.start, gazetteer);
            for token in &parts.tokens {
                if let Some(sector) = lexicon().sector(token)
                    && !sectors.contains(&sector)
                {
                    sectors.push(sector);
                }
            }
        }
        EntityKind::Place => {
            if let Some(named) = gazetteer.country_named(surface) {
                parts.key = format!("country:{}", named.code);
                country = Some(named.code);
            }
        }
        _ => {}
    }
    let candidate = Candidate {
        sentence: article.parse.sentence_of(words.start),
        lemma: SmolStr::from(article.word(words.end - 1).lower.as_str()),
        words,
        head,
        form: MentionForm::Name,
        kind: Some(kind),
        gender,
        number,
        determination: Determination::Definite,
        modifiers: Vec::new(),
        qualifiers: Vec::new(),
        country,
        sectors,
        conjuncts: None,
    };
    (candidate, parts)
}

/// Whether a name has the shape of a Korean or Chinese person's: `Pak Chol-min`, `Lim Hsien-loong`.
fn is_east_asian_person(surface: &str) -> bool {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let Some((surname, given)) = surface.split_once(' ') else { return false };
    let Some((first, second)) = given.split_once('-') else { return false };
    capitalised(surname)
        && capitalised(first)
        && !second.is_empty()
        && second.chars().all(char::is_lowercase)
        && Gazetteer::embedded().lookup(surface).is_empty()
}

/// Whether a name is a forename and no place.
fn is_forename_alone(surface: &str) -> bool {
    lexicon().forename(&surface.to_lowercase()).is_some()
        && Gazetteer::embedded().lookup(surface).is_empty()
        && Gazetteer::embedded().demonym(surface).is_none()
}

/// Whether these words name counties and nothing else.
fn is_county(surface: &str) -> bool {
    let found = Gazetteer::embedded().lookup(surface);
    surface.contains(' ')
        && !found.is_empty()
        && found.iter().all(|place| place.kind == PlaceKind::County)
}

/// Whether the last word of a name says an organisation, where no forename stands first: `Dawn
/// Herald`.
fn is_body(article: &Article<'_>, words: Range<usize>) -> bool {
    words.len() > 1
        && lexicon().sector(&article.word(words.end - 1).lower).is_some()
        && lexicon().forename(&article.word(words.start).lower).is_none()
        && lexicon().title(&article.word(words.start).lower).is_none()
}

/// What a name that is no person's, organisation's or place's names: a people, or, by its nouns, a
/// happening, law, work or product.
fn miscellaneous(article: &Article<'_>, words: Range<usize>) -> EntityKind {
    if Gazetteer::embedded().demonym(article.surface(words.clone())).is_some() {
        return EntityKind::Group;
    }
    // "Democrats" without an article
    let last = article.word(words.end - 1);
    if words.len() == 1 && last.lower.strip_suffix('s').is_some_and(is_member) {
        return EntityKind::Group;
    }
    words
        .rev()
        .find_map(|at| lexicon().name_noun(&article.word(at).lower))
        .unwrap_or(EntityKind::Other)
}

/// The words by which names are told apart.
fn parts(article: &Article<'_>, words: Range<usize>) -> NameParts {
    let mut tokens: Vec<SmolStr> = Vec::new();
    let mut initials = String::new();
    for at in words.clone() {
        let word = article.word(at);
        let first = at == words.start;
        if lexicon().name_word(&word.lower) == Some(NameWord::Small) {
            continue;
        }
        if first && words.len() > 1 && lexicon().title(&word.lower).is_some() {
            continue;
        }
        for piece in word.lower.split(['-', '–']) {
            let piece = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
            if piece.is_empty() {
                continue;
            }
            initials.extend(piece.chars().next());
            tokens.push(piece.into());
        }
    }
    let legal = |token: &SmolStr| lexicon().name_word(token) == Some(NameWord::Legal);
    while tokens.len() > 1 && tokens.last().is_some_and(legal) {
        tokens.pop();
    }
    if tokens.is_empty() {
        tokens.push(article.word(words.start).lower.clone());
    }
    let key = tokens.join(" ").replace('.', "");
    NameParts { tokens, key, initials }
}

/// Whether a person is a man or a woman, by title, post or forename.
fn gender_of_person(
    article: &Article<'_>,
    words: Range<usize>,
    head: usize,
    tokens: &[SmolStr],
) -> Gender {
    let before = words
        .start
        .checked_sub(1)
        .filter(|&at| article.parse.sentence_of(at) == article.parse.sentence_of(words.start));
    let titles = before.into_iter().chain(words.start..=words.start);
    for at in titles {
        if let Some(title) = lexicon().title(&article.word(at).lower)
            && title.gender != Gender::Unknown
            && article.form(at).starts_with(char::is_uppercase)
        {
            return title.gender;
        }
    }
    // "his wife Ana", "spokeswoman Ana Reyes", "Ana Reyes, an actress"
    for below in article.parse.dependents(head) {
        let word = article.word(below);
        let describes = matches!(word.relation, Relation::Appos | Relation::Compound)
            || word.deprel == "nmod:desc";
        if describes
            && let Some(noun) = lexicon().noun(&word.lemma)
            && noun.gender != Gender::Unknown
        {
            return noun.gender;
        }
    }
    // "Reyes" alone may be a surname, whoever else has it as forename.
    let forename = tokens.first().filter(|_| tokens.len() > 1);
    forename.and_then(|name| lexicon().forename(name)).unwrap_or_default()
}

/// Whether the shorter of two names of persons can be short for the longer: its words all stand in
/// the longer, in order, the surname or the first name among them.
pub(crate) fn shortens_person(short: &[SmolStr], long: &[SmolStr]) -> bool {
    let mut rest = long.iter();
    let within = short.iter().all(|token| {
        rest.any(|other| {
            other == token
                // An initial stands for the name: "J. Reyes".
                || (token.len() == 1 && other.starts_with(token.as_str()) && short.len() > 1)
        })
    });
    within && short.len() < long.len() && short.iter().any(|token| token.len() > 1)
}

/// Whether one name of an organisation or place is short for another: its words are the first of
/// the other's, or all but a place before them.
pub(crate) fn shortens_organisation(short: &[SmolStr], long: &[SmolStr]) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    let generic = short.len() == 1 && lexicon().noun(&short[0]).is_some();
    !generic && (long.starts_with(short) || long.ends_with(short))
}

/// Whether these letters are an acronym of a name with these initials: `NIS`, `N.I.S.`
pub(crate) fn is_acronym(letters: &str, initials: &str) -> bool {
    let bare: String = letters.chars().filter(|letter| letter.is_alphanumeric()).collect();
    bare.len() >= 2
        && bare.chars().all(|letter| letter.is_uppercase() || letter.is_numeric())
        && bare.to_lowercase() == initials
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(name: &str) -> Vec<SmolStr> {
        name.split(' ').map(SmolStr::from).collect()
    }

    #[test]
    fn short_names_of_persons() {
        let cases = [
            ("reyes", "ana reyes", true),
            ("ana", "ana reyes", true),
            ("ana reyes", "ana maria reyes", true),
            ("a reyes", "ana reyes", false),
            ("a reyes", "ana maria reyes", true),
            ("pak", "pak chol min", true),
            ("reyes", "reyes", false),
            ("lim", "ana reyes", false),
        ];
        for (short, long, expected) in cases {
            assert_eq!(shortens_person(&tokens(short), &tokens(long)), expected, "{short}, {long}");
        }
    }

    #[test]
    fn short_names_of_organisations() {
        let cases = [
            ("meridian", "meridian shipping", true),
            ("shipping", "meridian shipping", true),
            ("bank", "meridian bank", false),
            ("bank meridian", "meridian bank", false),
        ];
        for (short, long, expected) in cases {
            let short_tokens = tokens(short);
            assert_eq!(shortens_organisation(&short_tokens, &tokens(long)), expected, "{short}");
        }
    }

    #[test]
    fn acronyms() {
        let cases = [
            ("NIS", "nis", true),
            ("U.N.", "un", true),
            ("Nis", "nis", false),
            ("N", "n", false),
            ("AU", "un", false),
        ];
        for (letters, initials, expected) in cases {
            assert_eq!(is_acronym(letters, initials), expected, "{letters}");
        }
    }
}
