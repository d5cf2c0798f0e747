//! What the part of a candidate is weighed by.

use std::fmt::Write as _;

use dateline_codebook::TriggerClass;
use dateline_language::{Relation, Upos};
use dateline_record::{EntityKind, ParticipantRole};

use super::Scene;
use crate::events::factuality::mood;
use crate::events::syntax::Syntax;

/// How far up the tree a common head is looked for.
const HIGHEST: usize = 8;

/// The way through the tree from an event to a candidate.
pub(super) struct Path {
    /// The words from the event up to the common head, without it.
    up: Vec<usize>,
    /// The words from below the common head down to the candidate.
    down: Vec<usize>,
    joined: bool,
}

impl Path {
    pub(super) fn between(scene: &Scene<'_>, place: usize, head: usize) -> Self {
        let syntax = scene.arguments.syntax;
        let above = |from: usize| {
            let chain = std::iter::successors(Some(from), |&at| syntax.word(at).head);
            chain.take(HIGHEST).collect::<Vec<_>>()
        };
        let from = above(scene.triggers[place].word);
        let to = above(head);
        let common = to.iter().position(|at| from.contains(at));
        match common {
            Some(common) => {
                let turn = from.iter().position(|&at| at == to[common]).unwrap_or_default();
                let mut down = to[..common].to_vec();
                down.reverse();
                Self { up: from[..turn].to_vec(), down, joined: true }
            }
            None => Self { up: Vec::new(), down: Vec::new(), joined: false },
        }
    }

    pub(super) fn steps(&self) -> usize {
        if self.joined { self.up.len() + self.down.len() } else { HIGHEST * 2 }
    }

    /// The path as relations, with the prepositions of phrases.
    fn written(&self, syntax: Syntax<'_>, markers: bool) -> String {
        let mut line = String::new();
        if !self.joined {
            line.push('-');
            return line;
        }
        for &at in &self.up {
            line.push('^');
            line.push_str(syntax.word(at).deprel);
        }
        for &at in &self.down {
            line.push('>');
            line.push_str(syntax.word(at).deprel);
            if markers && matches!(syntax.word(at).relation, Relation::Obl | Relation::Nmod) {
                line.push(':');
                line.push_str(syntax.marker(at));
            }
        }
        line
    }
}

fn name_of(role: Option<ParticipantRole>) -> &'static str {
    role.map_or("none", ParticipantRole::as_str)
}

