//! Headlines for training: copies of some sentences in the capitals that headlines have, which the
//! treebanks hardly show ("REBELS SEIZE TOWN", "Rebels Seize Town in North").

use dateline_language::Upos;

use crate::treebank::GoldWord;

/// The sentences, and after one in `every` a copy in capitals, after another a copy with
/// capitalised words. A copy stands beside its original, so that both fall into one fold.
pub(crate) fn with_headlines(sentences: Vec<Vec<GoldWord>>, every: usize) -> Vec<Vec<GoldWord>> {
    let mut all = Vec::with_capacity(sentences.len() + 2 * sentences.len() / every.max(1));
    for (number, sentence) in sentences.into_iter().enumerate() {
        let copy = match number % every {
            0 => Some(respelt(&sentence, |word| word.form.to_uppercase())),
            1 => Some(respelt(&sentence, in_title)),
            _ => None,
        };
        all.push(sentence);
        all.extend(copy.filter(|copy| copy.len() > 3));
    }
    all
}

fn respelt(sentence: &[GoldWord], spelling: impl Fn(&GoldWord) -> String) -> Vec<GoldWord> {
    let respell = |word: &GoldWord| GoldWord { form: spelling(word), ..word.clone() };
    sentence.iter().map(respell).collect()
}

/// A word as it stands in a title: little words of grammar stay small.
fn in_title(word: &GoldWord) -> String {
    let is_grammar = matches!(
        word.tag.upos,
        Upos::Adp | Upos::Cconj | Upos::Det | Upos::Part | Upos::Punct | Upos::Sconj
    );
    let mut characters = word.form.chars();
    match characters.next() {
        Some(first) if !(is_grammar && word.form.chars().count() <= 3) => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => word.form.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::tag::Tag;

    fn word(form: &str, upos: Upos) -> GoldWord {
        GoldWord {
            form: form.to_owned(),
            lemma: form.to_owned(),
            tag: Tag { upos, xpos: "_" },
            feats: "_",
            head: None,
            relation: "dep",
        }
    }

    #[test]
    fn copies_are_in_capitals() {
        let sentence = vec![
            word("rebels", Upos::Noun),
            word("n't", Upos::Part),
            word("seize", Upos::Verb),
            word("the", Upos::Det),
            word("town", Upos::Noun),
        ];
        let all = with_headlines(vec![sentence; 3], 3);
        let texts: Vec<String> = all
            .iter()
            .map(|words| words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            texts,
            [
                "rebels n't seize the town",
                "REBELS N'T SEIZE THE TOWN",
                "rebels n't seize the town",
                "Rebels n't Seize the Town",
                "rebels n't seize the town",
            ]
        );
    }
}
