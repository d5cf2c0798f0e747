//! Whether the words around a time speak of what was or of what will be.

use std::ops::Range;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos, Word};

use crate::article::Article;
use crate::lexicon;

/// Which way from the publication a time lies, by the verb that it goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// `arrested three men on Tuesday`
    Past,
    /// `will meet on Friday`, `go to the polls on Nov. 5`
    Future,
    /// `was to open in May`: ahead of what is told, which may have come since.
    Planned,
    /// No verb shows it.
    Open,
}

impl Heading {
    /// Whether it lies ahead of the publication, where that is a matter of days.
    pub(crate) fn is_ahead(self) -> bool {
        matches!(self, Self::Future | Self::Planned)
    }
}

static PLANNING_VERBS: &str = include_str!("../../lexicons/times/planning.txt");

static ARRANGING_VERBS: &str = include_str!("../../lexicons/times/arranging.txt");

static ARRANGING: LazyLock<lexicon::Table<&'static str>> = LazyLock::new(|| {
    lexicon::rows::<2>(ARRANGING_VERBS).map(|[verb, kind]| (verb, kind)).collect()
});

static SCHEDULED_VERBS: &str = include_str!("../../lexicons/times/scheduled.txt");

static SCHEDULED: LazyLock<lexicon::Words> =
    LazyLock::new(|| lexicon::rows::<1>(SCHEDULED_VERBS).map(|[verb]| verb).collect());

static STATE_VERBS: &str = include_str!("../../lexicons/times/states.txt");

static STATES: LazyLock<lexicon::Words> =
    LazyLock::new(|| lexicon::rows::<1>(STATE_VERBS).map(|[verb]| verb).collect());

static PLANNED_NOUNS: &str = include_str!("../../lexicons/times/planned.txt");

static PLANNED: LazyLock<lexicon::Words> =
    LazyLock::new(|| lexicon::rows::<1>(PLANNED_NOUNS).map(|[noun]| noun).collect());

static PLANNING: LazyLock<lexicon::Words> =
    LazyLock::new(|| lexicon::rows::<1>(PLANNING_VERBS).map(|[verb]| verb).collect());

/// How far a verb is looked for, in words.
const REACH: usize = 40;

/// Which way a time lies: by the verb that it hangs from in the tree, else by the verbs nearest to
/// it in its sentence.
pub(crate) fn heading(article: &Article<'_>, time: &Range<usize>) -> Heading {
    let found = governed(article, time).unwrap_or_else(|| nearby(article, time));
    // "As of June, the shop has 40 workers" tells of how things stood then, unless it will be so:
    // "As of June, the tax will rise".
    if is_as_of(article, time) {
        return if follows_will(article, time) { Heading::Future } else { Heading::Past };
    }
    if is_put_off(article, time) || is_from_now(article, time) {
        return Heading::Future;
    }
    // "with a vote due as soon as April, he said", "the vote, due on Sunday, went ahead"
    let due = time.start >= 4 && is_expectation(article.word(time.start - 4));
    if due && is_at_the_earliest(article, time) || follows_due(article, time) {
        return Heading::Future;
    }
    let ahead =
        found == Heading::Open && (is_at_the_earliest(article, time) || is_end(article, time));
    if ahead { Heading::Future } else { found }
}

/// `as of June`
fn is_as_of(article: &Article<'_>, time: &Range<usize>) -> bool {
    time.start >= 2
        && article.word(time.start - 1).lower == "of"
        && article.word(time.start - 2).lower == "as"
}

/// Whether `will` or `shall` stands in the sentence of a time.
fn follows_will(article: &Article<'_>, time: &Range<usize>) -> bool {
    let sentence = article.parse.sentence_around(time.start);
    (sentence.start.max(time.start.saturating_sub(REACH))..sentence.end.min(time.end + REACH)).any(
        |at| matches!(article.word(at).lower.as_str(), "will" | "shall" | "'ll" | "\u{2019}ll"),
    )
}

