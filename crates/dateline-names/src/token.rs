//! Two parts of names beside each other.

use crate::lexicon::{TRADITIONAL, VARIANTS};
use crate::parts::Part;

/// What it costs that two spellings sound the same.
const SAME_SOUND: f32 = 0.35;
/// What it costs that two words are forms of one name.
const VARIANT: f32 = 0.4;
/// What it costs that two words agree in their consonants alone, across scripts.
const SAME_CONSONANTS: f32 = 0.6;
/// What one other character of a script of syllables costs: it makes another name.
const OTHER_SYLLABLE: f32 = 4.0;
/// What it costs that two such characters read alike.
const SAME_READING: f32 = 3.0;
/// What it costs that a character has another shape: `張`, `张`.
const OTHER_SHAPE: f32 = 0.2;

/// How two parts are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    Equal,
    /// Forms of one name, by the list.
    Variant,
    /// Two spellings of one sound.
    Sound,
    /// Letters differ.
    Letters,
}

/// How far apart two parts are: in letters, or less where the difference is one of spelling.
pub(crate) fn distance(first: &Part, second: &Part) -> (f32, Likeness) {
    if first.script == second.script && first.script.is_syllabic() {
        return between_syllables(first, second);
    }
    if first.text == second.text {
        return (0.0, Likeness::Equal);
    }
    if are_variants(&first.text, &second.text) {
        return (VARIANT, Likeness::Variant);
    }
    if first.key == second.key && first.key.len() > 1 {
        return (SAME_SOUND, Likeness::Sound);
    }
    let letters = edits(first.text.as_bytes(), second.text.as_bytes());
    // A sound stands for more than one letter, so that a word has fewer of them.
    let length = first.text.len().max(second.text.len()) as f32;
    let sounds = first.key.len().max(second.key.len()).max(1) as f32;
    let by_sound =
        SAME_SOUND + edits(first.key.as_bytes(), second.key.as_bytes()) * length / sounds;
    let mut best = letters.min(by_sound);
    let is_loose = first.script.loses_vowels() || second.script.loses_vowels();
    if is_loose && first.script != second.script && first.skeleton.len() > 1 {
        let consonants = edits(first.skeleton.as_bytes(), second.skeleton.as_bytes());
        best = best.min(SAME_CONSONANTS + consonants);
    }
    (best, Likeness::Letters)
}

/// Whether two words are forms of one name.
pub(crate) fn are_variants(first: &str, second: &str) -> bool {
    let (Some(first), Some(second)) = (VARIANTS.get(first), VARIANTS.get(second)) else {
        return false;
    };
    first.iter().any(|name| second.contains(name))
}

/// Whether a part is the initial of another: `J`, `Joachim`.
pub(crate) fn is_initial_of(initial: &Part, name: &Part) -> bool {
    initial.text.len() == 1
        && name.text.len() > 1
        && (initial.text.as_bytes()[0] == name.text.as_bytes()[0]
            // "J" for "Yusuf", "Y" for "Iulia": as other transliterations begin them
            || initial.key.as_bytes().first() == name.key.as_bytes().first())
}

fn between_syllables(first: &Part, second: &Part) -> (f32, Likeness) {
    if first.written == second.written {
        return (0.0, Likeness::Equal);
    }
    let reading = |letter: char| {
        let mut read = String::new();
        crate::script::romanise(letter, &mut read);
        read
    };
    let has_shape = |letter: char| TRADITIONAL.get(&letter).copied().unwrap_or(letter);
    let mut cost = 0.0;
    let (mut one, mut other) = (first.written.chars(), second.written.chars());
    loop {
        match (one.next(), other.next()) {
            (None, None) => break,
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) if has_shape(one) == has_shape(other) => cost += OTHER_SHAPE,
            (Some(one), Some(other)) if reading(one) == reading(other) => cost += SAME_READING,
            _ => cost += OTHER_SYLLABLE,
        }
    }
    (cost, Likeness::Letters)
}

/// How many letters are changed, left out, put in or swapped with their neighbour (optimal string
/// alignment).
pub(crate) fn edits(first: &[u8], second: &[u8]) -> f32 {
    const ROW: usize = 2 * 48 + 2;
    if first.len() >= ROW || second.len() >= ROW {
        return first.len().max(second.len()) as f32;
    }
    let mut before_last = [0u8; ROW];
    let mut last = [0u8; ROW];
    let mut row = [0u8; ROW];
    for (at, cell) in last.iter_mut().enumerate().take(second.len() + 1) {
        *cell = at as u8;
    }
    for (i, &a) in first.iter().enumerate() {
        row[0] = i as u8 + 1;
        for (j, &b) in second.iter().enumerate() {
            let mut cost = (last[j] + u8::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == second[j - 1] && first[i - 1] == b {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        before_last = last;
        last = row;
    }
    f32::from(last[second.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_differ() {
        for (first, second, expected) in [
            ("", "", 0.0),
            ("marta", "marta", 0.0),
            ("marta", "martha", 1.0),
            ("marta", "matra", 1.0),
            ("lindqvist", "lundkvist", 2.0),
            ("", "abc", 3.0),
        ] {
            let found = edits(first.as_bytes(), second.as_bytes());
            assert!((found - expected).abs() < 1e-6, "{first} {second}: {found}");
        }
    }

    #[test]
    fn forms_of_one_name() {
        assert!(are_variants("volodymyr", "vladimir"));
        assert!(are_variants("bob", "robert"));
        assert!(!are_variants("bob", "william"));
        assert!(!are_variants("bob", "xyzzy"));
    }
}
