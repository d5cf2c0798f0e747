use std::ops::Range;

use dateline_text::ByteSpan;
use smol_str::SmolStr;

use crate::{Label, Relation, Upos};

/// How likely each label of a word is right, from 0 to 1. The probabilities are calibrated: of the
/// words with a confidence of 0.9 nine in ten are right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    /// That the universal part of speech is right.
    pub upos: f32,
    /// That the morphological features are right.
    pub feats: f32,
    /// That the dictionary form is right.
    pub lemma: f32,
    /// That the head is right.
    pub head: f32,
    /// That head and relation both are right.
    pub relation: f32,
}

impl Confidence {
    /// That of labels which somebody has given.
    pub const CERTAIN: Self = Self { upos: 1.0, feats: 1.0, lemma: 1.0, head: 1.0, relation: 1.0 };
}

/// A word with what the language core says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: ByteSpan,
    /// Whether it is of one token with the word before it (`n't` of `don't`).
    pub joined: bool,
    /// Its letters in lower case, with straight quotes and plain dashes: `n't` of `DON’T`.
    pub lower: SmolStr,
    /// Its dictionary form.
    pub lemma: SmolStr,
    /// Its universal part of speech.
    pub upos: Upos,
    /// Its Penn Treebank tag.
    pub xpos: Label,
    /// Its features, as CoNLL-U writes them: `Number=Sing|Person=3`, or `_`.
    pub feats: Label,
    /// The place of its head in [`Parse::words`]; `None` for the head of a sentence.
    pub head: Option<usize>,
    /// Its relation to its head, without subtype.
    pub relation: Relation,
    /// Its relation with subtype: `nsubj:pass`.
    pub deprel: Label,
    /// How likely all this is right.
    pub confidence: Confidence,
}

impl Word {
    /// The value of a feature: `word.feature("Tense") == Some("Past")`.
    pub fn feature(&self, name: &str) -> Option<&'static str> {
        self.feats.split('|').find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='))
    }
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, ministry, party, team.
    Organisation,
    /// A place.
    Location,
    /// A nationality, a happening, a work, a product.
    Miscellaneous,
}

/// A proper name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Its words, as places in [`Parse::words`]; never across sentences.
    pub words: Range<usize>,
    /// What it names.
    pub kind: NameKind,
    /// How likely extent and kind both are right, from 0 to 1.
    pub confidence: f32,
}

/// A text with words, sentences, trees and names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parse {
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    names: Vec<Name>,
    /// The dependents of word `i` are `dependents[first_dependent[i]..first_dependent[i + 1]]`.
    dependents: Vec<u32>,
    first_dependent: Vec<u32>,
    sentence_of: Vec<u32>,
}

impl Parse {
    /// A parse of these words, sentences (ranges of `words`, without gaps) and names (in order,
    /// none overlapping another).
    ///
    /// # Panics
    /// In debug builds, where a head lies outside its word's sentence.
    pub fn new(words: Vec<Word>, sentences: Vec<Range<usize>>, names: Vec<Name>) -> Self {
        let mut sentence_of = vec![0; words.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            sentence_of[sentence.clone()].fill(number as u32);
        }
        let mut first_dependent = vec![0_u32; words.len() + 1];
        for (at, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                debug_assert_eq!(sentence_of[head], sentence_of[at], "a head in another sentence");
                first_dependent[head + 1] += 1;
            }
        }
        for at in 0..words.len() {
            first_dependent[at + 1] += first_dependent[at];
        }
        let mut next = first_dependent.clone();
        let mut dependents = vec![0; first_dependent[words.len()] as usize];
        for (at, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[next[head] as usize] = at as u32;
                next[head] += 1;
            }
        }
        Self { words, sentences, names, dependents, first_dependent, sentence_of }
    }

    /// All words, in the order of the text.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The word at a place.
    ///
    /// # Panics
    /// Where there is none.
    pub fn word(&self, at: usize) -> &Word {
        &self.words[at]
    }

    /// The words of each sentence, as ranges of places.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The names, in the order of the text.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Which sentence a word stands in.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentence_of[at] as usize
    }

    /// The words of the sentence that a word stands in.
    pub fn sentence_around(&self, at: usize) -> Range<usize> {
        self.sentences[self.sentence_of(at)].clone()
    }

    /// The dependents of a word, from left to right.
    pub fn dependents(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let range = self.first_dependent[at] as usize..self.first_dependent[at + 1] as usize;
        self.dependents[range].iter().map(|&dependent| dependent as usize)
    }

    /// The dependents with this relation (of whatever subtype), from left to right.
    pub fn related(
        &self,
        at: usize,
        relation: Relation,
    ) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.dependents(at).filter(move |&dependent| self.words[dependent].relation == relation)
    }

    /// The first dependent with this relation.
    pub fn first_related(&self, at: usize, relation: Relation) -> Option<usize> {
        self.related(at, relation).next()
    }

    /// A word and the words above it, up to the head of the sentence.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        // A tree is no deeper than it has words; the bound makes even a broken one end.
        let bound = self.sentence_around(at).len();
        std::iter::successors(Some(at), |&word| self.words[word].head).take(bound)
    }

    /// Whether `below` is `above` or hangs from it.
    pub fn dominates(&self, above: usize, below: usize) -> bool {
        self.ancestors(below).any(|word| word == above)
    }

    /// All words that hang from a word, itself included, in the order of the text.
    pub fn subtree(&self, at: usize) -> Vec<usize> {
        let mut found = vec![at];
        let mut next = 0;
        while next < found.len() {
            let word = found[next];
            next += 1;
            found.extend(self.dependents(word));
        }
        found.sort_unstable();
        found
    }

    /// The least range of places that takes in a word and all that hangs from it.
    pub fn subtree_range(&self, at: usize) -> Range<usize> {
        let subtree = self.subtree(at);
        subtree[0]..subtree[subtree.len() - 1] + 1
    }

    /// The bytes from the first to the last word of a range of places.
    ///
    /// # Panics
    /// Where the range is empty.
    pub fn span(&self, words: Range<usize>) -> ByteSpan {
        self.words[words.start].span.cover(self.words[words.end - 1].span)
    }
}
