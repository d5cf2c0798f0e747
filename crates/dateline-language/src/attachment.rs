//! Hangs clauses again that the parser has hung where nobody is who could do what they say.
//!
//! "The lenders said that the slump would deepen, and *urged* reforms": a parser that looks for the
//! nearest clause joins "urged" to "deepen". Slumps do not urge. How often the subject of a verb is
//! somebody, and how often a noun is, was counted in plain news; where a verb that asks for somebody
//! has inherited a thing as its subject, it goes to the nearest clause above whose subject can do
//! it, and a relative clause to the nearest noun before it that can. Selectional preferences in the
//! sense of Resnik (1993), of the one kind that matters most for who did what.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::{Name, NameKind, Relation, Upos, Word};

/// How often the subject of a verb is somebody, and how likely a noun means somebody, in hundredths.
const PREFERENCES: &str = include_str!("../models/subjects.tsv");

/// From which share on a verb asks for somebody.
const ASKS: u8 = 90;
/// Up to which share a noun is a thing, and from which on it is somebody.
const THING: u8 = 5;
const SOMEBODY: u8 = 90;

/// How many clauses up somebody is looked for.
const CLAUSES_UP: usize = 8;

/// What was counted, by lemma.
#[derive(Default)]
struct Preferences {
    verbs: HashMap<&'static str, u8>,
    nouns: HashMap<&'static str, u8>,
}

static LEARNED: LazyLock<Preferences> = LazyLock::new(|| {
    let mut learned = Preferences::default();
    for line in PREFERENCES.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(sort), Some(lemma), Some(share)) =
            (columns.next(), columns.next(), columns.next())
        {
            let list = if sort == "verb" { &mut learned.verbs } else { &mut learned.nouns };
            list.insert(lemma, share.parse().unwrap_or_default());
        }
    }
    learned
});

/// Hangs the clauses of a sentence again, in time linear in its length. `names` are those of the
/// whole text, in order.
pub(crate) fn rehang(words: &mut [Word], sentence: Range<usize>, names: &[Name]) {
    let asking: Vec<usize> = sentence.clone().filter(|&at| asks_for_somebody(&words[at])).collect();
    if asking.is_empty() {
        return;
    }
    let clauses = Clauses::of(words, sentence, names);
    for verb in asking {
        if let Some(head) = clauses.better_head(verb) {
            clauses.words[verb].head = Some(head);
            let confidence = &mut clauses.words[verb].confidence;
            // The parser has said how likely the old head was; of the rest the new one takes all.
            confidence.head = (1.0 - confidence.head).max(0.5);
            confidence.relation = confidence.relation.min(confidence.head);
        }
    }
}

/// Whether a word is an active verb that only somebody can do.
fn asks_for_somebody(word: &Word) -> bool {
    word.upos == Upos::Verb
        && LEARNED.verbs.get(word.lemma.as_str()).is_some_and(|&share| share >= ASKS)
}

/// A sentence as clauses.
struct Clauses<'w> {
    words: &'w mut [Word],
    names: &'w [Name],
    start: usize,
    /// For each word, its first subject.
    subjects: Vec<Option<usize>>,
    /// For each word, whether something says that it is passive.
    passive: Vec<bool>,
    /// For each word, whether it has an auxiliary.
    aided: Vec<bool>,
    /// For each word, the word that marks it: "after" of "after joining".
    marks: Vec<Option<usize>>,
    /// For each word, whether it has an object.
    objects: Vec<bool>,
}

impl<'w> Clauses<'w> {
    fn of(words: &'w mut [Word], sentence: Range<usize>, names: &'w [Name]) -> Self {
        let start = sentence.start;
        let length = sentence.len();
        let mut clauses = Self {
            words,
            names,
            start,
            subjects: vec![None; length],
            passive: vec![false; length],
            aided: vec![false; length],
            marks: vec![None; length],
            objects: vec![false; length],
        };
        for at in sentence {
            let word = &clauses.words[at];
            let Some(head) = word.head.map(|head| head - start) else { continue };
            match word.relation {
                Relation::Nsubj => {
                    clauses.subjects[head].get_or_insert(at);
                    clauses.passive[head] |= word.deprel == "nsubj:pass";
                }
                Relation::Aux => {
                    clauses.aided[head] = true;
                    clauses.passive[head] |= word.deprel == "aux:pass";
                }
                Relation::Mark => {
                    clauses.marks[head].get_or_insert(at);
                }
                Relation::Obj => clauses.objects[head] = true,
                _ => {}
            }
        }
        clauses
    }

