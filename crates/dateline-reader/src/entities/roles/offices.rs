//! Taking, holding and leaving office: `was appointed minister`, `served as envoy`, `resigned as`.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_language::{Relation, Upos};
use dateline_record::{EntityId, EntityKind, MentionForm};

use super::post::{Post, is_post};
use super::{Claim, Effect, Reading, Said, status, titles};
use crate::entities::candidate::{Number, number_of};
use crate::lexicon::rows;

const VERBS: &str = include_str!("../../../lexicons/office-verbs.txt");
const HEADING: &str = include_str!("../../../lexicons/office-heading-verbs.txt");

/// What a verb does with the post of its subject or object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OfficeVerb {
    particle: &'static str,
    deed: Deed,
    of_object: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Effect(Effect),
    /// The subject takes what the object leaves.
    Replaces,
}

static OFFICE_VERBS: LazyLock<HashMap<&str, Vec<OfficeVerb>>> = LazyLock::new(|| {
    let mut verbs: HashMap<&str, Vec<OfficeVerb>> = HashMap::new();
    for [lemma, particle, deed, whose] in rows::<4>(VERBS) {
        let deed = match deed {
            "holds" => Deed::Effect(Effect::Holds),
            "takes" => Deed::Effect(Effect::Takes),
            "awaits" => Deed::Effect(Effect::Awaits),
            "leaves" => Deed::Effect(Effect::Leaves),
            _ => Deed::Replaces,
        };
        let verb = OfficeVerb { particle, deed, of_object: whose == "object" };
        verbs.entry(lemma).or_default().push(verb);
    }
    verbs
});

static HEADING_VERBS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| rows::<2>(HEADING).map(|[lemma, title]| (lemma, title)).collect());

/// How many dependents of a verb are looked at.
const MOST: usize = 32;

/// All that clauses say of posts and their holders, in the order of the text.
pub(super) fn claims(reading: &Reading<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for at in 0..reading.article.parse.words().len() {
        let word = reading.article.word(at);
        if word.upos == Upos::Verb {
            of_verb(reading, at, &mut found);
        } else {
            found.extend(in_capacity(reading, at));
            found.extend(one_of(reading, at));
            found.extend(named_predicate(reading, at));
        }
    }
    found
}

fn of_verb(reading: &Reading<'_>, verb: usize, found: &mut Vec<Claim>) {
    let article = reading.article;
    let lemma = article.word(verb).lemma.to_lowercase();
    if let Some(&title) = HEADING_VERBS.get(lemma.as_str()) {
        found.extend(heading(reading, verb, title));
    }
    let particle = |wanted: &str| {
        wanted == "-"
            || article.parse.dependents(verb).any(|below| {
                article.word(below).lower == wanted
                    && matches!(
                        article.word(below).relation,
                        Relation::Compound | Relation::Advmod | Relation::Obl
                    )
            })
    };
    let takes_office = lemma == "take" && reading.object_is(verb, &["office", "charge", "power"]);
    let known = OFFICE_VERBS
        .get(lemma.as_str())
        .and_then(|verbs| verbs.iter().find(|verb| particle(verb.particle)))
        .copied()
        .or(takes_office.then_some(OfficeVerb {
            particle: "-",
            deed: Deed::Effect(Effect::Takes),
            of_object: false,
        }));
    let Some(known) = known else { return };
    if status::is_doubtful(article, verb) || reading.is_wished(verb) {
        return;
    }
    let posts = reading.posts_of(verb, &lemma, known);
    match known.deed {
        Deed::Replaces => {
            for post in posts {
                let said = |holder: EntityId, effect: Effect| Claim {
                    holder,
                    said: Said::Post(post.clone()),
                    clause: Some((verb, effect)),
                    status: None,
                };
                let will = reading.will(verb);
                if let Some(successor) = reading.subject(verb) {
                    found.push(said(successor, if will { Effect::Awaits } else { Effect::Takes }));
                }
                if let Some(predecessor) = reading.object(verb, &post) {
                    found.push(said(
                        predecessor,
                        if will { Effect::WillLeave } else { Effect::Leaves },
                    ));
                }
            }
        }
        Deed::Effect(effect) => {
            let effect = match (effect, reading.will(verb)) {
                (Effect::Leaves, true) => Effect::WillLeave,
                (Effect::Takes | Effect::Holds, true) => Effect::Awaits,
                (effect, _) => effect,
            };
            if posts.is_empty() && known.of_object && effect == Effect::Leaves && lemma != "remove"
            {
                found.extend(dismissed(reading, verb));
            }
            for post in posts {
                let holder = if known.of_object {
                    reading.object(verb, &post)
                } else {
                    reading.subject(verb)
                };
                if let Some(holder) = holder {
                    let said = Said::Post(post);
                    found.push(Claim { holder, said, clause: Some((verb, effect)), status: None });
                }
            }
        }
    }
}

