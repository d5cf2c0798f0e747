//! At whom an act is aimed, where its own words name nobody: the one that its object belongs to, or
//! whom the act that it speaks of is done to.

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, ParticipantRole};

use super::argument::{Argument, Arguments, push};
use super::coding::Coded;
use super::lexicon::{MESSAGES, RESPONSES};
use super::trigger::Trigger;

/// How many words below an act are looked at.
const NEAR_WORDS: usize = 48;

impl Arguments<'_> {
    /// Where nobody is named as the recipient of a coded act, it is who or what it leads to or away
    /// from ("withdrew from *the island*"), else the one that the object belongs to or is aimed at:
    /// "lifted its ban *on the magazine*", "rejected *the governor's* demand".
    pub(super) fn recipient_within(&self, found: &mut Vec<Argument>, lemma: &str) {
        use ParticipantRole as Role;
        if found.iter().any(|one| one.role == Role::Recipient) {
            return;
        }
        let end = found.iter().find(|one| {
            matches!(one.role, Role::Origin | Role::Destination) && self.is_participant(one.head)
        });
        if let Some(end) = end.map(|end| end.head) {
            found.push(Argument { role: Role::Recipient, head: end });
            return;
        }
        let Some(theme) = found.iter().position(|one| one.role == Role::Theme) else { return };
        let noun = found[theme].head;
        let actors = self.entities_of(found, Role::Actor);
        // "vetoed the draft", "rejected the club's appeal": the answer is to what was said.
        if RESPONSES.contains(lemma)
            && (MESSAGES.contains(self.syntax.lemma(noun))
                || self.owner(noun).is_some_and(|owner| !actors.contains(&Some(owner))))
        {
            found[theme].role = Role::Recipient;
            return;
        }
        let inner = self.syntax.dependents(noun).find(|&dependent| {
            let relation = self.syntax.word(dependent).relation;
            (relation == Relation::Nmod
                || matches!(relation, Relation::Compound | Relation::Amod)
                    && self.entity_of(dependent).is_some())
                && self.is_other(dependent, &actors)
        });
        // "voiced concern over *the law*", "optimism about *the reforms*"
        let inner = inner.or_else(|| {
            self.syntax.parse.related(noun, Relation::Nmod).find(|&dependent| {
                matches!(
                    self.syntax.marker(dependent),
                    "about"
                        | "over"
                        | "for"
                        | "regarding"
                        | "with"
                        | "against"
                        | "on"
                        | "at"
                        | "to"
                ) && !self.in_time[dependent]
            })
        });
        if let Some(inner) = inner {
            push(found, Role::Recipient, inner);
        }
    }

    /// A threat, a demand, an offer or a refusal has no object of its own: whom it is aimed at
    /// stands with the act that it speaks of ("threatened to shell *the port*", "agreed to send
    /// medics to *Peru*", "said that *the banks* must pay").
    pub(super) fn hand_up(
        &self,
        triggers: &[Trigger],
        codings: &[Coded],
        parts: &mut [Vec<Argument>],
    ) {
        use ParticipantRole as Role;
        for place in (0..triggers.len()).rev() {
            let has = |role: Role| parts[place].iter().filter(|one| one.role == role).count();
            if codings[place].plover.is_none() || has(Role::Recipient) > 0 || has(Role::Actor) > 1 {
                continue;
            }
            let inner = codings[place]
                .taken
                .iter()
                .filter_map(|word| triggers.binary_search_by_key(word, |trigger| trigger.word).ok())
                .find(|&inner| inner != place);
            let mut handed =
                inner.map_or_else(Vec::new, |inner| self.handed(&parts[place], &parts[inner]));
            if handed.is_empty() {
                let nearest = self.nearest_below(&triggers[place], &parts[place]);
                let syntax = self.syntax;
                handed.extend(nearest.into_iter().flat_map(|one| syntax.with_conjuncts(one)));
            }
            if handed.is_empty()
                && let Some(inner) = inner
            {
                handed = self.acted_upon(&parts[place], &parts[inner]);
            }
            parts[place]
                .extend(handed.into_iter().map(|head| Argument { role: Role::Recipient, head }));
        }
    }

    /// Whom an act is aimed at, of those who take part in the act that it speaks of.
    fn handed(&self, own: &[Argument], inner: &[Argument]) -> Vec<usize> {
        use ParticipantRole as Role;
        let known: Vec<(usize, Option<EntityId>)> =
            own.iter().map(|one| (one.head, self.entity_of(one.head))).collect();
        let other = |head: usize| {
            let entity = self.entity_of(head);
            known.iter().all(|&(own, known)| own != head && (known.is_none() || known != entity))
                && self.syntax.word(head).upos != Upos::Pron
        };
        let of = |wanted: &[Role]| -> Vec<usize> {
            let parts = inner.iter().filter(|one| wanted.contains(&one.role));
            parts.map(|one| one.head).filter(|&head| other(head)).collect()
        };
        for wanted in [&[Role::Actor][..], &[Role::Recipient], &[Role::Destination, Role::Origin]] {
            let handed: Vec<usize> =
                of(wanted).into_iter().filter(|&head| self.is_participant(head)).collect();
            if !handed.is_empty() {
                return handed;
            }
        }
        Vec::new()
    }

    /// What the act that another speaks of is done to, be it no participant: "agreed to open *the
    /// bridge*".
    fn acted_upon(&self, own: &[Argument], inner: &[Argument]) -> Vec<usize> {
        let parts = inner.iter().filter(|one| one.role == ParticipantRole::Recipient);
        let other = |head: &usize| {
            own.iter().all(|one| one.head != *head) && self.syntax.word(*head).upos != Upos::Pron
        };
        parts.map(|one| one.head).filter(other).collect()
    }

    /// The nearest participant below the clause or the object of an act: "agreed to lift a ban on
    /// imports of *Chilean* wine", "an inquiry into claims that *two sailors* …".
    fn nearest_below(&self, trigger: &Trigger, own: &[Argument]) -> Option<usize> {
        let syntax = self.syntax;
        let taken = self.entities_of(own, ParticipantRole::Actor);
        let is_own = |at: usize| own.iter().any(|one| one.head == at);
        let mut level: Vec<usize> = vec![trigger.word];
        let mut left = NEAR_WORDS;
        let mut depth = 0;
        while !level.is_empty() {
            let mut next = Vec::new();
            for at in level {
                for below in syntax.dependents(at) {
                    let word = syntax.word(below);
                    let goes_on = match word.relation {
                        Relation::Xcomp | Relation::Ccomp | Relation::Obj | Relation::Iobj => true,
                        Relation::Acl => word.deprel != "acl:relcl",
                        Relation::Nsubj => depth > 0,
                        Relation::Compound | Relation::Amod => {
                            depth > 0 && self.entity_of(below).is_some()
                        }
                        Relation::Nmod => depth > 0 || below > at,
                        Relation::Obl => {
                            depth > 0
                                || matches!(
                                    syntax.marker(below),
                                    "to" | "with" | "against" | "into"
                                )
                        }
                        _ => false,
                    };
                    if !goes_on || self.in_time[below] || left == 0 {
                        continue;
                    }
                    left -= 1;
                    if !is_own(below) && self.is_other(below, &taken) {
                        return Some(self.whose(at, below, trigger, &is_own));
                    }
                    next.push(below);
                }
            }
            level = next;
            depth += 1;
        }
        None
    }

    /// The thing whose owner or origin a word names, where that is what the act is aimed at: of "a ban
    /// on *Chilean* wine" the wine, which is Chile's.
    fn whose(
        &self,
        noun: usize,
        owner: usize,
        trigger: &Trigger,
        is_own: &impl Fn(usize) -> bool,
    ) -> usize {
        let word = self.syntax.word(owner);
        let owns = word.deprel == "nmod:poss"
            || matches!(word.relation, Relation::Compound | Relation::Amod);
        let named = owns
            && noun != trigger.word
            && !is_own(noun)
            && self.syntax.word(noun).upos == Upos::Noun
            && self.owner_word(noun) == Some(owner);
        if named { noun } else { owner }
    }

    fn entities_of(&self, found: &[Argument], role: ParticipantRole) -> Vec<Option<EntityId>> {
        let parts = found.iter().filter(|one| one.role == role);
        parts.map(|one| self.entity_of(one.head)).collect()
    }

    /// Whether a word names a participant that is none of these.
    fn is_other(&self, at: usize, taken: &[Option<EntityId>]) -> bool {
        let entity = self.entity_of(at);
        self.is_participant(at)
            && !self.in_time[at]
            && !(entity.is_some() && taken.contains(&entity))
            && self.syntax.word(at).upos != Upos::Pron
    }
}