    /// Where a verb that asks for somebody should hang rather than where it hangs.
    fn better_head(&self, verb: usize) -> Option<usize> {
        let word = &self.words[verb];
        let place = verb - self.start;
        if self.passive[place] || word.xpos == "VBN" && !self.aided[place] {
            return None;
        }
        let head = word.head?;
        match (word.relation, self.subjects[place]) {
            (Relation::Conj, None) => self
                .is_thing(self.subject(head, 0)?)
                .then(|| self.clause_above(head, verb, true))?,
            (Relation::Advcl, None) if word.xpos == "VBG" => {
                let mark = self.marks[place].map(|mark| self.words[mark].lower.as_str());
                let controlled = matches!(mark, Some("from" | "of" | "for" | "into"))
                    && self.objects[head - self.start];
                (!controlled && self.is_thing(self.subject(head, 0)?))
                    .then(|| self.clause_above(head, verb, false))?
            }
            (Relation::Acl, Some(pronoun)) if word.deprel == "acl:relcl" => {
                let relative =
                    matches!(self.words[pronoun].lower.as_str(), "who" | "which" | "that");
                (relative && self.is_thing(head)).then(|| self.noun_before(pronoun, head))?
            }
            _ => None,
        }
    }

    /// The nearest clause above a word whose subject is somebody.
    fn clause_above(&self, from: usize, verb: usize, joined: bool) -> Option<usize> {
        let mut at = from;
        for _ in 0..CLAUSES_UP {
            at = self.words[at].head?;
            let clause = &self.words[at];
            if at < verb
                && clause.upos == Upos::Verb
                && (!joined || self.is_alike(at, verb))
                && self.subject(at, 0).is_some_and(|subject| self.is_somebody(subject))
            {
                return Some(at);
            }
        }
        None
    }

    /// The noun nearest before a relative pronoun that means somebody and hangs, at whatever
    /// distance, from the noun that the parser has hung the clause from.
    fn noun_before(&self, pronoun: usize, antecedent: usize) -> Option<usize> {
        (antecedent + 1..pronoun).rev().find(|&at| {
            matches!(self.words[at].relation, Relation::Nmod | Relation::Conj | Relation::Appos)
                && self.is_somebody(at)
                && self.hangs_from(at, antecedent)
        })
    }

    fn hangs_from(&self, at: usize, above: usize) -> bool {
        std::iter::successors(Some(at), |&word| self.words[word].head)
            .take(CLAUSES_UP)
            .take_while(|&word| word == at || self.words[word].upos != Upos::Verb)
            .any(|word| word == above)
    }

    /// Whether two verbs can be joined: both of one form, or both finite.
    fn is_alike(&self, one: usize, other: usize) -> bool {
        let finite = |at: usize| {
            matches!(self.words[at].xpos, "VBD" | "VBZ" | "VBP") || self.aided[at - self.start]
        };
        self.words[one].xpos == self.words[other].xpos || finite(one) && finite(other)
    }

    /// Who or what does what a clause says: its own subject or the one that it shares.
    fn subject(&self, clause: usize, depth: usize) -> Option<usize> {
        let word = &self.words[clause];
        if let Some(own) = self.subjects[clause - self.start] {
            if !matches!(self.words[own].lower.as_str(), "who" | "which" | "that") {
                return Some(own);
            }
            return (word.deprel == "acl:relcl").then_some(word.head?);
        }
        if depth >= CLAUSES_UP {
            return None;
        }
        let head = word.head?;
        match word.relation {
            Relation::Conj | Relation::Xcomp => self.subject(head, depth + 1),
            Relation::Advcl if matches!(word.xpos, "VBG" | "VBN" | "VB") => {
                self.subject(head, depth + 1)
            }
            // Participles are now and then taken for the past tense: "the issues *reported* to them".
            Relation::Acl if matches!(word.xpos, "VBG" | "VBN" | "VBD") => Some(head),
            _ => None,
        }
    }

    fn is_thing(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.upos == Upos::Noun
            && self.name_of(at).is_none()
            && LEARNED.nouns.get(word.lemma.as_str()).is_some_and(|&share| share <= THING)
    }

    fn is_somebody(&self, at: usize) -> bool {
        let word = &self.words[at];
        match word.upos {
            Upos::Propn => self.name_of(at).is_some_and(|kind| kind != NameKind::Miscellaneous),
            Upos::Pron => matches!(
                word.lower.as_str(),
                "he" | "she" | "they" | "we" | "i" | "you" | "him" | "her" | "them" | "us" | "who"
            ),
            _ => LEARNED.nouns.get(word.lemma.as_str()).is_some_and(|&share| share >= SOMEBODY),
        }
    }