/// `chaired the inquiry`, `leads the party`
fn heading(reading: &Reading<'_>, verb: usize, title: &'static str) -> Option<Claim> {
    let article = reading.article;
    if status::is_doubtful(article, verb) || reading.is_wished(verb) || reading.will(verb) {
        return None;
    }
    let object = article.parse.first_related(verb, Relation::Obj)?;
    let seat = reading.entities.at(object)?;
    let entity = reading.entities.get(seat);
    // "led the team off the field", "ran the office": a body with a name or of a known sort.
    let named = entity.mentions.iter().take(MOST).any(|mention| mention.form == MentionForm::Name);
    let body = match entity.kind {
        EntityKind::Organisation => named || !entity.sectors.is_empty(),
        EntityKind::Place => named && matches!(title, "governor" | "head"),
        _ => false,
    };
    let holder = reading.subject(verb).filter(|_| body)?;
    Some(Claim {
        holder,
        said: Said::Verb { title, seat, words: verb..object + 1 },
        clause: Some((verb, Effect::Holds)),
        status: None,
    })
}

/// `dismissed army chief Idriss Keita`: the post of the title is lost.
fn dismissed(reading: &Reading<'_>, verb: usize) -> Vec<Claim> {
    let object = reading.object_word(verb).and_then(|word| Some((word, reading.person(word)?)));
    let Some((word, holder)) = object else { return Vec::new() };
    let mentions = &reading.entities.get(holder).mentions;
    let from = mentions.partition_point(|mention| mention.words.end <= word);
    let name = mentions[from..]
        .iter()
        .take(4)
        .find(|mention| mention.form == MentionForm::Name && mention.words.contains(&word));
    let Some(name) = name else { return Vec::new() };
    titles::before(reading, name)
        .into_iter()
        .take(1)
        .map(|(post, status)| Claim {
            holder,
            said: Said::Post(post),
            clause: Some((verb, Effect::Leaves)),
            status,
        })
        .collect()
}

/// `in his capacity as chairman`
fn in_capacity(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let article = reading.article;
    let noun = article.word(at);
    if !matches!(noun.lemma.as_str(), "capacity" | "role" | "position") || noun.upos != Upos::Noun {
        return None;
    }
    let as_ = (at + 1 < article.parse.sentence_around(at).end)
        .then(|| article.word(at + 1))
        .filter(|word| word.lower == "as")?;
    let post = as_.head.and_then(|noun| Post::at(article, noun))?;
    let possessor = article
        .parse
        .related(at, Relation::Nmod)
        .find(|&below| article.word(below).deprel == "nmod:poss")?;
    let holder = reading.person(possessor).filter(|&id| reading.is_named(id)).or_else(|| {
        let clause = article.parse.ancestors(at).skip(1).take(5);
        clause.filter(|&above| article.word(above).upos == Upos::Verb).find_map(|verb| {
            let subject = article.parse.first_related(verb, Relation::Nsubj)?;
            reading.person(subject)
        })
    })?;
    Some(Claim { holder, said: Said::Post(post), clause: None, status: None })
}

