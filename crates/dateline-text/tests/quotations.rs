//! Which words are quoted. In the tables, each quotation stands on its own: its words, with `…`
//! behind one that is not closed, `+` before one that goes on from the paragraph before, and one
//! `>` before it for each quotation that it stands in.

use dateline_text::{quotations, segment};

fn quoted(text: &str) -> Vec<String> {
    let words = segment(text).words;
    let found = quotations(text, &words);
    let depth = |at: usize| std::iter::successors(Some(at), |&at| found[at].parent).skip(1).count();
    found
        .iter()
        .enumerate()
        .map(|(at, quotation)| {
            let forms: Vec<&str> =
                words[quotation.content.clone()].iter().map(|word| word.span.of(text)).collect();
            let continued = if quotation.continued { "+" } else { "" };
            let open = if quotation.close.is_none() { "…" } else { "" };
            format!("{}{continued}{}{open}", ">".repeat(depth(at)), forms.join(" "))
        })
        .collect()
}

fn check(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(quoted(text), *expected, "{text:?}");
    }
}

#[test]
fn double_marks_are_paired() {
    check(&[
        ("“We will stay,” she said. “For now.”", &["We will stay ,", "For now ."]),
        ("\"We will stay,\" she said. \"For now.\"", &["We will stay ,", "For now ."]),
        ("''We will stay,'' she said.", &["We will stay ,"]),
        ("``We will stay,'' she said.", &["We will stay ,"]),
        ("the \"so-called\" (\"alleged\") plan", &["so - called", "alleged"]),
        ("\" We will stay , \" she said .", &["We will stay ,"]),
        ("the plan—“a trap”—failed", &["a trap"]),
        ("He wrote \"no\".", &["no"]),
    ]);
}

#[test]
fn single_marks_are_told_from_apostrophes() {
    check(&[
        ("He called it a 'plot' and 'lies'.", &["plot", "lies"]),
        ("The workers' demands and the '60s didn't matter.", &[]),
        ("The officials’ dream and residents’ hopes", &[]),
        ("‘The workers’ demands’ were read out", &["The workers ’ demands"]),
        ("Get 'em out, rock 'n roll", &[]),
        ("the officials ' dream and the residents ' hopes", &[]),
        ("a ' plot ' of lies", &["plot"]),
        ("the 'unclosed mark and the rest of it.", &[]),
    ]);
}

#[test]
fn quotations_stand_in_quotations() {
    check(&[
        (
            "“He told me, ‘Never again,’ and left,” she said.",
            &["He told me , ‘ Never again , ’ and left ,", ">Never again ,"],
        ),
        (
            "'He told me \"never\" and left,' she said.",
            &["He told me \" never \" and left ,", ">never"],
        ),
    ]);
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    check(&[
        (
            "“We came at night.\n\n“We left at dawn,” he said.",
            &["We came at night .…", "+We left at dawn ,"],
        ),
        (
            "\"We came at night.\n\nHe left at dawn. \"Yes,\" he said.",
            &["We came at night .…", "Yes ,"],
        ),
    ]);
}

#[test]
fn a_mark_that_is_not_closed_ends_with_its_paragraph() {
    check(&[
        ("He said “no and left.\n\nShe stayed.", &["no and left .…"]),
        ("He said “no and left. “Yes,” she said.", &["no and left .…", "Yes ,"]),
        ("”No,” he said", &[]),
    ]);
}

#[test]
fn hostile_texts_are_paired_in_linear_time() {
    for piece in ["\"", "\" ", "“", "” ", "' ", " '", "‘", "’ ", "“a ‘b \" c' ", "'a ", "\n\n“"]
    {
        let text = piece.repeat(300_000 / piece.len());
        let words = segment(&text).words;
        for quotation in quotations(&text, &words) {
            assert!(quotation.content.start <= quotation.content.end);
        }
    }
}
