//! Names as tags of words: the first, an inner or the last word of a name, a name of one word
//! (unit), or outside. These five marks (BILOU) tell more of a word than inside and outside would
//! (Ratinov and Roth 2009).

use std::ops::Range;

use crate::{Name, NameKind};

/// The kinds, in the order of their tags.
pub const KINDS: [NameKind; 4] =
    [NameKind::Person, NameKind::Organisation, NameKind::Location, NameKind::Miscellaneous];

/// How many tags there are.
pub const TAGS: usize = 1 + 4 * KINDS.len();

/// The tag of a word outside names.
pub const OUTSIDE: u8 = 0;

/// A word's place in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The first of several words.
    First,
    /// A word amid others.
    Inner,
    /// The last of several words.
    Last,
    /// The only word.
    Unit,
}

/// The tag of a word at this place of a name.
pub fn tag(kind: NameKind, mark: Mark) -> u8 {
    1 + 4 * kind as u8 + mark as u8
}

/// The kind that a tag says, or `None` outside names.
pub fn kind_of(tag: u8) -> Option<NameKind> {
    KINDS.get(usize::from(tag.checked_sub(1)? / 4)).copied()
}

/// The place in the name that a tag says, or `None` outside names.
pub fn mark_of(tag: u8) -> Option<Mark> {
    Some([Mark::First, Mark::Inner, Mark::Last, Mark::Unit][usize::from(tag.checked_sub(1)? % 4)])
}

/// Whether a tag may follow another; a sentence begins and ends as if it stood between words
/// outside names.
pub fn may_follow(before: u8, after: u8) -> bool {
    let open = matches!(mark_of(before), Some(Mark::First | Mark::Inner));
    let goes_on = matches!(mark_of(after), Some(Mark::Inner | Mark::Last));
    if open { goes_on && kind_of(before) == kind_of(after) } else { !goes_on }
}

/// The names in the tags of a sentence whose first word is at `first`.
pub fn names(tags: &[u8], first: usize) -> impl Iterator<Item = Name> {
    let mut open = 0;
    tags.iter().enumerate().filter_map(move |(at, &tag)| {
        let words: Range<usize> = match mark_of(tag)? {
            Mark::First => {
                open = at;
                return None;
            }
            Mark::Inner => return None,
            Mark::Last => open..at + 1,
            Mark::Unit => at..at + 1,
        };
        Some(Name {
            words: first + words.start..first + words.end,
            kind: kind_of(tag)?,
            confidence: 1.0,
        })
    })
}

/// The tags of a name of so many words.
pub fn tags_of(kind: NameKind, length: usize) -> impl Iterator<Item = u8> {
    (0..length).map(move |at| {
        let mark = match (at == 0, at + 1 == length) {
            (true, true) => Mark::Unit,
            (true, false) => Mark::First,
            (false, true) => Mark::Last,
            (false, false) => Mark::Inner,
        };
        tag(kind, mark)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for kind in KINDS {
            for length in 1..5 {
                let mut tags = vec![OUTSIDE];
                tags.extend(tags_of(kind, length));
                tags.push(OUTSIDE);
                let found: Vec<Name> = names(&tags, 10).collect();
                assert_eq!(found, [Name { words: 11..11 + length, kind, confidence: 1.0 }]);
                assert!(tags.windows(2).all(|pair| may_follow(pair[0], pair[1])), "{tags:?}");
            }
        }
    }

    #[test]
    fn a_name_that_began_goes_on_to_its_end() {
        let (person, place) = (NameKind::Person, NameKind::Location);
        for (before, after, expected) in [
            (OUTSIDE, OUTSIDE, true),
            (OUTSIDE, tag(person, Mark::First), true),
            (OUTSIDE, tag(person, Mark::Last), false),
            (tag(person, Mark::First), tag(person, Mark::Last), true),
            (tag(person, Mark::First), tag(place, Mark::Last), false),
            (tag(person, Mark::Inner), OUTSIDE, false),
            (tag(person, Mark::Unit), tag(place, Mark::Unit), true),
            (tag(person, Mark::Last), tag(place, Mark::Inner), false),
        ] {
            assert_eq!(may_follow(before, after), expected, "{before} {after}");
        }
    }
}
