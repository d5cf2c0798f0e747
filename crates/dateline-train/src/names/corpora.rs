//! Corpora of names: tokens with tags, put together to running text and cut into words as the
//! reader cuts them.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, ensure};
use dateline_language::names::{KINDS, OUTSIDE, TAGS, tags_of};
use dateline_language::surface::Surface;
use dateline_language::{Clusters, NameKind};
use dateline_text::{ByteSpan, Segmented, segment};

use crate::treebank::read_text;

/// A document of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// The names, in order.
    pub(crate) names: Vec<(ByteSpan, NameKind)>,
}

/// Ways to write a text that say less of its names by capitals than sentences do. The letters
/// change, their places do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// "PRESIDENT LEAVES FOR OSLO"
    Capitals,
    /// "president leaves for oslo"
    Small,
    /// "President Leaves for Oslo"
    Headline,
}

impl Document {
    /// The document in another spelling.
    pub(crate) fn respelled(&self, spelling: Spelling) -> Self {
        // Letters may take more or fewer bytes in the other case: the pieces between the ends of
        // names are respelled one by one, so that the names' places are known.
        let mut cuts: Vec<usize> =
            self.names.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
        cuts.push(self.text.len());
        let mut text = String::with_capacity(self.text.len());
        let mut places = HashMap::from([(0, 0)]);
        let mut start = 0;
        for end in cuts {
            spelling.append(&self.text[start..end.max(start)], &mut text);
            start = end.max(start);
            places.insert(end, text.len());
        }
        let moved = |span: ByteSpan| ByteSpan::new(places[&span.start], places[&span.end]);
        let names = self.names.iter().map(|&(span, kind)| (moved(span), kind)).collect();
        Self { text, names }
    }

    /// The line of this number, counted around, as a document of its own.
    pub(crate) fn line(&self, number: usize) -> Self {
        let lines = self.text.split('\n').count();
        let mut start = 0;
        for (at, line) in self.text.split('\n').enumerate() {
            let end = start + line.len();
            if at == number % lines {
                let within = |span: ByteSpan| start <= span.start && span.end <= end;
                let names = self.names.iter().filter(|name| within(name.0));
                let moved = |span: ByteSpan| ByteSpan::new(span.start - start, span.end - start);
                let names = names.map(|&(span, kind)| (moved(span), kind)).collect();
                return Self { text: line.to_owned(), names };
            }
            start = end + 1;
        }
        Self::default()
    }
}

impl Spelling {
    /// Adds a piece of text in this spelling to the end.
    fn append(self, piece: &str, text: &mut String) {
        match self {
            Self::Capitals => text.push_str(&piece.to_uppercase()),
            Self::Small => text.push_str(&piece.to_lowercase()),
            Self::Headline => {
                for word in piece.split_inclusive(|character: char| !character.is_alphanumeric()) {
                    let letters = word.trim_end_matches(|last: char| !last.is_alphanumeric());
                    let mut characters = word.chars();
                    match characters.next() {
                        Some(first) if !stays_small(letters) => {
                            text.extend(first.to_uppercase());
                            text.push_str(characters.as_str());
                        }
                        _ => text.push_str(word),
                    }
                }
            }
        }
    }
}

/// Articles, short prepositions and conjunctions have no capital in a headline.
fn stays_small(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "and"
            | "or"
            | "but"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "for"
            | "by"
            | "as"
            | "from"
            | "with"
            | "s"
            | "t"
    )
}

/// A sentence of a corpus.
#[derive(Debug, Clone, Default)]
struct Sentence {
    begins_document: bool,
    text: Option<String>,
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// The documents of a corpus in columns of tokens and tags: CoNLL-2003's, two columns, or the
/// numbered rows of Universal NER, in BIO, IOB1 or IOB2. A corpus without marks of documents has
/// one a sentence.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let text = read_text(path).with_context(|| format!("cannot read {}", path.display()))?;
    documents(&text).with_context(|| path.display().to_string())
}

fn documents(corpus: &str) -> anyhow::Result<Vec<Document>> {
    let sentences = sentences(corpus)?;
    let marked = sentences.iter().any(|sentence| sentence.begins_document);
    let mut documents: Vec<Document> = Vec::new();
    for sentence in sentences {
        if sentence.begins_document || !marked || documents.is_empty() {
            documents.push(Document::default());
        }
        let document = documents.last_mut().context("a corpus begins with a document")?;
        let aligned = sentence
            .text
            .as_ref()
            .and_then(|text| Some((text.clone(), align(text, &sentence.tokens)?)));
        let (text, places) = aligned.unwrap_or_else(|| detokenise(&sentence.tokens));
        if !document.text.is_empty() {
            document.text.push('\n');
        }
        let base = document.text.len();
        document.text.push_str(&text);
        for (tokens, kind) in chunks(&sentence.tags) {
            let span = places[tokens.start].cover(places[tokens.end - 1]);
            document.names.push((ByteSpan::new(base + span.start, base + span.end), kind));
        }
    }
    Ok(documents)
}

