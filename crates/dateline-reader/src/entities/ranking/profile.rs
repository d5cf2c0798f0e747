//! What the ranker wants to know of a mention by itself, worked out once.

use dateline_language::{Relation, Upos};
use dateline_record::EntityKind;

use crate::article::Article;
use crate::entities::candidate::{Candidate, Determination, Number};
use crate::entities::quotes::Quotes;

/// The sort of a mention: the features of each sort are learned apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub(super) enum Class {
    /// `he`, `her`
    Gendered,
    /// `it`, `its`
    It,
    /// `they`, `their`
    They,
    /// `I`
    I,
    /// `we`
    We,
    /// `you`
    You,
    /// `this`, `that` alone
    This,
    /// `these`, `those` alone
    These,
    /// `who`, `which`
    Relative,
    /// `himself`
    Reflexive,
    /// A name that the recogniser found.
    Name,
    /// A proper noun that it did not find: `the Secretary`.
    Proper,
    /// `the minister`
    Definite,
    /// `this minister`
    Demonstrative,
    /// `her minister`
    Possessed,
    /// `a minister`
    Indefinite,
    /// `iodine`
    BareSingular,
    /// `ministers`
    BarePlural,
    /// `Reyes and Lim`
    Together,
}

impl Class {
    /// How many there may be, some to spare.
    pub(super) const COUNT: u32 = 20;

    /// Whether it is a noun's.
    pub(super) fn is_noun(self) -> bool {
        self >= Self::Proper
    }

    /// Name, pronoun or noun.
    pub(super) fn broad(self) -> u32 {
        match self {
            Self::Name => 0,
            Self::I | Self::We | Self::You => 1,
            _ if !self.is_noun() => 2,
            Self::Indefinite | Self::BareSingular | Self::BarePlural => 3,
            _ => 4,
        }
    }
}

/// What is known of a mention by itself.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub(super) class: Class,
    /// Its place in the clause: subject, object and so on, below 10.
    pub(super) role: u32,
    pub(super) quote: Option<u32>,
    /// Its words from its first modifier to its end, put in lower case, as one number; 0 for none.
    pub(super) letters: u64,
    /// Of a pronoun, its number among the pronouns.
    pub(super) pronoun: u32,
    /// What follows its head, as flags: a phrase with a preposition 1, a clause 2, an apposition 4.
    pub(super) after: u32,
    /// How the clause around a pronoun goes on, below 64.
    pub(super) clause: u32,
}

const PRONOUNS: [&str; 31] = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "i",
    "me",
    "my",
    "mine",
    "myself",
    "we",
    "us",
    "our",
    "you",
    "your",
    "this",
    "that",
    "these",
    "those",
    "who",
];

impl Profile {
    pub(super) fn of(article: &Article<'_>, candidate: &Candidate, quotes: &Quotes) -> Self {
        let class = class(article, candidate);
        let head = candidate.anchor();
        let start = (candidate.words.start..candidate.words.end)
            .find(|&at| {
                let word = article.word(at);
                !matches!(word.upos, Upos::Det | Upos::Punct) && word.deprel != "nmod:poss"
            })
            .unwrap_or(candidate.words.start);
        let lemma = candidate.lemma.as_str();
        Self {
            class,
            role: role(article, head),
            quote: quotes.around(candidate.head),
            letters: if candidate.is_pronoun() {
                0
            } else {
                letters(article.surface(start..candidate.words.end))
            },
            pronoun: pronoun(lemma, article.word(head).deprel == "nmod:poss"),
            after: after(article, head),
            clause: clause(article, head),
        }
    }
}

/// The number of a pronoun, 0 for none. `She` is counted as `he`: what holds for one holds for the
/// other, and texts have more of one.
fn pronoun(word: &str, possessive: bool) -> u32 {
    let word = match word {
        "she" => "he",
        "her" if possessive => "his",
        "her" => "him",
        "hers" => "his",
        "herself" => "himself",
        word => word,
    };
    PRONOUNS.iter().position(|known| *known == word).map_or(0, |at| at as u32 + 1)
}

