//! Sentences with their trees, and the events that they should give.
//!
//! A word is written `form/lemma/UPOS/XPOS/head/relation`. An event is written as its trigger, the
//! heads of its participants by role, its score, its tense and its codes.

use std::fmt::Write as _;

use dateline_language::{Parse, read_conllu};
use dateline_record::Report;

use super::argument::Arguments;
use super::coding::{self, Coder, Detail};
use super::{factuality, trigger};
use crate::actors::Actors;
use crate::article::Article;
use crate::attributions::Attributions;
use crate::entities::Entities;
use crate::front;
use crate::places::Places;
use crate::times;

fn parse(words: &str) -> (String, Parse) {
    let rows: Vec<String> = words
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| {
            let columns: Vec<&str> = word.split('/').collect();
            let [form, lemma, upos, xpos, head, relation] = columns.as_slice() else {
                panic!("six columns in {word:?}")
            };
            format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_", at + 1)
        })
        .collect();
    let sentences = read_conllu(&rows.join("\n")).expect("CoNLL-U");
    (sentences[0].text.clone(), sentences[0].parse().expect("a tree"))
}

/// The events of a sentence, one a line.
fn events(words: &str) -> Vec<String> {
    let (text, parse) = parse(words);
    let report = Report { text, ..Report::default() };
    let article = Article::new(&report, &parse);
    let front = front::read(article.text(), &article.word_spans());
    let times = times::read(&article, &front);
    let entities = Entities::default();
    let arguments = Arguments::new(&article, &entities, &times);
    let (places, actors) = (Places::default(), Actors::default());
    let mut coder = Coder::new(&arguments, &places, &actors, &[]);
    let triggers = trigger::triggers(arguments.syntax, |word, class| coder.knows(word, class));
    let attributions = Attributions::default();
    let scene = factuality::Scene::new(arguments.syntax, &attributions);
    let mut codings = coder.code(&triggers, Detail::Readings);
    coding::take_in(&triggers, &mut codings);
    triggers
        .iter()
        .zip(codings)
        .map(|(trigger, coded)| {
            let mut line = article.form(trigger.word).to_owned();
            for one in
                arguments.of(trigger, coded.plover.is_some(), |word| coded.taken.contains(&word))
            {
                write!(line, " {}:{}", one.role.as_str(), article.form(one.head))
                    .expect("a string");
            }
            let sure = scene.of(trigger);
            write!(line, " {:?} {:?}", sure.certainty, sure.tense).expect("a string");
            if let Some(code) = coded.plover {
                let mode = coder.plover.mode(code).map_or(String::new(), |mode| format!(".{mode}"));
                write!(line, " {}{mode}", coder.plover.kind(code.kind).name).expect("a string");
            }
            if let Some(code) = coded.core {
                write!(line, " {}", coder.core.kind(code.kind).name).expect("a string");
            }
            line
        })
        .collect()
}

#[test]
fn who_does_what_to_whom() {
    for (words, expected) in [
        // Active and passive tell the same.
        (
            "Guards/guard/NOUN/NNS/2/nsubj beat/beat/VERB/VBD/0/root prisoners/prisoner/NOUN/NNS/2/obj",
            vec!["beat actor:Guards recipient:prisoners Certain Past ASSAULT.beat"],
        ),
        (
            "Prisoners/prisoner/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass beaten/beat/VERB/VBN/0/root \
             by/by/ADP/IN/5/case guards/guard/NOUN/NNS/3/obl:agent",
            vec!["beaten actor:guards recipient:Prisoners Certain Past ASSAULT.beat"],
        ),
        // Subject control: who decides, leaves.
        (
            "The/the/DET/DT/2/det envoy/envoy/NOUN/NN/3/nsubj decided/decide/VERB/VBD/0/root \
             to/to/PART/TO/5/mark defect/defect/VERB/VB/3/xcomp",
            vec![
                "decided actor:envoy Certain Past",
                "defect actor:envoy Probable Future move/defect",
            ],
        ),
        // "from" + participle: the object acts, and does not.
        (
            "Police/police/NOUN/NNS/2/nsubj stopped/stop/VERB/VBD/0/root miners/miner/NOUN/NNS/2/obj \
             from/from/SCONJ/IN/5/mark leaving/leave/VERB/VBG/2/advcl",
            vec![
                "stopped actor:Police recipient:miners Certain Past COERCE.restrict",
                "leaving actor:miners Certain Past move/depart",
            ],
        ),
        // A relative clause: the pronoun stands for the noun.
        (
            "A/a/DET/DT/2/det pilot/pilot/NOUN/NN/6/nsubj who/who/PRON/WP/4/nsubj \
             fled/flee/VERB/VBD/2/acl:relcl later/later/ADV/RB/6/advmod resigned/resign/VERB/VBD/0/root",
            vec![
                "fled actor:pilot Certain Past move/flee",
                "resigned actor:pilot Certain Past RETREAT.resign office/leave",
            ],
        ),
        // A light verb carries the noun.
        (
            "Rebels/rebel/NOUN/NNS/2/nsubj launched/launch/VERB/VBD/0/root an/a/DET/DT/4/det \
             attack/attack/NOUN/NN/2/obj on/on/ADP/IN/7/case the/the/DET/DT/7/det \
             garrison/garrison/NOUN/NN/4/nmod",
            vec!["attack actor:Rebels recipient:garrison Certain Past ASSAULT"],
        ),
        // Those who meet are all actors.
        (
            "Peru/Peru/PROPN/NNP/2/nsubj met/meet/VERB/VBD/0/root with/with/ADP/IN/4/case \
             Chile/Chile/PROPN/NNP/2/obl",
            vec!["met actor:Peru actor:Chile Certain Past CONSULT"],
        ),
    ] {
        assert_eq!(events(words), expected, "{words}");
    }
}

#[test]
fn what_governs_an_event_decides_its_type() {
    for (words, expected) in [
        (
            "Rebels/rebel/NOUN/NNS/2/nsubj threatened/threaten/VERB/VBD/0/root to/to/PART/TO/4/mark \
             bomb/bomb/VERB/VB/2/xcomp ports/port/NOUN/NNS/4/obj",
            vec![
                "threatened actor:Rebels Certain Past THREATEN.violence",
                "bomb actor:Rebels theme:ports Unknown Future",
            ],
        ),
        (
            "Lima/Lima/PROPN/NNP/2/nsubj lifted/lift/VERB/VBD/0/root sanctions/sanction/NOUN/NNS/2/obj \
             against/against/ADP/IN/5/case Quito/Quito/PROPN/NNP/3/nmod",
            vec![
                "lifted actor:Lima theme:sanctions recipient:Quito Certain Past CONCEDE",
                "sanctions recipient:Quito Certain Past",
            ],
        ),
        (
            "Lima/Lima/PROPN/NNP/3/nsubj will/will/AUX/MD/3/aux meet/meet/VERB/VB/0/root \
             Quito/Quito/PROPN/NNP/3/obj",
            vec!["meet actor:Lima actor:Quito Probable Future AGREE"],
        ),
        (
            "Lima/Lima/PROPN/NNP/4/nsubj will/will/AUX/MD/4/aux not/not/PART/RB/4/advmod \
             meet/meet/VERB/VB/0/root Quito/Quito/PROPN/NNP/4/obj",
            vec!["meet actor:Lima actor:Quito Probable Future REJECT.meet"],
        ),
    ] {
        assert_eq!(events(words), expected, "{words}");
    }
}
