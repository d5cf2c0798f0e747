//! The words that name a participant, and the entity that they name.

use std::ops::Range;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, MentionForm, Participant, ParticipantRole};

use super::argument::{Argument, Arguments};
use super::trigger::Trigger;

/// How many mentions before a pronoun are asked for a name.
const MENTIONS_BACK: usize = 8;

impl Arguments<'_> {
    /// An argument of an event as the record has it. What is somebody's doing stands for them where
    /// they act or are acted upon by it: of "rejected *the ministry's offer*" the words are the
    /// recipient's, and the entity is the ministry.
    pub(super) fn participant(&self, event: &Trigger, argument: Argument) -> Participant {
        let named = self.entity_of(argument.head).or_else(|| {
            let stands_for =
                matches!(argument.role, ParticipantRole::Actor | ParticipantRole::Recipient)
                    && self.syntax.word(argument.head).upos == Upos::Noun
                    && !self.is_participant(argument.head);
            stands_for.then(|| self.owner(argument.head)).flatten()
        });
        Participant {
            role: argument.role,
            entity: named,
            span: self.article.span(self.named_by(event, argument.head, named)),
        }
    }

    /// Whose doing or thing a noun is: "*the ministry's* offer", "a proposal *by the union*", "an
    /// appeal lodged *by the club*", "*US* airstrikes".
    pub(super) fn owner(&self, noun: usize) -> Option<EntityId> {
        self.owner_word(noun).and_then(|owner| self.entity_of(owner))
    }

    /// The word for whose doing or thing a noun is, where it names an entity.
    pub(super) fn owner_word(&self, noun: usize) -> Option<usize> {
        let syntax = self.syntax;
        let named = |&at: &usize| self.is_participant(at) && self.entity_of(at).is_some();
        let of = |wanted: &dyn Fn(usize) -> bool| {
            syntax.dependents(noun).filter(|&at| wanted(at)).find(named)
        };
        of(&|at| syntax.word(at).deprel == "nmod:poss")
            .or_else(|| of(&|at| syntax.marker(at) == "by"))
            .or_else(|| {
                let clauses = syntax.parse.related(noun, Relation::Acl);
                clauses.filter_map(|clause| syntax.agent(clause)).find(named)
            })
            .or_else(|| {
                of(&|at| {
                    at < noun
                        && matches!(
                            syntax.word(at).relation,
                            Relation::Compound | Relation::Amod | Relation::Nmod
                        )
                })
            })
    }

    /// The words that name a participant: of a pronoun, those before it in the sentence that it
    /// stands for ("*the army* said that it shelled the port"), where there are any.
    fn named_by(&self, event: &Trigger, head: usize, entity: Option<EntityId>) -> Range<usize> {
        let words = self.described(event, head);
        let Some(entity) = entity.filter(|_| self.syntax.word(head).upos == Upos::Pron) else {
            return words;
        };
        let sentence = self.syntax.parse.sentence_of(head);
        let mentions = &self.entities.get(entity).mentions;
        let before = mentions.partition_point(|mention| mention.words.start < words.start);
        let names = mentions[..before].iter().rev().take(MENTIONS_BACK).find(|mention| {
            mention.form != MentionForm::Pronoun
                && self.syntax.parse.sentence_of(mention.head) == sentence
        });
        names.map_or(words, |mention| self.extent(mention.head))
    }

    /// The words of a participant of an event with the participle that tells which one is meant: "a
    /// truck *carrying grain to the port*", "the group *known as the White Scarves*". The event is no
    /// part of the words: of "rebels shelling the port" the rebels shell.
    fn described(&self, event: &Trigger, head: usize) -> Range<usize> {
        let syntax = self.syntax;
        let words = self.extent(head);
        let participle = syntax.parse.related(head, Relation::Acl).find(|&at| {
            matches!(syntax.word(at).xpos, "VBG" | "VBN")
                && !syntax.is_finite_modifier(at)
                // "accused the rebels *of burning the depot*": what of, not which rebels.
                && match syntax.marker(at) {
                    "" => true,
                    marker => marker == "for" && !self.is_participant(head),
                }
        });
        let Some(participle) = participle else { return words };
        let phrase = syntax.participle_phrase(participle, |at| self.in_time[at]);
        if phrase.start == words.end
            && !phrase.contains(&event.word)
            && !phrase.contains(&event.predicate())
        {
            words.start..phrase.end
        } else {
            words
        }
    }

    /// The words of a participant: its noun phrase without times, with the name that stands beside
    /// a description of the same ("the Croatian president, Ana Lim", "the League (LDF)").
    pub(super) fn extent(&self, head: usize) -> Range<usize> {
        let syntax = self.syntax;
        let mut words = syntax.noun_phrase_without(head, |at| self.in_time[at]);
        if let Some(twin) = self.twin(head) {
            words.end = words.end.max(syntax.noun_phrase(twin).end);
        }
        for beside in syntax.parse.related(head, Relation::Appos).take(4) {
            let phrase = syntax.noun_phrase(beside);
            let same = self.entities.at(beside).is_some()
                && self.entities.at(beside) == self.entity_of(head);
            // Nothing but a mark or a bracket may stand between the two.
            if phrase.start >= words.end && phrase.start <= words.end + 1 && same {
                words.end = phrase.end;
            }
        }
        words.end = self.with_bracketed_letters(words.end);
        words
    }

    /// The end of a name with the letters in brackets that stand for it: "the Harbour Workers' Union
    /// *(HWU)*", and with the bracket that closes after what is in the name already.
    fn with_bracketed_letters(&self, end: usize) -> usize {
        let words = self.syntax.parse.words();
        let is = |at: usize, mark: &str| words.get(at).is_some_and(|word| word.lower == mark);
        let is_letters = |at: usize| {
            let form = if at < words.len() { self.article.form(at) } else { "" };
            form.len() > 1 && form.chars().all(|letter| letter.is_uppercase() || letter == '-')
        };
        if is(end, "(") && is_letters(end + 1) && is(end + 2, ")") {
            end + 3
        } else if is(end, ")") && end >= 2 && is(end - 2, "(") {
            end + 1
        } else {
            end
        }
    }

    /// A name right after a description that the parser hangs beside it, not from it: "met *his
    /// counterpart* President *Erik Holm*", "freed *journalist* *Mesale Kohl*".
    fn twin(&self, head: usize) -> Option<usize> {
        let syntax = self.syntax;
        let word = syntax.word(head);
        if word.upos != Upos::Noun {
            return None;
        }
        syntax.parse.related(word.head?, word.relation).find(|&other| {
            other > head
                && syntax.word(other).upos == Upos::Propn
                && syntax.marker(other).is_empty()
                && syntax.noun_phrase(other).start == head + 1
        })
    }

    /// The entity that a phrase names, by its head or by the name that stands with it ("president
    /// *Ada Lim*").
    pub(super) fn entity_of(&self, at: usize) -> Option<EntityId> {
        let beside = || {
            self.syntax.dependents(at).find_map(|dependent| {
                let name = matches!(
                    self.syntax.word(dependent).relation,
                    Relation::Flat | Relation::Appos
                ) || self.syntax.word(dependent).deprel == "nmod:desc";
                name.then(|| self.entities.at(dependent)).flatten()
            })
        };
        self.entities
            .at(at)
            .or_else(beside)
            .or_else(|| self.twin(at).and_then(|twin| self.entities.at(twin)))
    }
}