fn sentences(corpus: &str) -> anyhow::Result<Vec<Sentence>> {
    let numbered = corpus.starts_with("# ");
    let mut sentences = Vec::new();
    let mut open = Sentence::default();
    for line in corpus.lines().chain([""]) {
        if line.trim().is_empty() {
            if !open.tokens.is_empty() {
                sentences.push(std::mem::take(&mut open));
            }
        } else if numbered && line.starts_with("# ") {
            open.begins_document |= line.starts_with("# newdoc");
            if let Some(text) = line.strip_prefix("# text = ") {
                open.text = Some(text.to_owned());
            }
        } else if line.starts_with("-DOCSTART-") {
            open.begins_document = true;
        } else {
            let columns: Vec<&str> = if line.contains('\t') {
                line.split('\t').collect()
            } else {
                line.split(' ').collect()
            };
            if numbered && columns[0].parse::<u32>().is_err() {
                continue;
            }
            ensure!(columns.len() > 1 + usize::from(numbered), "too few columns in {line:?}");
            open.tokens.push(columns[usize::from(numbered)].to_owned());
            let tag = if numbered { columns[2] } else { columns[columns.len() - 1] };
            open.tags.push(tag.to_owned());
        }
    }
    Ok(sentences)
}

/// The kind that a corpus means by the type of a tag.
fn kind(of: &str) -> Option<NameKind> {
    match of.to_lowercase().as_str() {
        "o" | "" => None,
        "per" | "person" | "politician" => Some(NameKind::Person),
        "org" | "organisation" | "organization" | "politicalparty" => Some(NameKind::Organisation),
        "loc" | "location" | "country" => Some(NameKind::Location),
        _ => Some(NameKind::Miscellaneous),
    }
}

/// The names in the tags of a sentence: an `I` after another type or outside begins one, too.
fn chunks(tags: &[String]) -> Vec<(Range<usize>, NameKind)> {
    let mut found: Vec<(Range<usize>, NameKind)> = Vec::new();
    let mut before = "";
    for (at, tag) in tags.iter().enumerate() {
        let (mark, of) = tag.split_once('-').unwrap_or((tag, ""));
        if let Some(kind) = kind(of) {
            match found.last_mut() {
                Some((words, _)) if mark == "I" && before == of && words.end == at => {
                    words.end = at + 1;
                }
                _ => found.push((at..at + 1, kind)),
            }
        }
        before = of;
    }
    found
}

/// Where the tokens stand in a text, one after the other, with only white space between.
fn align(text: &str, tokens: &[String]) -> Option<Vec<ByteSpan>> {
    let mut end = 0;
    let mut places = Vec::with_capacity(tokens.len());
    for token in tokens {
        let start = end + text[end..].find(token.as_str())?;
        if !text[end..start].trim().is_empty() {
            return None;
        }
        end = start + token.len();
        places.push(ByteSpan::new(start, end));
    }
    text[end..].trim().is_empty().then_some(places)
}

/// The sentence as one would write it, and where each token stands in it.
fn detokenise(tokens: &[String]) -> (String, Vec<ByteSpan>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    let mut quotes = 0;
    let mut glued = true;
    for token in tokens {
        let closes_quote = token == "\"" && quotes % 2 == 1;
        if !(glued || closes_quote || clings_to_the_left(token)) {
            text.push(' ');
        }
        places.push(ByteSpan::new(text.len(), text.len() + token.len()));
        text.push_str(token);
        quotes += u32::from(token == "\"");
        glued =
            matches!(token.as_str(), "(" | "[" | "$" | "``") || token == "\"" && quotes % 2 == 1;
    }
    (text, places)
}

/// Closing marks and clitics.
fn clings_to_the_left(token: &str) -> bool {
    let token = token.to_lowercase().replace('\u{2019}', "'");
    matches!(
        token.as_str(),
        "," | "."
            | ";"
            | ":"
            | "!"
            | "?"
            | ")"
            | "]"
            | "%"
            | "''"
            | "'s"
            | "n't"
            | "'re"
            | "'ve"
            | "'ll"
            | "'d"
            | "'m"
    )
}

/// A document in the words of the reader.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut {
    pub(crate) document: Document,
    pub(crate) segmented: Segmented,
    pub(crate) surfaces: Vec<Surface>,
    /// For each word the tags that it may have, a bit each.
    pub(crate) allowed: Vec<u32>,
}

