//! Descriptions and pronouns: what may be a mention besides names.

use std::ops::Range;

use dateline_gazetteer::Gazetteer;
use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, MentionForm};
use smol_str::SmolStr;

use super::candidate::{Candidate, Determination, Gender, Number, number_of};
use super::lexicon::{Doer, lexicon};
use crate::actors::lexicon::{Organisation, known_organisation};
use crate::article::Article;

/// The sectors of those who have arms, or use force as a trade.
const ARMED: [&str; 6] = ["COP", "MIL", "REB", "PRM", "UAF", "CRM"];

/// The description with this noun as head, or `None` where it is no noun phrase of its own.
pub(crate) fn description(article: &Article<'_>, head: usize) -> Option<Candidate> {
    let word = article.word(head);
    if matches!(
            word.relation,
            Relation::Compound | Relation::Flat | Relation::Fixed | Relation::Goeswith
        ) && !acts_in_compound(article, head)
        // "foreign minister Ana Reyes": the post is no mention beside the name.
        || word.deprel == "nmod:desc"
        || !article.form(head).chars().any(char::is_alphabetic)
    {
        return None;
    }
    let number = number_of(article, head);
    let lemma = lemma(article, head);
    let before = head.checked_sub(1).filter(|&before| {
        let word = article.word(before);
        word.head == Some(head) && matches!(word.relation, Relation::Amod | Relation::Compound)
    });
    // "the lower house", "the public service"
    let pair = before.map(|before| format!("{} {lemma}", article.word(before).lower));
    let of_pair = pair.as_deref().and_then(|pair| lexicon().noun(pair));
    let act = pair.as_deref().is_some_and(|pair| lexicon().is_act(pair));
    let sense = of_pair
        .or_else(|| lexicon().noun(&lemma))
        .or_else(|| lexicon().noun(&word.lower))
        // "MPs"
        .or_else(|| lexicon().noun(&word.lemma))
        .filter(|_| !act && !is_member_of_states(article, head, &lemma))
        .filter(|_| !is_state_of_affairs(article, head));
    let modifiers = modifiers(article, head);
    let kind = sense.map(|sense| match (sense.kind, number) {
        (EntityKind::Person, Number::Plural) => EntityKind::Group,
        (kind, _) => kind,
    });
    let gender = match kind {
        Some(EntityKind::Person | EntityKind::Group) => {
            sense.map_or(Gender::Unknown, |sense| sense.gender)
        }
        _ => Gender::Neuter,
    };
    let number = match kind {
        Some(EntityKind::Group) => Number::Plural,
        // A team is "it" and "they".
        Some(EntityKind::Organisation) if number == Number::Singular => Number::Unknown,
        _ => number,
    };
    let mut sectors: Vec<&str> = sense.map_or_else(Vec::new, |sense| sense.sectors.clone());
    if matches!(kind, Some(EntityKind::Organisation)) {
        for modifier in &modifiers {
            if let Some(sector) = lexicon().sector(modifier) {
                // "tax agency" is no other agency.
                if !sectors.contains(&sector) {
                    sectors.push(sector);
                }
            }
        }
    }
    Some(Candidate {
        words: extent(article, head),
        head,
        form: MentionForm::Nominal,
        sentence: article.parse.sentence_of(head),
        kind,
        gender,
        number,
        determination: determination(article, head),
        country: country_said(article, head),
        lemma,
        modifiers,
        qualifiers: qualifiers(article, head),
        sectors,
        conjuncts: None,
    })
}

/// The dictionary form of a noun, in lower case. One at the beginning of a sentence may be taken for a
/// name, which has no singular: "Gendarmes sealed off the square".
fn lemma(article: &Article<'_>, noun: usize) -> SmolStr {
    let word = article.word(noun);
    let lemma = word.lemma.to_lowercase();
    if word.upos == Upos::Propn && lexicon().noun(&lemma).is_none() {
        let singular = lemma.strip_suffix('s').filter(|bare| lexicon().noun(bare).is_some());
        if let Some(singular) = singular {
            return SmolStr::from(singular);
        }
    }
    SmolStr::from(lemma)
}

