//! What the decision whether a candidate attributes is made from.

use dateline_language::{Relation, Upos, Word};
use dateline_record::AttributionMode;

use super::candidate::{Candidate, Frame, Scene};
use super::{lexicon, sources, standing};

/// Gives each feature of a candidate to `take`, as a string.
///
/// The lemma and its frame say most; source, content and place in the sentence shift the balance
/// (`found` with a poll as subject, `make` with a quotation).
pub(super) fn features(scene: &Scene<'_>, candidate: &Candidate, mut take: impl FnMut(&str)) {
    let article = scene.article;
    let parse = article.parse;
    let head = candidate.head;
    let word = article.word(head);
    let lemma: &str = if word.upos == Upos::Propn { &word.lower } else { &word.lemma };
    let frame = candidate.frame.name();
    let stance = candidate.stance.map_or("unknown", standing::stance_name);
    let relation = word.relation.as_str();
    let source = source_shape(scene, candidate);
    let mode = match standing::mode(scene, candidate.content.iter()) {
        AttributionMode::Direct => "direct",
        AttributionMode::Indirect => "indirect",
        AttributionMode::Mixed => "mixed",
    };
    let first = candidate
        .content
        .first()
        .map_or("none", |at| in_general(article.word(at), &article.word(at).lower));
    let first_class = candidate.content.first().map_or("none", |at| article.word(at).upos.as_str());
    let preposition = candidate.preposition.map_or("none", |at| &*article.word(at).lower);
    let voice = if sources::is_passive(article, head) { "passive" } else { "active" };

    take(&format!("lemma={lemma}"));
    take(&format!("lemma={lemma}&frame={frame}"));
    take(&format!("lemma={lemma}&source={source}"));
    take(&format!("lemma={lemma}&relation={relation}"));
    take(&format!("lemma={lemma}&preposition={preposition}"));
    take(&format!("lemma={lemma}&mode={mode}"));
    take(&format!("lemma={lemma}&voice={voice}"));
    take(&format!("lemma={lemma}&first={first}"));
    take(&format!("frame={frame}"));
    take(&format!("frame={frame}&source={source}"));
    take(&format!("frame={frame}&mode={mode}"));
    take(&format!("frame={frame}&stance={stance}"));
    take(&format!("frame={frame}&relation={relation}"));
    take(&format!("frame={frame}&first={first}"));
    take(&format!("frame={frame}&class={first_class}"));
    take(&format!("frame={frame}&form={}", word.xpos));
    take(&format!("stance={stance}&source={source}"));
    take(&format!("stance={stance}&mode={mode}&voice={voice}"));
    take(&format!("stance={stance}&preposition={preposition}"));
    take(&format!("form={}&relation={relation}", word.xpos));
    take(&format!("source={source}"));
    take(&format!("lemma={lemma}&form={}", word.xpos));
    take(&format!("cue={}", article.surface(candidate.cue.clone()).to_lowercase()));
    if let Some(source) = &candidate.source {
        let word = article.word(source.head);
        let source_head = in_general(word, &word.lemma).to_lowercase();
        take(&format!("source-head={source_head}"));
        take(&format!("source-head={source_head}&lemma={lemma}"));
        take(&format!("source-head={source_head}&frame={frame}"));
    }
    for (name, at) in [("before", head.checked_sub(1)), ("after", Some(head + 1))] {
        let near = at
            .and_then(|at| parse.words().get(at))
            .map_or("none", |word| in_general(word, &word.lower));
        take(&format!("{name}={near}"));
        take(&format!("lemma={lemma}&{name}={near}"));
    }
    for dependent in parse.dependents(head) {
        let word = article.word(dependent);
        match word.relation {
            Relation::Obj => {
                let object = in_general(word, &word.lemma).to_lowercase();
                take(&format!("object={object}"));
                take(&format!("lemma={lemma}&object={object}"));
                take(&format!("frame={frame}&object-class={}", word.upos.as_str()));
                if let Some(stance) = lexicon::noun(&object) {
                    take(&format!("object-stance={}", standing::stance_name(stance)));
                }
            }
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl => {
                take(&format!("{}={}", word.relation.as_str(), in_general(word, &word.lemma)));
            }
            Relation::Aux => {
                take(&format!("auxiliary={}", word.lemma));
                take(&format!("auxiliary={}&lemma={lemma}", word.lemma));
                take(&format!("auxiliary={}&frame={frame}", word.lemma));
            }
            Relation::Det | Relation::Nmod | Relation::Amod | Relation::Compound => {
                take(&format!("{}={}&lemma={lemma}", word.deprel, in_general(word, &word.lower)));
            }
            Relation::Advmod => {
                take(&format!("adverb={}", word.lower));
                take(&format!("adverb={}&frame={frame}", word.lower));
            }
            Relation::Obl => {
                if let Some(case) = parse.first_related(dependent, Relation::Case) {
                    take(&format!("lemma={lemma}&oblique={}", article.word(case).lower));
                }
            }
            _ => {}
        }
    }
    if let Some(above) = word.head {
        let above_word = article.word(above);
        let above_lemma = in_general(above_word, &above_word.lemma);
        take(&format!("{relation}-of={above_lemma}"));
        take(&format!("lemma={lemma}&{relation}-of={above_lemma}"));
        take(&format!("lemma={lemma}&above={}", above_word.upos.as_str()));
        let under_cue = parse
            .ancestors(above)
            .find_map(|at| lexicon::verb(&article.word(at).lemma))
            .map_or("none", |verb| standing::stance_name(verb.stance));
        take(&format!("under={under_cue}&frame={frame}"));
    }
    // The verb or noun of what is said: "hopes to win", "said it rained".
    if let Some(core) = content_head(scene, candidate) {
        let word = article.word(core);
        let letters = in_general(word, &word.lemma);
        take(&format!("content={letters}&frame={frame}"));
        take(&format!("content={letters}&lemma={lemma}"));
        take(&format!("content-form={}&lemma={lemma}", word.xpos));
        take(&format!("content-form={}&frame={frame}&stance={stance}", word.xpos));
    }
    let quoted = scene.quotations.quotes(head);
    take(if quoted { "quoted" } else { "unquoted" });
    take(&format!("quoted={quoted}&frame={frame}"));
    let start: String = lemma.chars().take(4).collect();
    let letters = lemma.chars().count();
    let end: String = lemma.chars().skip(letters.saturating_sub(3)).collect();
    take(&format!("start={start}"));
    take(&format!("end={end}"));
    take(match candidate.content.len() {
        0 => "length=none",
        1 => "length=one",
        2..=3 => "length=few",
        4..=8 => "length=some",
        9..=25 => "length=many",
        _ => "length=most",
    });
    if candidate.frame != Frame::None && candidate.source.is_none() {
        take(&format!("sourceless&frame={frame}&voice={voice}&lemma={lemma}"));
    }
}

