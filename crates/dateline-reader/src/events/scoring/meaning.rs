//! What the words of an event mean, as vectors: so that a verb that no list has is coded like the
//! verbs that mean the same.

use dateline_language::{Meanings, Relation, Upos};

use super::Scene;
use crate::events::syntax::Syntax;
use crate::events::trigger::Trigger;

/// The parts of a sentence that each have a vector. The names stand in the model.
pub(super) const ZONES: [&str; 7] =
    ["trigger", "object", "actor", "phrase", "clause", "above", "near"];

/// How many words around an event are near it.
const NEAR: usize = 5;

/// The vectors of the words of a text, each looked up once.
pub(super) struct Vectors<'m> {
    /// A model may have none.
    meanings: Option<Meanings<'m>>,
    /// Empty for a word that has none.
    known: Vec<Option<Vec<f32>>>,
}

impl<'m> Vectors<'m> {
    pub(super) fn new(meanings: Option<Meanings<'m>>, words: usize) -> Self {
        Self { meanings, known: vec![None; words] }
    }

    /// How many numbers all zones have together.
    pub(super) fn width(&self) -> usize {
        self.meanings.map_or(0, |meanings| meanings.width()) * ZONES.len()
    }

    /// The vector of a word, of length 1; empty where it has none.
    fn of(&mut self, syntax: Syntax<'_>, at: usize) -> &[f32] {
        let meanings = self.meanings;
        self.known[at].get_or_insert_with(|| {
            let mut vector = meanings
                .and_then(|meanings| meanings.of(&syntax.word(at).lower))
                .unwrap_or_default();
            let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
            for value in &mut vector {
                *value /= length.max(1e-6);
            }
            vector
        })
    }

    /// The zones of an event, one after the other; a zone without words is zero.
    pub(super) fn zones(&mut self, scene: &Scene<'_>, trigger: &Trigger) -> Vec<f32> {
        let mut zones = vec![0.0; self.width()];
        let width = zones.len() / ZONES.len();
        let around = Around::of(scene, trigger);
        for (zone, words) in around.zones.iter().enumerate() {
            let place = &mut zones[zone * width..(zone + 1) * width];
            let mut found: f32 = 0.0;
            for &at in words {
                let vector = self.of(scene.arguments.syntax, at);
                if !vector.is_empty() {
                    found += 1.0;
                }
                for (sum, value) in place.iter_mut().zip(vector) {
                    *sum += value;
                }
            }
            // A mean of several words, a little stronger than that of one.
            let scale = found.max(1.0).sqrt();
            for sum in place {
                *sum /= scale;
            }
        }
        zones
    }
}

/// The words of each zone.
struct Around {
    zones: [Vec<usize>; ZONES.len()],
}

impl Around {
    fn of(scene: &Scene<'_>, trigger: &Trigger) -> Self {
        let syntax = scene.arguments.syntax;
        let predicate = trigger.predicate();
        let [mut object, mut actor, mut phrase, mut clause, mut above] =
            std::array::from_fn(|_| Vec::new());
        actor.extend(syntax.actor(predicate));
        object.extend(syntax.object(predicate).filter(|&at| at != trigger.word));
        let both = [trigger.word, predicate];
        for &at in &both[..if predicate == trigger.word { 1 } else { 2 }] {
            for dependent in syntax.dependents(at).take(32) {
                match syntax.word(dependent).relation {
                    Relation::Obl | Relation::Nmod
                        if !scene.arguments.in_time[dependent] && !phrase.contains(&dependent) =>
                    {
                        phrase.push(dependent);
                    }
                    Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl
                        if dependent != trigger.word && !clause.contains(&dependent) =>
                    {
                        clause.push(dependent);
                    }
                    _ => {}
                }
            }
        }
        above.extend(syntax.word(predicate).head);
        let trigger_words = if predicate == trigger.word {
            vec![trigger.word]
        } else {
            vec![trigger.word, predicate]
        };
        let sentence = &syntax.parse.sentences()[syntax.parse.sentence_of(trigger.word)];
        let from = trigger.word.saturating_sub(NEAR).max(sentence.start);
        let to = (trigger.word + NEAR + 1).min(sentence.end);
        let near = (from..to)
            .filter(|&at| {
                at != trigger.word
                    && matches!(
                        syntax.word(at).upos,
                        Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv
                    )
            })
            .collect();
        Self { zones: [trigger_words, object, actor, phrase, clause, above, near] }
    }
}
