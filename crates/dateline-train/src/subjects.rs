//! Learns which verbs ask for somebody as their subject, and which nouns mean somebody:
//! `dateline-train subjects`.
//!
//! The examples are the subjects of active verbs in plain news. Names and personal pronouns are
//! somebody, and so are the nouns that the reader's lists give a sector; what the other nouns are is
//! found from the verbs that they are subjects of, and what the verbs ask for from their subjects,
//! in turn: a mixture of two classes of nouns, fitted by expectation and maximisation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline_language::{Model, Parse, Relation, Upos};
use dateline_reader::sector_nouns;

use crate::clusters::news::each_text;

/// How often the two are fitted to each other.
const ROUNDS: usize = 8;
/// How likely a listed noun, and a name or a pronoun, is somebody.
const LISTED: f64 = 0.95;
const NAMED: f64 = 0.97;
/// How likely another noun is somebody before its verbs are seen.
const UNSEEN: f64 = 0.3;
/// So many subjects are added to those of each verb, of which this share is somebody.
const PRIOR_COUNT: f64 = 2.0;
const PRIOR_SHARE: f64 = 0.6;
/// What each verb of a noun counts: verbs that are told of one happening are no new evidence.
const EVIDENCE: f64 = 0.7;
/// No noun is surer than this, as log odds.
const SUREST: f64 = 6.0;

/// Rarer verbs and nouns are not written down.
const LEAST_VERBS: f64 = 20.0;
const LEAST_NOUNS: f64 = 8.0;
/// Verbs that ask for somebody less often are not needed, nor are nouns between these shares.
const ASKING: f64 = 0.9;
const UNSURE: std::ops::Range<f64> = 0.05..0.95;

const PERSONAL: [&str; 8] = ["he", "she", "they", "we", "i", "you", "somebody", "someone"];

/// What the command needs to know.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Plain news, JSON lines with a `text`, under xz
    news: PathBuf,
    /// Where the shares go
    #[arg(long, default_value = "crates/dateline-language/models/subjects.tsv")]
    out: PathBuf,
}

/// How often each verb has each noun as its subject; `None` is a name or a pronoun.
type Counts = BTreeMap<(String, Option<String>), f64>;

/// Counts subjects, fits the shares and writes them.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let model = Model::embedded()?;
    let mut counts = Counts::new();
    each_text(&arguments.news, |text| {
        count(&model.parse(text, &dateline_text::segment(text)), &mut counts);
    })?;
    let listed: BTreeSet<&str> =
        sector_nouns().iter().filter(|noun| noun.sector.is_some()).map(|noun| noun.noun).collect();
    let (verbs, nouns) = fit(&counts, &listed);
    let mut rows = format!(
        "# How often the subject of a verb is somebody, and how likely a noun means somebody, in\n\
         # hundredths: verbs that mostly ask for somebody, and nouns that are sure to be one or the other.\n\
         # Made by `dateline-train subjects` with the language model {}; not written by hand.\n",
        model.name()
    );
    let hundredths = |share: f64| (share * 100.0).round() as u32;
    for (verb, share) in verbs.iter().filter(|(_, share)| share.of >= LEAST_VERBS) {
        if share.somebody >= ASKING {
            let _ = writeln!(rows, "verb\t{verb}\t{}", hundredths(share.somebody));
        }
    }
    for (noun, share) in nouns.iter().filter(|(_, share)| share.of >= LEAST_NOUNS) {
        if !UNSURE.contains(&share.somebody) {
            let _ = writeln!(rows, "noun\t{noun}\t{}", hundredths(share.somebody));
        }
    }
    let out = &arguments.out;
    fs::write(out, rows).with_context(|| format!("expected to write {}", out.display()))
}

