//! `dateline parse`: CoNLL-U from text, and from given words.

use crate::support::{Run, folder, root, run, run_in};

/// Checks that every character of a text but white space stands in a token, that each token's
/// range, counted in characters, is its form, and that what follows a token is said.
fn check_ranges(text: &str) -> Run {
    let run = run(&["parse", "-", "--format", "conllu"], text);
    assert_eq!((run.status, run.said.as_str()), (0, ""), "{text:?}");
    let characters: Vec<char> = text.chars().collect();
    let mut covered = vec![false; characters.len()];
    let mut last = 0;
    for line in run.out.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        let Some(range) = columns[9].split('|').find_map(|item| item.strip_prefix("TokenRange="))
        else {
            continue;
        };
        let (start, end) = range.split_once(':').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert!(last <= start && start < end, "{line}");
        last = end;
        assert_eq!(characters[start..end].iter().collect::<String>(), columns[1]);
        let glued = characters.get(end).is_some_and(|next| !next.is_whitespace());
        assert_eq!(columns[9].contains("SpaceAfter=No"), glued, "{line}");
        covered[start..end].fill(true);
    }
    for (at, character) in characters.iter().enumerate() {
        assert_ne!(covered[at], character.is_whitespace(), "{character:?} at {at} of {text:?}");
    }
    run
}

#[test]
fn every_character_but_white_space_stands_in_a_token() {
    let run = check_ranges("The army didn't say.\n\nIt can’t: “we’re closed” 😀, it said (twice).");
    assert!(
        run.out.starts_with("# newdoc\n# newpar\n# sent_id = 1\n# text = The army didn't say.")
    );
    assert_eq!(run.out.matches("# newpar").count(), 2);
    assert!(run.out.contains("3-4\tdidn't\t"), "{}", run.out);
}

#[test]
fn ranges_count_characters_of_any_script() {
    for text in [
        "Rain 😀👩‍👩‍👧👍🏽🇰🇷 fell.",
        "Rain fell.\r\n\r\nIt was cold.\r\n",
        "Rain fell\rin May.\r",
        "The cafe\u{301} and the nai\u{308}ve cafés closed.",
        "He said שלום עולם, and she said مرحبا (twice).",
        "\u{202b}He said “שלום”.\u{202c} She left.",
        "新しい橋。The bridge is new。",
        "क्षत्रिय said so.",
        "Rain\u{ad}fall\u{200b}ed \u{feff}on Mon\u{2060}day.",
        "\u{a0}Rain\u{3000}fell\u{2003}.\u{2028}It was cold.",
        "\u{1d400}\u{1d401} won’t.",
        "#hash # tag\n# 1\tx\n",
    ] {
        check_ranges(text);
    }
}

#[test]
fn any_mixture_of_pieces_stands_in_tokens() {
    const PIECES: &[&str] = &[
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{ad}",
        "\u{301}",
        "a",
        "A",
        "U.S.",
        "Gen.",
        "p.m.",
        "don't",
        "can’t",
        "'s",
        "'",
        "“",
        "”",
        "\"",
        ".",
        "...",
        "…",
        "?",
        "!",
        ",",
        ":",
        "-",
        "—",
        "/",
        "http://a.b/c",
        "@",
        "#",
        "%",
        "$",
        "€",
        "(",
        ")",
        "[...]",
        "1",
        "1,000",
        "3.5",
        "😀",
        "👩‍👩‍👧",
        "🇰🇷",
        "👍🏽",
        "中文",
        "。",
        "e\u{301}",
        "क्",
        "שלום",
        "مرحبا",
        ":)",
        "said",
        "Rain",
    ];
    // A fixed row of numbers without plan (a linear congruential generator), so that a failure
    // comes back.
    let mut state = 1_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        PIECES[(state >> 33) as usize % PIECES.len()]
    };
    for pieces in [50, 500, 5_000] {
        check_ranges(&(0..pieces).map(|_| next()).collect::<String>());
    }
}