/// What dates go with a verb that arranges something: any of its own, or an end. The form helps where
/// the lemma of a rare verb is not the listed one.
fn arranging(verb: &Word) -> Option<&'static str> {
    let by_form = || ARRANGING.get(verb.lower.strip_suffix('d')?);
    ARRANGING.get(verb.lemma.as_str()).or_else(by_form).copied()
}

/// `postponed until Tuesday any decision`, where the tree hangs the day from what is postponed.
fn is_put_off(article: &Article<'_>, time: &Range<usize>) -> bool {
    time.start >= 2
        && matches!(article.word(time.start - 1).lower.as_str(), "until" | "till")
        && arranging(article.word(time.start - 2)).is_some()
}

/// `, due on Sunday,`, where the tree takes `due` for a preposition.
fn follows_due(article: &Article<'_>, time: &Range<usize>) -> bool {
    time.start >= 2 && {
        let word = article.word(time.start - 2);
        word.lower == "due" && word.relation == Relation::Case
    }
}

/// `between now and June`
fn is_from_now(article: &Article<'_>, time: &Range<usize>) -> bool {
    time.start >= 2
        && article.word(time.start - 2).lower == "now"
        && matches!(
            article.word(time.start - 1).lower.as_str(),
            "and" | "to" | "until" | "till" | "through"
        )
}

/// `is forecast through Saturday`
fn is_end(article: &Article<'_>, time: &Range<usize>) -> bool {
    time.start > 0
        && matches!(article.word(time.start - 1).lower.as_str(), "until" | "till" | "through")
}

/// `could come as early as Tuesday`, `as soon as Tuesday`
fn is_at_the_earliest(article: &Article<'_>, time: &Range<usize>) -> bool {
    time.start >= 3
        && article.word(time.start - 3).lower == "as"
        && matches!(article.word(time.start - 2).lower.as_str(), "early" | "soon")
        && article.word(time.start - 1).lower == "as"
}