    /// What the name names that a word stands in.
    fn name_of(&self, at: usize) -> Option<NameKind> {
        let next = self.names.partition_point(|name| name.words.start <= at);
        self.names[..next].last().filter(|name| name.words.contains(&at)).map(|name| name.kind)
    }
}

#[cfg(test)]
mod tests {
    use dateline_text::ByteSpan;

    use super::*;
    use crate::{Confidence, intern};

    /// A sentence as `form/lemma/UPOS/XPOS/head/relation`, heads counted from 1.
    fn words(sentence: &str) -> Vec<Word> {
        let word = |columns: &str| {
            let columns: Vec<&str> = columns.split('/').collect();
            let [form, lemma, upos, xpos, head, deprel] = columns[..] else {
                panic!("six columns in {columns:?}")
            };
            let relation = deprel.split(':').next().unwrap_or_default();
            Word {
                span: ByteSpan::new(0, 0),
                joined: false,
                lower: form.into(),
                lemma: lemma.into(),
                upos: Upos::parse(upos).expect("a part of speech"),
                xpos: intern(xpos),
                feats: intern("_"),
                head: head.parse::<usize>().expect("a number").checked_sub(1),
                relation: Relation::parse(relation).expect("a relation"),
                deprel: intern(deprel),
                confidence: Confidence::CERTAIN,
            }
        };
        sentence.split_whitespace().map(word).collect()
    }

    #[test]
    fn clauses_go_to_whoever_can_do_what_they_say() {
        for (sentence, verb, head) in [
            // Slumps do not urge: the lenders do.
            (
                "lenders/lender/NOUN/NNS/2/nsubj said/say/VERB/VBD/0/root the/the/DET/DT/4/det \
                 slump/slump/NOUN/NN/6/nsubj will/will/AUX/MD/6/aux deepen/deepen/VERB/VB/2/ccomp \
                 and/and/CCONJ/CC/8/cc urged/urge/VERB/VBD/6/conj calm/calm/NOUN/NN/8/obj",
                8,
                2,
            ),
            // The envoys can urge, and so they do.
            (
                "lenders/lender/NOUN/NNS/2/nsubj said/say/VERB/VBD/0/root the/the/DET/DT/4/det \
                 minister/minister/NOUN/NN/5/nsubj left/leave/VERB/VBD/2/ccomp \
                 and/and/CCONJ/CC/7/cc urged/urge/VERB/VBD/5/conj calm/calm/NOUN/NN/7/obj",
                7,
                5,
            ),
            // Laws call nothing a farce: the senator does.
            (
                "senators/senator/NOUN/NNS/2/nsubj said/say/VERB/VBD/0/root \
                 legislation/legislation/NOUN/NN/4/nsubj failed/fail/VERB/VBD/2/ccomp \
                 accusing/accuse/VERB/VBG/4/advcl them/they/PRON/PRP/5/obj",
                5,
                2,
            ),
            // Nobody above who could do it: it stays where it is.
            (
                "prices/price/NOUN/NNS/2/nsubj fell/fall/VERB/VBD/0/root and/and/CCONJ/CC/4/cc \
                 urged/urge/VERB/VBD/2/conj calm/calm/NOUN/NN/4/obj",
                4,
                2,
            ),
            // "a blow to the ministers, who had urged calm"
            (
                "a/a/DET/DT/2/det decision/decision/NOUN/NN/0/root for/for/ADP/IN/5/case the/the/DET/DT/5/det \
                 ministers/minister/NOUN/NNS/2/nmod who/who/PRON/WP/7/nsubj \
                 urged/urge/VERB/VBD/2/acl:relcl calm/calm/NOUN/NN/7/obj",
                7,
                5,
            ),
            // A noun of a verb between is not to be had.
            (
                "a/a/DET/DT/2/det decision/decision/NOUN/NN/0/root made/make/VERB/VBN/2/acl by/by/ADP/IN/6/case \
                 the/the/DET/DT/6/det ministers/minister/NOUN/NNS/3/obl that/that/PRON/WDT/8/nsubj \
                 urged/urge/VERB/VBD/2/acl:relcl calm/calm/NOUN/NN/8/obj",
                8,
                2,
            ),
        ] {
            let mut words = words(sentence);
            let all = 0..words.len();
            rehang(&mut words, all, &[]);
            assert_eq!(words[verb - 1].head, Some(head - 1), "in {sentence}");
        }
    }

    #[test]
    fn the_shares_are_sound() {
        assert!(LEARNED.verbs.len() > 200 && LEARNED.nouns.len() > 500);
        assert!(LEARNED.verbs.values().all(|&share| (ASKS..=100).contains(&share)));
        assert!(LEARNED.nouns.values().all(|&share| share <= THING || share >= SOMEBODY));
    }
}
