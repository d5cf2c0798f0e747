//! What is CoNLL-U and what is not. In the tables a row is written with `/` between its first
//! columns, the others are `_`; `¶` is the end of a line. A line without `/` stands as it is.

use super::*;

/// CoNLL-U as the tables write it.
fn conllu(table: &str) -> String {
    let line = |line: &str| {
        if line.starts_with('#') || !line.contains('/') {
            return line.to_owned();
        }
        let mut columns: Vec<&str> = line.split('/').collect();
        columns.resize(10.max(columns.len()), "_");
        columns.join("\t")
    };
    table.split('¶').map(line).collect::<Vec<_>>().join("\n")
}

/// What a text gives: the ids of each sentence, or the line and the problem.
fn ids(text: &[u8]) -> Result<Vec<String>, (usize, String)> {
    let mut sentences = Vec::new();
    for sentence in ConlluReader::new(text) {
        let sentence = sentence.map_err(|error| (error.line, error.problem))?;
        let ids: Vec<&str> = sentence.rows.iter().map(|row| row[0].as_str()).collect();
        sentences.push(ids.join(" "));
    }
    Ok(sentences)
}

#[test]
fn good_conllu_is_read() {
    for (text, expected) in [
        ("1/Rain¶2/fell", &["1 2"][..]),
        ("1/Rain¶¶1/Sun¶", &["1", "1"]),
        ("¶¶# comment¶1/Rain¶¶¶¶1/Sun¶¶", &["1", "1"]),
        ("1-2/can't¶1/ca¶2/n't", &["1-2 1 2"]),
        ("1-2/can't¶1/ca¶2/n't¶3-4/don't¶3/do¶4/n't", &["1-2 1 2 3-4 3 4"]),
        ("1-1/Rain¶1/Rain", &["1-1 1"]),
        ("0.1/it¶1/Rain¶1.1/and¶1.2/wind¶2/fell", &["0.1 1 1.1 1.2 2"]),
        ("1-2/can't¶1/ca¶1.1/x¶2/n't", &["1-2 1 1.1 2"]),
        ("1/1 000¶2/_", &["1 2"]),
        ("1/\u{feff}Rain", &["1"]),
        ("\u{feff}1/Rain", &["1"]),
        ("\u{feff}# comment¶1/Rain", &["1"]),
        ("", &[]),
        ("¶ ¶\t¶", &[]),
        ("# comment¶# another", &[]),
        ("# comment¶¶# another¶¶", &[]),
    ] {
        let given = conllu(text);
        let expected: Vec<String> = expected.iter().map(|&ids| ids.to_owned()).collect();
        assert_eq!(ids(given.as_bytes()), Ok(expected.clone()), "{text:?}");
        assert_eq!(ids(given.replace('\n', "\r\n").as_bytes()), Ok(expected), "{text:?}, CRLF");
    }
}