/// By the verb that the time depends on. A time that depends on a noun (`the Nov. 9 deadline`) lies
/// either way, whatever the verb. `None` where the tree has no verb above it.
fn governed(article: &Article<'_>, time: &Range<usize>) -> Option<Heading> {
    let top =
        time.clone().find(|&at| article.word(at).head.is_none_or(|head| !time.contains(&head)))?;
    let mut above = article.word(top).head?;
    // "attacked the town on Oct. 7": a phrase with "on" or "in" may hang from the noun beside it
    // though it goes with the verb.
    let of_noun = match article.word(top).relation {
        Relation::Compound | Relation::Amod => true,
        Relation::Nmod => !article.parse.related(top, Relation::Case).any(|case| {
            // "from Monday to Friday": the end hangs from the start.
            matches!(
                article.word(case).lower.as_str(),
                "on" | "in" | "to" | "until" | "till" | "through"
            )
        }),
        _ => false,
    };
    if of_noun && article.word(above).upos != Upos::Verb {
        // "has scheduled a rally for Saturday"
        let ahead = article.word(above).head.is_some_and(|verb| is_put_ahead(article, time, verb));
        return Some(if ahead { Heading::Future } else { Heading::Open });
    }
    // "has set Nov. 10 as the deadline": the date may lie either way of the setting.
    let verb = article.word(above).lemma.as_str();
    if article.word(top).relation == Relation::Obj
        && (PLANNING.contains(verb) || arranging(article.word(above)).is_some())
    {
        return Some(Heading::Open);
    }
    let mut infinitive = false;
    for _ in 0..CLIMB {
        let word = article.word(above);
        match word.upos {
            Upos::Verb | Upos::Aux => match clause_heading(article, above) {
                // "Had been scheduled to expire on Friday": what was planned before it was changed.
                Clause::Shows(Heading::Past)
                    if infinitive && is_before_the_past(article, above) =>
                {
                    return Some(Heading::Past);
                }
                Clause::Shows(Heading::Past)
                    if infinitive && PLANNING.contains(word.lemma.as_str())
                        || !infinitive && is_put_ahead(article, time, above) =>
                {
                    return Some(Heading::Planned);
                }
                // "The crash on Wednesday shows": the date is its subject's.
                Clause::Shows(Heading::Future)
                    if !infinitive
                        && of_subject(article, top, above)
                        && matches!(word.xpos, "VBZ" | "VBP")
                        && !SCHEDULED.contains(word.lemma.as_str()) =>
                {
                    return Some(Heading::Open);
                }
                Clause::Shows(Heading::Open) if infinitive => return Some(Heading::Future),
                Clause::Shows(found) => return Some(found),
                // "The talks, set to resume on Monday, failed"
                Clause::Infinitive if infinitive && PLANNING.contains(word.lemma.as_str()) => {
                    return Some(Heading::Future);
                }
                Clause::Infinitive => {
                    infinitive = true;
                    if is_passive_of_noun(article, above) {
                        return Some(Heading::Future);
                    }
                }
                Clause::Participle => {}
            },
            // "is due on Friday", "was in town on Friday": the copula has the tense.
            _ => {
                // "had been due back on Sunday"
                if is_expectation(word) && is_before_the_past(article, above) {
                    return Some(Heading::Past);
                }
                if is_expectation(word) {
                    return Some(Heading::Future);
                }
                // "Polls open on Sunday", where the tree takes the verb for an adjective.
                if word.relation == Relation::Root
                    && word.upos == Upos::Adj
                    && SCHEDULED.contains(word.lower.as_str())
                    && article.parse.first_related(above, Relation::Cop).is_none()
                {
                    return Some(Heading::Future);
                }
                if infinitive && PLANNED.contains(word.lemma.as_str()) {
                    return Some(Heading::Future);
                }
                if article.parse.first_related(above, Relation::Cop).is_some() {
                    let Clause::Shows(found) = clause_heading(article, above) else { return None };
                    // "is ready to begin on Friday", "was set to begin on Friday"
                    let ahead = found == Heading::Open
                        || found == Heading::Past && PLANNING.contains(word.lower.as_str());
                    return Some(if infinitive && ahead { Heading::Future } else { found });
                }
            }
        }
        above = word.head?;
    }
    None
}

/// Whether a time hangs from the subject of a verb: `the crash on Wednesday`.
fn of_subject(article: &Article<'_>, time: usize, verb: usize) -> bool {
    article.word(time).head.is_some_and(|noun| {
        let noun = article.word(noun);
        noun.head == Some(verb) && noun.relation == Relation::Nsubj && noun.upos == Upos::Noun
    })
}

/// `scheduled a vote for Friday`, `postponed until Friday`: the verb's own date lies ahead of what
/// it tells.
fn is_put_ahead(article: &Article<'_>, time: &Range<usize>, verb: usize) -> bool {
    let before = time.start.checked_sub(1).map_or("", |at| article.word(at).lower.as_str());
    let lemma = article.word(verb).lemma.as_str();
    match arranging(article.word(verb)) {
        // "was set for Oct. 3"
        _ if before == "for" && PLANNING.contains(lemma) => true,
        Some("date") => true,
        Some(_) => matches!(before, "until" | "till" | "to" | "through"),
        None => false,
    }
}

/// `had been scheduled`
fn is_before_the_past(article: &Article<'_>, verb: usize) -> bool {
    article.parse.related(verb, Relation::Aux).any(|aux| article.word(aux).lower == "had")
}

/// `an event to be held on Friday`
fn is_passive_of_noun(article: &Article<'_>, verb: usize) -> bool {
    article.word(verb).relation == Relation::Acl
        && article.parse.related(verb, Relation::Aux).any(|aux| article.word(aux).lemma == "be")
}

/// Whether a verb may put something on a date to come: `called a strike on Oct. 19`.
pub(super) fn is_planning(verb: &Word) -> bool {
    is_expectation(verb) || PLANNING.contains(verb.lemma.as_str()) || arranging(verb).is_some()
}

