//! Words cut into the pieces of a vocabulary (`WordPiece`, Schuster and Nakajima 2012), as BERT's
//! uncased models do: small letters without accents, punctuation and Chinese characters apart,
//! then from the left the longest piece that the vocabulary has.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

/// The most pieces of a word; what comes after them is left out.
pub(crate) const MOST_PIECES: usize = 6;

/// The most characters of what is cut into pieces; more is unknown.
const MOST_CHARACTERS: usize = 100;

/// A word as the encoder takes it: its pieces and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pieces {
    pub(super) ids: Vec<u32>,
    pub(super) case: Case,
}

impl Pieces {
    /// How many pieces the word has: one at least.
    pub(crate) fn count(&self) -> usize {
        self.ids.len()
    }
}

/// How a word is written: what an uncased vocabulary does not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Neither capital nor small letters nor digits: punctuation, Chinese.
    None,
    /// Small letters: `reports`.
    Small,
    /// A capital, then small letters: `Reuters`.
    Capitalised,
    /// Capitals, two or more: `NATO`, `U.S.`.
    Capitals,
    /// One capital and no other letter: `A`, `J.`.
    Capital,
    /// A capital first, others later: `McDonald`, `MPs`.
    MixedCapitalised,
    /// A small letter first, capitals later: `iPhone`.
    Mixed,
    /// Digits, with letters or without: `1,200`, `G20`.
    Digits,
}

impl Case {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Digits as usize + 1;

    /// How a word is written.
    pub(crate) fn of(form: &str) -> Self {
        let (mut capitals, mut small, mut first) = (0, 0, None);
        for character in form.chars() {
            if character.is_numeric() {
                return Self::Digits;
            }
            let capital = character.is_uppercase();
            if capital || character.is_lowercase() {
                *(if capital { &mut capitals } else { &mut small }) += 1;
                first = first.or(Some(capital));
            }
        }
        match (first, capitals, small) {
            (None, ..) => Self::None,
            (Some(_), 0, _) => Self::Small,
            (Some(_), 1, 0) => Self::Capital,
            (Some(_), _, 0) => Self::Capitals,
            (Some(true), 1, _) => Self::Capitalised,
            (Some(true), ..) => Self::MixedCapitalised,
            (Some(false), ..) => Self::Mixed,
        }
    }
}

/// A vocabulary of word pieces.
#[derive(Debug, Clone)]
pub(crate) struct WordPieces {
    /// The pieces that words begin with.
    beginning: HashMap<Box<str>, u32>,
    /// The pieces that words go on with, without their `##`.
    continuing: HashMap<Box<str>, u32>,
    /// The characters of the longest piece.
    longest: usize,
    /// What stands for what the vocabulary has no pieces for.
    pub(super) unknown: u32,
    /// What a sentence begins with.
    pub(super) classify: u32,
    /// What a sentence ends with.
    pub(super) separator: u32,
}

impl WordPieces {
    /// Takes a vocabulary of so many pieces, one in each line.
    pub(crate) fn parse(vocabulary: &str, size: usize) -> Result<Self> {
        let (mut beginning, mut continuing) = (HashMap::new(), HashMap::new());
        let (mut longest, mut found) = (0, 0);
        for (id, piece) in (0..).zip(vocabulary.lines()) {
            let (pieces, piece) = match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => (&mut continuing, rest),
                _ => (&mut beginning, piece),
            };
            longest = longest.max(piece.chars().count());
            pieces.insert(Box::from(piece), id);
            found += 1;
        }
        ensure!(found == size, "expected {size} word pieces, but found {found}");
        let special = |name: &str| {
            beginning
                .get(name)
                .copied()
                .with_context(|| format!("expected the word piece {name}, but found none"))
        };
        let (unknown, classify, separator) =
            (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Self { beginning, continuing, longest, unknown, classify, separator })
    }

    /// The pieces of a word, [`MOST_PIECES`] at most.
    pub(crate) fn pieces(&self, form: &str) -> Pieces {
        let mut ids = Vec::new();
        for part in parts(form) {
            if ids.len() >= MOST_PIECES {
                break;
            }
            self.cut(&part, &mut ids);
        }
        ids.truncate(MOST_PIECES);
        if ids.is_empty() {
            ids.push(self.unknown);
        }
        Pieces { ids, case: Case::of(form) }
    }

    /// Adds the pieces of a part, from the left the longest that there is.
    fn cut(&self, part: &str, ids: &mut Vec<u32>) {
        let before = ids.len();
        let mut bounds: Vec<usize> = part.char_indices().map(|(at, _)| at).collect();
        let count = bounds.len();
        bounds.push(part.len());
        let mut start = if count > MOST_CHARACTERS { usize::MAX } else { 0 };
        while start < count {
            let pieces = if start == 0 { &self.beginning } else { &self.continuing };
            let found = (start + 1..=count.min(start + self.longest))
                .rev()
                .find_map(|end| pieces.get(&part[bounds[start]..bounds[end]]).map(|id| (*id, end)));
            let Some((id, end)) = found else {
                start = usize::MAX;
                break;
            };
            ids.push(id);
            start = end;
        }
        if start == usize::MAX {
            ids.truncate(before);
            ids.push(self.unknown);
        }
    }
}

