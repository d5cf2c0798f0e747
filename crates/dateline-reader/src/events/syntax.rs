//! Who is subject and object of what, by the tree: passives, control and raising, relative clauses,
//! shared subjects, participles.

use std::ops::Range;

use dateline_language::{Parse, Relation, Upos, Word};
use dateline_record::EntityKind;

use crate::entities::lexicon::lexicon;

use super::lexicon::{KNOWN_VERBS, MESSAGE_VERBS, MESSAGES, VERB_OF_FORM, WEAPONS};

/// How many clauses up a missing subject is looked for.
const CLAUSES_UP: usize = 8;

/// How many words a noun phrase is followed through. Longer ones are lists gone wrong.
const PHRASE_WORDS: usize = 60;

/// Verbs whose subject, not object, is the subject of the infinitive after it ("promised him to go").
const SUBJECT_CONTROL: [&str; 3] = ["promise", "vow", "threaten"];

/// A parse as clauses.
#[derive(Clone, Copy)]
pub(crate) struct Syntax<'p> {
    pub(crate) parse: &'p Parse,
}

impl<'p> Syntax<'p> {
    pub(crate) fn word(self, at: usize) -> &'p Word {
        self.parse.word(at)
    }

    /// The dictionary form of a word: of a noun in the singular, for Universal Dependencies leave
    /// nouns that mostly stand in the plural as they are ("troops", "talks"); of a verb as the
    /// lexicons have it, where the language core gives one that there is not ("conced", "flead").
    pub(crate) fn lemma(self, at: usize) -> &'p str {
        let word = self.word(at);
        let lemma = word.lemma.as_str();
        if word.upos == Upos::Verb {
            if self.is_verbal_noun(at) {
                return &word.lower;
            }
            if KNOWN_VERBS.contains(lemma) {
                return lemma;
            }
            return VERB_OF_FORM.get(word.lower.as_str()).copied().unwrap_or(lemma);
        }
        // "teargas" is no plural.
        if word.upos == Upos::Noun && WEAPONS.contains(word.lower.as_str()) {
            return &word.lower;
        }
        let is_always_plural = match word.feature("Number") {
            Some("Ptan") => true,
            // The tagger has some of these as common plurals.
            Some("Plur") => word.upos == Upos::Noun && word.lower == lemma && names_people(lemma),
            _ => false,
        };
        if is_always_plural { lemma.strip_suffix('s').unwrap_or(lemma) } else { lemma }
    }

    /// Whether a gerund is a noun with another before it, though it is tagged as a verb: "died in clashes
    /// and subsequent police *firing*".
    pub(super) fn is_verbal_noun(self, at: usize) -> bool {
        let word = self.word(at);
        word.xpos == "VBG"
            && matches!(word.relation, Relation::Obl | Relation::Nmod | Relation::Conj)
            && at > 0
            && self.word(at - 1).head == Some(at)
            && self.word(at - 1).relation == Relation::Compound
            && self.word(at - 1).upos == Upos::Noun
            && self.parse.first_related(at, Relation::Obj).is_none()
    }

    pub(crate) fn dependents(self, at: usize) -> impl Iterator<Item = usize> + 'p {
        self.parse.dependents(at)
    }

    fn has_deprel(self, at: usize, deprel: &str) -> bool {
        self.dependents(at).any(|dependent| self.word(dependent).deprel == deprel)
    }

    pub(super) fn is_nominal(self, at: usize) -> bool {
        matches!(self.word(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// Whether a verb is passive: "was seized", "sanctions imposed by", "pressed by reporters, she …".
    pub(crate) fn is_passive(self, verb: usize) -> bool {
        self.is_passive_within(verb, 0)
    }

    fn is_passive_within(self, verb: usize, depth: usize) -> bool {
        if self.has_deprel(verb, "aux:pass") || self.has_deprel(verb, "nsubj:pass") {
            return true;
        }
        let word = self.word(verb);
        if word.xpos != "VBN"
            || self.parse.first_related(verb, Relation::Aux).is_some()
            || self.parse.first_related(verb, Relation::Nsubj).is_some()
            || self.is_finite_modifier(verb)
        {
            return false;
        }
        match word.relation {
            Relation::Acl | Relation::Advcl | Relation::Amod => true,
            Relation::Conj => {
                self.parse.first_related(verb, Relation::Nsubj).is_none()
                    && depth < CLAUSES_UP
                    && word.head.is_some_and(|head| self.is_passive_within(head, depth + 1))
            }
            _ => false,
        }
    }

    /// Whether what the parser takes for a participle after a noun is the noun's own verb: one in
    /// the past tense, or with an object, which a passive participle does not take ("the blast
    /// *killed six guards*").
    pub(super) fn is_finite_modifier(self, verb: usize) -> bool {
        let word = self.word(verb);
        word.deprel == "acl"
            && (matches!(word.xpos, "VBD" | "VBZ" | "VBP")
                || word.xpos == "VBN"
                    && self.parse.first_related(verb, Relation::Obj).is_some()
                    && self.parse.first_related(verb, Relation::Aux).is_none())
    }

    /// The subject as it stands, before it is asked who acts: of its own, else the one that the
    /// clause shares with another.
    fn surface_subject(self, verb: usize, depth: usize) -> Option<usize> {
        let own = self
            .parse
            .first_related(verb, Relation::Nsubj)
            .filter(|&subject| !self.is_expletive(subject));
        if let Some(subject) = own {
            let bearer = self.bearer_of_hyphen(subject, verb).unwrap_or(subject);
            return Some(self.antecedent(bearer, verb));
        }
        if depth >= CLAUSES_UP {
            return None;
        }
        let word = self.word(verb);
        let head = word.head?;
        match word.relation {
            // "met and signed"
            Relation::Conj if self.is_clause(head) => self.surface_subject(head, depth + 1),
            // "ordered the troops to leave" and "decided to leave"
            Relation::Xcomp => self.controller(head, depth),
            Relation::Advcl | Relation::Ccomp if self.is_subjectless(verb) => {
                // "stopped the town from selling", "accused her of lying": the object acts.
                let marker = self.marker(verb);
                // "lost two men, as reported by the army": that they did is what it reported.
                if marker == "as" && word.xpos == "VBN" {
                    return None;
                }
                if matches!(marker, "from" | "of" | "for" | "into")
                    && let Some(object) = self.parse.first_related(head, Relation::Obj)
                {
                    return Some(object);
                }
                if word.relation == Relation::Ccomp {
                    return self.controller(head, depth);
                }
                self.surface_subject(head, depth + 1)
            }
            // "the envoy serving in Rome"
            Relation::Acl if word.deprel != "acl:relcl" => {
                // "issued a statement calling for calm": who issued it calls.
                if word.xpos == "VBG"
                    && let Some(message) = self.message_above(head, self.lemma(verb))
                    && let Some(issuer) = self.holder(message, depth)
                {
                    return Some(issuer);
                }
                // "a role in building": it is not the role that builds.
                let marker = self.marker(verb);
                let gerund = word.xpos == "VBG" && !marker.is_empty();
                // "served years in Chad after joining the ministry": of the clause, whatever noun the
                // parser hangs it from.
                if gerund && matches!(marker, "after" | "before" | "since" | "while") {
                    let mut around = self.parse.ancestors(head);
                    return around
                        .find(|&above| self.word(above).upos == Upos::Verb)
                        .and_then(|above| self.surface_subject(above, depth + 1));
                }
                if matches!(word.xpos, "VBG" | "VBN") && !gerund || self.is_finite_modifier(verb) {
                    Some(head)
                } else {
                    // "its decision to leave", "made the decision to leave"
                    self.holder(head, depth)
                }
            }
            _ => None,
        }
    }

    /// Who acts where the parser takes the first half of a verb for the subject: "riot *police*
    /// baton-charged the crowd".
    fn bearer_of_hyphen(self, subject: usize, verb: usize) -> Option<usize> {
        if subject + 2 != verb || self.word(subject + 1).lower != "-" {
            return None;
        }
        let before = self.dependents(subject).filter(|&dependent| {
            dependent < subject
                && self.word(dependent).relation == Relation::Compound
                && self.is_nominal(dependent)
        });
        before.last()
    }

    /// Who controls an infinitive under this verb: its object ("ordered *them* to go"), else its
    /// subject.
    fn controller(self, verb: usize, depth: usize) -> Option<usize> {
        let object = self
            .parse
            .first_related(verb, Relation::Obj)
            .or_else(|| self.parse.first_related(verb, Relation::Iobj))
            .filter(|_| !SUBJECT_CONTROL.contains(&self.lemma(verb)))
            // "the plan which Chad has to carry out": the object is the infinitive's own.
            .filter(|&object| object > verb || self.lemma(verb) != "have");
        if object.is_some() {
            return object;
        }
        // "called on the army to leave"
        let called_on = self.dependents(verb).find(|&dependent| {
            self.word(dependent).relation == Relation::Obl
                && matches!(self.marker(dependent), "on" | "upon" | "for" | "to" | "with")
        });
        if called_on.is_some() && matches!(self.lemma(verb), "call" | "appeal" | "plead" | "wait") {
            return called_on;
        }
        self.surface_subject(verb, depth + 1)
    }

    /// The statement, letter or report that a participle speaks of what it does, where that is the
    /// noun that it hangs from or, for what only messages do, one above ("a letter to the head of the
    /// port *threatening* a strike").
    fn message_above(self, noun: usize, verb: &str) -> Option<usize> {
        let mut at = noun;
        for _ in 0..CLAUSES_UP / 2 {
            if MESSAGES.contains(self.lemma(at)) {
                return Some(at);
            }
            let word = self.word(at);
            if !MESSAGE_VERBS.contains(verb) || word.relation != Relation::Nmod {
                return None;
            }
            at = word.head?;
        }
        None
    }

    /// Whose decision, plan or right a noun speaks of: its possessor, else the subject of the verb
    /// that it is the object of.
    fn holder(self, noun: usize, depth: usize) -> Option<usize> {
        let possessor =
            self.dependents(noun).find(|&dependent| self.word(dependent).deprel == "nmod:poss");
        possessor.or_else(|| {
            let head = self.word(noun).head?;
            (matches!(self.word(noun).relation, Relation::Obj | Relation::Obl)
                && depth < CLAUSES_UP)
                .then(|| self.surface_subject(head, depth + 1))
                .flatten()
        })
    }

    fn is_expletive(self, subject: usize) -> bool {
        let word = self.word(subject);
        word.relation == Relation::Expl || word.lower == "there"
    }

    fn is_subjectless(self, verb: usize) -> bool {
        matches!(self.word(verb).xpos, "VBG" | "VBN" | "VB")
            || self.word(verb).relation == Relation::Advcl
    }

    pub(super) fn is_clause(self, at: usize) -> bool {
        matches!(self.word(at).upos, Upos::Verb | Upos::Aux | Upos::Adj)
            || self.parse.first_related(at, Relation::Nsubj).is_some()
    }

    /// For a relative pronoun, the noun that it stands for; else the word itself.
    fn antecedent(self, pronoun: usize, verb: usize) -> usize {
        let word = self.word(pronoun);
        if !matches!(word.lower.as_str(), "who" | "which" | "that" | "whom") {
            return pronoun;
        }
        let clause = self.relative_clause(verb, 0);
        clause.and_then(|clause| self.word(clause).head).unwrap_or(pronoun)
    }

    /// The relative clause that a verb belongs to, across conjunctions ("who fled and wrote").
    fn relative_clause(self, verb: usize, depth: usize) -> Option<usize> {
        let word = self.word(verb);
        if word.deprel == "acl:relcl" {
            return Some(verb);
        }
        if depth < CLAUSES_UP
            && matches!(word.relation, Relation::Conj | Relation::Xcomp | Relation::Ccomp)
        {
            return self.relative_clause(word.head?, depth + 1);
        }
        None
    }

    /// Who acts: the subject of an active verb, the agent of a passive one.
    pub(super) fn actor(self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            return self.agent(verb);
        }
        self.surface_subject(verb, 0)
    }

    /// The agent of a passive verb: "seized *by customs officers*".
    pub(super) fn agent(self, verb: usize) -> Option<usize> {
        self.dependents(verb).find(|&dependent| self.is_agent(dependent))
    }

    /// Whether a phrase is the agent of a passive verb.
    pub(super) fn is_agent(self, at: usize) -> bool {
        let word = self.word(at);
        word.deprel == "obl:agent"
            || word.relation == Relation::Obl
                && self.marker(at) == "by"
                && word.head.is_some_and(|head| self.is_passive(head))
    }

    /// What the act is done to: the object of an active verb, the subject of a passive one, the
    /// noun that a participle or a relative clause describes ("the ship they seized").
    pub(super) fn object(self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            if self.word(verb).relation == Relation::Amod {
                return self.word(verb).head;
            }
            return self.surface_subject(verb, 0);
        }
        if let Some(object) = self.parse.first_related(verb, Relation::Obj) {
            return Some(self.antecedent(object, verb));
        }
        // "killed and injured six guards": the object stands with the last.
        let joined = self.dependents(verb).find(|&next| {
            self.word(next).relation == Relation::Conj
                && next == verb + 2
                && self.word(next).xpos == self.word(verb).xpos
        });
        if let Some(object) = joined.and_then(|next| self.parse.first_related(next, Relation::Obj))
        {
            return Some(object);
        }
        let word = self.word(verb);
        let gap = word.deprel == "acl:relcl"
            && self.parse.first_related(verb, Relation::Nsubj).is_some_and(|subject| {
                !matches!(self.word(subject).lower.as_str(), "who" | "which" | "that")
            })
            && self.parse.first_related(verb, Relation::Ccomp).is_none()
            && self.parse.first_related(verb, Relation::Xcomp).is_none()
            && self.dependents(verb).all(|dependent| {
                !matches!(self.word(dependent).lower.as_str(), "where" | "when" | "why")
            });
        if gap { word.head } else { None }
    }

    /// The preposition of a phrase or the marker of a clause; empty where there is none.
    pub(crate) fn marker(self, at: usize) -> &'p str {
        let mut markers = self.dependents(at).filter(|&dependent| {
            matches!(self.word(dependent).relation, Relation::Case | Relation::Mark)
                && self.word(dependent).lower != "'s"
        });
        let Some(first) = markers.next() else { return "" };
        let first_lower = self.word(first).lower.as_str();
        // "out of" may be two prepositions or one that is fixed.
        let second = markers.next().or_else(|| self.parse.first_related(first, Relation::Fixed));
        match (first_lower, second.map(|second| self.word(second).lower.as_str())) {
            ("out", Some("of")) => "out of",
            // "because of", "along with", "up to": the second word says which way.
            ("along" | "up" | "over" | "back" | "down", Some(second)) => second,
            _ => first_lower,
        }
    }

    /// Whether a verb is an infinitive with "to", with somebody before it or not: "for them *to go*".
    pub(super) fn is_infinitive(self, verb: usize) -> bool {
        self.dependents(verb).any(|dependent| {
            let mark = self.word(dependent);
            mark.relation == Relation::Mark && mark.lower == "to"
        })
    }

    /// Whether a word is negated itself: "did not", "never", "no talks", "nobody".
    pub(super) fn is_negated(self, at: usize) -> bool {
        self.negation(at).is_some()
    }

    /// What negates a word: "not", "never", "nobody".
    pub(super) fn negation(self, at: usize) -> Option<usize> {
        self.dependents(at).find(|&dependent| {
            let word = self.word(dependent);
            match word.relation {
                Relation::Advmod | Relation::Det | Relation::Cc | Relation::Aux => {
                    matches!(
                        word.lower.as_str(),
                        "not"
                            | "n't"
                            | "n’t"
                            | "never"
                            | "no"
                            | "neither"
                            | "nor"
                            | "hardly"
                            | "scarcely"
                            | "nowhere"
                    ) || word.lower == "longer"
                        && self.dependents(dependent).any(|no| self.word(no).lower == "no")
                }
                Relation::Nsubj | Relation::Obj => {
                    matches!(word.lower.as_str(), "nobody" | "none" | "nothing")
                        || word.lower == "no"
                        // "no ships", "no one", "neither side"
                        || self.dependents(dependent).any(|det| {
                            self.word(det).relation == Relation::Det
                                && matches!(self.word(det).lower.as_str(), "no" | "neither")
                        })
                }
                // "instead of attacking", "rather than attack"
                Relation::Mark => {
                    matches!(word.lower.as_str(), "without" | "instead" | "rather")
                }
                _ => false,
            }
        })
    }

    /// The words of a noun phrase without what only comments on it: no preposition before it, no
    /// clause, apposition or conjunct after it.
    pub(super) fn noun_phrase(self, head: usize) -> Range<usize> {
        self.noun_phrase_without(head, |_| false)
    }

    /// The same without what hangs from the words that `left_out` tells of.
    pub(super) fn noun_phrase_without(
        self,
        head: usize,
        left_out: impl Fn(usize) -> bool,
    ) -> Range<usize> {
        self.phrase(head, |at, dependent| {
            let word = self.word(dependent);
            match word.relation {
                Relation::Det
                | Relation::Amod
                | Relation::Nummod
                | Relation::Compound
                | Relation::Flat
                | Relation::Fixed
                | Relation::Goeswith => true,
                // "the arrest of *the abbot* by gendarmes"
                Relation::Nmod if self.marker(at) == "of" && self.marker(dependent) == "by" => {
                    false
                }
                Relation::Nmod => word.deprel != "nmod:tmod" && !left_out(dependent),
                // "president Ada Lim", but not "Ada Lim, the president"
                Relation::Appos => dependent > at && !self.has_comma_before(dependent),
                // The preposition belongs to what hangs from the head, not to the head.
                Relation::Case => at != head,
                Relation::Advmod => dependent < at || at != head,
                Relation::Conj | Relation::Cc => at != head && dependent > at,
                _ => false,
            }
        })
    }

    /// The words from the first to the last of a head and what hangs from it, as far as `takes_in`
    /// tells of a word and its dependent that the phrase goes on.
    fn phrase(self, head: usize, takes_in: impl Fn(usize, usize) -> bool) -> Range<usize> {
        let mut first = head;
        let mut last = head;
        let mut open = vec![head];
        let mut left = PHRASE_WORDS;
        while let Some(at) = open.pop() {
            left -= 1;
            if left == 0 {
                break;
            }
            first = first.min(at);
            last = last.max(at);
            open.extend(self.dependents(at).filter(|&dependent| takes_in(at, dependent)));
        }
        first..last + 1
    }

    /// The words of a participle and of what belongs to it, up to the first that `left_out` tells of:
    /// "*carrying grain to the port* on Monday". Clauses below it and what is joined to it stay out.
    pub(super) fn participle_phrase(
        self,
        participle: usize,
        left_out: impl Fn(usize) -> bool,
    ) -> Range<usize> {
        let whole = self.phrase(participle, |at, dependent| {
            let relation = self.word(dependent).relation;
            let clausal = matches!(
                relation,
                Relation::Punct
                    | Relation::Advcl
                    | Relation::Ccomp
                    | Relation::Acl
                    | Relation::Parataxis
                    | Relation::Appos
            );
            let joined = at == participle && matches!(relation, Relation::Conj | Relation::Cc);
            !clausal && !joined && !left_out(dependent)
        });
        let time = whole.clone().find(|&at| left_out(at));
        // The time's own preposition goes with it.
        let end = time.map_or(whole.end, |at| {
            let before = at.saturating_sub(1);
            if self.word(before).upos == Upos::Adp && before > participle { before } else { at }
        });
        whole.start..end.max(participle + 1)
    }

    fn has_comma_before(self, at: usize) -> bool {
        self.dependents(at).any(|mark| mark < at && self.word(mark).relation == Relation::Punct)
            || at > 0 && self.word(at - 1).relation == Relation::Punct
    }

    /// The head and everything that is joined to it by "and": "France and Spain".
    pub(super) fn with_conjuncts(self, head: usize) -> impl Iterator<Item = usize> + 'p {
        std::iter::once(head).chain(self.dependents(head).filter(move |&dependent| {
            self.word(dependent).relation == Relation::Conj && self.is_nominal(dependent)
        }))
    }
}

/// Whether a plural is that of a noun for people: "troops".
fn names_people(plural: &str) -> bool {
    let noun = plural.strip_suffix('s').and_then(|noun| lexicon().noun(noun));
    noun.is_some_and(|noun| matches!(noun.kind, EntityKind::Person | EntityKind::Group))
}
