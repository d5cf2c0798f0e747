//! Names written with letters of another alphabet that look like Latin ones (`Petrоva`, with a
//! Cyrillic `о`): they are read as what they look like, and the record says so. The text is read in
//! a copy with other letters in the same places, so that spans, which count code points, hold for
//! both.

use std::borrow::Cow;

use dateline_names::undisguised;
use dateline_record::{Note, Report};

/// A report as it is read, and a note for each stretch that is read as other letters.
pub(crate) fn undisguise(report: &Report) -> (Cow<'_, Report>, Vec<Note>) {
    let mut notes = Vec::new();
    if report.text.is_ascii() {
        return (Cow::Borrowed(report), notes);
    }
    let mut text = String::new();
    // How much of the text has been taken over, in bytes.
    let mut taken = 0;
    // The stretch of disguised words with single spaces between that ends where `end` says.
    let mut stretch: Option<Stretch> = None;
    // Where the word begins: bytes, code points.
    let mut word: Option<(usize, u32)> = None;
    let ends = std::iter::once((report.text.len(), ' '));
    for (code_points, (at, letter)) in (0..).zip(report.text.char_indices().chain(ends)) {
        if letter.is_alphabetic() {
            word.get_or_insert((at, code_points));
        } else if let Some((start, first)) = word.take()
            && let Some(plain) = undisguised(&report.text[start..at])
        {
            text.push_str(&report.text[taken..start]);
            text.push_str(&plain);
            taken = at;
            let written = &report.text[start..at];
            match &mut stretch {
                Some(stretch)
                    if stretch.end + 1 == first && report.text[..start].ends_with(' ') =>
                {
                    stretch.extend(written, &plain, code_points);
                }
                open => {
                    let next = Stretch::new(written, &plain, first, code_points);
                    notes.extend(open.replace(next).map(Stretch::note));
                }
            }
        }
    }
    notes.extend(stretch.map(Stretch::note));
    if taken == 0 {
        return (Cow::Borrowed(report), notes);
    }
    text.push_str(&report.text[taken..]);
    (Cow::Owned(Report { text, ..report.clone() }), notes)
}

/// Disguised words that follow each other.
struct Stretch {
    written: String,
    plain: String,
    /// Code points.
    start: u32,
    end: u32,
}

impl Stretch {
    fn new(written: &str, plain: &str, start: u32, end: u32) -> Self {
        Self { written: written.to_owned(), plain: plain.to_owned(), start, end }
    }

    fn extend(&mut self, written: &str, plain: &str, end: u32) {
        for (whole, word) in [(&mut self.written, written), (&mut self.plain, plain)] {
            whole.push(' ');
            whole.push_str(word);
        }
        self.end = end;
    }

    fn note(self) -> Note {
        Note {
            code: "look-alike-letters".to_owned(),
            message: format!(
                "\u{201c}{}\u{201d} is written with letters of another alphabet that look like \
                 Latin ones, and is read as \u{201c}{}\u{201d}",
                self.written, self.plain
            ),
            start: Some(self.start),
            end: Some(self.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_words_are_read_as_latin_and_noted() {
        // Text, how it is read, and the stretches that are noted.
        let cases: [(&str, &str, &[&str]); 6] = [
            ("On Monday Аnnа Pеtrоvа spoke.", "On Monday Anna Petrova spoke.", &["Аnnа Pеtrоvа"]),
            ("Mоscow, Kуiv 😀 Limа", "Moscow, Kyiv 😀 Lima", &["Mоscow", "Kуiv", "Limа"]),
            ("Petrоva  Petrоva", "Petrova  Petrova", &["Petrоva", "Petrоva"]),
            ("Анна Петрова spoke of Ελένη.", "Анна Петрова spoke of Ελένη.", &[]),
            ("The word “мир” means peace.", "The word “мир” means peace.", &[]),
            ("", "", &[]),
        ];
        for (text, plain, stretches) in cases {
            let report = Report { text: text.to_owned(), ..Report::default() };
            let (read, notes) = undisguise(&report);
            assert_eq!(read.text, plain);
            assert_eq!(read.text.chars().count(), text.chars().count());
            let noted: Vec<String> = notes
                .iter()
                .map(|note| {
                    let (start, end) = (note.start.unwrap_or(0), note.end.unwrap_or(0));
                    text.chars().skip(start as usize).take((end - start) as usize).collect()
                })
                .collect();
            assert_eq!(noted, stretches, "{text}");
        }
    }
}
