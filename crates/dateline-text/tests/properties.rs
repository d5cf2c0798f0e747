//! What holds of any text whatever.

use dateline_text::{Segmented, segment};
use proptest::prelude::*;

/// Checks the promises of [`Segmented`].
fn check(text: &str) {
    let Segmented { words, sentences, paragraphs, cuts } = segment(text);
    assert!(cuts.iter().all(|&cut| sentences.iter().any(|sentence| sentence.start == cut)));
    let mut at = 0;
    for word in &words {
        assert!(at <= word.span.start, "words overlap or are out of order in {text:?}");
        assert!(word.span.start < word.span.end, "an empty word in {text:?}");
        let between = &text[at..word.span.start];
        assert!(between.chars().all(char::is_whitespace), "{between:?} is in no word of {text:?}");
        assert!(
            !word.span.of(text).contains(char::is_whitespace),
            "white space in a word of {text:?}"
        );
        assert!(!word.joined || (at > 0 && between.is_empty()), "a joined word apart in {text:?}");
        at = word.span.end;
    }
    assert!(
        text[at..].chars().all(char::is_whitespace),
        "a word is missing at the end of {text:?}"
    );
    for ranges in [&sentences, &paragraphs] {
        let mut next = 0;
        for range in ranges {
            assert_eq!(range.start, next, "a gap in {text:?}");
            assert!(range.end > range.start, "an empty range in {text:?}");
            next = range.end;
        }
        assert_eq!(next, words.len(), "words beyond the last range of {text:?}");
    }
    for sentence in &sentences {
        assert!(sentence.len() <= 400, "a sentence of {} words", sentence.len());
        assert!(!words[sentence.start].joined, "a sentence begins within a token of {text:?}");
    }
    for paragraph in &paragraphs {
        assert!(
            sentences.binary_search_by_key(&paragraph.start, |sentence| sentence.start).is_ok()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_is_cut_whole(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_characters_are_cut_whole(text in proptest::collection::vec(any::<char>(), 0..200)) {
        check(&text.into_iter().collect::<String>());
    }

    #[test]
    fn any_mixture_of_pieces_is_cut_whole(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
    ) {
        check(&pieces.concat());
    }
}

/// Pieces that the rules are about.
const PIECES: &[&str] = &[
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{301}",
    "\u{feff}",
    "\0",
    "a",
    "A",
    "I",
    "U.S.",
    "U.S",
    "Ph.D.",
    "Gen.",
    "No.",
    "p.m.",
    "Inc.",
    "J.",
    "ended",
    "The",
    "cannot",
    "gonna",
    "don",
    "'t",
    "n't",
    "'s",
    "’s",
    "s'",
    "'",
    "’",
    "‘",
    "“",
    "”",
    "\"",
    "''",
    "``",
    ".",
    "..",
    "...",
    "…",
    "?",
    "!",
    ",",
    ":",
    ";",
    "-",
    "--",
    "—",
    "–",
    "/",
    "//",
    "://",
    "http",
    "www.",
    "com",
    ".com",
    "@",
    "#",
    "&",
    "*",
    "%",
    "$",
    "€",
    "+",
    "=",
    "_",
    "(",
    ")",
    "[",
    "]",
    "[...]",
    "[…]",
    "?”",
    "Costa",
    "asked",
    "Dear",
    "Regards",
    "Photo",
    "Figure",
    "Monday, May 9, 2017",
    "08/16/2000 12:05 PM",
    "*****",
    "http://a.b",
    "<",
    ">",
    "|",
    "1",
    "20",
    "1,000",
    "3.5",
    ".5",
    "7:30",
    "m",
    "km",
    "th",
    "anti-",
    "mid",
    "😀",
    "👩‍👩‍👧",
    "🇰🇷",
    "👍🏽",
    "中文",
    "。",
    "é",
    "e\u{301}",
    "क्",
    "•",
    ":)",
    "<3",
];

#[test]
fn empty_and_blank_texts_have_no_words() {
    for text in ["", " ", "\n\n", "\u{a0}\u{2003}\r\n\t"] {
        assert_eq!(segment(text), Segmented::default());
    }
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    // Each is long enough for a quadratic step to show.
    for piece in [
        "a",
        "a ",
        ".",
        ". ",
        "a.",
        "A.",
        "A. ",
        "U.S.",
        "1",
        "1-",
        "1,",
        "1.1",
        "'",
        "s' ",
        "' ",
        "\"",
        "a'b",
        "@",
        "a@",
        "a@b",
        "#",
        "#a",
        "://",
        "a://",
        "www.",
        "(",
        ")",
        "http://x)",
        "-",
        "a-",
        "anti-",
        "*",
        "a*",
        "&",
        "A&",
        "/",
        "a/",
        "$",
        "A$",
        "\u{301}",
        "e\u{301}",
        "\u{200b}",
        "\u{feff}",
        "🇰",
        "👍🏽",
        "👩‍",
        "中",
        "\n",
        "a\n",
        "A\n",
        "word word\n",
        "Gen. ",
        "no. ",
        ":)",
        "[...]",
        "[a ",
        "x. [a b ",
        "\"Why?\" A ",
        "\"Why?\" A, b ",
        "Why? — A ",
        "Dear A, ",
        "Regards, A\n",
        "Monday, May 9, 2017 ",
        "08/16/2000 12:05 PM ",
        "Photo: A ",
        "Figure 1 A\n",
        "***** ",
        "http://a ",
        "\0",
        "\u{ad}",
    ] {
        let row = piece.repeat(300_000 / piece.len());
        check(&row);
        // What follows may show that no sentence ends anywhere in the row.
        check(&format!("{row} a"));
    }
}
