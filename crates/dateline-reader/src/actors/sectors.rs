//! The sectors of each entity, by its names, descriptions and roles.

use dateline_gazetteer::Gazetteer;
use dateline_language::{Meanings, Model, Relation, Upos};
use dateline_record::{EntityId, EntityKind, MentionForm, RoleStatus};

use super::learned;
use super::lexicon::{SECTOR_HEADS, SECTOR_WORDS, Sectors, known_organisation};
use super::phrase::{Phrase, Said, add};
use crate::article::Article;
use crate::entities::lexicon::lexicon;
use crate::entities::{Entities, Entity, Mention, Role};

/// How many mentions of an entity are looked at.
const MENTIONS: usize = 24;

/// How many words before a noun are looked at.
const WORDS: usize = 12;

/// How deep below a noun what tells its sector may stand: `a member of the board of the bank`.
const DEPTH: usize = 2;

/// What an office-holder is once the office is left.
const FORMER: &str = "ELI";

/// The sectors of all entities, by their ids.
pub(super) fn read(model: &Model, article: &Article<'_>, entities: &Entities) -> Vec<Sectors> {
    let meanings = model.meanings().ok();
    let known = vec![None; entities.list.len()];
    let mut reading = Reading { article, entities, meanings, known };
    // Bodies first: who speaks for one has its sectors.
    for bodies in [true, false] {
        for (index, entity) in entities.list.iter().enumerate() {
            let body = matches!(entity.kind, EntityKind::Organisation);
            if body == bodies {
                let sectors = reading.entity(entity);
                reading.known[index] = Some(sectors);
            }
        }
    }
    reading.known.into_iter().map(Option::unwrap_or_default).collect()
}

struct Reading<'a> {
    article: &'a Article<'a>,
    entities: &'a Entities,
    meanings: Option<Meanings<'a>>,
    known: Vec<Option<Sectors>>,
}