/// Whether a noun before another says who acts: "*police* firing", "a *rebel* ambush", "the
/// *students'* protest" without the mark.
fn acts_in_compound(article: &Article<'_>, noun: usize) -> bool {
    let word = article.word(noun);
    let Some(act) = word.head.filter(|&act| act > noun && word.upos == Upos::Noun) else {
        return false;
    };
    if word.relation != Relation::Compound {
        return false;
    }
    // "riot police baton-charged the crowd": the parser has the first half of the verb as a noun.
    let words = article.parse.words();
    let sense = lexicon().noun(&lemma(article, noun));
    if noun + 1 == act
        && words.get(act + 1).is_some_and(|mark| mark.lower == "-")
        && words.get(act + 2).is_some_and(|verb| verb.upos == Upos::Verb)
        && article.word(act).head == Some(act + 2)
    {
        return sense.is_some();
    }
    let act = article.word(act).lemma.to_lowercase();
    match (sense, lexicon().doer_of(&act)) {
        (Some(sense), Some(Doer::Armed)) => {
            sense.sectors.iter().any(|sector| ARMED.contains(sector))
        }
        (Some(sense), Some(Doer::Anybody)) => {
            matches!(sense.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organisation)
        }
        _ => false,
    }
}

/// Whether a noun calls a member of an organisation whose members are states: `an OPEC member`.
fn is_member_of_states(article: &Article<'_>, head: usize, lemma: &str) -> bool {
    lemma == "member"
        && article.parse.related(head, Relation::Compound).any(|below| {
            known_organisation(article.form(below)).is_some_and(Organisation::is_intergovernmental)
        })
}

/// Whether a noun calls no state but how things are: "a *state* of siege".
pub(crate) fn is_state_of_affairs(article: &Article<'_>, noun: usize) -> bool {
    article.word(noun).lemma == "state"
        && article.parse.related(noun, Relation::Nmod).any(|of| {
            let mut cases = article.parse.related(of, Relation::Case);
            article.word(of).upos == Upos::Noun
                && cases.any(|case| article.word(case).lower == "of")
        })
}

/// The group that a number alone calls, `the two`, `all three`, `both`, or `None` where a word is no
/// such number.
pub(crate) fn counted(article: &Article<'_>, head: usize) -> Option<Candidate> {
    let word = article.word(head);
    let argument = matches!(
        word.relation,
        Relation::Nsubj | Relation::Obj | Relation::Iobj | Relation::Obl | Relation::Nmod
    );
    if !argument || word.upos == Upos::Adv || lexicon().group_size(&word.lower).is_none() {
        return None;
    }
    let mut definite = word.lower == "both";
    for below in article.parse.dependents(head) {
        let below = article.word(below);
        match (below.relation, below.lower.as_str()) {
            (Relation::Det, "the" | "all" | "these" | "those") => definite = true,
            (Relation::Case | Relation::Punct, _) => {}
            // "the last two", "both of the plans"
            _ => return None,
        }
    }
    let candidate = description(article, head).filter(|_| definite)?;
    Some(Candidate { gender: Gender::Unknown, number: Number::Plural, ..candidate })
}

/// The words of a noun phrase: all that hangs from its head but clauses, appositions, further
/// conjuncts and the marks at its edges.
pub(crate) fn extent(article: &Article<'_>, head: usize) -> Range<usize> {
    let mut start = head;
    let mut end = head + 1;
    let parse = article.parse;
    let mut open = vec![head];
    while let Some(at) = open.pop() {
        for below in parse.dependents(at) {
            let word = article.word(below);
            let outside = match word.relation {
                Relation::Acl
                | Relation::Appos
                | Relation::Parataxis
                | Relation::Punct
                | Relation::Cop
                | Relation::Aux
                | Relation::Nsubj
                | Relation::Csubj
                | Relation::Mark
                | Relation::Advcl
                | Relation::Discourse
                | Relation::Vocative
                | Relation::Dislocated
                | Relation::Orphan
                | Relation::Obl => true,
                // "the minister and the mayor" are two; "the justice and interior minister" one.
                Relation::Conj | Relation::Cc => at == head,
                Relation::Case | Relation::Advmod => {
                    at == head && below < head && {
                        // A preposition stands before the phrase, a focus adverb too.
                        word.relation == Relation::Case || !within_noun_phrase(article, below, head)
                    }
                }
                _ => false,
            };
            // A possessive mark belongs to the possessor's phrase, not to its mention.
            let genitive = word.relation == Relation::Case && below > at;
            if outside || (genitive && at == head) {
                continue;
            }
            start = start.min(below);
            end = end.max(below + 1);
            open.push(below);
        }
    }
    start..end
}

