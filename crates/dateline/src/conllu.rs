//! CoNLL-U to print: a text's own words, or the given words of a CoNLL-U file.

use std::io::{self, Write};
use std::ops::Range;

use dateline_language::{ConlluSentence, Model, NameKind, Parse, Word};
use dateline_text::{CharIndex, Segmented};

/// What the last column says beside what it says anyway.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Extras {
    /// The names: `Name=B-PER` at the first word of a person's, `Name=I-PER` at the others.
    pub(crate) names: bool,
    /// How likely each label is right: `PUpos=0.98`.
    pub(crate) confidence: bool,
}

/// Parses the words of a sentence as they are given and writes it with the lemmas, tags, features
/// and tree found. Comments, ids, forms and what the last column says stay as they are.
pub(crate) fn write_given(
    out: &mut impl Write,
    sentence: &ConlluSentence,
    model: &Model,
    extras: Extras,
) -> io::Result<()> {
    let all = 0..sentence.words.len();
    let segmented = Segmented {
        words: sentence.words.clone(),
        sentences: vec![all.clone()],
        paragraphs: vec![all],
        cuts: Vec::new(),
    };
    let parse = model.parse(&sentence.text, &segmented);
    let extras = ExtraItems::of(&parse, extras);
    for comment in &sentence.comments {
        writeln!(out, "{comment}")?;
    }
    let mut words = parse.words().iter().enumerate();
    for row in &sentence.rows {
        if ConlluSentence::is_word(row)
            && let Some((at, word)) = words.next()
        {
            write_word(out, &row[0], &row[1], word, 0, &extras.append(&row[9], &parse, at))?;
        } else {
            // Multiword tokens and empty nodes have no place in the tree.
            writeln!(out, "{}", row.join("\t"))?;
        }
    }
    writeln!(out)
}

/// The items that are added to the last column of words.
struct ExtraItems {
    extras: Extras,
    /// For each word the number of the name that it is in.
    name_of: Vec<Option<usize>>,
}

impl ExtraItems {
    fn of(parse: &Parse, extras: Extras) -> Self {
        let mut name_of = Vec::new();
        if extras.names {
            name_of.resize(parse.words().len(), None);
            for (number, name) in parse.names().iter().enumerate() {
                name_of[name.words.clone()].fill(Some(number));
            }
        }
        Self { extras, name_of }
    }

    /// The last column of a word with these items behind what it says.
    fn append(&self, column: &str, parse: &Parse, at: usize) -> String {
        let mut items: Vec<String> = Vec::new();
        if column != "_" {
            items.push(column.to_owned());
        }
        let name = self.name_of.get(at).copied().flatten().map(|name| &parse.names()[name]);
        if let Some(name) = name {
            let mark = if name.words.start == at { "B" } else { "I" };
            items.push(format!("Name={mark}-{}", short(name.kind)));
        }
        if self.extras.confidence {
            let word = parse.word(at).confidence;
            for (label, confidence) in [
                ("Upos", word.upos),
                ("Feats", word.feats),
                ("Lemma", word.lemma),
                ("Head", word.head),
                ("Deprel", word.relation),
            ] {
                items.push(format!("P{label}={confidence:.3}"));
            }
            if let Some(name) = name {
                items.push(format!("PName={:.3}", name.confidence));
            }
        }
        if items.is_empty() { "_".to_owned() } else { items.join("|") }
    }
}

/// A kind of name as the corpora of the field write it.
fn short(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "PER",
        NameKind::Organisation => "ORG",
        NameKind::Location => "LOC",
        NameKind::Miscellaneous => "MISC",
    }
}

/// Writes a parsed text, each sentence with its number and its text, each paragraph marked.
pub(crate) fn write_text(
    out: &mut impl Write,
    text: &str,
    segmented: &Segmented,
    parse: &Parse,
    extras: Extras,
) -> io::Result<()> {
    let chars = CharIndex::new(text);
    let extras = ExtraItems::of(parse, extras);
    let source = Source { text, chars: &chars, parse, extras: &extras };
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
            write_token(out, source, sentence.start, token)?;
            rest.start += 1 + joined;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// What tokens are written from.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    chars: &'a CharIndex<'a>,
    parse: &'a Parse,
    extras: &'a ExtraItems,
}

/// Writes one token: a line for each of its words, and before them a line for the whole where it
/// has several (`don't`).
fn write_token(
    out: &mut impl Write,
    source: Source<'_>,
    sentence_start: usize,
    token: Range<usize>,
) -> io::Result<()> {
    let Source { text, chars, parse, extras } = source;
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
        let misc = extras.append(if several { "_" } else { &misc }, parse, at);
        write_word(out, &id, &form, word, sentence_start, &misc)?;
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
