//! What the author's score is estimated from.

use std::fmt::Write as _;

use dateline_language::{Relation, Upos, Word};
use dateline_record::{Stance, Tense};

use super::{Said, Scene};
use crate::events::lexicon::{NEGATIONS, PREDICATES};
use crate::events::syntax::Syntax;
use crate::events::trigger::Trigger;

/// How many predicates up are looked at.
const CLAUSES_UP: usize = 4;

/// How many words before an event a negation is looked for.
const NEGATION_REACH: usize = 6;

/// What a sentence says of all its events.
#[derive(Debug, Clone, Copy)]
pub(super) struct SentenceFacts {
    /// It ends with a question mark.
    question: bool,
    /// Who speaks to whom: `you` where the reader is spoken to, else `I` or `we` where somebody
    /// speaks of themselves, else `none`.
    voice: &'static str,
}

/// The facts of each sentence.
pub(super) fn sentence_facts(syntax: Syntax<'_>) -> Vec<SentenceFacts> {
    let facts = |words: &std::ops::Range<usize>| {
        let has = |forms: &[&str]| {
            words.clone().any(|at| forms.contains(&syntax.word(at).lower.as_str()))
        };
        SentenceFacts {
            question: words.clone().rev().take(3).any(|at| syntax.word(at).lower == "?"),
            voice: if has(&["you", "your", "please", "u"]) {
                "you"
            } else if has(&["i", "my", "me"]) {
                "I"
            } else if has(&["we", "our", "us"]) {
                "we"
            } else {
                "none"
            },
        }
    };
    syntax.parse.sentences().iter().map(facts).collect()
}

/// The letters of a word that may say something in other sentences too: a name or a number stands
/// for all names and numbers.
fn in_general(word: &Word) -> &str {
    match word.upos {
        Upos::Propn => "NAME",
        Upos::Num => "NUMBER",
        _ => &word.lower,
    }
}

/// The shape of a clause: its verb's form, its auxiliaries and whether it is negated.
struct Clause<'a> {
    lemma: &'a str,
    /// `will be VBG not`
    form: String,
    /// `advcl if`
    link: String,
    /// The person of the subject.
    subject: &'static str,
    negated: bool,
}

