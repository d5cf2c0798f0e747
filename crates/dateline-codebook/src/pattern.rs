use crate::TypeId;
use crate::frame::TriggerClass;

/// What a predicate of a type looks like.
///
/// A pattern is written as the words are spoken: the trigger, then what goes with it.
///
/// | written | fits |
/// | --- | --- |
/// | `attack` | the trigger alone |
/// | `impose\|slap sanction\|tariff` | one of these triggers with one of these objects |
/// | `strike *` | the trigger with any object |
/// | `pull out`, `call for` | a particle, or a preposition with whatever noun |
/// | `put on alert` | a preposition with this noun |
/// | `assault sexually` | an adverb |
/// | `agree to do` | an infinitive |
/// | `refuse to eat` | an infinitive of this verb |
/// | `say that` | a clause |
/// | `say that must\|should` | a clause with this verb or modal verb |
/// | `end <SUPPORT\|AID>`, `vow to <4>` | a word or clause that has one of these types, or is of this quad class, itself |
/// | noun `hunger strike`, `cease-fire` | a noun with words before it |
/// | noun `state of emergency` | a noun with what follows |
/// | `[actor: COP\|police]` | at the end: the actor's sector, kind or word; also `[recipient: …]` |
///
/// Words are dictionary forms in lower case. The pattern with the most that fits wins, then the
/// one that comes first in the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// What the trigger is.
    pub class: TriggerClass,
    /// The dictionary forms of the trigger.
    pub triggers: Vec<String>,
    /// What goes with it; all of it has to be there.
    pub elements: Vec<Element>,
    /// Who has to take part.
    pub conditions: Vec<Condition>,
    /// The line of the codebook that says so, from one.
    pub line: usize,
}

/// Something that goes with a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// A word before a noun.
    Modifier(Vec<String>),
    /// An object.
    Object(Wanted),
    /// A preposition or particle, with a noun or clause where one is wanted.
    Marked(String, Option<Wanted>),
    /// A clause with `that`, or with no marker, and with one of these verbs or modal verbs where
    /// they are wanted.
    That(Option<Wanted>),
}

/// Which nouns or verbs fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Any noun: `*`.
    Anything,
    /// Any verb: `do`.
    Doing,
    /// One of these dictionary forms.
    Words(Vec<String>),
    /// Words that have one of these types themselves.
    Coded(Vec<TypeId>),
}

/// Whom a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `[actor: …]`
    Actor,
    /// `[recipient: …]`
    Recipient,
}

/// What a participant has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Whom it is about.
    pub side: Side,
    /// Sectors (`COP`), kinds of entity (`person`) or dictionary forms (`police`), any of which
    /// will do.
    pub any: Vec<String>,
}

/// The prepositions and particles that are no nouns of a pattern.
const MARKERS: &str = " about across after against ahead along among around as aside at away back \
    before behind between beyond by down for forth forward from in inside into of off on onto out \
    outside over past through to together toward towards under until up upon with within without \
    ";

pub(crate) fn is_marker(word: &str) -> bool {
    MARKERS.split(' ').any(|marker| marker == word)
}

impl Pattern {
    /// Reads a pattern; `classes` gives the types for what stands between `<` and `>`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn parse(
        written: &str,
        class: TriggerClass,
        line: usize,
        classes: impl Fn(&str) -> Result<Vec<TypeId>, String>,
    ) -> Result<Self, String> {
        let (words, conditions) = split_conditions(written)?;
        let mut words: Vec<&str> = words.split_whitespace().collect();
        let mut elements = Vec::new();
        if class == TriggerClass::Noun {
            let head = words.iter().position(|word| is_marker(word)).unwrap_or(words.len());
            for word in words.drain(..head.saturating_sub(1)) {
                elements.push(Element::Modifier(alternatives(word)?));
            }
        }
        let mut words = words.into_iter().peekable();
        let triggers =
            alternatives(words.next().ok_or("expected a predicate, but found nothing")?)?;
        while let Some(word) = words.next() {
            if word == "that" {
                let verb = words.next_if(|next| !is_marker(next));
                let verb = verb.map(|verb| wanted(verb, &classes)).transpose()?;
                elements.push(Element::That(verb));
            } else if is_marker(word) {
                let noun = words.next_if(|next| !is_marker(next));
                let wanted = noun.map(|noun| wanted(noun, &classes)).transpose()?;
                elements.push(Element::Marked(word.to_owned(), wanted));
            } else {
                elements.push(Element::Object(wanted(word, &classes)?));
            }
        }
        Ok(Self { class, triggers, elements, conditions, line })
    }

    /// The same pattern for a trigger with a hyphen cut in three words, the last of them the
    /// trigger: `cease-fire`, `test-fire`. Tokenisers differ in this.
    pub(crate) fn cut_at_hyphen(&self) -> Option<Self> {
        let [trigger] = self.triggers.as_slice() else { return None };
        let (before, last) = trigger.rsplit_once('-')?;
        let mut elements = self.elements.clone();
        elements.insert(0, Element::Modifier(vec![before.to_owned()]));
        Some(Self { triggers: vec![last.to_owned()], elements, ..self.clone() })
    }
}