fn class(article: &Article<'_>, candidate: &Candidate) -> Class {
    if candidate.is_pronoun() {
        return match candidate.lemma.as_str() {
            "he" | "him" | "his" | "she" | "her" | "hers" => Class::Gendered,
            "it" | "its" => Class::It,
            "they" | "them" | "their" | "theirs" => Class::They,
            "i" | "me" | "my" | "mine" | "myself" => Class::I,
            "we" | "us" | "our" | "ours" | "ourselves" => Class::We,
            "this" | "that" if candidate.determination == Determination::Demonstrative => {
                Class::This
            }
            "these" | "those" => Class::These,
            "who" | "whom" | "whose" | "which" | "that" => Class::Relative,
            "himself" | "herself" | "itself" | "themselves" => Class::Reflexive,
            _ => Class::You,
        };
    }
    if candidate.conjuncts.is_some() {
        return Class::Together;
    }
    if candidate.is_name() {
        return Class::Name;
    }
    if candidate.kind.is_none() && article.word(candidate.head).upos == Upos::Propn {
        return Class::Proper;
    }
    match candidate.determination {
        Determination::Definite => Class::Definite,
        Determination::Demonstrative => Class::Demonstrative,
        Determination::Possessed => Class::Possessed,
        Determination::Indefinite => Class::Indefinite,
        Determination::Bare if candidate.number == Number::Plural => Class::BarePlural,
        Determination::Bare => Class::BareSingular,
    }
}

fn role(article: &Article<'_>, head: usize) -> u32 {
    let word = article.word(head);
    match word.relation {
        Relation::Nsubj => 0,
        Relation::Obj | Relation::Iobj => 1,
        Relation::Obl => 2,
        Relation::Nmod if word.deprel == "nmod:poss" => 3,
        Relation::Nmod => 4,
        Relation::Conj => 5,
        Relation::Appos => 6,
        Relation::Compound | Relation::Amod => 8,
        _ if article.parse.first_related(head, Relation::Cop).is_some() => 7,
        _ => 9,
    }
}

fn after(article: &Article<'_>, head: usize) -> u32 {
    article.parse.dependents(head).filter(|&below| below > head).fold(0, |flags, below| {
        flags
            | match article.word(below).relation {
                Relation::Nmod => 1,
                Relation::Acl => 2,
                Relation::Appos => 4,
                _ => 0,
            }
    })
}

/// Of the word that a mention hangs from: its part of speech, whether a clause follows it, and
/// whether it comes before the mention.
fn clause(article: &Article<'_>, head: usize) -> u32 {
    let Some(above) = article.word(head).head else { return 0 };
    let upos = match article.word(above).upos {
        Upos::Verb => 1,
        Upos::Adj => 2,
        Upos::Noun => 3,
        Upos::Pron => 4,
        Upos::Propn => 5,
        _ => 6,
    };
    let follows = article.parse.dependents(above).any(|below| {
        below > head.max(above)
            && matches!(
                article.word(below).relation,
                Relation::Csubj | Relation::Ccomp | Relation::Xcomp | Relation::Advcl
            )
    });
    upos * 4 + u32::from(follows) * 2 + u32::from(above < head)
}

/// A number for these letters, their case aside (FNV-1a); never 0.
pub(super) fn letters(surface: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in surface.bytes() {
        hash ^= u64::from(byte.to_ascii_lowercase());
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    }
    hash.max(1)
}

/// The number of a kind, below 8.
pub(super) fn kind(kind: Option<EntityKind>) -> u32 {
    match kind {
        None => 0,
        Some(EntityKind::Person) => 1,
        Some(EntityKind::Organisation) => 2,
        Some(EntityKind::Place) => 3,
        Some(EntityKind::Group) => 4,
        Some(EntityKind::Happening) => 5,
        Some(EntityKind::Work | EntityKind::Law) => 6,
        Some(_) => 7,
    }
}
