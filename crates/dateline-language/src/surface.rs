//! What the letters of a word say of it, as hashes for the features of the models.

use crate::Clusters;
use smol_str::SmolStr;

use crate::feature::{hash_chars, hash_letters};

/// The hashes of a word's form and of parts of it. Typography is levelled first
/// ([`level_typography`]), so that a newspaper's curly quotes and long dashes look like the plain
/// ones of the corpora.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Surface {
    /// The form.
    pub form: u32,
    /// The form in lower case, every digit a `0`.
    pub lower: u32,
    /// The last one, two, three and four characters of the lower form.
    pub suffixes: [u32; 4],
    /// The first one, two and three characters of the lower form.
    pub prefixes: [u32; 3],
    /// The kinds of its characters, runs of more than two cut short: `Xxx` of "Reuters", `dd` of
    /// "1998", `X.X.` of "U.S.".
    pub shape: u32,
    /// Its cluster in the news by the first 4, 8 and 20 bits of the path; 0 where it has none.
    pub clusters: [u32; 3],
}

impl Surface {
    /// The surface of a word, without clusters.
    pub fn of(form: &str) -> Self {
        let form = level_typography(form);
        let form = form.as_ref();
        let lower = fold(form);
        let characters: usize = lower.chars().count();
        let mut suffixes = [0; 4];
        for (place, suffix) in suffixes.iter_mut().enumerate() {
            let skipped = characters.saturating_sub(place + 1);
            *suffix = hash_chars(place as u32 + 1, lower.chars().skip(skipped));
        }
        let mut prefixes = [0; 3];
        for (place, prefix) in prefixes.iter_mut().enumerate() {
            *prefix = hash_chars(place as u32 + 11, lower.chars().take(place + 1));
        }
        Self {
            form: hash_letters(form),
            lower: hash_letters(&lower),
            suffixes,
            prefixes,
            shape: shape(form),
            clusters: [0; 3],
        }
    }

    /// The surface with the word's clusters, where it has any.
    #[must_use]
    pub fn with_clusters(mut self, form: &str, clusters: Clusters<'_>) -> Self {
        if let Some(path) = clusters.path(form) {
            self.clusters = [4, 8, 20].map(|turns| path.prefix(turns));
        }
        self
    }
}

/// A form in lower case, with every digit a `0`: "1998" and "2024" are one word to the models.
pub fn fold(form: &str) -> String {
    form.chars()
        .flat_map(char::to_lowercase)
        .map(|character| if character.is_ascii_digit() { '0' } else { character })
        .collect()
}

/// A form in lower case with the typography of the corpora: `don’t` is "don't".
pub fn lower_form(form: &str) -> SmolStr {
    level_typography(form).to_lowercase().into()
}

/// A form with the typography of the corpora: straight quotes, plain hyphens, `--` for the long
/// dash, `...` for the ellipsis, no soft hyphens or joiners.
pub fn level_typography(form: &str) -> std::borrow::Cow<'_, str> {
    if form.is_ascii() {
        return form.into();
    }
    let mut levelled = String::with_capacity(form.len());
    for character in form.chars() {
        match character {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{02bc}' => {
                levelled.push('\'');
            }
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}'
            | '\u{2033}' => {
                levelled.push('"');
            }
            '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2212}' => levelled.push('-'),
            '\u{2014}' | '\u{2015}' => levelled.push_str("--"),
            '\u{2026}' => levelled.push_str("..."),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ => levelled.push(character),
        }
    }
    levelled.into()
}

/// The hash of a form's shape.
fn shape(form: &str) -> u32 {
    let mut last = '\0';
    let mut run = 0;
    let kinds = form.chars().filter_map(|character| {
        let kind = if character.is_uppercase() {
            'X'
        } else if character.is_alphabetic() {
            'x'
        } else if character.is_numeric() {
            'd'
        } else {
            character
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        (run <= 2).then_some(kind)
    });
    hash_chars(0, kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_levelled() {
        for (news, corpus) in [
            ("’s", "'s"),
            ("n’t", "n't"),
            ("“", "\""),
            ("«", "\""),
            ("—", "--"),
            ("–", "-"),
            ("…", "..."),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert_eq!(Surface::of(news), Surface::of(corpus), "{news}");
        }
    }

    #[test]
    fn words_of_one_kind_share_what_they_share() {
        let (one, other) = (Surface::of("1998"), Surface::of("2024"));
        assert_eq!(one.lower, other.lower);
        assert_ne!(one.form, other.form);
        assert_eq!(Surface::of("Reuters").shape, Surface::of("Bangui").shape);
        assert_ne!(Surface::of("Reuters").shape, Surface::of("REUTERS").shape);
        assert_eq!(Surface::of("walking").suffixes[2], Surface::of("talking").suffixes[2]);
        assert_eq!(Surface::of("in").suffixes[3], Surface::of("In").suffixes[3]);
    }

    #[test]
    fn any_letters_have_a_surface() {
        for form in ["", "😀", "\u{0}", "\u{200b}", "İ", "ß", "e\u{301}"] {
            let _ = Surface::of(form);
        }
    }
}