/// `Ada Lim, one of the vice-presidents of the union`
fn one_of(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let article = reading.article;
    let word = article.word(at);
    if word.lower != "one" {
        return None;
    }
    let post = article
        .parse
        .related(at, Relation::Nmod)
        .find(|&below| {
            reading.case(below) == "of"
                && is_post(article, below)
                && number_of(article, below) == Number::Plural
        })
        .and_then(|below| Post::at(article, below))?;
    let copula = article.parse.first_related(at, Relation::Cop);
    if copula.is_some() && status::is_doubtful(article, at) {
        return None;
    }
    let holder = match word.relation {
        Relation::Appos => word.head?,
        _ => article.parse.first_related(at, Relation::Nsubj).filter(|_| copula.is_some())?,
    };
    let holder = reading.person(holder)?;
    let clause = copula.map(|copula| (copula, Effect::Holds));
    Some(Claim { holder, said: Said::Post(post), clause, status: None })
}

/// `The new head of the agency is Tara Singh`
fn named_predicate(reading: &Reading<'_>, at: usize) -> Option<Claim> {
    let article = reading.article;
    let copula = article.parse.first_related(at, Relation::Cop)?;
    let holder = reading.person(at).filter(|&id| reading.is_named(id))?;
    let subject = article.parse.first_related(at, Relation::Nsubj)?;
    let post = Post::at(article, subject)?;
    let plural = number_of(article, subject) == Number::Plural;
    if plural || status::is_doubtful(article, at) || is_post(article, at) {
        return None;
    }
    let effect = status::of_copula(article, at)?;
    Some(Claim { holder, said: Said::Post(post), clause: Some((copula, effect)), status: None })
}

