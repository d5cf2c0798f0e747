//! What the recogniser sees of a word.

use std::ops::Range;

use super::document::{Case, Document, Words};
use super::known::KnownNames;
use crate::feature::{key1, key2, key3};
use crate::surface::Surface;

/// The questions asked of a word. The numbers are part of the model format: new ones go to the end.
#[derive(Debug, Clone, Copy)]
#[repr(u32)]
enum Template {
    Bias,
    Form,
    Lower,
    Shape,
    Suffix,
    Prefix,
    FineCluster,
    MiddleCluster,
    CoarseCluster,
    OwnSuffix1,
    OwnSuffix2,
    OwnSuffix4,
    OwnPrefix1,
    OwnPrefix2,
    LowerPair,
    ShapePair,
    ShapeTriple,
    ShapeOfStart,
    BeforeAndShape,
    AfterAndShape,
    Around,
    TwoBeforeAndShape,
    TwoAfterAndShape,
    ClusterBeforeAndShape,
    ClusterAfterAndShape,
    ClusterPair,
    ClusterAround,
    RunFirst,
    RunLast,
    RunBefore,
    RunAfter,
    RunBeforeCluster,
    RunAfterCluster,
    RunPlace,
    RunLastCluster,
    RunFirstCluster,
    SmallElsewhere,
    ElsewhereBefore,
    ElsewhereAfter,
    ElsewhereBeforeCluster,
    ElsewhereAfterCluster,
    ElsewhereRunFirst,
    ElsewhereRunLast,
    ElsewherePlace,
    Line,
    FirstWord,
    ClusterOfFirstWord,
    KnownName,
    KnownNameAndShape,
    KnownWord,
    KnownWordPair,
    KnownWordInRun,
}

/// How many words to each side are looked at.
const WINDOW: usize = 2;

/// The keys of the features of words, and what they are made of.
pub(super) struct Features<'t> {
    pub(super) words: Words<'t>,
    pub(super) document: Document,
    /// What the first word of the document says of its topic: agencies begin with "SOCCER".
    first_word: u32,
}

/// A sentence as it is on the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Its length and letters, coarsely: tables of results have no small words.
    kind: u32,
}

impl<'t> Features<'t> {
    pub(super) fn of(words: Words<'t>, known: KnownNames<'_>) -> Self {
        let first_word = words.surfaces.first().map_or(0, |surface| surface.lower);
        Self { words, document: Document::of(&words, known), first_word }
    }

    pub(super) fn line(&self, sentence: Range<usize>) -> Line {
        let length = sentence.len().min(12) as u32 / 3;
        let cases = &self.document.cases[sentence];
        let small = cases.iter().filter(|&&case| case == Case::Lower).count();
        let capitals = cases.iter().filter(|&&case| case == Case::Capitals).count();
        let small = (small * 4 / cases.len().max(1)) as u32;
        let capitals = (capitals * 3 / cases.len().max(1)) as u32;
        Line { kind: length << 8 | small << 4 | capitals }
    }

    /// Adds the keys of the word at `at` of the sentence.
    pub(super) fn collect(
        &self,
        sentence: &Range<usize>,
        line: Line,
        at: usize,
        keys: &mut Vec<u64>,
    ) {
        keys.clear();
        self.own_and_near(sentence, line, at, keys);
        if self.document.cases[at].is_capitalised() {
            self.run(sentence, at, keys);
            self.known(sentence, at, keys);
            self.elsewhere(sentence, at, keys);
        }
    }

    /// The word at a place of the sentence, or an empty one before and after it.
    fn near(&self, sentence: &Range<usize>, at: Option<usize>) -> Surface {
        at.filter(|at| sentence.contains(at)).map_or(OUTSIDE, |at| self.words.surfaces[at])
    }

    fn own_and_near(&self, sentence: &Range<usize>, line: Line, at: usize, keys: &mut Vec<u64>) {
        use Template as T;
        let near = |offset: usize| self.near(sentence, (at + offset).checked_sub(WINDOW));
        let [before2, before, own, after, after2] = [near(0), near(1), near(2), near(3), near(4)];
        let mut put1 = |template: T, one: u32| keys.push(key1(template as u32, one));
        put1(T::Bias, 0);
        put1(T::Form, own.form);
        put1(T::OwnSuffix1, own.suffixes[0]);
        put1(T::OwnSuffix2, own.suffixes[1]);
        put1(T::OwnSuffix4, own.suffixes[3]);
        put1(T::OwnPrefix1, own.prefixes[0]);
        put1(T::OwnPrefix2, own.prefixes[1]);
        let mut put2 = |template: T, one: u32, two: u32| keys.push(key2(template as u32, one, two));
        for (place, word) in [before2, before, own, after, after2].into_iter().enumerate() {
            let place = place as u32;
            put2(T::Lower, place, word.lower);
            put2(T::Shape, place, word.shape);
            if word.clusters[2] != 0 {
                put2(T::FineCluster, place, word.clusters[2]);
                put2(T::MiddleCluster, place, word.clusters[1]);
                put2(T::CoarseCluster, place, word.clusters[0]);
            }
            put2(T::Suffix, place, word.suffixes[2]);
            put2(T::Prefix, place, word.prefixes[2]);
        }
        put2(T::ShapeOfStart, own.shape, u32::from(at == sentence.start));
        put2(T::BeforeAndShape, before.lower, own.shape);
        put2(T::AfterAndShape, after.lower, own.shape);
        put2(T::Around, before.lower, after.lower);
        put2(T::ClusterBeforeAndShape, before.clusters[2], own.shape);
        put2(T::ClusterAfterAndShape, after.clusters[2], own.shape);
        put2(T::ClusterAround, before.clusters[1], after.clusters[1]);
        put2(T::Line, line.kind, own.shape);
        put2(T::FirstWord, self.first_word, own.shape);
        put2(T::ClusterOfFirstWord, self.first_word, own.clusters[1]);
        let mut put3 = |template: T, one: u32, two: u32, three: u32| {
            keys.push(key3(template as u32, one, two, three));
        };
        put3(T::LowerPair, 0, before.lower, own.lower);
        put3(T::LowerPair, 1, own.lower, after.lower);
        put3(T::ShapePair, 0, before.shape, own.shape);
        put3(T::ShapePair, 1, own.shape, after.shape);
        put3(T::ShapeTriple, before.shape, own.shape, after.shape);
        put3(T::TwoBeforeAndShape, before2.lower, before.lower, own.shape);
        put3(T::TwoAfterAndShape, after.lower, after2.lower, own.shape);
        put3(T::ClusterPair, 0, before.clusters[1], own.clusters[1]);
        put3(T::ClusterPair, 1, own.clusters[1], after.clusters[1]);
    }

