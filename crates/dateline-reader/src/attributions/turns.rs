//! Transcripts: "Q: When did it stop? A: At noon.", "JOHN SMITH: We never knew."

use std::ops::Range;

use dateline_language::{NameKind, Upos};
use dateline_text::WordSpan;

use super::candidate::{Candidate, Frame, SourceWords};
use super::word_set::WordSet;
use crate::article::Article;

/// How many words the speaker of a turn may have: "SENATOR JOHN P. SMITH (R-OHIO)".
const LONGEST_SPEAKER: usize = 12;
/// With fewer turns than this, a text is no transcript, and a turn ends with its paragraph.
const LEAST_TURNS: usize = 2;

/// What one speaker says in a transcript before another does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turn {
    speaker: Range<usize>,
    colon: usize,
    words: Range<usize>,
}

impl Turn {
    /// The turn as a candidate.
    pub(super) fn candidate(&self, article: &Article<'_>) -> Option<Candidate> {
        let content: WordSet = self.words.clone().collect();
        let speaker = self.speaker.clone();
        let outside = |&at: &usize| {
            let word = article.word(at);
            word.upos != Upos::Punct && word.head.is_none_or(|head| !speaker.contains(&head))
        };
        let head = speaker.clone().find(outside)?;
        let source = Some(SourceWords { words: self.speaker.clone(), head });
        let cue = self.colon..self.colon + 1;
        let (frame, stance) = (Frame::Turn, Some(dateline_record::Stance::Says));
        let candidate =
            Candidate { head: self.colon, cue, frame, source, content, preposition: None, stance };
        (!candidate.content.is_empty()).then_some(candidate)
    }

    pub(super) fn colon(&self) -> usize {
        self.colon
    }
}

/// The turns of a text, in order. Takes time linear in the text.
pub(super) fn turns(article: &Article<'_>) -> Vec<Turn> {
    let words = article.parse.words();
    let spans: Vec<WordSpan> =
        words.iter().map(|word| WordSpan { span: word.span, joined: word.joined }).collect();
    let paragraphs = dateline_text::paragraphs(article.text(), &spans);
    let mut found: Vec<Turn> = Vec::new();
    for paragraph in &paragraphs {
        let start = paragraph.start + usize::from(opens_speech(article, paragraph.start));
        let end = paragraph.end.min(start + LONGEST_SPEAKER + 1);
        let colon = (start..end).find(|&at| article.form(at) == ":");
        let speaker = colon.map(|colon| start..colon).filter(|speaker| speaks(article, speaker));
        match (speaker, colon) {
            (Some(speaker), Some(colon)) => {
                found.push(Turn { speaker, colon, words: colon + 1..paragraph.end });
            }
            _ => {
                if let Some(turn) = found.last_mut() {
                    turn.words.end = paragraph.end;
                }
            }
        }
    }
    if found.len() < LEAST_TURNS {
        found.retain(|turn| is_person(article, &turn.speaker));
        for turn in &mut found {
            let at = paragraphs.partition_point(|paragraph| paragraph.end <= turn.colon);
            turn.words.end = paragraphs[at].end;
        }
    }
    found
}

fn opens_speech(article: &Article<'_>, at: usize) -> bool {
    matches!(article.form(at), "\"" | "“" | "``" | "''")
}

/// Whether words before a colon name a speaker as transcripts do: in capitals, or by `Q` and `A`.
fn speaks(article: &Article<'_>, speaker: &Range<usize>) -> bool {
    let letters = || speaker.clone().flat_map(|at| article.form(at).chars());
    let capitals = letters().filter(|letter| letter.is_uppercase()).count();
    let small = letters().any(char::is_lowercase);
    let question = speaker.len() == 1 && matches!(article.form(speaker.start), "Q" | "A");
    question || !small && capitals > 2
}

/// Whether a speaker is a person by name.
fn is_person(article: &Article<'_>, speaker: &Range<usize>) -> bool {
    let names = article.parse.names();
    let first = names.partition_point(|name| name.words.end <= speaker.start);
    names[first..]
        .iter()
        .take_while(|name| name.words.start < speaker.end)
        .any(|name| name.kind == NameKind::Person)
}
