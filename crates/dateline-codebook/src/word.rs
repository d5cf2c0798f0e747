//! The words of patterns.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::problem::Fault;

/// How long a word may be, in bytes.
const LONGEST_WORD: usize = 100;
/// How many words may stand for each other.
const MOST_ALTERNATIVES: usize = 1000;

/// The prepositions and particles that are no nouns of a pattern.
static MARKERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../lexicons/markers.txt")));

/// Verbs that say so little that every clause would fit them.
static EMPTY_VERBS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../lexicons/empty-verbs.txt")));

fn lines(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

pub(crate) fn is_marker(word: &str) -> bool {
    MARKERS.contains(word)
}

pub(crate) fn is_empty_verb(word: &str) -> bool {
    EMPTY_VERBS.contains(word)
}

/// The words of `strike|walkout`.
pub(crate) fn alternatives(written: &str) -> Result<Vec<String>, Fault<'_>> {
    if written.split('|').nth(MOST_ALTERNATIVES).is_some() {
        let message = format!("expected at most {MOST_ALTERNATIVES} words with | between");
        return Err(Fault::new(shown(written), message).mend("write several patterns"));
    }
    written.split('|').map(|word| checked(word, written).map(str::to_owned)).collect()
}

fn checked<'t>(word: &'t str, written: &'t str) -> Result<&'t str, Fault<'t>> {
    if word.is_empty() {
        return Err(Fault::new(written, "expected a word on both sides of |, but found none")
            .mend("take the | out, or name the other word"));
    }
    if word.len() > LONGEST_WORD {
        let message =
            format!("expected a word of at most {LONGEST_WORD} bytes, but found {}", word.len());
        return Err(Fault::new(shown(word), message));
    }
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
    let Some(odd) = word.chars().find(|&c| !is_plain(c)) else {
        if word.chars().any(char::is_uppercase) {
            return Err(Fault::new(
                word,
                format!("expected words in lower case, but found {word:?}"),
            )
            .mend(format!("write the dictionary form: {}", word.to_lowercase())));
        }
        return Ok(word);
    };
    let fault = Fault::new(word, format!("expected a word, but found {odd:?} in {word:?}"));
    Err(if looks_like_expression(word) {
        fault.mend(
            "codebooks have no regular expressions: write the dictionary form, which stands for \
             all forms of the word, and others after a | (strike|walkout)",
        )
    } else if matches!(odd, '<' | '>') {
        fault.mend("write a type of this codebook in angle brackets as a word of its own: <TYPE>")
    } else if matches!(odd, '[' | ']') {
        fault.mend("write restrictions at the end: strike * [actor: LAB]")
    } else {
        fault.mend("write dictionary forms with | between")
    })
}

fn looks_like_expression(word: &str) -> bool {
    word.contains(['*', '+', '?', '(', ')', '{', '}', '\\', '^', '$', '/'])
        || word.contains('[') && word.contains(']')
}

/// The beginning of what is too long to be shown.
pub(crate) fn shown(written: &str) -> &str {
    &written[..written.floor_char_boundary(60)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_no_word_twice() {
        for text in
            [include_str!("../lexicons/markers.txt"), include_str!("../lexicons/empty-verbs.txt")]
        {
            let all = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
            assert_eq!(all.count(), lines(text).len());
        }
    }

    #[test]
    fn what_is_no_word_says_how_to_mend_it() {
        for (written, part) in [
            ("a||b", "both sides"),
            ("Strike", "strike"),
            ("strik.*", "no regular expressions"),
            ("strike(s)?", "no regular expressions"),
            ("walk[- ]?out", "no regular expressions"),
            ("<STRIKE", "<TYPE>"),
            ("strike;walkout", "| between"),
        ] {
            let fault = alternatives(written).expect_err(written);
            let said = format!("{fault:?}");
            assert!(said.contains(part), "{written:?}: {said}");
        }
        assert!(alternatives("u.s.|cease-fire|kürzen|o'clock").is_ok());
        assert!(alternatives(&"a".repeat(1 << 20)).is_err());
        assert!(alternatives(&"a|".repeat(1 << 19)).is_err());
    }
}