impl Cut {
    /// Cuts a document into words and gives each its tags. Where `complete` is false, the corpus
    /// does not mark miscellaneous names throughout, and a word outside may be part of one.
    pub(crate) fn new(document: Document, clusters: Clusters<'_>, complete: bool) -> Self {
        let segmented = segment(&document.text);
        let surfaces = segmented
            .words
            .iter()
            .map(|word| {
                let form = word.span.of(&document.text);
                Surface::of(form).with_clusters(form, clusters)
            })
            .collect();
        let outside = if complete { 1 << OUTSIDE } else { 1 << OUTSIDE | miscellaneous_tags() };
        let mut allowed = vec![outside; segmented.words.len()];
        let mut next = 0;
        for &(span, kind) in &document.names {
            while next < segmented.words.len() && segmented.words[next].span.end <= span.start {
                next += 1;
            }
            let words: Vec<usize> = (next..segmented.words.len())
                .take_while(|&at| segmented.words[at].span.start < span.end)
                .filter(|&at| {
                    let word = segmented.words[at].span;
                    let shared = word.end.min(span.end) - word.start.max(span.start);
                    2 * shared > word.len()
                })
                .collect();
            for (at, tag) in words.iter().zip(tags_of(kind, words.len())) {
                allowed[*at] = 1 << tag;
            }
        }
        let mut cut = Self { document, segmented, surfaces, allowed };
        cut.keep_names_within_sentences();
        cut
    }

    /// A name that the reader's sentences cut in two is no example of one.
    fn keep_names_within_sentences(&mut self) {
        use dateline_language::names::may_follow;
        let may = |before: u32, after: u32| {
            (0..TAGS as u8).any(|one| {
                before >> one & 1 == 1
                    && (0..TAGS as u8)
                        .any(|other| after >> other & 1 == 1 && may_follow(one, other))
            })
        };
        for sentence in &self.segmented.sentences {
            let mut before = 1 << OUTSIDE;
            let broken = self.allowed[sentence.clone()].iter().any(|&allowed| {
                let follows = may(before, allowed);
                before = allowed;
                !follows
            });
            if broken || !may(before, 1 << OUTSIDE) {
                self.allowed[sentence.clone()].fill((1 << TAGS) - 1);
            }
        }
    }
}

/// The tags of miscellaneous names.
fn miscellaneous_tags() -> u32 {
    KINDS
        .iter()
        .position(|&kind| kind == NameKind::Miscellaneous)
        .map_or(0, |at| 0b1111 << (1 + 4 * at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(corpus: &str) -> Vec<(String, NameKind)> {
        documents(corpus)
            .unwrap()
            .iter()
            .flat_map(|document| {
                document
                    .names
                    .iter()
                    .map(|&(span, kind)| (span.of(&document.text).to_owned(), kind))
            })
            .collect()
    }

    #[test]
    fn the_formats_say_the_same() {
        let expected =
            [("Anna Berg".to_owned(), NameKind::Person), ("Oslo".to_owned(), NameKind::Location)];
        for corpus in [
            "-DOCSTART- -X- O O\n\nAnna NNP I-NP I-PER\nBerg NNP I-NP I-PER\nleft VBD I-VP O\nOslo NNP I-NP I-LOC\n. . O O\n",
            "Anna\tB-politician\nBerg\tI-politician\nleft\tO\nOslo\tB-location\n.\tO\n",
            "# newdoc id = x\n# text = Anna Berg left Oslo.\n1\tAnna\tB-PER\t-\n2\tBerg\tI-PER\t-\n3\tleft\tO\t-\n4\tOslo\tB-LOC\t-\n5\t.\tO\t-\n",
        ] {
            assert_eq!(names(corpus), expected, "{corpus}");
            assert_eq!(documents(corpus).unwrap()[0].text, "Anna Berg left Oslo.");
        }
    }

    #[test]
    fn neighbouring_names_are_told_apart() {
        let corpus = "A\tB-PER\nB\tB-PER\nC\tI-LOC\nD\tI-LOC\nE\tI-ORG\n";
        let found: Vec<String> = names(corpus).into_iter().map(|(words, _)| words).collect();
        assert_eq!(found, ["A", "B", "C D", "E"]);
    }

    #[test]
    fn other_spellings_keep_the_names_in_place() {
        let document = Document {
            text: "Anna Berg left for Ålesund\nHe".to_owned(),
            names: vec![
                (ByteSpan::new(0, 9), NameKind::Person),
                (ByteSpan::new(19, 27), NameKind::Location),
            ],
        };
        for (spelling, expected) in [
            (Spelling::Capitals, "ANNA BERG LEFT FOR ÅLESUND"),
            (Spelling::Small, "anna berg left for ålesund"),
            (Spelling::Headline, "Anna Berg Left for Ålesund"),
        ] {
            let respelled = document.respelled(spelling).line(2);
            assert_eq!(respelled.text, expected);
            assert_eq!(respelled.names, document.names);
        }
    }

    #[test]
    fn words_have_the_tags_of_the_names_around_them() {
        let document = documents("Anna\tB-PER\nBerg\tI-PER\nleft\tO\n.\tO\n").unwrap().remove(0);
        let cut = Cut::new(document, Clusters::NONE, true);
        let expected: Vec<u32> =
            tags_of(NameKind::Person, 2).map(|tag| 1 << tag).chain([1, 1]).collect();
        assert_eq!(cut.allowed, expected);
    }
}