fn wanted(
    written: &str,
    classes: impl Fn(&str) -> Result<Vec<TypeId>, String>,
) -> Result<Wanted, String> {
    Ok(match written {
        "*" => Wanted::Anything,
        "do" => Wanted::Doing,
        _ => match written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            Some(inner) => Wanted::Coded(classes(inner)?),
            None => Wanted::Words(alternatives(written)?),
        },
    })
}

fn alternatives(written: &str) -> Result<Vec<String>, String> {
    written
        .split('|')
        .map(|word| {
            let fine = !word.is_empty()
                && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.'))
                && !word.chars().any(char::is_uppercase);
            if fine {
                Ok(word.to_owned())
            } else {
                Err(format!("expected words in lower case with | between, but found {written:?}"))
            }
        })
        .collect()
}

/// Parts `strike * [actor: MIL]` into its words and its conditions.
fn split_conditions(written: &str) -> Result<(&str, Vec<Condition>), String> {
    let Some((words, rest)) = written.split_once('[') else {
        return Ok((written, Vec::new()));
    };
    let mut conditions = Vec::new();
    for condition in rest.split('[') {
        let inner = condition
            .trim()
            .strip_suffix(']')
            .ok_or_else(|| format!("expected ']' after {condition:?}"))?;
        let (side, any) = inner
            .split_once(':')
            .ok_or_else(|| format!("expected 'actor: …' or 'recipient: …', but found {inner:?}"))?;
        let side = match side.trim() {
            "actor" => Side::Actor,
            "recipient" => Side::Recipient,
            other => return Err(format!("expected actor or recipient, but found {other:?}")),
        };
        let any = any.split('|').map(|word| word.trim().to_owned()).collect();
        conditions.push(Condition { side, any });
    }
    Ok((words, conditions))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(written: &str, class: TriggerClass) -> Result<Pattern, String> {
        Pattern::parse(written, class, 1, |_| Ok(Vec::new()))
    }

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn patterns_are_read_as_they_are_spoken() {
        let some = |list: &[&str]| Wanted::Words(words(list));
        let marked = |marker: &str, wanted| Element::Marked(marker.to_owned(), wanted);
        for (written, class, triggers, elements) in [
            ("attack", TriggerClass::Verb, vec!["attack"], vec![]),
            (
                "put on alert",
                TriggerClass::Verb,
                vec!["put"],
                vec![marked("on", Some(some(&["alert"])))],
            ),
            (
                "pull|walk out of talk",
                TriggerClass::Verb,
                vec!["pull", "walk"],
                vec![marked("out", None), marked("of", Some(some(&["talk"])))],
            ),
            (
                "agree to do",
                TriggerClass::Verb,
                vec!["agree"],
                vec![marked("to", Some(Wanted::Doing))],
            ),
            (
                "strike *",
                TriggerClass::Verb,
                vec!["strike"],
                vec![Element::Object(Wanted::Anything)],
            ),
            (
                "hunger strike",
                TriggerClass::Noun,
                vec!["strike"],
                vec![Element::Modifier(words(&["hunger"]))],
            ),
            (
                "state of emergency",
                TriggerClass::Noun,
                vec!["state"],
                vec![marked("of", Some(some(&["emergency"])))],
            ),
        ] {
            let pattern = parse(written, class).expect(written);
            assert_eq!(pattern.triggers, words(&triggers), "{written}");
            assert_eq!(pattern.elements, elements, "{written}");
        }
    }

    #[test]
    fn conditions_stand_at_the_end() {
        let pattern = parse("hold [actor: COP|police] [recipient: person]", TriggerClass::Verb)
            .expect("a pattern");
        assert_eq!(pattern.conditions.len(), 2);
        assert_eq!(pattern.conditions[0].any, words(&["COP", "police"]));
        assert_eq!(pattern.conditions[1].side, Side::Recipient);
    }

    #[test]
    fn a_trigger_with_a_hyphen_may_be_three_words() {
        let pattern = parse("cease-fire with", TriggerClass::Noun).expect("a pattern");
        let cut = pattern.cut_at_hyphen().expect("a hyphen");
        assert_eq!(cut.triggers, words(&["fire"]));
        assert_eq!(cut.elements[0], Element::Modifier(words(&["cease"])));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for written in
            ["", "hold [actor COP]", "hold [whom: COP]", "Attack", "a||b", "hold [actor: x"]
        {
            assert!(parse(written, TriggerClass::Verb).is_err(), "{written:?}");
        }
    }
}