impl Reading<'_> {
    /// The posts that a verb of office says.
    fn posts_of(&self, verb: usize, lemma: &str, known: OfficeVerb) -> Vec<Post> {
        let article = self.article;
        let parse = article.parse;
        let bare = known.of_object && !matches!(known.deed, Deed::Effect(Effect::Leaves))
            || matches!(lemma, "become" | "remain");
        let own = parse.dependents(verb).take(MOST);
        // "named Ada Lim as ambassador", "took office as mayor": the phrase may hang from the object.
        let under = parse
            .dependents(verb)
            .take(MOST)
            .filter(|&below| {
                matches!(
                    article.word(below).relation,
                    Relation::Obj | Relation::Iobj | Relation::Xcomp | Relation::Nsubj
                )
            })
            .flat_map(|below| parse.related(below, Relation::Nmod).take(MOST))
            .filter(|&below| self.case(below) == "as");
        let heads = own.chain(under).filter(|&below| {
            let relation = article.word(below).relation;
            match self.case(below) {
                "as" => matches!(
                    relation,
                    Relation::Obl | Relation::Nmod | Relation::Xcomp | Relation::Advcl
                ),
                "to" => relation == Relation::Obl && matches!(lemma, "promote" | "elevate"),
                "" => {
                    bare && below > verb
                        && matches!(
                            relation,
                            Relation::Xcomp | Relation::Obj | Relation::Iobj | Relation::Obl
                        )
                }
                _ => false,
            }
        });
        let mut posts = Vec::new();
        for head in heads {
            let conjuncts = parse.related(head, Relation::Conj).take(8);
            for noun in std::iter::once(head).chain(conjuncts) {
                // "elected Milan Jovic": a name is nobody's post.
                if number_of(article, noun) != Number::Plural && !self.stands_in_name(noun) {
                    posts.extend(Post::at(article, noun));
                }
            }
        }
        posts
    }

    fn stands_in_name(&self, at: usize) -> bool {
        let names = self.article.parse.names();
        let next = names.partition_point(|name| name.words.start <= at);
        names[..next].last().is_some_and(|name| name.words.contains(&at))
    }

    fn object_is(&self, verb: usize, lemmas: &[&str]) -> bool {
        self.article
            .parse
            .first_related(verb, Relation::Obj)
            .is_some_and(|object| lemmas.contains(&self.article.word(object).lemma.as_str()))
    }

    /// Whether a verb is in the future: `will resign`.
    fn will(&self, verb: usize) -> bool {
        self.article
            .parse
            .related(verb, Relation::Aux)
            .any(|aux| matches!(self.article.word(aux).lower.as_str(), "will" | "'ll" | "shall"))
    }

    /// Whether a verb is an infinitive or hangs from a wish: `wants to become`, `refused to resign`.
    fn is_wished(&self, verb: usize) -> bool {
        let to = |at: usize| {
            self.article
                .parse
                .related(at, Relation::Mark)
                .any(|mark| self.article.word(mark).lower == "to")
        };
        to(verb)
    }

    /// The person that a word means.
    fn person(&self, word: usize) -> Option<EntityId> {
        self.entities.at(word).filter(|&id| self.entities.get(id).kind == EntityKind::Person)
    }

    pub(super) fn is_named(&self, id: EntityId) -> bool {
        let mentions = &self.entities.get(id).mentions;
        mentions.iter().take(MOST).any(|mention| mention.form == MentionForm::Name)
    }

    /// The person that is the subject of a verb: its own, that of the clause it is said of
    /// (`arrived after serving`), or the noun that it describes (`a man serving as`).
    fn subject(&self, verb: usize) -> Option<EntityId> {
        let parse = self.article.parse;
        parse
            .ancestors(verb)
            .take(5)
            .find_map(|clause| {
                parse.first_related(clause, Relation::Nsubj).or_else(|| {
                    let word = self.article.word(clause);
                    word.head.filter(|_| word.relation == Relation::Acl)
                })
            })
            .and_then(|subject| self.person(subject))
    }

    /// The word of the one whom a verb of appointing or dismissing is done to.
    fn object_word(&self, verb: usize) -> Option<usize> {
        let parse = self.article.parse;
        let passive = parse
            .related(verb, Relation::Nsubj)
            .find(|&below| self.article.word(below).deprel == "nsubj:pass");
        passive.or_else(|| {
            let others = [Relation::Obj, Relation::Iobj, Relation::Xcomp];
            others.into_iter().find_map(|relation| {
                parse.related(verb, relation).find(|&below| self.person(below).is_some())
            })
        })
    }

    /// The person whom a verb of appointing or dismissing is done to; `post` is what as.
    fn object(&self, verb: usize, post: &Post) -> Option<EntityId> {
        let parse = self.article.parse;
        let word = self.article.word(verb);
        let object = parse
            .related(verb, Relation::Nsubj)
            .find(|&below| self.article.word(below).deprel == "nsubj:pass")
            .or_else(|| {
                [Relation::Iobj, Relation::Obj, Relation::Xcomp].into_iter().find_map(|relation| {
                    parse
                        .related(verb, relation)
                        .find(|&below| !post.core.contains(&below) && self.person(below).is_some())
                })
            });
        let passive = word.xpos == "VBN"
            && parse
                .first_related(verb, Relation::Obj)
                .is_none_or(|object| post.core.contains(&object));
        let described = || match word.relation {
            // "Ada Lim, appointed minister in May,"
            Relation::Acl => word.head,
            // "Jan Novak resigned and was replaced": the subject of the first verb.
            Relation::Conj => {
                word.head.and_then(|first| parse.first_related(first, Relation::Nsubj))
            }
            _ => None,
        };
        // "elected Milan Jovic prime minister": the tree may have the name hang from the post.
        let within = || {
            let below = parse.dependents(post.head).filter(|&below| below < post.core.start);
            below
                .filter(|&below| self.stands_in_name(below))
                .find(|&below| self.person(below).is_some())
        };
        object
            .or_else(|| described().filter(|_| passive))
            .or_else(within)
            .and_then(|object| self.person(object))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::assert_sound;

    #[test]
    fn lists_are_sound() {
        assert_sound::<2>(super::HEADING);
        let mut seen = std::collections::HashSet::new();
        for row in crate::lexicon::rows::<4>(super::VERBS) {
            assert!(row.iter().all(|column| !column.is_empty()), "{row:?}");
            assert!(seen.insert((row[0], row[1])), "{row:?} stands there twice");
        }
    }
}
