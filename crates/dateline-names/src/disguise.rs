//! Words of a text in which letters of another alphabet stand for Latin ones they look like.

use crate::lexicon::HOMOGLYPHS;
use crate::script::Script;

/// A word in Latin letters, character for character, where it is written in Latin ones and in
/// Cyrillic or Greek ones that look like them: `Petrоva`, with a Cyrillic `о`. `None` of every other
/// word: of one alphabet (`Ева`), with a letter that looks like no Latin one (`µTorrent`), or with an
/// ending of another language (`SMSка`).
///
/// ```
/// assert_eq!(dateline_names::undisguised("Petrоvа").as_deref(), Some("Petrova"));
/// assert_eq!(dateline_names::undisguised("Петрова"), None);
/// ```
pub fn undisguised(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let is_latin = |letter: char| Script::of(letter) == Some(Script::Latin);
    let is_other =
        |letter: char| matches!(Script::of(letter), Some(Script::Cyrillic | Script::Greek));
    if !word.contains(is_latin) || !word.contains(is_other) {
        return None;
    }
    let stem = word.trim_end_matches(|letter| is_other(letter) && letter.is_lowercase());
    if stem.len() < word.len()
        && stem.chars().count() > 1
        && stem.chars().all(|letter| is_latin(letter) && letter.is_uppercase())
    {
        return None;
    }
    word.chars()
        .map(|letter| match HOMOGLYPHS.get(&letter) {
            _ if !is_other(letter) => Some(letter),
            Some(latin) if letter.is_uppercase() => Some(latin.to_ascii_uppercase()),
            other => other.copied(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::undisguised;

    #[test]
    fn words_of_two_alphabets_are_read_as_latin_where_they_look_it() {
        for (word, plain) in [
            ("Mаria", Some("Maria")),
            ("Мaria", Some("Maria")),
            ("PЕTROVA", Some("PETROVA")),
            ("Νairοbi", Some("Nairobi")),
            ("O’Nеill", Some("O’Neill")),
            ("José", None),
            ("Maria", None),
            ("Ева", None),
            ("Ελένη", None),
            ("µTorrent", None),
            ("Петрова", None),
            ("Щapiro", None),
            ("SMSка", None),
            ("محمد", None),
            ("", None),
        ] {
            assert_eq!(undisguised(word).as_deref(), plain, "{word}");
        }
    }
}
