use crate::frame::TriggerClass;
use crate::problem::Fault;
use crate::restriction::{Condition, split_conditions};
use crate::type_set::TypeSet;
use crate::word::{alternatives, is_empty_verb, is_marker, shown};

/// How long a pattern may be, in bytes.
const LONGEST_PATTERN: usize = 8 << 10;
/// How much may go with a trigger.
const MOST_ELEMENTS: usize = 16;

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
/// | `[actor: COP\|KEN\|police]` | at the end: the actor's sector, country (ISO 3166-1 alpha-3), kind or word; also `[recipient: …]` |
///
/// Words are dictionary forms in lower case; there are no regular expressions. The pattern
/// with the most that fits wins; of two with as much, one of a mode before one of its type alone, then
/// the one that comes first in the codebook.
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
    Coded(TypeSet),
}

impl Pattern {
    /// Reads a pattern; `classes` gives the types for what stands between `<` and `>`.
    pub(crate) fn parse<'t>(
        written: &'t str,
        class: TriggerClass,
        line: usize,
        classes: impl Fn(&'t str) -> Result<TypeSet, Fault<'t>>,
    ) -> Result<Self, Fault<'t>> {
        if written.len() > LONGEST_PATTERN {
            let message = format!(
                "expected a pattern of at most {LONGEST_PATTERN} bytes, but found {}",
                written.len()
            );
            return Err(Fault::new(shown(written), message).mend("put a comma between patterns"));
        }
        let (words, conditions) = split_conditions(written)?;
        let mut words: Vec<&str> = words.split_whitespace().collect();
        if words.len() > MOST_ELEMENTS {
            let message = format!(
                "expected a trigger and at most {} words with it, but found {}",
                MOST_ELEMENTS - 1,
                words.len()
            );
            return Err(Fault::new(shown(written), message).mend("put a comma between patterns"));
        }
        let mut elements = Vec::new();
        if class == TriggerClass::Noun {
            let head = words.iter().position(|word| is_marker(word)).unwrap_or(words.len());
            if let (0, Some(first)) = (head, words.first()) {
                let message = format!("expected a noun before {first:?}, but found none");
                return Err(Fault::new(first, message).mend("begin with the noun: state of siege"));
            }
            for word in words.drain(..head.saturating_sub(1)) {
                elements.push(Element::Modifier(alternatives(word)?));
            }
        }
        let mut words = words.into_iter().peekable();
        let first = words
            .next()
            .ok_or_else(|| Fault::new(written, "expected a predicate, but found nothing"))?;
        let triggers = trigger(first)?;
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
        let pattern = Self { class, triggers, elements, conditions, line };
        if pattern.fits_everything() {
            let message = format!(
                "expected a pattern that means something, but {written:?} fits nearly every clause"
            );
            return Err(Fault::new(written, message).mend(format!(
                "name what goes with {first:?}, such as an object ({first} damage) or who does it \
                 ([actor: COP])"
            )));
        }
        Ok(pattern)
    }

    /// Whether it is of a verb that nearly every clause has, and asks for nothing in particular.
    fn fits_everything(&self) -> bool {
        let named = |element: &Element| {
            !matches!(
                element,
                Element::Object(Wanted::Anything | Wanted::Doing) | Element::That(None)
            )
        };
        self.class == TriggerClass::Verb
            && self.conditions.is_empty()
            && self.triggers.iter().any(|trigger| is_empty_verb(trigger))
            && !self.elements.iter().any(named)
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

fn trigger(written: &str) -> Result<Vec<String>, Fault<'_>> {
    if written == "*" {
        return Err(Fault::new(
            written,
            "expected a predicate, but found *, which fits everything",
        )
        .mend("name the predicate; * may stand for its object: strike *"));
    }
    if written.starts_with('<') {
        let message = format!("expected a predicate, but found the type {written}");
        return Err(Fault::new(written, message)
            .mend("a type may stand for what goes with a predicate: end <STRIKE>"));
    }
    alternatives(written)
}

fn wanted<'t>(
    written: &'t str,
    classes: impl Fn(&'t str) -> Result<TypeSet, Fault<'t>>,
) -> Result<Wanted, Fault<'t>> {
    Ok(match written {
        "*" => Wanted::Anything,
        "do" => Wanted::Doing,
        _ => match written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            Some(inner) => Wanted::Coded(classes(inner)?),
            None => Wanted::Words(alternatives(written)?),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::restriction::Side;

    fn parse(written: &str, class: TriggerClass) -> Result<Pattern, Fault<'_>> {
        Pattern::parse(written, class, 1, |_| Ok(TypeSet::default()))
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
        let long = format!("strike {}", "a ".repeat(1 << 19));
        let deep = "strike at ".repeat(20);
        for (written, part) in [
            ("", "found nothing"),
            ("*", "fits everything"),
            ("* strike", "fits everything"),
            ("do", "nearly every clause"),
            ("do *", "nearly every clause"),
            ("have do", "nearly every clause"),
            ("<STRIKE>", "end <STRIKE>"),
            ("strike.*", "no regular expressions"),
            ("Attack", "attack"),
            ("a||b", "both sides"),
            ("hold [actor: x", "expected ]"),
            (&long, "bytes"),
            (&deep, "at most 15"),
        ] {
            let said = format!("{:?}", parse(written, TriggerClass::Verb).expect_err(written));
            assert!(said.contains(part), "{written:.40?}: {said}");
        }
        assert!(parse("of emergency", TriggerClass::Noun).is_err());
        assert!(parse("do damage", TriggerClass::Verb).is_ok());
        assert!(parse("have [actor: COP]", TriggerClass::Verb).is_ok());
    }
}