/// How far the tree is climbed for a verb.
const CLIMB: usize = 6;

/// What the verb of a clause shows.
enum Clause {
    Shows(Heading),
    /// `to meet`: the verb above decides.
    Infinitive,
    /// `arriving`: the verb above decides.
    Participle,
}

fn clause_heading(article: &Article<'_>, verb: usize) -> Clause {
    let auxiliaries = article
        .parse
        .related(verb, Relation::Aux)
        .chain(article.parse.related(verb, Relation::Cop));
    let mut to_infinitive = article
        .parse
        .related(verb, Relation::Mark)
        .any(|mark| matches!(article.word(mark).lower.as_str(), "to" | "due"));
    let mut passive_present = false;
    // "may have left on Tuesday"
    let perfect = auxiliaries.clone().any(|auxiliary| article.word(auxiliary).lemma == "have");
    for auxiliary in auxiliaries {
        let word = article.word(auxiliary);
        match (word.xpos, word.lemma.as_str()) {
            ("MD", _) => {
                return Clause::Shows(match word.lower.as_str() {
                    "could" => Heading::Open,
                    "may" | "might" | "would" | "must" | "should" if perfect => Heading::Past,
                    _ => Heading::Future,
                });
            }
            ("TO", _) => to_infinitive = true,
            ("VBD", "be") if to_infinitive && perfect => return Clause::Shows(Heading::Past),
            // "The film was to open in May": whether it did is not said.
            ("VBD", "be") if to_infinitive => return Clause::Shows(Heading::Planned),
            // "The panel is to vote on Friday, he said"
            ("VBZ" | "VBP", "be") if to_infinitive => return Clause::Shows(Heading::Future),
            ("VBD", _) | (_, "have") => return Clause::Shows(Heading::Past),
            ("VBZ" | "VBP", _) => passive_present = true,
            _ => {}
        }
    }
    let word = article.word(verb);
    let expected = is_expectation(word) || PLANNING.contains(word.lemma.as_str());
    match word.xpos {
        _ if to_infinitive => Clause::Infinitive,
        "VBD" => Clause::Shows(Heading::Past),
        "VBN" if passive_present && expected => Clause::Shows(Heading::Future),
        _ if passive_present => Clause::Shows(Heading::Open),
        "VBN" => Clause::Shows(Heading::Past),
        "VBZ" | "VBP" => Clause::Shows(present_heading(article, verb)),
        "VB" => Clause::Infinitive,
        _ => Clause::Participle,
    }
}

/// A present tense with a date tells of what is arranged ("the strike begins on Friday"), in a
/// headline of what was ("Voters reject plan Tuesday").
fn present_heading(article: &Article<'_>, verb: usize) -> Heading {
    let lemma = article.word(verb).lemma.as_str();
    if STATES.contains(lemma) {
        Heading::Open
    } else if is_headline(article, verb) && !SCHEDULED.contains(lemma) {
        Heading::Past
    } else {
        Heading::Future
    }
}

/// Whether the sentence of a word ends as a headline does, without a stop.
fn is_headline(article: &Article<'_>, at: usize) -> bool {
    let sentence = article.parse.sentence_around(at);
    article.form(sentence.end - 1).chars().all(|letter| letter.is_alphanumeric() || letter == '-')
}

/// By the nearest verb before the time (`said Tuesday that the talks will resume`: past), else the
/// first one behind it (`On Friday the panel will meet`).
pub(super) fn nearby(article: &Article<'_>, time: &Range<usize>) -> Heading {
    let sentence = article.parse.sentence_around(time.start);
    let before = sentence.start.max(time.start.saturating_sub(REACH))..time.start;
    let behind = time.end.min(sentence.end)..sentence.end.min(time.end + REACH);
    match before_time(article, before) {
        Heading::Open => behind
            .take_while(|&at| !matches!(article.form(at), ";" | "\u{2014}" | "--"))
            .filter(|&at| !matches!(article.word(at).xpos, "VBZ" | "VBP"))
            .find_map(|at| verb_heading(article, at).filter(|found| *found != Heading::Open))
            .unwrap_or(Heading::Open),
        found => found,
    }
}