impl Reading<'_> {
    fn entity(&self, entity: &Entity) -> Sectors {
        match entity.kind {
            EntityKind::Person => self.person(entity),
            EntityKind::Organisation | EntityKind::Group => self.body(entity),
            _ => Vec::new(),
        }
    }

    /// A person is what their roles say; of a former office nothing but that it is former.
    fn person(&self, entity: &Entity) -> Sectors {
        let mut now: Sectors = Vec::new();
        let mut before: Sectors = Vec::new();
        for role in &entity.roles {
            let sectors = self.role(role);
            if role.status == Some(RoleStatus::Former) {
                add(&mut before, &left(&sectors));
            } else {
                add(&mut now, &sectors);
            }
        }
        for mention in entity.mentions.iter().take(MENTIONS) {
            let lemma = self.article.word(mention.head).lemma.to_lowercase();
            // "a Republican" is no office, but says a sector.
            let member = lexicon().noun(&lemma).is_some_and(|noun| noun.sectors == ["PTY"]);
            if mention.form == MentionForm::Nominal
                && (!lexicon().is_post(&lemma) || member && !lexicon().is_function(&lemma))
            {
                add(&mut now, &self.description(mention.head, 0));
            }
        }
        // "a spokesman for the rebels" speaks for no body of a name.
        if now.is_empty() && before.is_empty() {
            let described = entity.mentions.iter().take(MENTIONS);
            for mention in described.filter(|one| one.form == MentionForm::Nominal) {
                add(&mut now, &self.description(mention.head, 0));
            }
        }
        // "a former minister, now a farmer" is a farmer.
        if now.is_empty() { before } else { now }
    }

    /// The sectors of a role: of its title, else of the organisation or country it is held at.
    fn role(&self, role: &Role) -> Sectors {
        let mut phrase = title(&role.title);
        phrase.of_country = role.place.is_some_and(|place| self.is_country(place))
            || self.country_before(role.words.start, &role.title);
        let said = phrase.said();
        // "the UN secretary-general", "NATO's secretary general": who leads a body between states is
        // of no government. An ambassador to one is of the state that sent them.
        if let Some(of) = role.organisation
            && !phrase.of_country
            && !lexicon().is_posted_abroad(&phrase.lemma)
        {
            let body = self.of(of);
            if body.iter().any(|sector| matches!(*sector, "IGO" | "NGO")) {
                return body;
            }
        }
        if said.is_open
            && let Some(of) = role.organisation
        {
            let organisation = self.of(of);
            if !organisation.is_empty() {
                return organisation;
            }
        }
        if said.is_open || said.is_unknown {
            // "chief of police": what the title itself is of.
            let words: Vec<&str> = role.title.split(' ').collect();
            if let Some(of) = words.iter().position(|word| matches!(*word, "of" | "for")) {
                let object = title(&words[of + 1..].join(" ")).said();
                if !object.sectors.is_empty() && said.is_open {
                    return object.sectors;
                }
            }
        }
        self.or_learned(said, &phrase)
    }

    fn body(&self, entity: &Entity) -> Sectors {
        let mut found: Sectors = Vec::new();
        let mentions = || entity.mentions.iter().take(MENTIONS);
        for mention in mentions().filter(|mention| mention.form == MentionForm::Name) {
            if let Some(known) = known_organisation(self.article.surface(mention.words.clone())) {
                return known.sectors.clone();
            }
        }
        if entity.kind == EntityKind::Organisation {
            for mention in mentions().filter(|mention| mention.form == MentionForm::Name) {
                add(&mut found, &self.name(mention));
                if !found.is_empty() {
                    break;
                }
            }
            if found.is_empty() && mentions().any(|mention| self.is_listed(mention)) {
                add(&mut found, &["BUS"]);
            }
        }
        for mention in mentions().filter(|mention| mention.form == MentionForm::Nominal) {
            let said = self.description(mention.head, 0);
            let said = if self.is_former(mention.head) { left(&said) } else { said };
            add(&mut found, &said);
        }
        found
    }

    /// `Meridian (MRDN.L)`: whether the sign of a share stands behind a name.
    fn is_listed(&self, mention: &Mention) -> bool {
        let article = self.article;
        let open = mention.words.end;
        let sentence = article.parse.sentence_around(mention.head);
        if mention.form != MentionForm::Name || open + 2 >= sentence.end {
            return false;
        }
        let sign = article.form(open + 1);
        let share = sign.split_once('.').is_some_and(|(share, exchange)| {
            (2..=8).contains(&share.len())
                && (1..=3).contains(&exchange.len())
                && sign.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
                && exchange.chars().all(char::is_uppercase)
        });
        share && article.form(open) == "(" && article.form(open + 2) == ")"
    }

    /// The sectors that the words of an organisation's name say.
    fn name(&self, mention: &Mention) -> Sectors {
        let words: Vec<String> = mention
            .words
            .clone()
            .take(WORDS)
            .map(|at| self.article.word(at).lower.to_string())
            .filter(|word| word != "'s")
            .collect();
        // "Harbour Chamber of Commerce": a phrase of the list with an "of" of its own.
        let listed = words.windows(3).find_map(|three| {
            SECTOR_WORDS.get(three.join(" ").as_str()).filter(|_| three[1] == "of")
        });
        if let Some(listed) = listed {
            return listed.sectors.clone();
        }
        let of = words.iter().position(|word| matches!(word.as_str(), "of" | "for"));
        let noun = of.filter(|&of| of > 0).unwrap_or(words.len());
        let phrase = |words: &[String]| Phrase {
            words: words.to_vec(),
            lemma: words.last().map_or_else(String::new, |last| singular(last)),
            of_country: false,
        };
        let first = phrase(&words[..noun]).said();
        let mut sectors = first.sectors;
        if let Some(of) = of.filter(|&of| of > 0 && of + 1 < words.len()) {
            let rest = &words[of + 1..];
            let rest: Vec<String> = rest.iter().filter(|word| *word != "the").cloned().collect();
            // "Ministry of Defence" is of defence too, "Bank of Agriculture" a bank.
            let mut whole = rest.clone();
            whole.extend(words[..of].last().cloned());
            let with = phrase(&whole).said();
            if sectors.is_empty() || first.is_open && !with.sectors.is_empty() {
                sectors = with.sectors;
            } else {
                add(&mut sectors, &with.sectors);
            }
        }
        sectors
    }

    /// The sectors that a description says.
    fn description(&self, head: usize, depth: usize) -> Sectors {
        let phrase = self.phrase(head);
        let said = phrase.said();
        if let Some(sectors) = self.of_body_before(head, &phrase, &said) {
            return sectors;
        }
        // "the environment committee of the assembly": of the assembly, whatever it deals with.
        if matches!(phrase.lemma.as_str(), "committee" | "subcommittee")
            && depth < DEPTH
            && let Some(sectors) = self.qualified(head, depth)
            && sectors.contains(&"LEG")
        {
            return vec!["LEG"];
        }
        if said.is_open
            && depth < DEPTH
            && let Some(sectors) = self.qualified(head, depth)
        {
            return sectors;
        }
        self.or_learned(said, &phrase)
    }

    /// The sectors of the body named before a noun that says no more than that its people hold an
    /// office or stand up for something: `IMF officials`, `Hamas leaders`, `Greenpeace activists`, but
    /// no `Hamas policemen` and no `Taliban government`.
    fn of_body_before(&self, head: usize, phrase: &Phrase, said: &Said) -> Option<Sectors> {
        let noun = lexicon().noun(&phrase.lemma);
        let governs = noun.is_some_and(|noun| noun.kind == EntityKind::Organisation)
            && !SECTOR_HEADS.contains_key(phrase.lemma.as_str());
        if governs && !said.sectors.is_empty() {
            return None;
        }
        let own: &[&str] = match (SECTOR_HEADS.get(phrase.lemma.as_str()), noun) {
            (Some(open), _) => &open.alone,
            (None, Some(noun)) => &noun.sectors,
            (None, None) => &[],
        };
        let office = own.iter().all(|sector| matches!(*sector, "GOV" | "CVL"));
        let parse = self.article.parse;
        let before = parse.dependents(head).take(WORDS).filter(|&below| {
            let relation = self.article.word(below).relation;
            below < head && matches!(relation, Relation::Compound | Relation::Amod | Relation::Flat)
        });
        let named = |below: usize| {
            let Some(id) = self.entities.at(below) else {
                // A name that is taken for a common noun, as at the beginning of a sentence.
                return known_organisation(self.article.form(below))
                    .map(|body| body.sectors.clone());
            };
            let body = self.entities.get(id);
            let mentions = || body.mentions.iter().take(MENTIONS);
            let named = body.kind == EntityKind::Organisation
                && mentions().any(|one| one.form == MentionForm::Name)
                && mentions().all(|one| one.head != head);
            named.then(|| self.of(id))
        };
        let body = before.filter_map(named).find(|sectors| !sectors.is_empty())?;
        // "Labour ministers" govern.
        let party = body.contains(&"PTY") && own.contains(&"GOV");
        (office && !party).then_some(body)
    }

    /// What a phrase says, or where that is nothing, what its unknown words mean.
    fn or_learned(&self, said: Said, phrase: &Phrase) -> Sectors {
        let learned = said.sectors.is_empty() && (said.is_unknown || said.is_open);
        match self.meanings.filter(|_| learned) {
            Some(meanings) => phrase
                .unknown()
                .find_map(|word| learned::sector(meanings, word))
                .into_iter()
                .collect(),
            None => said.sectors,
        }
    }

    /// What the phrases after a noun, or its possessor, say: `members of parliament`.
    fn qualified(&self, head: usize, depth: usize) -> Option<Sectors> {
        let parse = self.article.parse;
        let mut phrases: Vec<usize> = parse
            .related(head, Relation::Nmod)
            .take(WORDS)
            .filter(|&below| {
                let case = parse.first_related(below, Relation::Case);
                let case = case.map_or("", |case| self.article.word(case).lower.as_str());
                below < head || matches!(case, "of" | "for" | "from" | "in" | "at" | "with")
            })
            .collect();
        // "a team led by a deputy superintendent": it is of those who lead it.
        phrases.extend(parse.related(head, Relation::Acl).take(WORDS).filter_map(|led| {
            let leads =
                matches!(self.article.word(led).lemma.as_str(), "lead" | "head" | "command");
            let by = parse.related(led, Relation::Obl).take(WORDS).find(|&by| {
                let case = parse.first_related(by, Relation::Case);
                case.is_some_and(|case| self.article.word(case).lower == "by")
            });
            by.filter(|_| leads)
        }));
        // What follows says more than whose it is.
        phrases.sort_by_key(|&below| (below < head, below));
        phrases.into_iter().find_map(|below| {
            let entity =
                self.entities.at(below).filter(|_| self.article.word(below).upos != Upos::Pron);
            let sectors = match entity {
                Some(id) if self.known[id.index()].is_some() => self.of(id),
                _ => self.description(below, depth + 1),
            };
            (!sectors.is_empty()).then_some(sectors)
        })
    }

    /// A noun with the words before it that belong to it.
    fn phrase(&self, head: usize) -> Phrase {
        let article = self.article;
        let sentence = article.parse.sentence_around(head);
        let mut words: Vec<usize> = vec![head];
        let mut at = head;
        for _ in 0..WORDS {
            let Some(next) = at.checked_sub(1).filter(|&next| next >= sentence.start) else {
                break;
            };
            let word = article.word(next);
            let belongs = matches!(
                word.relation,
                Relation::Compound | Relation::Amod | Relation::Flat | Relation::Nummod
            ) || word.deprel == "nmod:poss" && word.upos != Upos::Pron
                || word.relation == Relation::Case && word.xpos == "POS"
                // "CRPF jawans": the parser may take the letters of a body for a preposition.
                || word.relation == Relation::Case && word.upos == Upos::Propn
                || word.lower == "-";
            if !belongs {
                break;
            }
            words.push(next);
            at = next;
        }
        words.reverse();
        let gazetteer = Gazetteer::embedded();
        let of_country = words[..words.len() - 1].iter().any(|&at| {
            let form = article.form(at);
            gazetteer.demonym(form).is_some_and(|belonging| belonging.country.is_some())
                || gazetteer.country_named(form).is_some()
                || gazetteer.country_with_capital(form).is_some()
        }) || article
            .parse
            .related(head, Relation::Nmod)
            .take(WORDS)
            .any(|below| self.entities.at(below).is_some_and(|id| self.is_country(id)));
        let mut spelled: Vec<String> = Vec::new();
        for &at in &words {
            let lower = article.word(at).lower.as_str();
            match lower {
                "-" | "'s" | "'" => {}
                _ => spelled.push(lower.to_owned()),
            }
        }
        Phrase {
            words: glued(article, &words, spelled),
            lemma: singular(&article.word(head).lemma.to_lowercase()),
            of_country,
        }
    }

    fn of(&self, id: EntityId) -> Sectors {
        self.known[id.index()].clone().unwrap_or_default()
    }

    fn is_country(&self, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        entity.kind == EntityKind::Place && super::usage::governs(&entity.name)
    }

    /// `North Korean leader`: whether the words before a title name a country.
    fn country_before(&self, start: usize, _title: &str) -> bool {
        let gazetteer = Gazetteer::embedded();
        let first = self.article.parse.sentence_around(start).start;
        (first..start).rev().take(3).any(|at| {
            let form = self.article.form(at);
            gazetteer.demonym(form).is_some_and(|belonging| belonging.country.is_some())
        })
    }

    /// Whether the words before a noun say that it is so no more: `retired generals`.
    fn is_former(&self, head: usize) -> bool {
        self.article.parse.dependents(head).take(WORDS).any(|below| {
            below < head
                && lexicon().post_status(&self.article.word(below).lower)
                    == Some(RoleStatus::Former)
        })
    }
}

