//! Scripts: which one a letter is of, and how it reads in Latin letters.

use crate::lexicon::READINGS;

/// The scripts that are told apart, since names in them are compared in different ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Greek,
    /// Arabic and Hebrew, which leave most vowels unwritten, and the scripts of India, which leave
    /// unwritten the vowel that each consonant has by itself.
    Consonantal,
    /// Chinese characters.
    Han,
    Hangul,
    Kana,
    /// Any other.
    Other,
}

impl Script {
    /// The script of a letter; `None` of a digit or mark, which any script may have.
    pub(crate) fn of(letter: char) -> Option<Self> {
        Some(match u32::from(letter) {
            0x30..=0x39 | 0x300..=0x36F => return None,
            0x41..=0x24F | 0x1E00..=0x1EFF | 0xFF21..=0xFF5A => Self::Latin,
            0x370..=0x3FF | 0x1F00..=0x1FFF => Self::Greek,
            0x400..=0x52F => Self::Cyrillic,
            0x590..=0xDFF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF => Self::Consonantal,
            0x1100..=0x11FF | 0xAC00..=0xD7A3 => Self::Hangul,
            0x3041..=0x30FF | 0xFF66..=0xFF9F => Self::Kana,
            0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF | 0x3005 => Self::Han,
            _ => Self::Other,
        })
    }

    /// Whether vowels of a name are lost or changed where it goes into or out of this script.
    pub(crate) fn loses_vowels(self) -> bool {
        matches!(self, Self::Consonantal | Self::Han | Self::Hangul | Self::Kana)
    }

    /// Whether each of its characters is a syllable or word of its own, so that one other character
    /// makes another name.
    pub(crate) fn is_syllabic(self) -> bool {
        matches!(self, Self::Han | Self::Hangul)
    }
}

const INITIALS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

/// A syllable of Hangul in the Revised Romanisation of Korean, letter by letter, without the changes
/// between syllables: `김` is `gim`.
fn syllable(letter: char) -> Option<[&'static str; 3]> {
    let at = u32::from(letter).checked_sub(0xAC00).filter(|&at| at < 11_172)? as usize;
    Some([INITIALS[at / 588], VOWELS[at / 28 % 21], FINALS[at % 28]])
}

/// Appends a letter as it reads in Latin letters, in lower case, of a to z and digits alone.
pub(crate) fn romanise(letter: char, to: &mut String) {
    if letter.is_ascii() {
        if letter.is_ascii_alphanumeric() {
            to.push(letter.to_ascii_lowercase());
        }
        return;
    }
    let reading = match syllable(letter) {
        Some(parts) => return to.extend(parts),
        None => READINGS.get(&letter).copied().or_else(|| deunicode::deunicode_char(letter)),
    };
    for letter in reading.unwrap_or_default().chars() {
        if letter.is_ascii_alphanumeric() {
            to.push(letter.to_ascii_lowercase());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_read_in_latin() {
        for (name, expected) in [
            ("김", "gim"),
            ("정은", "jeongeun"),
            ("Юлия", "yuliya"),
            ("Хрущёв", "khrushchev"),
            ("Ελένη", "eleni"),
            ("Łódź", "lodz"),
            ("فؤاد", "fuad"),
            ("დავით", "davit"),
            ("バラク", "baraku"),
        ] {
            let mut read = String::new();
            name.chars().for_each(|letter| romanise(letter, &mut read));
            assert_eq!(read, expected, "{name}");
        }
    }
}