/// Gives each feature of a candidate to `take`.
pub(super) fn features(
    scene: &Scene<'_>,
    place: usize,
    head: usize,
    path: &Path,
    take: &mut dyn FnMut(&str),
) {
    let arguments = scene.arguments;
    let syntax = arguments.syntax;
    let trigger = &scene.triggers[place];
    let coded = &scene.codings[place];
    let mut line = String::with_capacity(64);
    macro_rules! feature {
        ($($part:tt)*) => {{
            line.clear();
            // Writing to a string cannot fail.
            let _ = write!(line, $($part)*);
            take(&line);
        }};
    }
    let role = name_of(scene.role(place, head));
    let kind = kind(scene, head);
    let event =
        coded.plover.map_or("-", |coding| scene.coder.plover.kind(coding.kind).name.as_str());
    let patterned = coded.readings.first().is_some_and(|(coding, _)| coding.is_some());
    let sort = match trigger.class {
        TriggerClass::Verb if syntax.is_passive(trigger.word) => "passive",
        TriggerClass::Verb => "verb",
        TriggerClass::Noun if trigger.light.is_some() => "light",
        TriggerClass::Noun => "noun",
        TriggerClass::Adjective => "adjective",
    };
    let lemma = match syntax.word(trigger.word).upos {
        Upos::Propn => "NAME",
        _ => syntax.lemma(trigger.word),
    };
    feature!("role={role}");
    feature!("{role}&kind={kind}");
    feature!("{role}&type={event}");
    feature!("{role}&{kind}&type={event}");
    feature!("{role}&sort={sort}&{kind}");
    feature!("{role}&lemma={lemma}");
    feature!("{role}&lemma={lemma}&{kind}");

    // The way to it.
    let marker = syntax.marker(head);
    let bare = path.written(syntax, false);
    let way = path.written(syntax, true);
    feature!("{role}&path={bare}");
    feature!("{role}&path={way}");
    feature!("path={way}&{kind}");
    feature!("path={way}&type={event}");
    feature!("path={way}&lemma={lemma}");
    feature!("{role}&by={marker}&{kind}");
    feature!("by={marker}&type={event}");
    if let Some(above) = syntax.word(head).head.filter(|&above| above != trigger.word) {
        let noun = match syntax.word(above).upos {
            Upos::Propn => "NAME",
            _ => syntax.lemma(above),
        };
        feature!("{role}&in={noun}&by={marker}");
        let inner = scene.role(place, above);
        feature!("{role}&within={}&by={marker}&{kind}", name_of(inner));
    }

    // The words.
    let word = syntax.word(head);
    let own = match word.upos {
        Upos::Propn => "NAME",
        Upos::Pron => "PRONOUN",
        Upos::Num => "NUMBER",
        _ => syntax.lemma(head),
    };
    feature!("{role}&noun={own}");
    let owned = arguments.owner_word(head).is_some();
    feature!("{role}&{kind}&owned={owned}");
    let entity = arguments.entity_of(head);
    if let Some(id) = entity {
        for sector in &arguments.entities.get(id).sectors {
            feature!("{role}&sector={sector}");
        }
        let country = scene.places.get(id).country.is_some();
        feature!("{role}&country={country}&{kind}");
    }
    let order = if head < trigger.word { "before" } else { "after" };
    let distance = match head.abs_diff(trigger.word) {
        0..=2 => 0,
        3..=5 => 1,
        6..=10 => 2,
        11..=20 => 3,
        _ => 4,
    };
    feature!("{role}&{order}&{distance}");
    feature!("{role}&steps={}", path.steps().min(8));

    // The event among the others of its sentence.
    let confidence = coded.likeliest.map_or(0.0, |likely| likely.any);
    let sure = match confidence {
        ..0.2 => 0,
        0.2..0.5 => 1,
        0.5..0.8 => 2,
        _ => 3,
    };
    let standing = standing(scene, place);
    feature!("{role}&sure={sure}&{}", standing.written());
    feature!("{role}&sure={sure}");
    feature!(
        "{role}&first={}&others={}",
        standing.before == 0,
        (standing.before + standing.after).min(2)
    );
    feature!("{role}&sort={sort}&others={}", (standing.before + standing.after).min(1));
    feature!("{role}&patterned={patterned}");
    let own_link = syntax.word(trigger.predicate()).deprel;
    feature!("{role}&link={own_link}");
    feature!("{role}&link={own_link}&type={event}");
    let mood = mood(syntax, trigger.predicate());
    feature!("{role}&future={}&not={}&type={event}", mood.future, mood.negated);
    feature!("{role}&said={}", scene.attributions.around(trigger.word).is_some());

    // The others who take part.
    let has = |wanted: ParticipantRole| {
        scene.parts[place].iter().any(|one| one.role == wanted && one.head != head)
    };
    let (actor, recipient) = (has(ParticipantRole::Actor), has(ParticipantRole::Recipient));
    feature!("{role}&actor={actor}&recipient={recipient}&{sort}");
    feature!("{role}&{kind}&actor={actor}&recipient={recipient}");
    let joined = syntax.dependents(head).any(|at| syntax.word(at).relation == Relation::Conj);
    feature!("{role}&joined={joined}");
    for (other, part) in scene.elsewhere(head, place).take(4) {
        let is_coded = scene.is_coded(other);
        feature!("{role}&also={}&coded={is_coded}", part.as_str());
    }
    let same_actor = entity.is_some()
        && scene.parts[place].iter().any(|one| {
            one.role == ParticipantRole::Actor
                && one.head != head
                && arguments.entity_of(one.head) == entity
        });
    if same_actor {
        feature!("{role}&same");
    }
}

/// Where an event stands among the coded events of its sentence.
struct Standing {
    before: usize,
    after: usize,
    surer: bool,
}

impl Standing {
    fn written(&self) -> String {
        format!("{}{}{}", self.before.min(2), self.after.min(2), u8::from(self.surer))
    }
}

fn standing(scene: &Scene<'_>, place: usize) -> Standing {
    let parse = scene.arguments.article.parse;
    let word = scene.triggers[place].word;
    let sentence = &parse.sentences()[parse.sentence_of(word)];
    let sure = |place: usize| scene.codings[place].likeliest.map_or(0.0, |likely| likely.any);
    let mut found = Standing { before: 0, after: 0, surer: false };
    let first = scene.triggers.partition_point(|other| other.word < sentence.start);
    for other in first..scene.triggers.len() {
        if scene.triggers[other].word >= sentence.end {
            break;
        }
        if other != place && scene.is_coded(other) {
            if other < place {
                found.before += 1;
            } else {
                found.after += 1;
            }
            found.surer |= sure(other) > sure(place);
        }
    }
    found
}

/// What sort of thing a candidate is.
fn kind(scene: &Scene<'_>, head: usize) -> &'static str {
    let arguments = scene.arguments;
    let Some(entity) = arguments.entity_of(head) else {
        return match arguments.syntax.word(head).upos {
            Upos::Pron => "pronoun",
            Upos::Propn => "name",
            _ if arguments.is_participant(head) => "people",
            _ => "noun",
        };
    };
    match arguments.entities.get(entity).kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        _ => "thing",
    }
}
