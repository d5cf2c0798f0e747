//! What may be an attribution: a cue with the words that stand to it as source and content do.

use std::ops::Range;

use dateline_language::Upos;
use dateline_record::{Stance, TimeId};

use super::openings::Openings;
use super::quotations::Quotations;
use super::word_set::WordSet;
use super::{nouns, phrases, predicates, tags, turns, verbs};
use crate::article::Article;
use crate::times::Times;

/// In a sentence of more words than this no cue is looked for: it is a list or a table, and each of
/// its contents could be as long as itself.
pub(super) const LONGEST_SENTENCE: usize = 300;

/// How a cue takes its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A clause: `said that …`.
    Clause,
    /// The clause around it: `…, he said, …`.
    Interposed,
    /// A clause or quotation set beside it: `he said: …`.
    Beside,
    /// An infinitive: `plans to …`.
    Infinitive,
    /// An object with what is said of it: `called him …`, `urged them to …`.
    Predication,
    /// An object: `criticised …`.
    Object,
    /// A prepositional phrase: `called for …`.
    Preposition,
    /// The subject of a passive: `… was announced`.
    Subject,
    /// The subject of a passive with what is said of it: `… is expected to …`.
    SubjectPredication,
    /// The noun it modifies: `a plan proposed by …`, `the deal that she defended`.
    Modified,
    /// A quotation next to it, in its sentence or beside it.
    Quotation,
    /// The sentence that a phrase or adverb is set in: `according to …`, `reportedly`.
    Sentence,
    /// The rest of the line after a colon.
    Colon,
    /// What a speaker says in a transcript.
    Turn,
    /// Nothing was found.
    None,
}

impl Frame {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Interposed => "interposed",
            Self::Beside => "beside",
            Self::Infinitive => "infinitive",
            Self::Predication => "predication",
            Self::Object => "object",
            Self::Preposition => "preposition",
            Self::Subject => "subject",
            Self::SubjectPredication => "subject-predication",
            Self::Modified => "modified",
            Self::Quotation => "quotation",
            Self::Sentence => "sentence",
            Self::Colon => "colon",
            Self::Turn => "turn",
            Self::None => "none",
        }
    }
}

/// The words for a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceWords {
    pub(super) words: Range<usize>,
    /// The head of the words, or what a relative pronoun stands for.
    pub(super) head: usize,
}

/// A cue with its arguments.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The word of the cue that carries its meaning.
    pub(super) head: usize,
    pub(super) cue: Range<usize>,
    pub(super) frame: Frame,
    pub(super) source: Option<SourceWords>,
    pub(super) content: WordSet,
    /// The preposition that leads to the content, if any.
    pub(super) preposition: Option<usize>,
    /// The stance by the lexicon; `None` where the lexicon lacks the cue.
    pub(super) stance: Option<Stance>,
}

/// What candidates are found in: the article, its quotation marks and its times.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) quotations: Quotations,
    pub(super) openings: Openings,
    /// For each word, the time expression it is part of.
    times: Vec<Option<TimeId>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(article: &'a Article<'a>, times: &Times) -> Self {
        let mut time_of = vec![None; article.parse.words().len()];
        for (index, time) in times.list.iter().enumerate() {
            for word in time.words.clone() {
                time_of[word] = Some(TimeId::from_index(index));
            }
        }
        let quotations = Quotations::read(article);
        let openings = Openings::read(article.parse);
        Self { article, quotations, openings, times: time_of }
    }

    /// The time expression that a word is part of.
    pub(super) fn time_at(&self, word: usize) -> Option<TimeId> {
        self.times[word]
    }

    /// Whether a word heads a time: `said Tuesday`.
    pub(super) fn is_time(&self, word: usize) -> bool {
        self.times[word].is_some()
            || matches!(self.article.word(word).deprel, "obl:tmod" | "nmod:tmod" | "obl:unmarked")
    }
}

/// All candidates of a text, in the order of their heads.
pub(super) fn candidates(scene: &Scene<'_>) -> Vec<Candidate> {
    let article = scene.article;
    let mut found = Vec::new();
    let mut turns = turns::turns(article).into_iter().peekable();
    for at in 0..article.parse.words().len() {
        if let Some(turn) = turns.next_if(|turn| turn.colon() == at) {
            found.extend(turn.candidate(article));
            continue;
        }
        if article.parse.sentence_around(at).len() > LONGEST_SENTENCE {
            continue;
        }
        let phrase = phrases::preposition(scene, at).or_else(|| phrases::adverb(scene, at));
        let candidate = phrase.or_else(|| match article.word(at).upos {
            Upos::Verb => verbs::candidate(scene, at),
            Upos::Noun | Upos::Propn => nouns::candidate(scene, at),
            Upos::Adj => predicates::candidate(scene, at),
            Upos::Punct | Upos::Sym => {
                phrases::colon(scene, at).or_else(|| phrases::dash(scene, at))
            }
            _ => None,
        });
        found.extend(candidate.map(|mut candidate| {
            tags::read_tag(scene, &mut candidate);
            let Candidate { cue, source, content, .. } = &mut candidate;
            content.keep(|word| {
                !cue.contains(&word)
                    && source.as_ref().is_none_or(|source| !source.words.contains(&word))
            });
            candidate
        }));
    }
    found
}