/// The parts of a word that are cut into pieces each for itself, in small letters without accents.
fn parts(form: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for character in form.chars() {
        if character.is_whitespace() {
            open = false;
        } else if is_invisible(character) {
        } else if is_punctuation(character) || is_chinese(character) {
            parts.push(character.to_string());
            open = false;
        } else {
            for small in character.to_lowercase().filter(|small| !is_accent(*small)) {
                let letter = without_accent(small);
                match parts.last_mut() {
                    Some(part) if open => part.push(letter),
                    _ => parts.push(letter.to_string()),
                }
                open = true;
            }
        }
    }
    parts
}

/// Whether a character is control, or of no width, or stands for one that was not readable.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
                | '\u{feff}' | '\u{fffd}'
        )
}

/// Whether a character stands apart: punctuation, and all of ASCII's symbols.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation()
        || matches!(
            character,
            '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
                | '\u{55a}'..='\u{55f}' | '\u{589}' | '\u{58a}' | '\u{5be}' | '\u{5c0}'
                | '\u{5c3}' | '\u{5f3}' | '\u{5f4}' | '\u{60c}' | '\u{61b}' | '\u{61f}'
                | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{964}' | '\u{965}'
                | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}'
                | '\u{2053}'..='\u{205e}' | '\u{207d}' | '\u{207e}' | '\u{208d}' | '\u{208e}'
                | '\u{2308}'..='\u{230b}' | '\u{2329}' | '\u{232a}' | '\u{2768}'..='\u{2775}'
                | '\u{27e6}'..='\u{27ef}' | '\u{2e00}'..='\u{2e2e}' | '\u{2e30}'..='\u{2e4f}'
                | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
                | '\u{3030}' | '\u{303d}' | '\u{30a0}' | '\u{30fb}'
                | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe52}' | '\u{fe54}'..='\u{fe61}'
                | '\u{fe63}' | '\u{fe68}' | '\u{fe6a}' | '\u{fe6b}'
                | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}'
                | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{ff20}' | '\u{ff3b}'..='\u{ff3d}'
                | '\u{ff3f}' | '\u{ff5b}' | '\u{ff5d}' | '\u{ff5f}'..='\u{ff65}'
        )
}

/// Whether a character is of a script that Chinese is written in.
fn is_chinese(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ceaf}' | '\u{2f800}'..='\u{2fa1f}'
    )
}

/// Whether a character is an accent that the letter before it carries.
fn is_accent(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}'
            | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1abd}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20dc}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// A small letter without the accents that are one character with it.
fn without_accent(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let plain = ACCENTED.iter().find(|(_, accented)| accented.contains(letter));
    plain.map_or(letter, |(plain, _)| *plain)
}

