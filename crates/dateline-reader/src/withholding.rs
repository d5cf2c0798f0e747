//! "Denied him a visa": a verb of denial that withholds what somebody wants, and denies no claim.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_language::{Parse, Relation};

/// Nouns of what is granted, and whether they name the asking for it.
static GRANTED: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let lines = include_str!("../lexicons/granted-nouns.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(noun, sort)| (noun, sort == "asked")).collect()
});

/// Whether a verb tells of something that is not granted: "*denied* entry to the reporters", "were
/// *denied* access", "*denied* the planes the use of its airspace"; not "*denied* the accusation".
pub(crate) fn withholds(parse: &Parse, verb: usize) -> bool {
    let words = parse.words();
    if &*words[verb].lemma != "deny" || parse.first_related(verb, Relation::Ccomp).is_some() {
        return false;
    }
    let mut objects = parse.related(verb, Relation::Obj);
    let Some(first) = objects.next() else { return false };
    // Two objects: who goes without, and what.
    objects.next().is_some()
        || parse.first_related(verb, Relation::Iobj).is_some()
        || parse.dependents(verb).any(|at| words[at].deprel == "nsubj:pass")
        || GRANTED.contains_key(&*words[first].lemma)
}

/// Whether an object of a verb is what is not granted. Who denies a *request* was asked all the same.
pub(crate) fn is_withheld(parse: &Parse, verb: usize, object: usize) -> bool {
    withholds(parse, verb) && GRANTED.get(&*parse.words()[object].lemma) != Some(&true)
}

#[cfg(test)]
mod tests {
    use dateline_record::Report;

    use super::*;
    use crate::testing::with_article;

    #[test]
    fn what_is_wanted_is_withheld_and_what_is_said_is_denied() {
        for (text, expected) in [
            ("The consulate denied him a visa.", true),
            ("Turkey denied entry to three journalists.", true),
            ("Aid workers were denied access to the camp.", true),
            ("The court denied his appeal.", true),
            ("The refugees were denied asylum.", true),
            ("Kenya denied the planes the use of its airspace.", true),
            ("The minister denied involvement in the plot.", false),
            ("The minister denied that visas had been sold.", false),
            ("Iran denied the accusation.", false),
            ("The reports were denied in Lima.", false),
            ("The army denied shelling the town.", false),
            ("The consulate refused him a visa.", false),
        ] {
            let report = Report { text: text.to_owned(), ..Report::default() };
            with_article(&report, |article| {
                let verb = (0..article.parse.words().len())
                    .find(|&at| matches!(&*article.word(at).lemma, "deny" | "refuse"))
                    .unwrap_or_else(|| panic!("no verb of denial in {text:?}"));
                assert_eq!(withholds(article.parse, verb), expected, "{text}");
            });
        }
    }
}
