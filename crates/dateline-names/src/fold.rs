//! A name as words in lower-case Latin letters without accents.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::lexicon;
use crate::script::{Script, romanise};

/// How many characters of a name are compared at most. No name of a person or organisation is as
/// long; a longer string is some other text.
pub const LONGEST_NAME: usize = 400;
/// How many letters of a word are compared at most.
const LONGEST_WORD: usize = 48;

/// A name as words.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    pub(crate) words: Vec<Word>,
    /// Whether it was longer than [`LONGEST_NAME`].
    pub(crate) is_cut: bool,
}

/// A word of a name.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// As it stands in the name.
    pub(crate) written: String,
    /// In lower-case Latin letters and digits, all of ASCII; never empty.
    pub(crate) text: String,
    pub(crate) script: Script,
    /// Whether a comma follows.
    pub(crate) before_comma: bool,
    /// Whether a full stop follows.
    pub(crate) before_stop: bool,
    /// Whether nothing but a stop stands between it and the next: `J.R.`
    pub(crate) touches_next: bool,
    /// The letter of another alphabet that stands in it for a Latin one: `а` in `Putіn`.
    pub(crate) homoglyph: Option<char>,
}

/// The words of a name in lower-case Latin letters, as they are compared.
pub fn fold_words(name: &str) -> Vec<String> {
    fold(name).words.into_iter().map(|word| word.text).collect()
}

/// Takes a name apart into words.
pub(crate) fn fold(name: &str) -> Folded {
    let mut folded = Folded::default();
    let mut characters = name.chars();
    let mut taken = String::with_capacity(name.len().min(4 * LONGEST_NAME));
    taken.extend(characters.by_ref().take(LONGEST_NAME));
    folded.is_cut = characters.next().is_some();
    if is_nfkc_quick(taken.chars()) != IsNormalized::Yes {
        taken = taken.nfkc().collect();
    }
    let mut written = String::new();
    for letter in taken.chars() {
        if is_part_of_word(letter) {
            written.push(letter);
            continue;
        }
        if is_silent(letter) {
            continue;
        }
        folded.finish(&mut written);
        if let Some(last) = folded.words.last_mut() {
            match letter {
                ',' | '،' | '、' | ';' => last.before_comma = true,
                '.' => last.before_stop = true,
                _ => last.touches_next = false,
            }
        }
    }
    folded.finish(&mut written);
    folded.unmask();
    folded
}

/// Letters, digits and the marks that scripts of India and their neighbours write vowels with.
fn is_part_of_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_silent(letter)
        || matches!(u32::from(letter), 0x900..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

/// Accents and points that stand apart from their letter, apostrophes, and what shows no letter at
/// all: marks of direction, joiners, soft hyphens.
fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '’'
            | '‘'
            | '`'
            | '´'
            | 'ʻ'
            | 'ʼ'
            | 'ʿ'
            | 'ʾ'
            | '′'
            | 'ʹ'
            | '"'
            | '\u{AD}'
            | '\u{640}'
    ) || matches!(u32::from(letter), 0x300..=0x36F | 0x591..=0x5C7 | 0x64B..=0x65F | 0x670)
        || matches!(u32::from(letter), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF)
}

impl Folded {
    /// Ends a word.
    fn finish(&mut self, written: &mut String) {
        if written.is_empty() {
            return;
        }
        let word = std::mem::take(written);
        let scripts = || word.chars().filter_map(Script::of);
        let script = scripts().next().unwrap_or(Script::Latin);
        let mut text = String::with_capacity(word.len());
        let mut homoglyph = None;
        let is_mixed = !word.is_ascii()
            && scripts().any(|other| other == Script::Latin)
            && scripts().any(|other| matches!(other, Script::Cyrillic | Script::Greek));
        for letter in word.chars() {
            match lexicon::HOMOGLYPHS.get(&letter).filter(|_| is_mixed) {
                Some(&latin) => {
                    homoglyph = homoglyph.or(Some(letter));
                    text.push(latin);
                }
                None => romanise(letter, &mut text),
            }
            if text.len() >= LONGEST_WORD {
                text.truncate(LONGEST_WORD);
                break;
            }
        }
        if text.is_empty() {
            return;
        }
        self.words.push(Word {
            written: word,
            text,
            script: if is_mixed { Script::Latin } else { script },
            before_comma: false,
            before_stop: false,
            touches_next: true,
            homoglyph,
        });
    }

    /// A word of nothing but letters that look Latin, in a name that is Latin otherwise, is Latin.
    fn unmask(&mut self) {
        let is_latin = |word: &Word| word.script == Script::Latin;
        if self.words.iter().all(is_latin) || !self.words.iter().any(is_latin) {
            return;
        }
        for word in &mut self.words {
            if !matches!(word.script, Script::Cyrillic | Script::Greek) {
                continue;
            }
            let latin: Option<String> = word
                .written
                .chars()
                .map(|letter| lexicon::HOMOGLYPHS.get(&letter).copied())
                .collect();
            if let Some(latin) = latin {
                word.text = latin;
                word.script = Script::Latin;
                word.homoglyph = word.written.chars().next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_words_of_latin_letters() {
        for (name, words) in [
            ("José-María O’Neill", &["jose", "maria", "oneill"][..]),
            ("  ", &[]),
            ("\u{202E}Анна\u{202C} Ковальчук", &["anna", "kovalchuk"]),
            ("Ｆｕｊｉ　Ltd.", &["fuji", "ltd"]),
            ("Smith & Sons", &["smith", "sons"]),
        ] {
            assert_eq!(fold_words(name), words, "{name}");
        }
    }

    #[test]
    fn letters_of_other_alphabets_in_latin_words_are_unmasked() {
        // The second has Cyrillic letters for every a and o.
        assert_eq!(fold_words("Mаriа Lоpez"), ["maria", "lopez"]);
        assert_eq!(fold("Mаria Lopez").words[0].homoglyph, Some('а'));
        // "Ева" is Cyrillic throughout, and so is the name.
        assert_eq!(fold_words("Ева Носова"), ["eva", "nosova"]);
    }

    #[test]
    fn only_the_first_characters_of_an_endless_name_are_taken() {
        let folded = fold(&"ab ".repeat(5_000));
        assert!(folded.is_cut);
        assert!(folded.words.len() <= LONGEST_NAME / 2);
        assert_eq!(fold(&"x".repeat(10_000)).words[0].text.len(), LONGEST_WORD);
    }
}
