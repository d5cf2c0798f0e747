//! Codebooks that are wrong, and what is said of them: at which line, of which words.

use std::fmt::Write as _;

use dateline_codebook::{Codebook, LARGEST, Problem, Severity, text_of};

/// A head and a type that are in order; what follows stands in line five and after.
const HEAD: &str = "codebook demo\ntype STRIKE\n  means Stopping work.\n  verb strike, walk out\n";

fn found(text: &str, severity: Severity) -> Vec<Problem> {
    let mut problems = Codebook::examine(text).problems;
    problems.retain(|problem| problem.severity == severity);
    problems
}

/// Checks the first problem: its line, the words that it points at, and a part of what it says.
fn expect(text: &str, severity: Severity, line: usize, words: &str, part: &str) {
    let problems = found(text, severity);
    let first = problems.first().unwrap_or_else(|| panic!("nothing said of {text:?}"));
    assert_eq!(first.line, line, "{text:?}: {first}");
    assert_eq!(&text[first.span.clone()], words, "{text:?}: {first}");
    assert!(first.to_string().contains(part), "{text:?}: {first}");
}

#[test]
fn an_error_points_at_the_words_that_are_wrong() {
    for (lines, line, words, part) in [
        // Statements.
        ("wibble", 5, "wibble", "a line begins with one of codebook"),
        ("exampel A *strike* began.", 5, "exampel", "did you mean example?"),
        ("Verb picket", 5, "Verb", "did you mean verb?"),
        ("words strike", 5, "words", "under a context"),
        ("title Strikes", 5, "title", "at the head"),
        ("context c\n  within STRIKE", 6, "within", "under a type or mode"),
        ("  mode wildcat\n  future STRIKE", 6, "future", "before the first mode"),
        ("nothing\n  means Nothing.", 6, "means", "under a type"),
        // Names.
        ("type STRIKE", 5, "STRIKE", "as in line 2"),
        ("type", 5, "type", "found none"),
        ("type WORK STOPPAGE", 5, "WORK STOPPAGE", "one word"),
        ("type conflict", 5, "conflict", "a quad class"),
        ("  mode wildcat\n  mode wildcat", 6, "wildcat", "again"),
        ("  quad 5", 5, "5", "class 1 to 4"),
        ("  quad", 5, "quad", "class 1 to 4"),
        ("  quad 4\n  quad 3", 6, "3", "once"),
        ("context unions\n  words union, union", 6, "union", "once"),
        ("context a\ncontext a", 6, "a", "new name"),
        // Types that there are not.
        ("  verb end <STRIK>", 5, "STRIK", "did you mean STRIKE?"),
        ("  verb end <WAR>", 5, "WAR", "type WAR"),
        ("  future PEACE", 5, "PEACE", "a type of this codebook"),
        ("  mode m\n    within STRIKE wild", 6, "wild", "a mode of STRIKE"),
        ("  mode m\n    within 4 wild", 6, "4", "one by one"),
        // Patterns.
        ("  verb Picket", 5, "Picket", "picket"),
        ("  verb picket, strik.*", 5, "strik.*", "no regular expressions"),
        ("  verb strike(s|ing)?", 5, "strike(s", "no regular expressions"),
        ("  verb ^strike$", 5, "^strike$", "no regular expressions"),
        ("  verb *", 5, "*", "fits everything"),
        ("  verb do", 5, "do", "nearly every clause"),
        ("  verb have *", 5, "have *", "nearly every clause"),
        ("  noun of work", 5, "of", "begin with the noun"),
        ("  verb down|", 5, "down|", "both sides"),
        ("  verb picket [actor: ABC]", 5, "ABC", "ISO 3166-1"),
        ("  verb picket [actor: LAB", 5, "actor: LAB", "expected ]"),
        ("  verb picket [by: LAB]", 5, "by", "actor or recipient"),
        // Patterns that never win.
        ("  verb strike", 5, "strike", "line 4 too, for STRIKE"),
        ("nothing\n  verb strike", 6, "strike", "for STRIKE"),
        (
            "nothing\n  verb strike deal|pact\ntype DEAL\n  verb strike pact",
            8,
            "strike pact",
            "for nothing",
        ),
        (
            "  verb meet in x for y\ntype MEET\n  verb meet for y in x",
            7,
            "meet for y in x",
            "line 5",
        ),
        // Examples.
        ("  example no trigger", 5, "no trigger", "asterisks"),
        ("  example a ** trigger", 5, "a ** trigger", "between the asterisks"),
        ("  example two *strikes* *began*", 5, "two *strikes* *began*", "one trigger"),
        // Loops.
        ("type A\n  verb end <B>\ntype B\n  verb begin <A>", 5, "A", "A needs B, which needs A"),
        ("type A\n  verb end <A>", 5, "A", "A needs A"),
        (
            "type A\n  verb end\n  future B\ntype B\n  verb begin\n  future A",
            5,
            "A",
            "A becomes B, and that A again",
        ),
        (
            "type A\n  verb end\n  negated B\ntype B\n  verb begin\n  negated A",
            5,
            "A",
            "out of the negated",
        ),
    ] {
        expect(&format!("{HEAD}{lines}"), Severity::Error, line, words, part);
    }
}

#[test]
fn a_codebook_needs_a_name_of_its_own() {
    for (text, line, words, part) in [
        ("", 1, "", "`dateline codebook new`"),
        ("# only a comment\n", 1, "", "found none"),
        ("type STRIKE\n verb strike", 1, "", "codebook strikes"),
        ("codebook plover\ntype STRIKE\n verb strike", 1, "plover", "my-plover"),
        ("codebook two words\ntype STRIKE\n verb strike", 1, "two words", "after title"),
        ("codebook a\ncodebook b\ntype STRIKE\n verb strike", 2, "b", "once"),
    ] {
        expect(text, Severity::Error, line, words, part);
    }
}

