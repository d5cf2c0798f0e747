//! The order that the structure of clauses and the tense of their verbs show.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_codebook::TriggerClass;
use dateline_language::Relation;
use dateline_record::{OrderBasis, OrderRelation};

use super::Sign;
use super::graph::Node;
use crate::article::Article;
use crate::attributions::Attributions;
use crate::events::{Events, Form, Syntax, form};
use crate::lexicon::rows;
use crate::times::is_saying;

/// How many words up the event is looked for that a clause hangs from.
const STEPS_UP: usize = 4;

static STATES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows::<1>(include_str!("../../lexicons/order/states.txt")).map(|[verb]| verb).collect()
});

/// The signs that clauses give, in the order of the events.
pub(super) fn signs(
    article: &Article<'_>,
    attributions: &Attributions,
    events: &Events,
) -> Vec<Sign> {
    let syntax = Syntax { parse: article.parse };
    let clauses = Clauses { syntax, attributions, events };
    let forms: Vec<Form> = events
        .triggers
        .iter()
        .map(|trigger| {
            let nominal = trigger.class == TriggerClass::Noun && trigger.light.is_none();
            if nominal { Form::Other } else { form(syntax, trigger.predicate()) }
        })
        .collect();
    let mut signs = Vec::new();
    for place in 0..forms.len() {
        signs.extend(clauses.to_saying(place, &forms));
        signs.extend(clauses.to_governor(place, &forms));
        signs.extend(clauses.to_sentence_before(place, &forms));
        signs.extend(clauses.to_publication(place, &forms));
    }
    signs
}

struct Clauses<'a> {
    syntax: Syntax<'a>,
    attributions: &'a Attributions,
    events: &'a Events,
}

impl Clauses<'_> {
    /// What is said, and the saying of it: "said that he *had left*", "said that he *would leave*".
    fn to_saying(&self, place: usize, forms: &[Form]) -> Option<Sign> {
        let attribution = self.events.list[place].item.attribution?;
        let cue = self.attributions.list[attribution.index()].cue.first()?.clone();
        let saying = cue.rev().find_map(|word| self.events.at.get(word))?;
        let tensed = matches!(
            forms[saying],
            Form::Past | Form::Present | Form::PresentPerfect | Form::PastPerfect
        );
        let triggers = &self.events.triggers;
        let sentence = |event: usize| self.syntax.parse.sentence_of(triggers[event].word);
        if saying == place || !tensed || sentence(saying) != sentence(place) {
            return None;
        }
        let predicate = triggers[place].predicate();
        // "if they turned him over", "whether it worked": no time is told of.
        if matches!(self.syntax.marker(predicate), "if" | "unless" | "whether") {
            return None;
        }
        let relation = match forms[place] {
            // "said he wanted to go": the tense of a state under a past saying may be the saying's.
            Form::Past if STATES.contains(self.syntax.lemma(predicate)) => return None,
            Form::Past | Form::PastPerfect | Form::PresentPerfect => OrderRelation::Before,
            Form::Future | Form::Would => OrderRelation::After,
            _ => return None,
        };
        // "said it was late and *added* that": no part of what was said.
        if self.syntax.word(predicate).head == Some(triggers[saying].word)
            && self.syntax.word(predicate).relation == Relation::Conj
        {
            return None;
        }
        Some(Sign::new(place, relation, Node::Event(saying), OrderBasis::Report))
    }

    /// What a verb looks forward to, or back on: "agreed *to leave*", "met those who *had fled*".
    fn to_governor(&self, place: usize, forms: &[Form]) -> Option<Sign> {
        let syntax = self.syntax;
        let trigger = self.events.triggers[place];
        let at = trigger.predicate();
        let word = syntax.word(at);
        let above = syntax
            .parse
            .ancestors(at)
            .skip(1)
            .take(STEPS_UP)
            .find_map(|above| self.events.at.get(above).filter(|&above| above != place))?;
        let sign = |relation, basis| Some(Sign::new(place, relation, Node::Event(above), basis));
        match forms[place] {
            Form::Infinitive
                if matches!(word.relation, Relation::Xcomp | Relation::Advcl | Relation::Acl)
                    && word.head.and_then(|head| self.events.at.get(head)) == Some(above) =>
            {
                sign(OrderRelation::After, OrderBasis::Infinitive)
            }
            Form::PastPerfect if matches!(forms[above], Form::Past) => {
                sign(OrderRelation::Before, OrderBasis::Tense)
            }
            _ => None,
        }
    }

    /// "Dockers ended the walkout. They *had stopped* work in May": what is told in the past perfect
    /// is before what the last sentence told.
    fn to_sentence_before(&self, place: usize, forms: &[Form]) -> Option<Sign> {
        let syntax = self.syntax;
        let at = self.events.triggers[place].predicate();
        if forms[place] != Form::PastPerfect || syntax.word(at).relation != Relation::Root {
            return None;
        }
        let start = syntax.parse.sentence_around(at).start;
        let before = syntax.parse.sentence_around(start.checked_sub(1)?);
        let root = before.into_iter().find(|&word| syntax.word(word).head.is_none())?;
        let told = self.events.at.get(root)?;
        (forms[told] == Form::Past && !is_saying(&syntax.word(root).lower))
            .then(|| Sign::new(place, OrderRelation::Before, Node::Event(told), OrderBasis::Tense))
    }

    /// The tense of a verb, seen from the publication.
    fn to_publication(&self, place: usize, forms: &[Form]) -> Option<Sign> {
        let word = self.syntax.word(self.events.triggers[place].predicate());
        let relation = match forms[place] {
            Form::Past | Form::PastPerfect | Form::PresentPerfect => OrderRelation::Before,
            Form::Future => OrderRelation::After,
            Form::Present if !is_saying(&word.lower) => OrderRelation::Includes,
            _ => return None,
        };
        Some(Sign::new(place, relation, Node::Report, OrderBasis::Tense))
    }
}
