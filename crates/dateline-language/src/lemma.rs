//! Lemmas, as edit scripts: how many characters the dictionary form takes from the end, and what
//! it puts there. "carries" and "tries" share a script; so does "was" with no other word.

use smol_str::SmolStr;

use crate::feature::Features;
use crate::surface::{Surface, level_typography};

/// What becomes of a word's capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Capitals {
    /// They stay: "Reuters", "NATO".
    Stay,
    /// They go: "The".
    Go,
    /// Only the first stays: "BANGUI" in a headline.
    First,
}

/// How a lemma is made of a form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LemmaScript {
    capitals: Capitals,
    /// How many characters go from the end.
    strip: usize,
    /// What is put there.
    add: SmolStr,
}

impl LemmaScript {
    /// The script that makes this lemma of this form.
    pub fn between(form: &str, lemma: &str) -> Self {
        let form = level_typography(form);
        let lemma = level_typography(lemma);
        let script = |capitals: Capitals| {
            let base = capitals.apply(&form);
            let shared =
                base.chars().zip(lemma.chars()).take_while(|(one, other)| one == other).count();
            let add: String = lemma.chars().skip(shared).collect();
            Self { capitals, strip: base.chars().count() - shared, add: add.into() }
        };
        // The script that changes least; of equals the first.
        [Capitals::Go, Capitals::Stay, Capitals::First]
            .map(script)
            .into_iter()
            .min_by_key(|script| script.strip + script.add.len())
            .unwrap_or_else(|| script(Capitals::Go))
    }

    /// The lemma that it makes of a form.
    pub fn apply(&self, form: &str) -> SmolStr {
        let base = self.capitals.apply(&level_typography(form));
        let kept = base.chars().count().saturating_sub(self.strip);
        base.chars().take(kept).chain(self.add.chars()).collect()
    }

    /// The script as text: capitals, number, letters.
    pub fn to_text(&self) -> String {
        let capitals = match self.capitals {
            Capitals::Stay => 's',
            Capitals::Go => 'g',
            Capitals::First => 'f',
        };
        format!("{capitals}{}-{}", self.strip, self.add)
    }

    /// The script that a text says, or `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let capitals = match text.chars().next()? {
            's' => Capitals::Stay,
            'g' => Capitals::Go,
            'f' => Capitals::First,
            _ => return None,
        };
        let (strip, add) = text.get(1..)?.split_once('-')?;
        Some(Self { capitals, strip: strip.parse().ok()?, add: add.into() })
    }
}

impl Capitals {
    fn apply(self, form: &str) -> String {
        match self {
            Self::Stay => form.to_owned(),
            Self::Go => form.to_lowercase(),
            Self::First => {
                let mut characters = form.chars();
                let first = characters.next();
                first.into_iter().chain(characters.flat_map(char::to_lowercase)).collect()
            }
        }
    }
}

/// What the lemmatiser sees of a word; `known` says whether the word itself is to be seen, or
/// only its ending, as of a word never met before.
pub fn lemma_features(word: &Surface, tag: u8, first: bool, known: bool, features: &mut Features) {
    let tag = u32::from(tag);
    let f = features;
    f.clear();
    f.one(tag);
    for suffix in word.suffixes {
        f.two(tag, suffix);
    }
    f.two(tag, word.shape);
    f.three(tag, word.shape, u32::from(first));
    f.three(tag, word.shape, word.suffixes[1]);
    f.three(tag, word.prefixes[0], word.suffixes[2]);
    f.two(tag, word.prefixes[2]);
    if known {
        f.two(tag, word.lower);
        f.one(word.lower);
        f.two(tag, word.form);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_make_the_lemma_again() {
        for (form, lemma, text) in [
            ("carries", "carry", "g3-y"),
            ("was", "be", "g3-be"),
            ("The", "the", "g0-"),
            ("Reuters", "Reuters", "s0-"),
            ("BANGUI", "Bangui", "f0-"),
            ("Iraqis", "Iraqi", "s1-"),
            ("n’t", "not", "g2-ot"),
            ("better", "well", "g6-well"),
        ] {
            let script = LemmaScript::between(form, lemma);
            assert_eq!(script.to_text(), text);
            assert_eq!(LemmaScript::parse(text).unwrap(), script);
            assert_eq!(script.apply(form), lemma);
        }
    }

    #[test]
    fn a_script_of_longer_words_does_what_it_can() {
        let script = LemmaScript::parse("g5-x").unwrap();
        assert_eq!(script.apply("ab"), "x");
        assert_eq!(script.apply(""), "x");
        for text in ["", "g", "q1-", "g-", "gx-y", "é1-x"] {
            assert_eq!(LemmaScript::parse(text), None, "{text}");
        }
    }
}