#[test]
fn a_warning_says_what_has_no_effect() {
    for (lines, line, words, part) in [
        ("type OTHER\n  means Other.", 5, "OTHER", "no pattern"),
        ("type OTHER\n  verb picket", 5, "OTHER", "no definition"),
        ("  mode wildcat", 5, "wildcat", "no pattern"),
        (
            "nothing\n  verb strike deal|pact\ntype DEAL\n  means Deals.\n  verb strike pact|bargain",
            9,
            "strike pact|bargain",
            "comes first",
        ),
    ] {
        let text = format!("{HEAD}{lines}");
        let examined = Codebook::examine(&text);
        assert!(examined.is_sound(), "{:?}", examined.problems);
        let warning = examined
            .problems
            .iter()
            .find(|one| one.line == line && one.to_string().contains(part))
            .unwrap_or_else(|| panic!("no such warning of {text:?}: {:?}", examined.problems));
        assert_eq!(&text[warning.span.clone()], words);
        assert!(Codebook::load(text.as_bytes()).is_ok());
    }
}

#[test]
fn all_errors_are_told_at_once() {
    let text =
        format!("{HEAD}  verb Picket, ok, strik.*\n  wibble\n  example none\n  future PEACE\n");
    let lines: Vec<usize> =
        found(&text, Severity::Error).iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [5, 5, 6, 7, 8]);
    let refused = Codebook::load(text.as_bytes()).expect_err("five errors");
    assert_eq!(refused.problems.len(), 5);
    assert_eq!(refused.to_string().lines().count(), 5);
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let large = vec![b'#'; LARGEST + 1];
    for (bytes, line, part) in [
        (&b"codebook a\ntype \xFF"[..], 2, "0xFF"),
        (b"\x7FELF\x02\0\0\0", 1, "zero bytes"),
        (b"\xFF\xFEc\0o\0", 1, "UTF-16"),
        (b"codebook a\rtype A\r  verb walk\r", 1, "carriage returns alone"),
        (&large, 1, "at most"),
        (b"", 1, "found none"),
    ] {
        let refused = Codebook::load(bytes).expect_err(part);
        let problem = &refused.problems[0];
        assert_eq!(problem.line, line, "{problem}");
        assert!(problem.message.contains(part), "{problem}");
    }
    assert_eq!(text_of(b"\xEF\xBB\xBFcodebook a").ok(), Some("codebook a"));
}

#[test]
fn what_is_too_long_is_refused() {
    let megabyte = "a".repeat(1 << 20);
    let alternatives = "a|".repeat(20_000);
    for (lines, part) in [
        (format!("  verb {megabyte}"), "line of at most"),
        (format!("  verb {}", &megabyte[..20_000]), "pattern of at most"),
        (format!("  verb {}", &megabyte[..2_000]), "word of at most"),
        (format!("  verb {alternatives}"), "pattern of at most"),
        (format!("  verb {}", &alternatives[..7_000]), "at most 1000 words"),
        (format!("type {}", &megabyte[..2_000]), "one word"),
    ] {
        let text = format!("{HEAD}{lines}");
        let problems = found(&text, Severity::Error);
        assert!(problems[0].message.contains(part), "{}", problems[0]);
        assert_eq!(problems[0].line, 5);
        assert!(problems[0].message.len() < 500);
    }
}

#[test]
fn more_types_than_there_are_numbers_for_are_refused() {
    let mut text = "codebook many\n".to_owned();
    for number in 0..=usize::from(u16::MAX) {
        writeln!(text, "type T{number}\n verb t{number}").expect("a string");
    }
    let problems = found(&text, Severity::Error);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.contains("at most 65535 types"), "{}", problems[0]);
}

#[test]
fn tabs_and_windows_line_ends_are_taken() {
    let text = format!("{HEAD}  example Nurses *walked* out.\n");
    let windows = text.replace('\n', "\r\n").replace("  ", "\t").replace("verb ", "verb\t");
    let (one, other) = (Codebook::load(text.as_bytes()), Codebook::load(windows.as_bytes()));
    let (one, other) = (one.expect("a codebook"), other.expect("a codebook"));
    assert_eq!(one.types, other.types);
    assert_eq!(one.patterns(), other.patterns());
}

/// A hundred thousand patterns, most of which name a class of a thousand types: were each class
/// written out, that would be a hundred million types.
#[test]
fn a_hundred_thousand_patterns_are_read() {
    let mut text = "codebook many\n".to_owned();
    for kind in 0..1000 {
        writeln!(text, "type T{kind}\n  means Type {kind}.\n  quad 4").expect("a string");
        writeln!(text, "  mode m\n    within T{} m\n    verb t{kind}", (kind + 1) % 1000)
            .expect("a string");
        for pattern in 0..50 {
            writeln!(text, "    verb v{kind}-{pattern} <conflict>, w{pattern} at p{kind}")
                .expect("a string");
        }
    }
    let examined = Codebook::examine(&text);
    assert!(examined.is_sound(), "{:?}", examined.problems.first());
    assert!(examined.codebook.patterns() >= 100_000);
}

#[test]
fn the_codebooks_that_ship_can_all_be_coded() {
    for text in
        [include_str!("../codebooks/plover.codebook"), include_str!("../codebooks/core.codebook")]
    {
        let problems: Vec<String> = found(text, Severity::Error)
            .iter()
            .filter(|problem| !problem.message.contains("which is taken"))
            // What wins is for those who write the patterns to decide.
            .filter(|problem| !problem.message.contains("can win"))
            .map(Problem::to_string)
            .collect();
        assert_eq!(problems, [""; 0]);
    }
}
