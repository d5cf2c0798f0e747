//! Digits of other scripts: `\u{662}\u{660}\u{662}\u{664}` and `\u{ff12}\u{ff10}\u{ff12}\u{ff14}` are 2024.

use std::sync::LazyLock;

use crate::lexicon;

static LEXICON: &str = include_str!("../lexicons/digits.txt");

/// The zeros of the scripts, in order.
static ZEROS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut zeros: Vec<u32> = lexicon::rows::<2>(LEXICON)
        .filter_map(|[_, zero]| u32::from_str_radix(zero, 16).ok())
        .collect();
    zeros.sort_unstable();
    zeros
});

/// The ASCII digit that a digit of another script stands for; `None` for all other characters, the
/// ASCII digits among them.
pub(crate) fn as_ascii(character: char) -> Option<char> {
    if character.is_ascii() || !character.is_numeric() {
        return None;
    }
    let code = u32::from(character);
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<2>(LEXICON);
        assert_eq!(ZEROS.len(), lexicon::rows::<2>(LEXICON).count());
        assert!(ZEROS.windows(2).all(|pair| pair[0] + 10 <= pair[1]), "scripts that overlap");
    }

    #[test]
    fn digits_of_other_scripts() {
        for (character, digit) in [
            ('\u{663}', Some('3')),
            ('\u{6f9}', Some('9')),
            ('\u{967}', Some('1')),
            ('\u{ff10}', Some('0')),
            ('\u{1d7ff}', Some('9')),
            ('7', None),
            ('\u{b2}', None),
            ('\u{bd}', None),
            ('\u{2167}', None),
            ('\u{4e09}', None),
            ('x', None),
        ] {
            assert_eq!(as_ascii(character), digit, "{character:?}");
        }
    }
}