fn before_time(article: &Article<'_>, words: Range<usize>) -> Heading {
    let mut infinitive = false;
    for at in words.rev() {
        let word = article.word(at);
        if matches!(word.lower.as_str(), ";" | "\u{2014}" | "--") {
            break;
        }
        if is_expectation(word) {
            return Heading::Future;
        }
        // "plans to meet on Friday" looks ahead, "went to see her on Friday" does not: the verb
        // that the infinitive hangs from decides.
        if word.xpos == "VB" && at > 0 && article.word(at - 1).lower == "to" {
            infinitive = true;
            continue;
        }
        match verb_heading(article, at) {
            Some(Heading::Future) => return Heading::Future,
            Some(Heading::Past) if infinitive && PLANNING.contains(word.lemma.as_str()) => {
                return Heading::Future;
            }
            Some(found @ (Heading::Past | Heading::Planned)) => return found,
            Some(Heading::Open) if infinitive => return Heading::Future,
            Some(Heading::Open) => return Heading::Open,
            None => {}
        }
    }
    if infinitive { Heading::Future } else { Heading::Open }
}

/// `due`, `scheduled`, `slated`: what comes is expected.
pub(super) fn is_expectation(word: &Word) -> bool {
    matches!(word.lower.as_str(), "due" | "scheduled" | "slated" | "upcoming" | "expected")
}

/// What a verb shows; `None` for other words and for forms without tense.
fn verb_heading(article: &Article<'_>, at: usize) -> Option<Heading> {
    let word = article.word(at);
    match word.lower.as_str() {
        "will" | "'ll" | "\u{2019}ll" | "wo" | "shall" | "would" => return Some(Heading::Future),
        _ => {}
    }
    match word.xpos {
        "MD" => Some(if matches!(word.lower.as_str(), "can" | "may" | "must" | "should") {
            Heading::Future
        } else {
            Heading::Open
        }),
        "VBD" => Some(Heading::Past),
        "VBN" => participle_heading(article, at),
        // A present tense with a date tells of what is arranged: "the strike begins on Friday".
        "VBZ" | "VBP" => Some(present_heading(article, at)),
        _ => None,
    }
}

/// `has met` is past; `is expected`, `is to be held` look ahead; a bare participle (`the letter sent
/// on Tuesday`) is past.
fn participle_heading(article: &Article<'_>, at: usize) -> Option<Heading> {
    let expected = matches!(
        article.word(at).lower.as_str(),
        "expected" | "set" | "scheduled" | "planned" | "slated" | "due"
    );
    let sentence = article.parse.sentence_around(at);
    let auxiliary = (sentence.start.max(at.saturating_sub(4))..at)
        .rev()
        .map(|before| article.word(before).lower.as_str())
        .find(|before| {
            matches!(
                *before,
                "is" | "are"
                    | "'s"
                    | "be"
                    | "been"
                    | "was"
                    | "were"
                    | "has"
                    | "have"
                    | "had"
                    | "will"
            )
        });
    match auxiliary {
        Some("is" | "are" | "'s") => Some(if expected { Heading::Future } else { Heading::Open }),
        // "to be held", "will be held": the words before decide.
        Some("be" | "will") => None,
        _ => Some(Heading::Past),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_is_sound() {
        lexicon::assert_sound::<1>(PLANNING_VERBS);
        lexicon::assert_sound::<1>(PLANNED_NOUNS);
        lexicon::assert_sound::<1>(STATE_VERBS);
        lexicon::assert_sound::<1>(SCHEDULED_VERBS);
        lexicon::assert_sound::<2>(ARRANGING_VERBS);
        for (verb, kind) in &*ARRANGING {
            assert!(matches!(*kind, "date" | "end"), "{verb}: {kind}");
        }
    }
}