/// The word of a content that no other of its words is above of, the nearest to the cue.
fn content_head(scene: &Scene<'_>, candidate: &Candidate) -> Option<usize> {
    let from = candidate.content.from(candidate.head);
    let near = from.or_else(|| candidate.content.first())?;
    scene
        .article
        .parse
        .ancestors(near)
        .take_while(|&at| candidate.content.contains(at))
        .last()
}

/// The letters of a word that may say something of other years too: a name or a number stands for
/// all names and numbers.
pub(super) fn in_general<'w>(word: &Word, letters: &'w str) -> &'w str {
    match word.upos {
        Upos::Propn => "NAME",
        Upos::Num => "NUMBER",
        _ => letters,
    }
}

/// What the source looks like: its part of speech, or what sort of source its noun names.
fn source_shape(scene: &Scene<'_>, candidate: &Candidate) -> &'static str {
    let Some(source) = &candidate.source else { return "none" };
    let word = scene.article.word(source.head);
    if let Some(kind) = lexicon::source_kind(&word.lemma) {
        return standing::source_kind_name(kind);
    }
    match word.upos {
        Upos::Propn => "name",
        Upos::Pron => match &*word.lower {
            "it" | "this" | "that" | "which" => "it",
            "i" | "we" | "you" => "speaker",
            _ => "pronoun",
        },
        Upos::Noun => "noun",
        _ => "other",
    }
}
