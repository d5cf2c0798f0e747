//! What the type of an event is weighed by.

use std::fmt::Write as _;

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos, Word};
use dateline_record::{EntityKind, ParticipantRole, Stance};

use super::{Scene, WEIGHTIEST};
use crate::events::argument::Argument;
use crate::events::factuality::{mood, tense};
use crate::events::trigger::Trigger;

/// How many words around an event are looked at.
const NEAR: usize = 5;

/// The letters of a word that may say something in other sentences too.
fn in_general(word: &Word) -> &str {
    match word.upos {
        Upos::Propn => "NAME",
        Upos::Num => "NUMBER",
        _ => &word.lower,
    }
}

/// How much of a pattern was named, in steps.
pub(super) fn step(weight: u32) -> usize {
    match weight {
        0..=1 => 1,
        2..=4 => 2,
        5..=7 => 3,
        _ => WEIGHTIEST,
    }
}

/// Gives each feature of an event to `take`.
pub(super) fn features(scene: &Scene<'_>, place: usize, take: &mut dyn FnMut(&str)) {
    let syntax = scene.arguments.syntax;
    let trigger: &Trigger = &scene.triggers[place];
    let coded = &scene.codes[place];
    let predicate = trigger.predicate();
    let lemma = match syntax.word(trigger.word).upos {
        Upos::Propn => "NAME",
        _ => syntax.lemma(trigger.word),
    };
    let sort = match trigger.class {
        TriggerClass::Verb => "v",
        TriggerClass::Noun => "n",
        TriggerClass::Adjective => "a",
    };
    let mut line = String::new();
    macro_rules! feature {
        ($($part:tt)*) => {{
            line.clear();
            // Writing to a string cannot fail.
            let _ = write!(line, $($part)*);
            take(&line);
        }};
    }
    feature!("always");

    // What the patterns say.
    let mut said = coded.readings.iter();
    let first = said.next();
    let pattern = match first {
        None => "-",
        Some((None, _)) => "nothing",
        Some((Some(coding), _)) => scene.type_name(coding.kind),
    };
    let weight = first.map_or(0, |&(_, weight)| step(weight));
    feature!("pattern={pattern}");
    feature!("pattern={pattern}&weight={weight}");
    feature!("pattern={pattern}&sort={sort}&light={}", trigger.light.is_some());
    if let Some((Some(coding), _)) = first
        && let Some(mode) = coding.mode
    {
        feature!("pattern={pattern}&mode={mode}");
    }
    for (other, weight) in said.take(3) {
        let other = other.map_or("nothing", |coding| scene.type_name(coding.kind));
        if other != pattern {
            feature!("second={other}&weight={}", step(*weight));
            feature!("pattern={pattern}&second={other}");
        }
    }
    if let Some(core) = coded.core {
        let core = scene.core_name(core.kind);
        feature!("core={core}");
        feature!("core={core}&pattern={pattern}");
    }

    // The word and those that hang from it.
    feature!("lemma={lemma}&sort={sort}");
    feature!("lemma={lemma}&pattern={pattern}");
    if let Some((verb, _)) = trigger.light {
        let verb = syntax.lemma(verb);
        feature!("light={verb}");
        feature!("light={verb}&lemma={lemma}");
    }
    for at in [trigger.word, predicate] {
        for dependent in syntax.dependents(at).take(32) {
            if dependent == trigger.word {
                continue;
            }
            let word = syntax.word(dependent);
            let other = match word.upos {
                Upos::Propn => "NAME",
                Upos::Pron => "PRONOUN",
                Upos::Num => "NUMBER",
                _ => syntax.lemma(dependent),
            };
            let relation = match word.relation {
                Relation::Punct | Relation::Det | Relation::Cc => continue,
                // What stands in the passive's subject is what the act is done to.
                Relation::Nsubj if syntax.is_passive(at) => "obj",
                relation => relation.as_str(),
            };
            feature!("{relation}={other}");
            feature!("lemma={lemma}&{relation}={other}");
            feature!("pattern={pattern}&{relation}={other}");
            match word.relation {
                Relation::Obl | Relation::Nmod if !scene.arguments.in_time[dependent] => {
                    let marker = syntax.marker(dependent);
                    feature!("lemma={lemma}&{marker}");
                    feature!("{marker}={other}");
                    feature!("pattern={pattern}&{marker}");
                }
                Relation::Obj | Relation::Nsubj => {
                    for inner in syntax.dependents(dependent).take(16) {
                        let word = syntax.word(inner);
                        match word.relation {
                            Relation::Amod | Relation::Compound if word.upos != Upos::Propn => {
                                feature!("{relation}<{}", syntax.lemma(inner));
                            }
                            Relation::Nmod if word.upos != Upos::Propn => {
                                feature!("{relation}>{}", syntax.lemma(inner));
                            }
                            _ => {}
                        }
                    }
                }
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl => {
                    let marker = syntax.marker(dependent);
                    feature!("lemma={lemma}&clause={marker}");
                    let inner =
                        scene.pattern_at(dependent).map_or("-", |kind| scene.type_name(kind));
                    feature!("clause={marker}&code={inner}");
                    feature!("lemma={lemma}&code={inner}");
                    feature!("pattern={pattern}&code={inner}");
                }
                _ => {}
            }
            if matches!(relation, "obj" | "obl" | "nmod")
                && let Some(kind) = scene.pattern_at(dependent)
            {
                let inner = scene.type_name(kind);
                feature!("{relation}-code={inner}");
                feature!("lemma={lemma}&{relation}-code={inner}");
            }
        }
        if predicate == trigger.word {
            break;
        }
    }

    // What stands above it.
    let own = syntax.word(predicate);
    let link = own.deprel;
    feature!("link={link}");
    feature!("link={link}&pattern={pattern}");
    if let Some(head) = own.head {
        let above = match syntax.word(head).upos {
            Upos::Propn => "NAME",
            _ => syntax.lemma(head),
        };
        let over = scene.pattern_at(head).map_or("-", |kind| scene.type_name(kind));
        let marker = syntax.marker(predicate);
        feature!("above={above}&{link}");
        feature!("above={above}&pattern={pattern}");
        feature!("above={above}&lemma={lemma}");
        feature!("above-code={over}&{link}");
        feature!("above-code={over}&pattern={pattern}");
        feature!("link={link}&{marker}");
    }
    if let Some(outer) = scene.taken_by(trigger.word) {
        feature!("within={}", scene.type_name(outer));
        feature!("within={}&pattern={pattern}", scene.type_name(outer));
    }

    // Mood and tense, and who says so.
    let mood = mood(syntax, predicate);
    let nominal = trigger.class == TriggerClass::Noun && trigger.light.is_none();
    let tense = tense(syntax, predicate, nominal);
    let modal = mood.modal_name();
    feature!("tense={tense:?}&pattern={pattern}");
    feature!("tense={tense:?}&{sort}&{}", own.xpos);
    feature!("modal={modal}&not={}", mood.negated);
    feature!("modal={modal}&not={}&pattern={pattern}", mood.negated);
    let stance = scene.stance(trigger.word).map_or("none", Stance::as_str);
    feature!("stance={stance}");
    feature!("stance={stance}&pattern={pattern}");

    // Who takes part.
    let who = |role| scene.parts[place].iter().find(move |one: &&Argument| one.role == role);
    let actor = who(ParticipantRole::Actor);
    let recipient = who(ParticipantRole::Recipient);
    let [actor_kind, recipient_kind] = [actor, recipient].map(|one| kind(scene, one));
    feature!("actor={actor_kind}&recipient={recipient_kind}");
    feature!("actor={actor_kind}&pattern={pattern}");
    feature!("recipient={recipient_kind}&pattern={pattern}");
    feature!("recipient={recipient_kind}&lemma={lemma}");
    let actors =
        scene.parts[place].iter().filter(|one| one.role == ParticipantRole::Actor).count().min(3);
    feature!("actors={actors}&recipient={recipient_kind}");
    for (name, one) in [("actor", actor), ("recipient", recipient)] {
        for sector in one.map_or(&[][..], |one| scene.sectors(one)) {
            feature!("{name}-sector={sector}");
            feature!("{name}-sector={sector}&pattern={pattern}");
        }
    }
    if let [Some(one), Some(other)] =
        [actor, recipient].map(|one| one.and_then(|one| scene.country(one)))
    {
        feature!("abroad={}", one != other);
        feature!("abroad={}&pattern={pattern}", one != other);
    }

    // Where it stands among the events of its sentence.
    let standing = scene.standing(place);
    let [before, after, heavier] = standing.map(|count| count.min(2));
    feature!("before={before}&after={after}");
    feature!("before={before}&pattern={pattern}");
    feature!("before={before}&heavier={heavier}&weight={weight}");
    feature!("heavier={heavier}&pattern={pattern}");
    let depth = scene.depth(predicate);
    feature!("depth={depth}&{sort}");
    feature!("depth={depth}&pattern={pattern}");

    // The words beside it.
    let sentence = &syntax.parse.sentences()[syntax.parse.sentence_of(trigger.word)];
    let at = |offset: isize| {
        let place = trigger.word.checked_add_signed(offset)?;
        sentence.contains(&place).then(|| in_general(syntax.word(place)))
    };
    let here = in_general(syntax.word(trigger.word));
    let [second_before, before, after, second_after] =
        [-2, -1, 1, 2].map(|offset| at(offset).unwrap_or("|"));
    feature!("words={before} {here}");
    feature!("words={here} {after}");
    feature!("words={second_before} {before} {here}");
    feature!("words={here} {after} {second_after}");
    feature!("words={before} {here} {after}");
    feature!("after={after} {second_after}");
    let from = trigger.word.saturating_sub(NEAR).max(sentence.start);
    let to = (trigger.word + NEAR + 1).min(sentence.end);
    for near in (from..to).filter(|&near| near != trigger.word) {
        let word = syntax.word(near);
        if matches!(word.upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv) {
            feature!("near={}", syntax.lemma(near));
        }
    }
}

/// What sort of thing takes part.
fn kind(scene: &Scene<'_>, one: Option<&Argument>) -> &'static str {
    let Some(one) = one else { return "none" };
    let Some(entity) = scene.arguments.entity_of(one.head) else {
        return match scene.arguments.syntax.word(one.head).upos {
            Upos::Pron => "pronoun",
            Upos::Propn => "name",
            _ => "noun",
        };
    };
    match scene.arguments.entities.get(entity).kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        _ => "thing",
    }
}
