//! How a codebook codes the events of a text, and why: what `dateline codebook check` shows.

use dateline_codebook::{Coding, Role, TriggerClass, Verdict};
use dateline_record::Span;

use super::argument::Arguments;
use super::coding::Coder;
use super::layer::Withheld;
use super::{Before, coded_by_patterns, trigger};

/// An event of a text, with what a codebook makes of it.
#[derive(Debug, Clone)]
pub struct CodedEvent {
    /// The word that names the event.
    pub trigger: Span,
    /// That and the light verb that carries it ("*held talks*"), in order.
    pub words: Vec<Span>,
    /// The dictionary form of the word.
    pub lemma: String,
    /// What sort of word it is.
    pub class: TriggerClass,
    /// What the codebook makes of it.
    pub outcome: CodedAs,
    /// What goes with the word, as patterns see it: `object prisoner`, `to talks`.
    pub around: Vec<String>,
}

/// What a codebook makes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodedAs {
    /// It has a type.
    Type(Coding),
    /// The pattern with this number says that it is nothing: see `Codebook::rule_at`.
    Nothing(u32),
    /// No pattern has this trigger.
    Unknown,
    /// There are patterns with this trigger, but none fits.
    Unfit,
    /// It is taken in by the pattern of another event, whose word this is.
    Within(String, Coding),
    /// It is a condition, a question or an order, and the codebook minds whether acts are done.
    Hypothetical(Coding),
}

/// The events of a text, with what the first of the user's codebooks makes of each.
pub(crate) fn trace(before: &Before<'_>) -> Vec<CodedEvent> {
    let article = before.article;
    let codebooks = &before.codebooks[..before.codebooks.len().min(1)];
    let arguments = Arguments::new(article, before.entities, before.times);
    let syntax = arguments.syntax;
    let mut coder = Coder::new(&arguments, before.places, before.actors, codebooks);
    let (triggers, codes) = coded_by_patterns(&mut coder);
    let span = |word: usize| article.span(word..word + 1);
    let traced = |(trigger, coded): (&trigger::Trigger, super::coding::Coded)| {
        let layered = coded.further.into_iter().next().unwrap_or_default();
        let outcome = match (layered.verdict, layered.withheld) {
            (Verdict::Unknown, _) => CodedAs::Unknown,
            (Verdict::Unfit, _) => CodedAs::Unfit,
            (Verdict::Nothing { rule, .. }, _) => CodedAs::Nothing(rule),
            (Verdict::Coded(coding), None) => CodedAs::Type(coding),
            (Verdict::Coded(coding), Some(Withheld::Hypothetical)) => CodedAs::Hypothetical(coding),
            (Verdict::Coded(coding), Some(Withheld::Within(word))) => {
                CodedAs::Within(article.form(word).to_owned(), coding)
            }
        };
        let mut words = vec![trigger.word];
        words.extend(trigger.light.map(|(verb, _)| verb));
        words.sort_unstable();
        CodedEvent {
            trigger: span(trigger.word),
            words: words.into_iter().map(span).collect(),
            lemma: syntax.lemma(trigger.word).to_owned(),
            class: trigger.class,
            outcome,
            around: around(&coder, trigger),
        }
    };
    triggers.iter().zip(codes).map(traced).collect()
}

/// What goes with a trigger, as its patterns see it.
fn around(coder: &Coder<'_>, trigger: &trigger::Trigger) -> Vec<String> {
    let syntax = coder.arguments.syntax;
    let seen = |(role, word, others): (Role, usize, Vec<&str>)| {
        let lemma = syntax.lemma(word);
        let more =
            if others.is_empty() { String::new() } else { format!(" ({})", others.join(", ")) };
        match role {
            Role::Subject => format!("actor {lemma}{more}"),
            Role::Object => format!("object {lemma}{more}"),
            Role::Particle => lemma.to_owned(),
            Role::Modifier => format!("before it {lemma}"),
            Role::Oblique | Role::Clause => {
                format!("{} {lemma}{more}", syntax.marker(word)).trim_start().to_owned()
            }
        }
    };
    coder.around(trigger.word, trigger.class).into_iter().map(seen).collect()
}