/// The subjects that stand with their own verbs; relative pronouns tell nothing of themselves.
fn count(parse: &Parse, counts: &mut Counts) {
    for word in parse.words().iter().filter(|word| word.deprel == "nsubj") {
        let Some(verb) = word.head.map(|head| parse.word(head)) else { continue };
        if verb.upos != Upos::Verb || verb.relation == Relation::Amod || !is_plain(&verb.lemma) {
            continue;
        }
        let noun = match word.upos {
            Upos::Propn => None,
            Upos::Pron if PERSONAL.contains(&word.lower.as_str()) => None,
            Upos::Noun if is_plain(&word.lemma) => Some(word.lemma.to_string()),
            _ => continue,
        };
        *counts.entry((verb.lemma.to_string(), noun)).or_default() += 1.0;
    }
}

fn is_plain(lemma: &str) -> bool {
    lemma.len() > 1 && lemma.chars().all(|letter| letter.is_ascii_lowercase())
}

/// A share that is somebody, and how many were counted.
#[derive(Debug, Clone, Copy)]
struct Share {
    somebody: f64,
    of: f64,
}

type Shares<'c> = BTreeMap<&'c str, Share>;

/// What verbs ask for and what nouns are, fitted to each other.
fn fit<'c>(counts: &'c Counts, listed: &BTreeSet<&str>) -> (Shares<'c>, Shares<'c>) {
    let mut verbs = Shares::new();
    let mut nouns = Shares::new();
    for ((verb, noun), count) in counts {
        verbs.entry(verb).or_insert(Share { somebody: 0.0, of: 0.0 }).of += count;
        if let Some(noun) = noun {
            let somebody = if listed.contains(noun.as_str()) { LISTED } else { UNSEEN };
            nouns.entry(noun).or_insert(Share { somebody, of: 0.0 }).of += count;
        }
    }
    let all: f64 = verbs.values().map(|share| share.of).sum();
    for _ in 0..ROUNDS {
        for share in verbs.values_mut() {
            share.somebody = PRIOR_COUNT * PRIOR_SHARE;
        }
        for ((verb, noun), count) in counts {
            let somebody = noun.as_deref().map_or(NAMED, |noun| nouns[noun].somebody);
            if let Some(share) = verbs.get_mut(verb.as_str()) {
                share.somebody += somebody * count;
            }
        }
        let mut total = 0.0;
        for share in verbs.values_mut() {
            total += share.somebody;
            share.somebody /= share.of + PRIOR_COUNT;
        }
        let usual = log_odds(total / (all + PRIOR_COUNT * verbs.len() as f64));
        let mut evidence: BTreeMap<&str, f64> = BTreeMap::new();
        for ((verb, noun), count) in counts {
            if let Some(noun) = noun {
                *evidence.entry(noun).or_default() +=
                    EVIDENCE * count * (log_odds(verbs[verb.as_str()].somebody) - usual);
            }
        }
        for (noun, odds) in evidence {
            let odds = (odds + log_odds(UNSEEN)).clamp(-SUREST, SUREST);
            if let Some(share) = nouns.get_mut(noun).filter(|_| !listed.contains(noun)) {
                share.somebody = 1.0 / (1.0 + (-odds).exp());
            }
        }
    }
    (verbs, nouns)
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_told_apart_by_their_verbs_and_verbs_by_their_nouns() {
        let mut counts = Counts::new();
        for (verb, noun, count) in [
            ("urge", None, 40.0),
            ("urge", Some("envoy"), 20.0),
            ("urge", Some("bishop"), 10.0),
            ("deepen", Some("slump"), 30.0),
            ("deepen", Some("crisis"), 30.0),
            ("widen", Some("slump"), 10.0),
        ] {
            counts.insert((verb.to_owned(), noun.map(str::to_owned)), count);
        }
        let (verbs, nouns) = fit(&counts, &BTreeSet::from(["bishop"]));
        assert!(verbs["urge"].somebody > 0.9, "{verbs:?}");
        assert!(verbs["deepen"].somebody < 0.1, "{verbs:?}");
        assert!(nouns["envoy"].somebody > 0.9, "{nouns:?}");
        assert!(nouns["slump"].somebody < 0.1, "{nouns:?}");
        assert!((nouns["bishop"].somebody - LISTED).abs() < f64::EPSILON, "{nouns:?}");
    }
}