/// Letters, and what they are with accents.
#[rustfmt::skip]
const ACCENTED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
    ('æ', "ǣǽ"),
    ('ø', "ǿ"),
    ('α', "ά"),
    ('ε', "έ"),
    ('η', "ή"),
    ('ι', "ΐίϊ"),
    ('ο', "ό"),
    ('υ', "ΰϋύ"),
    ('ω', "ώ"),
    ('а', "ӑӓ"),
    ('г', "ѓ"),
    ('е', "ѐёӗ"),
    ('ж', "ӂӝ"),
    ('з', "ӟ"),
    ('и', "йѝӣӥ"),
    ('к', "ќ"),
    ('о', "ӧ"),
    ('у', "ўӯӱӳ"),
    ('ч', "ӵ"),
    ('ы', "ӹ"),
    ('э', "ӭ"),
    ('і', "ї"),
    ('ѵ', "ѷ"),
    ('ә', "ӛ"),
    ('ө', "ӫ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\nunable\n##a\nthe\n\
        cafe\n.\nu\ns\n-\n日\n本\n##b\na\n'\n##本\nthem\n##s\n\u{201d}";

    fn pieces(form: &str) -> Vec<&'static str> {
        let lines: Vec<&str> = VOCABULARY.lines().collect();
        let wordpieces = WordPieces::parse(VOCABULARY, lines.len()).unwrap();
        wordpieces.pieces(form).ids.iter().map(|id| lines[*id as usize]).collect()
    }

    #[test]
    fn the_longest_piece_is_taken_first() {
        assert_eq!(pieces("unaffable"), ["un", "##aff", "##able"]);
        assert_eq!(pieces("unable"), ["unable"]);
        assert_eq!(pieces("thems"), ["them", "##s"]);
    }

    #[test]
    fn letters_are_small_and_without_accents() {
        assert_eq!(pieces("Café"), ["cafe"]);
        assert_eq!(pieces("CAFE\u{301}"), ["cafe"]);
        assert_eq!(pieces("Thé"), ["the"]);
        assert_eq!(pieces("th\u{ad}e\u{200b}"), ["the"]);
    }

    #[test]
    fn punctuation_and_chinese_stand_apart() {
        assert_eq!(pieces("U.S."), ["u", ".", "s", "."]);
        assert_eq!(pieces("un-the"), ["un", "-", "the"]);
        assert_eq!(pieces("'s\u{201d}"), ["'", "s", "\u{201d}"]);
        assert_eq!(pieces("日本"), ["日", "本"]);
        assert_eq!(pieces("a日a"), ["a", "日", "a"]);
    }

    #[test]
    fn what_has_no_pieces_is_unknown() {
        assert_eq!(pieces("unaffx"), ["[UNK]"]);
        assert_eq!(pieces("the-zz"), ["the", "-", "[UNK]"]);
        assert_eq!(pieces(""), ["[UNK]"]);
        assert_eq!(pieces("\u{200b}"), ["[UNK]"]);
        assert_eq!(pieces(&"a".repeat(101)), ["[UNK]"]);
    }

    #[test]
    fn a_word_has_six_pieces_at_most() {
        assert_eq!(pieces("a.a.a.a.a."), ["a", ".", "a", ".", "a", "."]);
        assert_eq!(pieces(&"a".repeat(100)), ["a", "##a", "##a", "##a", "##a", "##a"]);
    }

    #[test]
    fn a_vocabulary_without_what_is_needed_is_refused() {
        let refused =
            |vocabulary, size| format!("{:#}", WordPieces::parse(vocabulary, size).unwrap_err());
        assert_eq!(refused("a\nb\n", 3), "expected 3 word pieces, but found 2");
        assert_eq!(refused("[UNK]\n[SEP]\n", 2), "expected the word piece [CLS], but found none");
    }

    #[test]
    fn words_are_written_in_eight_ways() {
        let ways = [
            (",", Case::None),
            ("日", Case::None),
            ("the", Case::Small),
            ("Reuters", Case::Capitalised),
            ("O'er", Case::Capitalised),
            ("NATO", Case::Capitals),
            ("U.S.", Case::Capitals),
            ("A", Case::Capital),
            ("J.", Case::Capital),
            ("McDonald", Case::MixedCapitalised),
            ("iPhone", Case::Mixed),
            ("1,200", Case::Digits),
            ("G20", Case::Digits),
        ];
        for (form, case) in ways {
            assert_eq!(Case::of(form), case, "{form}");
        }
        assert_eq!(Case::COUNT, 8);
    }
}
