//! How a name sounds, roughly: what transliterations differ in is left out.

use crate::lexicon::{Position, SPELLINGS};

/// A name in the form in which its spellings agree: `Mohammed`, `Muhamad` → `muhamid`, `muhamad`.
///
/// Expects lower-case ASCII. Doubled letters count once.
pub(crate) fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.as_bytes()[0];
        let rule = first.is_ascii_lowercase().then(|| {
            SPELLINGS[usize::from(first - b'a')].iter().find(|(letters, sound, position)| {
                rest.starts_with(letters)
                    && match position {
                        Position::Start => at == 0,
                        // A word of nothing but a silent letter would be lost.
                        Position::End => {
                            rest.len() == letters.len() && (at > 1 || !sound.is_empty())
                        }
                        Position::Anywhere => true,
                    }
            })
        });
        let (sound, length) = match rule.flatten() {
            Some((letters, sound, _)) => (*sound, letters.len()),
            None => (&rest[..1], 1),
        };
        for letter in sound.chars() {
            if !key.ends_with(letter) {
                key.push(letter);
            }
        }
        at += length;
    }
    key
}

/// The consonants of a [`key`], those that scripts do not tell apart put together: what remains of a
/// name that went through a script without vowels, or through syllables.
pub(crate) fn skeleton(key: &str) -> String {
    let mut skeleton = String::with_capacity(key.len());
    for letter in key.chars() {
        let letter = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'y' => continue,
            'g' | 'q' => 'k',
            'd' => 't',
            'b' | 'v' | 'f' => 'p',
            'j' => 'c',
            'x' | 'z' => 's',
            'r' => 'l',
            letter => letter,
        };
        if !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_the_same() {
        for names in [
            &["yusuf", "yousouf", "yusoof"][..],
            &["zelensky", "zelenskiy", "zelenskyy"],
            &["schwarz", "shvarts"],
            &["khrushchev", "khruschev", "hrushchev"],
            &["husain", "hussein", "husayn"],
        ] {
            let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
            assert!(keys.iter().all(|other| *other == keys[0]), "{names:?}: {keys:?}");
        }
    }

    #[test]
    fn nothing_is_lost_of_a_short_word() {
        for word in ["e", "h", "oh", "7", "x"] {
            assert!(!key(word).is_empty(), "{word}");
        }
    }
}