/// Words with a hyphen between them are one: `pro-government`, `lieutenant-colonel`.
fn glued(article: &Article<'_>, words: &[usize], spelled: Vec<String>) -> Vec<String> {
    let hyphens = words.iter().filter(|&&at| article.word(at).lower == "-").count();
    if hyphens == 0 {
        return spelled;
    }
    let mut glued: Vec<String> = Vec::new();
    let mut join = false;
    for &at in words {
        match article.word(at).lower.as_str() {
            "-" => join = !glued.is_empty(),
            "'s" | "'" => {}
            lower if join => {
                join = false;
                if let Some(last) = glued.last_mut() {
                    last.push('-');
                    last.push_str(lower);
                }
            }
            lower => glued.push(lower.to_owned()),
        }
    }
    glued
}

/// What is left of the sectors of an office that is left.
fn left(sectors: &[&'static str]) -> Sectors {
    let mut left: Sectors = Vec::new();
    for sector in sectors {
        match *sector {
            "GOV" | "MIL" | "LEG" => add(&mut left, &[FORMER]),
            other => add(&mut left, &[other]),
        }
    }
    left
}

/// The noun of a title with the words before it: of `deputy head of mission`, `deputy head`.
fn title(title: &str) -> Phrase {
    let lower = title.to_lowercase().replace(" - ", "-");
    let words: Vec<String> = lower
        .split(' ')
        .take(WORDS)
        .take_while(|word| !matches!(*word, "of" | "for"))
        .map(|word| word.trim_end_matches('.').to_owned())
        .collect();
    let lemma = words.last().map_or_else(String::new, |last| singular(last));
    Phrase { words, lemma, of_country: false }
}

/// A noun in the singular, as far as a list needs it.
fn singular(noun: &str) -> String {
    let known = |word: &str| lexicon().noun(word).is_some() || SECTOR_HEADS.contains_key(word);
    if known(noun) {
        return noun.to_owned();
    }
    noun.strip_suffix('s').filter(|bare| known(bare)).unwrap_or(noun).to_owned()
}
