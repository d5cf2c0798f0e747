use std::ops::Range;

use dateline_record::{EntityKind, MentionForm};
use smol_str::SmolStr;

use crate::article::Article;

/// Grammatical and natural gender in one, as English pronouns tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum Gender {
    /// `he`
    Masculine,
    /// `she`
    Feminine,
    /// `it`
    Neuter,
    /// Not known.
    #[default]
    Unknown,
}

/// One or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum Number {
    /// One.
    Singular,
    /// Several.
    Plural,
    /// Not known, or both: a company is `it` and `they`.
    #[default]
    Unknown,
}

impl Gender {
    /// Whether both can be said of one.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

impl Number {
    /// Whether both can be said of one.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// How a noun phrase is determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Determination {
    /// `the`, or a proper name.
    Definite,
    /// `this`, `these`, `such`
    Demonstrative,
    /// `his`, `the ministry's`
    Possessed,
    /// `a`, `some`, `another`, a number alone
    Indefinite,
    /// Nothing.
    Bare,
}

/// A noun phrase that may be a mention.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) words: Range<usize>,
    pub(crate) head: usize,
    pub(crate) form: MentionForm,
    pub(crate) sentence: usize,
    /// `None` for a noun of no list: it can be anything but a person.
    pub(crate) kind: Option<EntityKind>,
    pub(crate) gender: Gender,
    pub(crate) number: Number,
    pub(crate) determination: Determination,
    /// The head's dictionary form, in lower case.
    pub(crate) lemma: SmolStr,
    /// Of a description: the words before its head that tell it from others of its sort, in lower
    /// case, sorted.
    pub(crate) modifiers: Vec<SmolStr>,
    /// The nouns of the phrases after its head, in lower case, sorted: `embassy in Cuba`.
    pub(crate) qualifiers: Vec<SmolStr>,
    /// The country that its modifiers or possessor name.
    pub(crate) country: Option<&'static str>,
    /// The PLOVER sectors that its words say.
    pub(crate) sectors: Vec<&'static str>,
    /// Of a coordination, `Reyes and Lim`, what it coordinates.
    pub(crate) conjuncts: Option<Conjuncts>,
}

/// What a coordination coordinates.
#[derive(Debug, Clone)]
pub(crate) struct Conjuncts {
    /// The heads of its mentions.
    pub(crate) heads: Vec<usize>,
    /// What all of them are.
    pub(crate) kind: Option<EntityKind>,
}

impl Candidate {
    /// The word by which the phrase hangs in its clause: its head, of a coordination that of the
    /// first conjunct.
    pub(crate) fn anchor(&self) -> usize {
        self.conjuncts
            .as_ref()
            .and_then(|conjuncts| conjuncts.heads.first().copied())
            .unwrap_or(self.head)
    }

    /// Whether it is a name.
    pub(crate) fn is_name(&self) -> bool {
        self.form == MentionForm::Name
    }

    /// Whether it is a description.
    pub(crate) fn is_nominal(&self) -> bool {
        self.form == MentionForm::Nominal
    }

    /// Whether it is a pronoun.
    pub(crate) fn is_pronoun(&self) -> bool {
        self.form == MentionForm::Pronoun
    }
}

/// The number of a noun, as its tag says.
pub(crate) fn number_of(article: &Article<'_>, at: usize) -> Number {
    let word = article.word(at);
    match word.feature("Number") {
        Some("Plur") => Number::Plural,
        Some("Sing") => Number::Singular,
        _ => match word.xpos {
            "NNS" | "NNPS" => Number::Plural,
            "NN" | "NNP" => Number::Singular,
            _ => Number::Unknown,
        },
    }
}

/// The word of a range that the others hang from: the first whose head lies outside.
pub(crate) fn head_of(article: &Article<'_>, words: Range<usize>) -> usize {
    words
        .clone()
        .find(|&at| article.word(at).head.is_none_or(|head| !words.contains(&head)))
        .unwrap_or(words.start)
}