    /// The run of capitalised words that the word stands in, and what stands around it: "Corp" at
    /// its end, "in" before it.
    fn run(&self, sentence: &Range<usize>, at: usize, keys: &mut Vec<u64>) {
        use Template as T;
        let run = &self.document.runs[at];
        let from_start = (at - run.start).min(3) as u32;
        let to_end = (run.end - 1 - at).min(3) as u32;
        let place = from_start << 2 | to_end;
        let first = self.words.surfaces[run.start];
        let last = self.words.surfaces[run.end - 1];
        let before = self.near(sentence, run.start.checked_sub(1));
        let after = self.near(sentence, Some(run.end));
        let mut put2 = |template: T, one: u32, two: u32| keys.push(key2(template as u32, one, two));
        put2(T::RunFirst, from_start.min(1), first.lower);
        put2(T::RunLast, to_end.min(1), last.lower);
        put2(T::RunFirstCluster, from_start.min(1), first.clusters[2]);
        put2(T::RunLastCluster, to_end.min(1), last.clusters[2]);
        put2(T::RunBefore, place, before.lower);
        put2(T::RunAfter, place, after.lower);
        put2(T::RunBeforeCluster, place, before.clusters[1]);
        put2(T::RunAfterCluster, place, after.clusters[1]);
        put2(T::RunPlace, place, u32::from(run.start == sentence.start));
    }

    /// What is known beforehand of the word and of the name that it may be part of.
    fn known(&self, sentence: &Range<usize>, at: usize, keys: &mut Vec<u64>) {
        use Template as T;
        let class = |at: Option<usize>| {
            let at = at.filter(|at| sentence.contains(at));
            at.map_or(0, |at| u32::from(self.document.known_words[at]))
        };
        let [before, own, after] = [class(at.checked_sub(1)), class(Some(at)), class(Some(at + 1))];
        let run = &self.document.runs[at];
        let last = class(Some(run.end - 1));
        let name = self.document.known_names[at];
        let alone = u32::from(run.len() == 1);
        if name != 0 {
            keys.push(key2(T::KnownName as u32, name, alone));
            keys.push(key2(T::KnownNameAndShape as u32, name, self.words.surfaces[at].shape));
        }
        for (place, class) in [before, own, after].into_iter().enumerate() {
            keys.push(key3(T::KnownWord as u32, place as u32, class, alone));
        }
        keys.push(key3(T::KnownWordPair as u32, 0, before, own));
        keys.push(key3(T::KnownWordPair as u32, 1, own, after));
        keys.push(key3(T::KnownWordInRun as u32, own, last, u32::from(at == run.start)));
    }

    /// The word's other places in the document.
    fn elsewhere(&self, sentence: &Range<usize>, at: usize, keys: &mut Vec<u64>) {
        use Template as T;
        let words = &self.words;
        let own = &words.surfaces[at];
        let small = self.document.times_small(own).min(2);
        keys.push(key3(
            T::SmallElsewhere as u32,
            small,
            own.shape,
            u32::from(at == sentence.start),
        ));
        let begin = keys.len();
        for place in self.document.elsewhere(words, at) {
            let number = self.document.sentence_of[place];
            let there = &words.sentences[number as usize];
            let run = &self.document.runs[place];
            let before = self.near(there, place.checked_sub(1));
            let after = self.near(there, Some(place + 1));
            let from_start = (place - run.start).min(2) as u32;
            let to_end = (run.end - 1 - place).min(2) as u32;
            let mut put = |template: T, one: u32, two: u32| {
                let key = key2(template as u32, one, two);
                if !keys[begin..].contains(&key) {
                    keys.push(key);
                }
            };
            put(T::ElsewhereBefore, before.lower, 0);
            put(T::ElsewhereAfter, after.lower, 0);
            put(T::ElsewhereBeforeCluster, before.clusters[2], 0);
            put(T::ElsewhereAfterCluster, after.clusters[2], 0);
            put(T::ElsewherePlace, from_start, to_end);
            if run.len() > 1 {
                put(T::ElsewhereRunFirst, from_start, words.surfaces[run.start].lower);
                put(T::ElsewhereRunLast, to_end, words.surfaces[run.end - 1].lower);
            }
        }
    }
}

/// What stands before the first word of a sentence and after the last.
const OUTSIDE: Surface =
    Surface { form: 1, lower: 1, suffixes: [1; 4], prefixes: [1; 3], shape: 1, clusters: [0; 3] };

/// The key of the feature of a word's own form.
#[cfg(test)]
pub(super) fn form_key(form: u32) -> u64 {
    key1(Template::Form as u32, form)
}