#[test]
fn given_words_comments_and_empty_nodes_are_kept() {
    let given = "\
# newdoc id = d1
# text = He can't go.
1\tHe\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
3.1\tthen\t_\t_\t_\t_\t_\t_\t_\t_
4\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

1\tNo\t_\t_\t_\t_\t_\t_\t_\t_
";
    let run = run(&["parse", "--input", "conllu", "--format", "conllu"], given);
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    let kept = |text: &str| -> Vec<String> {
        let first_two = |line: &str| line.splitn(3, '\t').take(2).collect::<Vec<_>>().join("\t");
        text.trim_end().lines().map(first_two).collect()
    };
    assert_eq!(kept(&run.out), kept(given));
    assert_eq!(run.out.matches("SpaceAfter=No").count(), 1);
    for line in
        run.out.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()))
    {
        let columns: Vec<&str> = line.split('\t').collect();
        let is_word = columns[0].chars().all(|character| character.is_ascii_digit());
        assert_eq!(columns[3] != "_", is_word, "{line}");
        assert_eq!(columns[6].parse::<usize>().is_ok(), is_word, "{line}");
    }
}

/// CoNLL-U of one word a sentence.
fn words(forms: &[&str]) -> String {
    let rows = forms.iter().map(|form| format!("1\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n\n"));
    rows.collect::<Vec<_>>().concat()
}

/// The forms that a run printed.
fn forms(run: &Run) -> Vec<&str> {
    run.out.lines().filter_map(|line| line.split('\t').nth(1)).collect()
}

#[test]
fn errors_name_the_file_and_the_line() {
    let arguments = &["parse", "--input", "conllu"];
    let rain = words(&["Rain"]);
    for (bad, problem) in [
        ("1\tHe\n", "standard input, line 3: expected 10 columns, but found 2"),
        ("1 He _ _ _ _ _ _ _ _\n", "line 3: expected 10 columns with tabs between them"),
        ("# x\n2\tHe\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 4: expected the id 1, but found 2"),
        ("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 3: expected a form"),
        ("1\tH\0e\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 3: expected text, but found a zero byte"),
    ] {
        let run = run(arguments, &format!("{rain}{bad}\n{rain}"));
        assert_eq!(run.status, 1, "{bad:?}");
        assert!(run.said.contains(problem), "{bad:?}: {}", run.said);
        // What stands before is printed, what stands after is not.
        assert_eq!(forms(&run), ["Rain"], "{bad:?}");
    }
    let run = run_in(&root(), arguments, &[rain.as_bytes(), b"1\tcaf\xe9\n"].concat());
    assert_eq!((run.status, forms(&run)), (1, vec!["Rain"]));
    assert!(run.said.contains("line 3: expected UTF-8, but found the byte 0xE9"), "{}", run.said);

    let run = crate::support::run(&["parse", "exmaples/none.txt"], "");
    assert_eq!(run.status, 1);
    assert!(run.said.contains("exmaples/none.txt"), "{}", run.said);
}

#[test]
fn a_file_that_cannot_be_read_costs_no_other() {
    let folder = folder("parse-several");
    std::fs::write(folder.join("good.conllu"), words(&["Rain", "Sun"])).unwrap();
    std::fs::write(folder.join("bad.conllu"), "1 Rain\n").unwrap();
    let files = ["bad.conllu", "none.conllu", "good.conllu"];
    let run = run_in(&folder, &[&["parse", "--input", "conllu"], &files[..]].concat(), b"");
    assert_eq!((run.status, forms(&run)), (1, vec!["Rain", "Sun"]));
    assert!(run.said.contains("bad.conllu, line 1: "), "{}", run.said);
    assert!(run.said.contains("none.conllu"), "{}", run.said);
}

#[test]
fn odd_but_sound_conllu_is_taken() {
    let arguments = &["parse", "--input", "conllu"];
    let plain = run(arguments, &words(&["Rain", "Sun"]));
    assert_eq!((plain.status, forms(&plain)), (0, vec!["Rain", "Sun"]));
    let given = words(&["Rain", "Sun"]);
    for odd in [
        given.replace('\n', "\r\n"),
        format!("\u{feff}{given}"),
        format!("\n\n{}", given.trim_end()),
        given.replace("\n\n", "\n \n\n"),
    ] {
        let run = run(arguments, &odd);
        assert_eq!((run.status, &run.out), (0, &plain.out), "{odd:?}: {}", run.said);
    }
    for nothing in ["", "\n", "# comment\n", "# comment\n\n# another"] {
        let run = run(arguments, nothing);
        assert_eq!((run.status, run.out.as_str(), run.said.as_str()), (0, "", ""), "{nothing:?}");
    }
}