fn clause(syntax: Syntax<'_>, at: usize) -> Clause<'_> {
    let word = syntax.word(at);
    let mut form = String::new();
    let mut has_subject = false;
    let mut subject = "none";
    for dependent in syntax.dependents(at) {
        let other = syntax.word(dependent);
        match other.relation {
            Relation::Aux | Relation::Cop => {
                form.push_str(&other.lemma);
                form.push(' ');
            }
            Relation::Nsubj | Relation::Expl if !has_subject => {
                has_subject = true;
                subject = match (other.lower.as_str(), other.upos) {
                    ("i", _) => "I",
                    ("we", _) => "we",
                    ("you" | "u", _) => "you",
                    ("who" | "which" | "that", _) => "relative",
                    ("there", _) => "there",
                    ("it" | "this", _) => "it",
                    (_, Upos::Pron) => "pronoun",
                    (_, Upos::Propn) => "name",
                    _ => "noun",
                };
            }
            _ => {}
        }
    }
    form.push_str(word.xpos);
    let negated = syntax.is_negated(at);
    if negated {
        form.push_str(" not");
    }
    let marker = syntax.marker(at);
    Clause {
        lemma: syntax.lemma(at),
        form,
        link: format!("{} {marker}", word.deprel),
        subject,
        negated,
    }
}

/// Gives each feature of an event to `take`.
pub(super) fn features(
    scene: &Scene<'_>,
    trigger: &Trigger,
    said: &Said,
    take: &mut dyn FnMut(&str),
) {
    let syntax = scene.syntax;
    let predicate = trigger.predicate();
    let facts = scene.facts[syntax.parse.sentence_of(predicate)];
    let own = clause(syntax, predicate);
    let tense = match said.tense {
        Tense::Past => "past",
        Tense::Present => "present",
        Tense::Future => "future",
        Tense::None => "none",
    };
    let bucket = (said.score * 2.0).round() as i32;
    let stance = said.stance.map_or("none", Stance::as_str);
    let sort = if said.nominal { "noun" } else { "clause" };
    let voice = facts.voice;
    let Clause { lemma, form, link, subject, .. } = &own;

    let mut line = String::new();
    macro_rules! feature {
        ($($part:tt)*) => {{
            line.clear();
            // Writing to a string cannot fail.
            let _ = write!(line, $($part)*);
            take(&line);
        }};
    }
    feature!("said={bucket}");
    feature!("said={bucket}&{sort}");
    feature!("said={bucket}&tense={tense}");
    feature!("said={bucket}&voice={voice}");
    feature!("said={bucket}&link={link}");
    feature!("tense={tense}&{sort}&voice={voice}");
    feature!("form={form}");
    feature!("form={form}&subject={subject}");
    feature!("form={form}&link={link}");
    feature!("form={form}&voice={voice}");
    feature!("form={form}&tense={tense}");
    feature!("link={link}");
    feature!("link={link}&voice={voice}");
    feature!("link={link}&tense={tense}");
    feature!("link={link}&subject={subject}");
    feature!("lemma={lemma}");
    feature!("lemma={lemma}&form={form}");
    feature!("lemma={lemma}&link={link}");
    feature!("subject={subject}&tense={tense}");
    feature!("stance={stance}&tense={tense}");
    feature!("stance={stance}&said={bucket}");
    if facts.question {
        feature!("question");
        feature!("question&form={form}");
        feature!("question&link={link}");
    }
    if let Some((verb, _)) = trigger.light {
        feature!("light={}", syntax.lemma(verb));
        feature!("event={}", syntax.lemma(trigger.word));
    }
    if said.hypothetical {
        feature!("hypothetical&voice={voice}");
        feature!("hypothetical&form={form}");
    }
    for dependent in syntax.dependents(predicate) {
        let word = syntax.word(dependent);
        match word.relation {
            Relation::Advmod => {
                feature!("adverb={}", word.lower);
                feature!("adverb={}&form={form}", word.lower);
            }
            Relation::Det | Relation::Amod if said.nominal => {
                feature!("modifier={}", word.lower);
                feature!("modifier={}&link={link}", word.lower);
            }
            Relation::Advcl => {
                let marker = syntax.marker(dependent);
                feature!("has={marker}");
                feature!("has={marker}&form={form}");
            }
            Relation::Nsubj | Relation::Obj | Relation::Obl => {
                for determiner in syntax.parse.related(dependent, Relation::Det) {
                    let lower = &syntax.word(determiner).lower;
                    if matches!(lower.as_str(), "no" | "any" | "neither") {
                        feature!("{}-determiner={lower}", word.relation.as_str());
                    }
                }
            }
            _ => {}
        }
    }
    // "no longer", "refused to", "instead of": what stands before the event's own word.
    let sentence = syntax.parse.sentence_around(predicate);
    for (name, back) in [("before", 1), ("before2", 2)] {
        let near = predicate.checked_sub(back).filter(|&at| at >= sentence.start);
        let near = near.map_or("start", |at| in_general(syntax.word(at)));
        feature!("{name}={near}");
        feature!("{name}={near}&said={bucket}");
    }
    let window = sentence.start.max(predicate.saturating_sub(NEGATION_REACH))..predicate;
    if let Some(at) = window.rev().find(|&at| NEGATIONS.contains(syntax.word(at).lower.as_str())) {
        feature!("after={}", syntax.word(at).lower);
        feature!("after={}&link={link}", syntax.word(at).lower);
        feature!("after-negation&said={bucket}");
    }
    if said.nominal {
        feature!("number={}&determined={}", syntax.word(predicate).xpos, {
            syntax.parse.first_related(predicate, Relation::Det).is_some()
        });
    }

    // What it hangs from, outwards.
    let mut at = predicate;
    let mut path = link.clone();
    for step in 1..=CLAUSES_UP {
        let Some(head) = syntax.word(at).head else { break };
        let above = clause(syntax, head);
        if step <= 2 {
            feature!("up{step}={}", above.lemma);
            feature!("up{step}={}&path={path}", above.lemma);
            feature!("up{step}={}&negated={}", above.lemma, above.negated);
            feature!("up{step}={}&form={form}", above.lemma);
            feature!("up{step}-form={}&path={path}", above.form);
            feature!("up{step}-form={}&form={form}", above.form);
            feature!("up{step}-form={}&{sort}&voice={voice}", above.form);
            feature!("up{step}-subject={}&path={path}", above.subject);
            if let Some(&(holds, not)) = PREDICATES.get(above.lemma) {
                let effect = if above.negated { not } else { holds };
                feature!("up{step}-effect={}&path={path}", effect.round());
                feature!("up{step}-effect={}&{sort}", effect.round());
            }
        } else {
            feature!("far={}", above.lemma);
        }
        feature!("chain={}", above.link);
        feature!("chain={}&{sort}&tense={tense}", above.link);
        if above.negated {
            feature!("chain-negated&path={path}");
        }
        if step == 1 {
            let _ = write!(path, " < {}", above.link);
        }
        at = head;
    }
}
