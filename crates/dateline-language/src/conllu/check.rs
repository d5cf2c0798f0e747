//! The rules of the format: characters, columns and ids.

use super::{BYTE_ORDER_MARK, ConlluError};

/// How many columns a row has.
const COLUMNS: usize = 10;
/// The longest piece of a file that a message shows, in characters.
const LONGEST_SHOWN: usize = 40;

/// The id of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Id {
    /// Of a word: `3`.
    Word(usize),
    /// Of a multiword token, with its first and last word: `3-4`.
    Multiword { first: usize, last: usize },
    /// Of an empty node, with the word before it and its number behind that: `3.1`.
    Empty { word: usize, number: usize },
}

impl Id {
    /// Reads an id; `None` where it is none.
    pub(super) fn parse(id: &str) -> Option<Self> {
        if let Some((first, last)) = id.split_once('-') {
            return Some(Self::Multiword { first: number(first)?, last: number(last)? });
        }
        if let Some((word, within)) = id.split_once('.') {
            return Some(Self::Empty { word: number(word)?, number: number(within)? });
        }
        number(id).map(Self::Word)
    }
}

/// A number without sign or leading zero.
pub(super) fn number(digits: &str) -> Option<usize> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.len() == 1 || !digits.starts_with('0'));
    if plain { digits.parse().ok() } else { None }
}

/// The ids of a sentence, as far as they were read.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// The last word.
    word: usize,
    /// How many empty nodes stand behind it.
    empty: usize,
    /// The last word of the last multiword token, the token's id and its line.
    multiword: Option<(usize, String, usize)>,
}

impl Ids {
    /// Takes the next id, of the row on this line.
    ///
    /// # Errors
    /// With what is wrong with it, where it is no id or does not come next.
    pub(super) fn take(&mut self, id: &str, line: usize) -> Result<(), String> {
        let next = self.word + 1;
        match Id::parse(id) {
            Some(Id::Word(word)) if word == next => {
                self.word = word;
                self.empty = 0;
                Ok(())
            }
            Some(Id::Word(word)) => Err(self.wrong_word(word)),
            Some(Id::Multiword { first, last }) => self.take_multiword(id, first, last, line),
            Some(Id::Empty { word, number }) if word == self.word && number == self.empty + 1 => {
                self.empty = number;
                Ok(())
            }
            Some(Id::Empty { .. }) => Err(format!(
                "expected the empty node {}.{} behind the word {}, but found {id}; number the empty \
                 nodes behind a word from 1",
                self.word,
                self.empty + 1,
                self.word
            )),
            None => Err(format!(
                "expected an id such as 3, 3-4 or 3.1 in the first column, but found {}; number the \
                 words of a sentence from 1",
                shown(id)
            )),
        }
    }

    /// What is wrong with the id of a word that does not come next.
    fn wrong_word(&self, word: usize) -> String {
        let next = self.word + 1;
        let mend = match word {
            _ if next == 1 => "number the words of a sentence from 1",
            1 => "put a blank line before a new sentence",
            _ if word == self.word => "give each word a number of its own",
            _ => "number the words of a sentence one by one",
        };
        format!("expected the id {next}, but found {word}; {mend}")
    }

    fn take_multiword(
        &mut self,
        id: &str,
        first: usize,
        last: usize,
        line: usize,
    ) -> Result<(), String> {
        let next = self.word + 1;
        if let Some((covered, before, _)) = &self.multiword
            && first <= *covered
        {
            return Err(format!(
                "expected a multiword token behind {before}, but found {id}, which overlaps it; let \
                 each word be of one multiword token"
            ));
        }
        if last < first {
            return Err(format!(
                "expected a multiword token that ends behind its first word, but found {id}; write \
                 {last}-{first} if that is meant"
            ));
        }
        if first != next {
            return Err(format!(
                "expected a multiword token that begins with the next word, {next}, but found {id}; \
                 put its line right before the line of its first word"
            ));
        }
        self.multiword = Some((last, id.to_owned(), line));
        Ok(())
    }

    /// Ends the sentence.
    ///
    /// # Errors
    /// Where a multiword token takes in words that the sentence has not.
    pub(super) fn finish(self) -> Result<(), ConlluError> {
        match self.multiword {
            Some((last, id, line)) if last > self.word => {
                let count = self.word;
                let problem = format!(
                    "expected a multiword token within the sentence, but found {id}, and the last \
                     word is {count}; end it there or add the words"
                );
                Err(ConlluError { line, problem })
            }
            _ => Ok(()),
        }
    }
}

/// A line's text.
///
/// # Errors
/// Where it is no UTF-8, or has characters that are in no text.
pub(super) fn line(bytes: &[u8]) -> Result<&str, String> {
    let line = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        format!(
            "expected UTF-8, but found the byte 0x{:02X} at byte {} of the line; save the file as \
             UTF-8",
            bytes[at],
            at + 1
        )
    })?;
    if let Some(at) = bytes.iter().position(|byte| matches!(byte, b'\0' | b'\r')) {
        let (what, mend) = match bytes[at] {
            b'\0' => ("a zero byte", "take it out"),
            _ => ("a carriage return", "end lines with a line feed"),
        };
        return Err(format!(
            "expected text, but found {what} at byte {} of the line; {mend}",
            at + 1
        ));
    }
    Ok(line)
}

/// The columns of a row.
///
/// # Errors
/// Where there are not ten of them, or the form is empty.
pub(super) fn row(line: &str) -> Result<[String; COLUMNS], String> {
    if line.starts_with(BYTE_ORDER_MARK) {
        let problem = "expected an id, but found a byte-order mark (U+FEFF) before it; take it out";
        return Err(problem.to_owned());
    }
    let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
    let row = <[String; COLUMNS]>::try_from(columns).map_err(|columns| {
        if columns.len() == 1 && line.split_whitespace().nth(1).is_some() {
            return "expected 10 columns with tabs between them, but found spaces; put a tab between \
                    columns"
                .to_owned();
        }
        format!(
            "expected 10 columns, but found {}; put a tab between columns, and _ into an empty one",
            columns.len()
        )
    })?;
    if row[1].trim().is_empty() {
        return Err(format!(
            "expected a form in the second column, but found {}; write _ where there is none",
            if row[1].is_empty() { "nothing" } else { "white space" }
        ));
    }
    Ok(row)
}

/// A piece of a file, quoted for a message, cut where it is long.
pub(super) fn shown(piece: &str) -> String {
    match piece.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{:?} …", &piece[..end]),
        None => format!("{piece:?}"),
    }
}
