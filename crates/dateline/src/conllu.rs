//! CoNLL-U to print: a text's own words, or the given words of a CoNLL-U file.

use std::io::{self, Write};
use std::ops::Range;

use dateline_language::{ConlluSentence, Model, Parse, Word};
use dateline_text::{CharIndex, Segmented};

/// Parses the words of a sentence as they are given and writes it with the lemmas, tags, features
/// and tree found. Comments, ids, forms and the last column stay as they are.
pub(crate) fn write_given(
    out: &mut impl Write,
    sentence: &ConlluSentence,
    model: &Model,
) -> io::Result<()> {
    let all = 0..sentence.words.len();
    let segmented = Segmented {
        words: sentence.words.clone(),
        sentences: vec![all.clone()],
        paragraphs: vec![all],
    };
    let parse = model.parse(&sentence.text, &segmented);
    for comment in &sentence.comments {
        writeln!(out, "{comment}")?;
    }
    let mut words = parse.words().iter();
    for row in &sentence.rows {
        let is_word = row[0].bytes().all(|byte| byte.is_ascii_digit());
        if is_word && let Some(word) = words.next() {
            write_word(out, &row[0], &row[1], word, 0, &row[9])?;
        } else {
            // Multiword tokens and empty nodes have no place in the tree.
            writeln!(out, "{}", row.join("\t"))?;
        }
    }
    writeln!(out)
}

/// Writes a parsed text, each sentence with its number and its text, each paragraph marked.
pub(crate) fn write_text(
    out: &mut impl Write,
    text: &str,
    segmented: &Segmented,
    parse: &Parse,
) -> io::Result<()> {
    let chars = CharIndex::new(text);
    let mut paragraphs = segmented.paragraphs.iter().map(|words| words.start).peekable();
    for (number, sentence) in parse.sentences().iter().enumerate() {
        if paragraphs.next_if(|&first| first <= sentence.start).is_some() {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {}", number + 1)?;
        writeln!(out, "# text = {}", one_line(parse.span(sentence.clone()).of(text)))?;
        let mut rest = sentence.clone();
        while !rest.is_empty() {
            let joined = (rest.start + 1..rest.end).take_while(|&at| parse.word(at).joined).count();
            let token = rest.start..rest.start + 1 + joined;
            write_token(out, text, &chars, parse, sentence.start, token)?;
            rest.start += 1 + joined;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes one token: a line for each of its words, and before them a line for the whole where it
/// has several (`don't`).
fn write_token(
    out: &mut impl Write,
    text: &str,
    chars: &CharIndex<'_>,
    parse: &Parse,
    sentence_start: usize,
    token: Range<usize>,
) -> io::Result<()> {
    let bytes = parse.span(token.clone());
    let span = chars.span(bytes);
    let glued = text[bytes.end..].chars().next().is_some_and(|next| !next.is_whitespace());
    let spacing = if glued { "SpaceAfter=No|" } else { "" };
    let misc = format!("{spacing}TokenRange={}:{}", span.start, span.end);
    let several = token.len() > 1;
    if several {
        let first = token.start - sentence_start + 1;
        let last = token.end - sentence_start;
        let form = one_line(bytes.of(text));
        writeln!(out, "{first}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}")?;
    }
    for at in token {
        let word = parse.word(at);
        let id = (at - sentence_start + 1).to_string();
        let form = one_line(word.span.of(text));
        write_word(out, &id, &form, word, sentence_start, if several { "_" } else { &misc })?;
    }
    Ok(())
}

fn write_word(
    out: &mut impl Write,
    id: &str,
    form: &str,
    word: &Word,
    sentence_start: usize,
    misc: &str,
) -> io::Result<()> {
    let head = word.head.map_or(0, |head| head - sentence_start + 1);
    let Word { lemma, upos, xpos, feats, deprel, .. } = word;
    let upos = upos.as_str();
    let lemma = one_line(lemma);
    writeln!(out, "{id}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t_\t{misc}")
}

/// The words with single spaces between them, since a column holds neither tabs nor line ends.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
