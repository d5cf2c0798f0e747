//! What the decision whether a candidate attributes is made from.

use std::fmt::Write as _;

use dateline_language::{Relation, Upos, Word};
use dateline_record::{AttributionMode, Stance};

use super::candidate::{Candidate, Frame, Scene};
use super::{lexicon, sources, standing};

/// How many words the title of a work may have.
const LONGEST_TITLE: usize = 9;

/// Gives each feature of a candidate to `take`, as a string.
///
/// The lemma and its frame say most; source, content and place in the sentence shift the balance
/// (`found` with a poll as subject, `make` with a quotation).
pub(super) fn features(scene: &Scene<'_>, candidate: &Candidate, mut take: impl FnMut(&str)) {
    let mut letters = String::new();
    macro_rules! give {
        ($($part:tt)*) => {{
            letters.clear();
            // Writing to a string cannot fail.
            let _ = write!(letters, $($part)*);
            take(&letters);
        }};
    }
    let article = scene.article;
    let parse = article.parse;
    let head = candidate.head;
    let word = article.word(head);
    let lemma: &str = if word.upos == Upos::Propn { &word.lower } else { &word.lemma };
    let frame = candidate.frame.name();
    let stance = candidate.stance.map_or("unknown", Stance::as_str);
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

    give!("lemma={lemma}");
    give!("lemma={lemma}&frame={frame}");
    give!("lemma={lemma}&source={source}");
    give!("lemma={lemma}&relation={relation}");
    give!("lemma={lemma}&preposition={preposition}");
    give!("lemma={lemma}&mode={mode}");
    give!("lemma={lemma}&voice={voice}");
    give!("lemma={lemma}&first={first}");
    give!("frame={frame}");
    give!("frame={frame}&source={source}");
    give!("frame={frame}&mode={mode}");
    give!("frame={frame}&stance={stance}");
    give!("frame={frame}&relation={relation}");
    give!("frame={frame}&first={first}");
    give!("frame={frame}&class={first_class}");
    give!("frame={frame}&form={}", word.xpos);
    give!("stance={stance}&source={source}");
    give!("stance={stance}&mode={mode}&voice={voice}");
    give!("stance={stance}&preposition={preposition}");
    give!("form={}&relation={relation}", word.xpos);
    give!("source={source}");
    give!("lemma={lemma}&form={}", word.xpos);
    give!("cue={}", article.surface(candidate.cue.clone()).to_lowercase());
    if let Some(source) = &candidate.source {
        let word = article.word(source.head);
        let source_head = in_general(word, &word.lemma).to_lowercase();
        give!("source-head={source_head}");
        give!("source-head={source_head}&lemma={lemma}");
        give!("source-head={source_head}&frame={frame}");
    }
    for (name, at) in [("before", head.checked_sub(1)), ("after", Some(head + 1))] {
        let near = at
            .and_then(|at| parse.words().get(at))
            .map_or("none", |word| in_general(word, &word.lower));
        give!("{name}={near}");
        give!("lemma={lemma}&{name}={near}");
    }
    for dependent in parse.dependents(head) {
        let word = article.word(dependent);
        match word.relation {
            Relation::Obj => {
                let object = in_general(word, &word.lemma).to_lowercase();
                give!("object={object}");
                give!("lemma={lemma}&object={object}");
                give!("frame={frame}&object-class={}", word.upos.as_str());
                if let Some(stance) = lexicon::noun(&object) {
                    give!("object-stance={}", stance.as_str());
                }
            }
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl => {
                give!("{}={}", word.relation.as_str(), in_general(word, &word.lemma));
            }
            Relation::Aux => {
                give!("auxiliary={}", word.lemma);
                give!("auxiliary={}&lemma={lemma}", word.lemma);
                give!("auxiliary={}&frame={frame}", word.lemma);
            }
            Relation::Det | Relation::Nmod | Relation::Amod | Relation::Compound => {
                give!("{}={}&lemma={lemma}", word.deprel, in_general(word, &word.lower));
            }
            Relation::Advmod => {
                give!("adverb={}", word.lower);
                give!("adverb={}&frame={frame}", word.lower);
            }
            Relation::Obl => {
                if let Some(case) = parse.first_related(dependent, Relation::Case) {
                    give!("lemma={lemma}&oblique={}", article.word(case).lower);
                }
            }
            _ => {}
        }
    }
    if let Some(above) = word.head {
        let above_word = article.word(above);
        let above_lemma = in_general(above_word, &above_word.lemma);
        give!("{relation}-of={above_lemma}");
        give!("lemma={lemma}&{relation}-of={above_lemma}");
        give!("lemma={lemma}&above={}", above_word.upos.as_str());
        let under_cue = parse
            .ancestors(above)
            .find_map(|at| lexicon::verb(&article.word(at).lemma))
            .map_or("none", |verb| verb.stance.as_str());
        give!("under={under_cue}&frame={frame}");
    }
    // The verb or noun of what is said: "hopes to win", "said it rained".
    if let Some(core) = content_head(scene, candidate) {
        let word = article.word(core);
        let letters = in_general(word, &word.lemma);
        give!("content={letters}&frame={frame}");
        give!("content={letters}&lemma={lemma}");
        give!("content-form={}&lemma={lemma}", word.xpos);
        give!("content-form={}&frame={frame}&stance={stance}", word.xpos);
    }
    give!("title={}&frame={frame}&mode={mode}", is_title(scene, candidate));
    let sentence = parse.sentence_around(head);
    let open_ended = !matches!(article.form(sentence.end - 1), "." | "?" | "!" | "”" | "\"" | "''");
    let opening = if sentence.start == 0 { "first" } else { "later" };
    give!("open={open_ended}&{opening}&frame={frame}");
    give!("open={open_ended}&{opening}&lemma={lemma}");
    let quoted = scene.quotations.quotes(head);
    take(if quoted { "quoted" } else { "unquoted" });
    give!("quoted={quoted}&frame={frame}");
    let start: String = lemma.chars().take(4).collect();
    let letters = lemma.chars().count();
    let end: String = lemma.chars().skip(letters.saturating_sub(3)).collect();
    give!("start={start}");
    give!("end={end}");
    take(match candidate.content.len() {
        0 => "length=none",
        1 => "length=one",
        2..=3 => "length=few",
        4..=8 => "length=some",
        9..=25 => "length=many",
        _ => "length=most",
    });
    if candidate.frame != Frame::None && candidate.source.is_none() {
        give!("sourceless&frame={frame}&voice={voice}&lemma={lemma}");
    }
}

/// Whether a content reads like the title of a work: quoted, short, with a capital at every word of
/// weight.
fn is_title(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let article = scene.article;
    let mut words = candidate.content.iter().filter(|&at| scene.quotations.quotes(at)).peekable();
    let small = |at: usize| {
        let weighty = matches!(
            article.word(at).upos,
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb | Upos::Adv
        );
        weighty && article.form(at).starts_with(char::is_lowercase)
    };
    words.peek().is_some() && candidate.content.len() <= LONGEST_TITLE && !words.any(small)
}

/// The word of a content that no other of its words is above of, the nearest to the cue.
fn content_head(scene: &Scene<'_>, candidate: &Candidate) -> Option<usize> {
    let from = candidate.content.from(candidate.head);
    let near = from.or_else(|| candidate.content.first())?;
    scene.article.parse.ancestors(near).take_while(|&at| candidate.content.contains(at)).last()
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
