//! Who speaks in each quotation, as far as its own sentence says it: `“We lost,” said Reyes`. Whom
//! `I` and `we` mean within quotation marks is told by that.

use dateline_language::{Relation, Upos};
use dateline_record::EntityKind;

use super::candidate::{Candidate, Number};
use super::clusters::Clusters;
use super::quotes::Quotes;
use super::structure::{ByHead, subject_of};
use crate::article::Article;
use crate::attributions::introduces_speech;

/// How many words may stand between a quotation and the verb that introduces it.
const REACH: usize = 12;

/// For each quotation, the mention of its speaker.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    of: Vec<Option<usize>>,
}

impl Speakers {
    /// The speakers of an article. A quotation without a verb of its own goes on from the one before
    /// it in its paragraph.
    pub(crate) fn read(article: &Article<'_>, quotes: &Quotes, by_head: &ByHead) -> Self {
        let mut of: Vec<Option<usize>> = Vec::new();
        let mut end = 0;
        for quote in quotes.list() {
            let own = introducing_verb(article, quotes, quote.start, quote.end)
                .map(|verb| subject_of(article, verb).and_then(|word| by_head.get(&word).copied()));
            let between = &article.text()[end..article.word(quote.start).span.start.max(end)];
            let goes_on = !of.is_empty() && !between.contains('\n');
            let before = of.last().copied().flatten().filter(|_| goes_on);
            of.push(own.unwrap_or(before));
            end = article.word(quote.end - 1).span.end;
        }
        Self { of }
    }

    /// The mention of whoever speaks in a quotation.
    pub(crate) fn of(&self, quote: Option<u32>) -> Option<usize> {
        self.of.get(quote? as usize).copied().flatten()
    }

    /// The speaker whom a first person within quotation marks means; `None` for other words, and
    /// where the speaker does not tell: whom a minister means by `we` is the reader's guess.
    pub(crate) fn meant(
        &self,
        quotes: &Quotes,
        pronoun: &Candidate,
        candidates: &[Candidate],
        clusters: &Clusters,
    ) -> Option<usize> {
        let one = match pronoun.lemma.as_str() {
            "i" | "me" | "my" | "mine" | "myself" => true,
            "we" | "us" | "our" | "ours" | "ourselves" => false,
            _ => return None,
        };
        let speaker = self.of(quotes.around(pronoun.head))?;
        let (kind, number) = (clusters.get(speaker).kind, clusters.get(speaker).number);
        let fits = if one {
            number != Number::Plural && matches!(kind, Some(EntityKind::Person))
        } else {
            number == Number::Plural
                || matches!(kind, Some(EntityKind::Organisation | EntityKind::Group))
                || candidates[speaker].kind == Some(EntityKind::Place)
        };
        fits.then_some(speaker)
    }
}

/// The verb of speech by which a quotation is introduced: behind it, `“…,” said Reyes`, else before
/// it, `Reyes told the council: “…”`; in its sentence, with no other quotation between.
fn introducing_verb(
    article: &Article<'_>,
    quotes: &Quotes,
    start: usize,
    end: usize,
) -> Option<usize> {
    let speech = |at: &usize| {
        let word = article.word(*at);
        word.upos == Upos::Verb && introduces_speech(&word.lemma) && quotes.around(*at).is_none()
    };
    let apart = |at: &usize| quotes.around(*at).is_none();
    let sentence = article.parse.sentence_around(end.saturating_sub(1));
    // "“…,” said Reyes": a full stop before the marks ends the sentence.
    let closed = end >= 2 && matches!(article.form(end - 2), "." | "!" | "?");
    let sentence_end = if closed && sentence.end <= end { end } else { sentence.end };
    let behind = (end..sentence_end.min(end + REACH)).take_while(apart).find(speech);
    let sentence = article.parse.sentence_around(start);
    let before = || {
        (sentence.start.max(start.saturating_sub(REACH))..start)
            .rev()
            .take_while(apart)
            .take_while(|&at| !matches!(article.form(at), "." | "!" | "?"))
            .find(speech)
            // "He said the vote, which was “close”, is over": the words are no more than his.
            .filter(|&verb| article.word(verb).relation != Relation::Acl)
    };
    behind.or_else(before)
}