#[test]
fn a_sentence_of_a_hundred_thousand_words_is_one_tree() {
    let rows: Vec<String> = (1..=100_000)
        .map(|id| {
            let form = ["Rain", "fell", "on", "the", "bridge", ","][id % 6];
            format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n")
        })
        .collect();
    let run = run(&["parse", "--input", "conllu"], &rows.concat());
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    let heads: Vec<usize> =
        run.out.lines().filter_map(|line| line.split('\t').nth(6)?.parse().ok()).collect();
    assert_eq!(heads.len(), 100_000);
    assert_eq!(heads.iter().filter(|&&head| head == 0).count(), 1);
    assert!(heads.iter().all(|&head| head <= heads.len()));
}

#[test]
fn an_empty_text_has_no_sentences() {
    let run = run(&["parse"], "  \n");
    assert_eq!((run.status, run.out.as_str()), (0, "# newdoc\n"));
}

#[test]
fn names_and_confidences_stand_in_the_last_column() {
    let text = "Ms. Anna Berg left Oslo on Monday.";
    let arguments = ["parse", "--names", "--confidence"];
    let run = run(&arguments, text);
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    let items = |form: &str| -> Vec<String> {
        let row = run.out.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let row = row.into_iter().find(|row| row.get(1) == Some(&form)).unwrap();
        row[9].split('|').map(str::to_owned).collect()
    };
    for (form, name) in [("Anna", "Name=B-PER"), ("Berg", "Name=I-PER"), ("Oslo", "Name=B-LOC")] {
        assert!(items(form).contains(&name.to_owned()), "{form}: {:?}", items(form));
    }
    assert!(!items("left").iter().any(|item| item.starts_with("Name=")));
    for form in ["Berg", "left", "."] {
        let confidences: Vec<f32> = items(form)
            .iter()
            .filter_map(|item| item.strip_prefix('P')?.split_once('=')?.1.parse().ok())
            .collect();
        assert_eq!(confidences.len(), if form == "Berg" { 6 } else { 5 }, "{:?}", items(form));
        assert!(confidences.iter().all(|confidence| (0.0..=1.0).contains(confidence)));
    }
    // Nothing is added unasked.
    let plain = crate::support::run(&["parse"], text);
    assert!(!plain.out.contains("Name=") && !plain.out.contains("PUpos="));
}

#[test]
fn a_model_that_is_none_is_refused_and_one_that_is_read_is_used() {
    let folder = folder("parse-model");
    let model = std::fs::read(root().join("models/en.model")).unwrap();
    let mut flipped = model.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let mut older = model.clone();
    older[8] ^= 1;
    for (name, bytes, problem) in [
        ("empty.model", &[][..], "expected a dateline model of version"),
        ("text.model", &b"not a model at all"[..], "found a file of another kind"),
        ("older.model", &older[..], "but found version"),
        ("cut.model", &model[..model.len() / 2], "expected the checksum"),
        ("flipped.model", &flipped[..], "expected the checksum"),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
        let run = run_in(&folder, &["--model", name, "parse"], b"Rain fell.");
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{name}");
        assert!(run.said.contains(name) && run.said.contains(problem), "{name}: {}", run.said);
    }
    let run = run_in(&folder, &["parse", "--model", "none.model"], b"Rain fell.");
    assert!(run.said.contains("cannot read the model none.model"), "{}", run.said);
    std::fs::write(folder.join("own.model"), model).unwrap();
    let with = run_in(&folder, &["--model", "own.model", "parse"], b"Rain fell.");
    assert_eq!((with.status, &with.out), (0, &run_in(&folder, &["parse"], b"Rain fell.").out));
}