#[test]
fn bad_conllu_is_refused_with_its_line() {
    for (text, line, problem) in [
        ("1 Rain _ _ _ _ _ _ _ _", 1, "10 columns with tabs between them, but found spaces"),
        ("1/Rain¶¶# x¶word", 4, "expected 10 columns, but found 1"),
        ("1/Rain/_/_/_/_/_/_/_/_/_", 1, "expected 10 columns, but found 11"),
        ("1/Rain¶2/fell/_/_/_/_/_/_/_/_/_/_", 2, "expected 10 columns, but found 12"),
        ("one/Rain", 1, "an id such as 3, 3-4 or 3.1 in the first column, but found \"one\""),
        ("/Rain", 1, "but found \"\""),
        ("01/Rain", 1, "but found \"01\""),
        ("+1/Rain", 1, "but found \"+1\""),
        ("-1/Rain", 1, "but found \"-1\""),
        ("1-/Rain", 1, "but found \"1-\""),
        ("1.x/Rain", 1, "but found \"1.x\""),
        ("99999999999999999999999/Rain", 1, "but found \"99999999999999999999999\""),
        ("2/Rain", 1, "expected the id 1, but found 2; number the words of a sentence from 1"),
        ("0/Rain", 1, "expected the id 1, but found 0"),
        ("1/Rain¶3/fell", 2, "expected the id 2, but found 3; number the words of a sentence one"),
        ("1/Rain¶1/Sun", 2, "expected the id 2, but found 1; put a blank line before a new"),
        ("1/Rain¶2/fell¶2/hard", 3, "expected the id 3, but found 2; give each word a number"),
        ("2-1/can't¶1/ca¶2/n't", 1, "ends behind its first word, but found 2-1; write 1-2"),
        ("1-2/can't¶1/ca¶2-3/n't¶2/n¶3/t", 3, "behind 1-2, but found 2-3, which overlaps it"),
        ("1-2/can't¶1-2/can't¶1/ca¶2/n't", 2, "behind 1-2, but found 1-2, which overlaps it"),
        ("1/We¶2-3/can't¶2/can", 2, "found 2-3, and the last word is 2; end it there or add"),
        ("1/We¶1-2/can't", 2, "begins with the next word, 2, but found 1-2"),
        ("2-3/can't¶1/We", 1, "begins with the next word, 1, but found 2-3"),
        ("1/¶2/fell", 1, "expected a form in the second column, but found nothing"),
        ("1/Rain¶2/ ", 2, "expected a form in the second column, but found white space"),
        (
            "1/Rain¶2.1/and¶2/fell",
            2,
            "expected the empty node 1.1 behind the word 1, but found 2.1",
        ),
        (
            "1/Rain¶1.2/and¶2/fell",
            2,
            "expected the empty node 1.1 behind the word 1, but found 1.2",
        ),
        ("1/Rain¶1.1/a¶1.1/b", 3, "expected the empty node 1.2 behind the word 1, but found 1.1"),
        ("1/Ra\0in", 1, "found a zero byte at byte 5 of the line; take it out"),
        ("1/Rain¶# a\0b", 2, "found a zero byte at byte 4 of the line"),
        ("1/Ra\rin", 1, "found a carriage return at byte 5 of the line"),
        ("1/Rain¶¶\u{feff}1/Sun", 3, "found a byte-order mark (U+FEFF) before it; take it out"),
    ] {
        let (found_line, found) = ids(conllu(text).as_bytes()).expect_err(text);
        assert_eq!(found_line, line, "{text:?}: {found}");
        assert!(found.contains(problem), "{text:?}: {found}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_refused_with_their_line() {
    let mut text = conllu("1/Rain¶¶1/caf").into_bytes();
    let end = text.len();
    text.truncate(end - "\t_\t_\t_\t_\t_\t_\t_\t_".len());
    text.extend(b"\xe9\t_\t_\t_\t_\t_\t_\t_\t_\n");
    let problem = "expected UTF-8, but found the byte 0xE9 at byte 6 of the line; save the file as \
                   UTF-8";
    assert_eq!(ids(&text), Err((3, problem.to_owned())));
}

#[test]
fn sentences_before_an_error_are_given_and_none_after_it() {
    let text = conllu("1/Rain¶¶2/fell¶¶1/Sun");
    let mut reader = ConlluReader::new(text.as_bytes());
    assert!(reader.next().is_some_and(|sentence| sentence.is_ok()));
    assert!(reader.next().is_some_and(|sentence| sentence.is_err()));
    assert!(reader.next().is_none());
}

#[test]
fn trees_are_read() {
    for text in [
        "1/It/it/PRON/PRP/_/2/nsubj¶2/rained/rain/VERB/VBD/_/0/root",
        "1/Rain/rain/NOUN/NN/_/0/root",
        "1-2/can't¶1/ca/can/AUX/MD/_/3/aux¶2/n't/not/PART/RB/_/3/advmod¶3/go/go/VERB/VB/_/0/root",
    ] {
        let sentences = read_conllu(&conllu(text)).unwrap();
        let parse = sentences[0].parse().expect(text);
        assert_eq!(parse.words().len(), sentences[0].words.len());
    }
}

#[test]
fn what_is_no_tree_is_refused_with_its_line() {
    let noun = |id: usize, head: &str| format!("{id}/Rain/rain/NOUN/NN/_/{head}/dep");
    let sentence = |heads: &[&str]| {
        let rows: Vec<String> =
            heads.iter().enumerate().map(|(at, head)| noun(at + 1, head)).collect();
        rows.join("¶")
    };
    for (text, line, problem) in [
        (sentence(&["x"]), 1, "expected a head from 0 to 1 in the seventh column, but found \"x\""),
        (sentence(&["0", "_"]), 2, "but found \"_\"; write the id of a word, or 0 for the root"),
        (sentence(&["0", "-1"]), 2, "but found \"-1\""),
        (sentence(&["0", "3"]), 2, "found 3, which lies beyond the sentence"),
        (sentence(&["0", "2"]), 2, "expected another word for the head of 2, but found 2 itself"),
        (sentence(&["2", "3", "1"]), 1, "expected a word with the head 0, but found none"),
        (sentence(&["0", "1", "0"]), 3, "found a second, 3, beside 1; hang one from the other"),
        (sentence(&["0", "3", "2"]), 2, "found the word 2 among those that hang from it"),
        (sentence(&["0", "4", "2", "3", "3"]), 2, "among those that hang from it"),
        ("1/Rain/rain/NAME/NN/_/0/root".to_owned(), 1, "such as NOUN, but found \"NAME\""),
        ("1/Rain/rain/NOUN/NN/_/0/head".to_owned(), 1, "such as nsubj, but found \"head\""),
    ] {
        // The line is that of the file: a comment, a sentence and a blank line stand before it.
        let text = conllu(&format!("# comment¶{}¶¶{text}", noun(1, "0")));
        let sentences = read_conllu(&text).unwrap();
        let error = sentences[1].parse().expect_err(&text);
        assert_eq!(error.line, line + 3, "{}", error.problem);
        assert!(error.problem.contains(problem), "{}", error.problem);
    }
}

#[test]
fn long_sentences_and_circles_are_read_in_linear_time() {
    const WORDS: usize = 100_000;
    // A chain to the root, the farthest that a walk upwards can go.
    let row = |id: usize| format!("{id}\tRain\train\tNOUN\tNN\t_\t{}\tdep\t_\t_\n", id - 1);
    let text = (1..=WORDS).map(row).collect::<Vec<_>>().concat();
    let sentences = read_conllu(&text).unwrap();
    assert_eq!(sentences[0].words.len(), WORDS);
    assert_eq!(sentences[0].parse().unwrap().words().len(), WORDS);
    let circle = text.replacen("\t1\tdep", &format!("\t{WORDS}\tdep"), 1);
    assert!(read_conllu(&circle).unwrap()[0].parse().is_err());
}
