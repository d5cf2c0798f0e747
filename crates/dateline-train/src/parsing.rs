//! Training of the parser.

use dateline_language::feature::Features;
use dateline_language::linear::Scores;
use dateline_language::parser::{Move, Moves, Relations, State, TreeWords, parser_features};

use crate::oracle::Costs;
use crate::perceptron::{Perceptron, Size};
use crate::random::Random;
use crate::treebank::Sentence;

/// How the parser is trained.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParserSettings {
    /// How often it sees every sentence.
    pub(crate) epochs: usize,
    /// The seed of the order of the sentences.
    pub(crate) seed: u64,
    /// How large it gets.
    pub(crate) size: Size,
    /// After the first epoch, how often a wrong move is made, so that the parser learns to go on
    /// from its mistakes.
    pub(crate) exploration: f64,
}

/// Trains a parser on sentences with the tags and supertags that taggers gave them; the section of the model
/// file.
pub(crate) fn train_parser(
    sentences: &[Sentence],
    tagged: &[Vec<u8>],
    supertagged: &[Vec<u8>],
    relations: &Relations,
    settings: ParserSettings,
    mut after_epoch: impl FnMut(usize),
) -> Vec<u8> {
    let moves = Moves::new(relations.count(), relations.root());
    let mut perceptron = Perceptron::new(moves.count());
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut features = Features::default();
    let mut scores: Scores = [0; 256];
    let mut state = State::default();
    let mut words = TreeWords::default();
    for epoch in 0..settings.epochs {
        if epoch == settings.size.settle_after {
            perceptron.settle(settings.size.features);
        }
        random.shuffle(&mut order);
        for &number in &order {
            let sentence = &sentences[number];
            words.fill(&sentence.surfaces, &tagged[number], &supertagged[number]);
            state.begin(words.count());
            while !state.is_final() {
                parser_features(&words, &state, &mut features);
                perceptron.score(features.keys(), &mut scores);
                perceptron.step();
                let (found, right) = choices(&state, sentence, moves, &scores);
                let mut step = right;
                if found != right {
                    perceptron.update(features.keys(), right, found);
                    if epoch > 0 && random.chance(settings.exploration) {
                        step = found;
                    }
                }
                state.apply(moves.of(step));
            }
        }
        after_epoch(epoch);
    }
    perceptron.freeze(settings.size.least_weight)
}

/// The best move by the scores, and the best of those that cost least; one and the same where they
/// score the same.
fn choices(state: &State, sentence: &Sentence, moves: Moves, scores: &Scores) -> (u8, u8) {
    let costs = Costs::of(state, &sentence.heads);
    let score = |class: u8| scores[usize::from(class)];
    let (top, below, next) = (state.on_stack(0), state.on_stack(1), state.in_buffer(0));
    let head = sentence.heads.get(top as usize).copied();
    let relation = sentence.relations.get(top as usize).copied();
    let mut least = u32::MAX;
    moves.each_allowed(state, |class| least = least.min(costs.of_move(moves.of(class))));
    let (mut found, mut right): (Option<u8>, Option<u8>) = (None, None);
    moves.each_allowed(state, |class| {
        let step = moves.of(class);
        if found.is_none_or(|found| score(class) > score(found)) {
            found = Some(class);
        }
        // An arc of the right tree has its relation; for an arc that is wrong any will do.
        let right_relation = match step {
            Move::Shift => true,
            Move::Left(label) => head != Some(next) || relation == Some(label),
            Move::Right(label) => head != Some(below) || relation == Some(label),
        };
        if costs.of_move(step) == least
            && right_relation
            && right.is_none_or(|right| score(class) > score(right))
        {
            right = Some(class);
        }
    });
    let found = found.unwrap_or_default();
    (found, right.unwrap_or(found))
}
