//! The model that the program carries: what it must do with any text, and with plain ones.

use std::ops::Range;

use dateline_language::file::{ModelFile, ModelFileWriter};
use dateline_language::{Model, Parse, Relation};
use dateline_text::{ByteSpan, Segmented, WordSpan, segment};

fn model() -> Model {
    Model::embedded().expect("the embedded model opens")
}

fn parse(text: &str) -> Parse {
    model().parse(text, &segment(text))
}

/// Each sentence has one root and no cycle, and no arc leaves it.
fn assert_trees(parse: &Parse) {
    for sentence in parse.sentences() {
        let roots: Vec<usize> =
            sentence.clone().filter(|&word| parse.word(word).head.is_none()).collect();
        assert_eq!(roots.len(), usize::from(!sentence.is_empty()), "the roots of {sentence:?}");
        for word in sentence.clone() {
            let mut at = word;
            let mut steps = 0;
            while let Some(head) = parse.word(at).head {
                assert!(sentence.contains(&head), "{head} lies outside {sentence:?}");
                at = head;
                steps += 1;
                assert!(steps <= sentence.len(), "a cycle at {word}");
            }
            let is_root = parse.word(word).head.is_none();
            assert_eq!(parse.word(word).relation == Relation::Root, is_root);
        }
    }
}

#[test]
fn hostile_texts_have_trees() {
    let long = "word ".repeat(20_000);
    let nested = "(".repeat(3_000);
    for text in [
        "",
        " \n\t ",
        ".",
        "!?!?!?",
        "😀😀 👩‍👩‍👧 said 😀.",
        "\u{0}\u{1}\u{feff}\u{200b} a\u{ad}b",
        "REBELS SEIZE TOWN AS TALKS FAIL",
        "said said said said said",
        "é́́́́ ﷽ ꙮ 漢字 עברית",
        &long,
        &nested,
    ] {
        assert_trees(&parse(text));
    }
}

#[test]
fn any_segmentation_has_trees() {
    let text = "Rebels seized the town on Monday, the ministry said.";
    let words: Vec<WordSpan> = segment(text).words;
    let all = words.len();
    let by_word: Vec<Range<usize>> = (0..all).map(|word| word..word + 1).collect();
    let halves = vec![0..all / 2, all / 2..all];
    for sentences in [by_word, halves, vec![0..0, 0..all, all..all]] {
        let mut segmented = Segmented::default();
        segmented.words.clone_from(&words);
        segmented.sentences = sentences;
        let parse = model().parse(text, &segmented);
        assert_eq!(parse.words().len(), all);
        assert_trees(&parse);
    }
    let mut segmented = Segmented::default();
    segmented.words.push(WordSpan { span: ByteSpan::new(3, 3), joined: false });
    segmented.sentences.push(0..1);
    assert_trees(&model().parse(text, &segmented));
}

/// A sentence, a word of it, and its lemma, tag, relation and head.
const PLAIN: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("The rebels attacked the village.", "attacked", "attack", "VBD", "root", ""),
    ("The rebels attacked the village.", "rebels", "rebel", "NNS", "nsubj", "attacked"),
    ("The rebels attacked the village.", "village", "village", "NN", "obj", "attacked"),
    ("Three soldiers were killed on Friday.", "soldiers", "soldier", "NNS", "nsubj:pass", "killed"),
    ("Three soldiers were killed on Friday.", "Three", "three", "CD", "nummod", "soldiers"),
    ("The minister said talks had failed.", "failed", "fail", "VBN", "ccomp", "said"),
    ("She didn’t sign the deal.", "n’t", "not", "RB", "advmod", "sign"),
    ("The army’s spokesman denied it.", "army", "army", "NN", "nmod:poss", "spokesman"),
];

#[test]
fn plain_sentences_are_understood() {
    for &(text, form, lemma, xpos, deprel, head) in PLAIN {
        let parse = parse(text);
        let found = parse.words().iter().find(|word| word.span.of(text) == form);
        let word = found.unwrap_or_else(|| panic!("no word {form} in {text}"));
        let found_head = word.head.map_or("", |head| parse.word(head).span.of(text));
        assert_eq!(
            (word.lemma.as_str(), word.xpos, word.deprel, found_head),
            (lemma, xpos, deprel, head),
            "{form} in {text}"
        );
    }
}

#[test]
fn damaged_sections_are_refused_or_parse_something() {
    let text = "Rebels seized the town on Monday, the ministry said. It burnt.";
    let segmented = segment(text);
    let bytes = include_bytes!("../../../models/en.model");
    let file = ModelFile::open(&bytes[..]).expect("the embedded model opens");
    let names: Vec<String> = file.sizes().map(|(name, _)| name.to_owned()).collect();
    let mut chance = 99_u64;
    for damaged in names.iter().flat_map(|name| [name; 4]) {
        let mut writer = ModelFileWriter::new("damaged");
        for name in &names {
            let mut section = file.optional_section(name).unwrap_or_default().to_vec();
            if name == damaged && !section.is_empty() {
                for _ in 0..=section.len() / 5_000 {
                    chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let at = (chance >> 20) as usize % section.len();
                    section[at] ^= 1 << (chance >> 60 & 7);
                }
                if chance & (1 << 40) == 0 {
                    section.truncate((chance >> 8) as usize % section.len());
                }
            }
            writer.section(name, section);
        }
        // The checksum holds: what is refused is refused by the sections themselves.
        if let Ok(model) = Model::load(writer.finish()) {
            assert_trees(&model.parse(text, &segmented));
        }
    }
}

#[test]
fn a_file_that_was_cut_or_flipped_is_refused() {
    let whole = include_bytes!("../../../models/en.model");
    for length in [0, 7, 100, whole.len() / 2, whole.len() - 1] {
        assert!(Model::load(&whole[..length]).is_err(), "cut to {length}");
    }
    for at in (0..whole.len()).step_by(whole.len() / 20) {
        let mut damaged = whole.to_vec();
        damaged[at] ^= 4;
        assert!(Model::load(damaged).is_err(), "flipped at {at}");
    }
}
