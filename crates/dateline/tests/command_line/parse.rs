//! `dateline parse`: CoNLL-U from text, and from given words.

use crate::support::run;

#[test]
fn every_character_but_white_space_stands_in_a_token() {
    let text = "The army didn't say.\n\nIt can’t: “we’re closed” 😀, it said (twice).";
    let run = run(&["parse", "-", "--format", "conllu"], text);
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    assert!(
        run.out.starts_with("# newdoc\n# newpar\n# sent_id = 1\n# text = The army didn't say.")
    );
    assert_eq!(run.out.matches("# newpar").count(), 2);

    let characters: Vec<char> = text.chars().collect();
    let mut covered = vec![false; characters.len()];
    for line in run.out.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 10, "{line}");
        let Some(range) = columns[9].split('|').find_map(|item| item.strip_prefix("TokenRange="))
        else {
            continue;
        };
        let (start, end) = range.split_once(':').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert_eq!(characters[start..end].iter().collect::<String>(), columns[1]);
        let glued = characters.get(end).is_some_and(|next| !next.is_whitespace());
        assert_eq!(columns[9].contains("SpaceAfter=No"), glued, "{line}");
        covered[start..end].fill(true);
    }
    for (at, character) in characters.iter().enumerate() {
        assert!(covered[at] || character.is_whitespace(), "{character:?} at {at}");
    }
    assert!(run.out.contains("3-4\tdidn't\t"), "{}", run.out);
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

#[test]
fn errors_name_the_file_and_the_line() {
    let run = run(&["parse", "--input", "conllu"], "1\tHe\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tHe\n");
    assert_eq!(run.status, 1);
    assert!(run.said.contains("line 3: expected 10 columns, but found 2"), "{}", run.said);
    let run = crate::support::run(&["parse", "exmaples/none.txt"], "");
    assert_eq!(run.status, 1);
    assert!(run.said.contains("exmaples/none.txt"), "{}", run.said);
}

#[test]
fn an_empty_text_has_no_sentences() {
    let run = run(&["parse"], "  \n");
    assert_eq!((run.status, run.out.as_str()), (0, "# newdoc\n"));
}