/// Whether an adverb stands inside the noun phrase, after its determiner: `the very old man`.
fn within_noun_phrase(article: &Article<'_>, adverb: usize, head: usize) -> bool {
    article.parse.first_related(head, Relation::Det).is_some_and(|det| det < adverb)
}

/// The adjectives and nouns before a head, in lower case, sorted; no determiners, numbers or
/// possessors.
fn modifiers(article: &Article<'_>, head: usize) -> Vec<SmolStr> {
    let mut found: Vec<SmolStr> = article
        .parse
        .dependents(head)
        .filter(|&below| {
            below < head
                && matches!(article.word(below).relation, Relation::Amod | Relation::Compound)
        })
        .map(|below| article.word(below).lower.clone())
        .collect();
    found.sort_unstable();
    found
}

/// The nouns of the prepositional phrases after a head, in lower case, sorted.
fn qualifiers(article: &Article<'_>, head: usize) -> Vec<SmolStr> {
    let mut found: Vec<SmolStr> = article
        .parse
        .related(head, Relation::Nmod)
        .filter(|&below| below > head)
        .map(|below| article.word(below).lower.clone())
        .collect();
    found.sort_unstable();
    found
}

/// How a noun phrase is determined.
fn determination(article: &Article<'_>, head: usize) -> Determination {
    let mut found = Determination::Bare;
    for below in article.parse.dependents(head) {
        let word = article.word(below);
        match word.relation {
            Relation::Nmod if word.deprel == "nmod:poss" => return Determination::Possessed,
            Relation::Det => {
                found = match word.lower.as_str() {
                    "the" | "both" => Determination::Definite,
                    "this" | "that" | "these" | "those" | "such" => Determination::Demonstrative,
                    _ => Determination::Indefinite,
                }
            }
            Relation::Nummod if found == Determination::Bare => found = Determination::Indefinite,
            _ => {}
        }
    }
    found
}

/// The country that a noun's modifiers or its possessor name: `the Kenyan parliament`, `Kenya's
/// parliament`, `Nairobi's parliament`, `the parliament of Kenya`.
fn country_said(article: &Article<'_>, head: usize) -> Option<&'static str> {
    let gazetteer = Gazetteer::embedded();
    for below in article.parse.dependents(head) {
        let word = article.word(below);
        let names_country = match word.relation {
            Relation::Amod | Relation::Compound => true,
            Relation::Nmod => {
                word.deprel == "nmod:poss"
                    || article
                        .parse
                        .first_related(below, Relation::Case)
                        .is_some_and(|case| article.word(case).lower == "of")
            }
            _ => false,
        };
        if !names_country {
            continue;
        }
        // "the Saudi-led coalition"
        let led = (word.lower == "led").then(|| {
            article
                .parse
                .related(below, Relation::Compound)
                .find_map(|leader| country_of_phrase(article, leader, gazetteer))
        });
        if let Some(country) = led.flatten() {
            return Some(country);
        }
        // "Greek Cypriot leaders" are no Greeks.
        let pair = (below + 1 < head).then(|| article.surface(below..below + 2));
        let pair = pair.and_then(|pair| gazetteer.demonym(pair)?.country);
        if let Some(country) = pair.or_else(|| country_of_phrase(article, below, gazetteer)) {
            return Some(country);
        }
    }
    None
}

/// The country that a word names, alone or with the word before or after it that hangs from it:
/// `Kenyan`, `South Korean`.
pub(crate) fn country_of_phrase(
    article: &Article<'_>,
    at: usize,
    gazetteer: Gazetteer,
) -> Option<&'static str> {
    if !article.form(at).starts_with(char::is_uppercase) {
        return None;
    }
    let capitalised = |word: usize| article.form(word).starts_with(char::is_uppercase);
    let sentence = article.parse.sentence_around(at);
    let start = (sentence.start..at).rev().take(3).take_while(|&word| capitalised(word)).last();
    (start.unwrap_or(at)..=at).map(|from| article.surface(from..at + 1)).find_map(|words| {
        gazetteer
            .demonym(words)
            .and_then(|belonging| belonging.country)
            .or_else(|| gazetteer.country_named(words).map(|country| country.code))
            .or_else(|| gazetteer.country_with_capital(words).map(|country| country.code))
    })
}

/// The pronoun at a word, or `None` where it is none that refers.
pub(crate) fn pronoun(article: &Article<'_>, at: usize) -> Option<Candidate> {
    use Gender::{Feminine, Masculine, Neuter, Unknown};
    let word = article.word(at);
    if !matches!(word.upos, Upos::Pron | Upos::Det) || word.relation == Relation::Expl {
        return None;
    }
    // "This is new", not "this report" or "said that".
    let alone = word.upos == Upos::Pron
        && !matches!(word.relation, Relation::Det | Relation::Mark | Relation::Fixed);
    let (kind, gender, number) = match word.lower.as_str() {
        "he" | "him" | "his" | "himself" => (Some(EntityKind::Person), Masculine, Number::Singular),
        "she" | "her" | "hers" | "herself" => {
            (Some(EntityKind::Person), Feminine, Number::Singular)
        }
        "it" | "its" | "itself" => (None, Neuter, Number::Singular),
        "they" | "them" | "their" | "theirs" | "themselves" => (None, Unknown, Number::Plural),
        "i" | "me" | "my" | "mine" | "myself" => {
            (Some(EntityKind::Person), Unknown, Number::Singular)
        }
        "we" | "us" | "our" | "ours" | "ourselves" => {
            (Some(EntityKind::Group), Unknown, Number::Plural)
        }
        "you" | "your" | "yours" | "yourself" | "yourselves" if word.upos == Upos::Pron => {
            (Some(EntityKind::Person), Unknown, Number::Unknown)
        }
        "who" | "whom" | "whose" | "which" | "that" if relative_clause(article, at).is_some() => {
            (None, Unknown, Number::Unknown)
        }
        "this" | "that" if alone => (None, Neuter, Number::Singular),
        "these" | "those" if alone => (None, Unknown, Number::Plural),
        _ => return None,
    };
    let demonstrative = matches!(word.lower.as_str(), "this" | "these" | "those")
        || word.lower == "that" && relative_clause(article, at).is_none();
    Some(Candidate {
        words: at..at + 1,
        head: at,
        form: MentionForm::Pronoun,
        sentence: article.parse.sentence_of(at),
        kind,
        gender,
        number,
        determination: if demonstrative {
            Determination::Demonstrative
        } else {
            Determination::Definite
        },
        lemma: word.lower.clone(),
        modifiers: Vec::new(),
        qualifiers: Vec::new(),
        country: None,
        sectors: Vec::new(),
        conjuncts: None,
    })
}

/// The noun that the relative clause of a relative pronoun describes.
pub(crate) fn relative_clause(article: &Article<'_>, at: usize) -> Option<usize> {
    let word = article.word(at);
    if word.relation == Relation::Mark || word.relation == Relation::Det {
        return None;
    }
    article
        .parse
        .ancestors(at)
        .take(6)
        .find(|&above| article.word(above).relation == Relation::Acl)
        .filter(|&clause| at <= clause)
        .and_then(|clause| article.word(clause).head)
        .filter(|&noun| noun < at)
}
