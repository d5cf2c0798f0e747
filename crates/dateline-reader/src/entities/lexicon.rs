//! The word lists that say what a noun, title or forename is.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_record::{EntityKind, RoleStatus};

use super::candidate::Gender;

const PERSON_NOUNS: &str = include_str!("../../lexicons/person-nouns.txt");
const ORGANISATION_NOUNS: &str = include_str!("../../lexicons/organisation-nouns.txt");
const PLACE_NOUNS: &str = include_str!("../../lexicons/place-nouns.txt");
const GROUP_NOUNS: &str = include_str!("../../lexicons/group-nouns.txt");
const NAME_NOUNS: &str = include_str!("../../lexicons/name-nouns.txt");
const TITLES: &str = include_str!("../../lexicons/titles.txt");
const FORENAMES: &str = include_str!("../../lexicons/forenames.txt");
const NAME_WORDS: &str = include_str!("../../lexicons/name-words.txt");
const SORT_NOUNS: &str = include_str!("../../lexicons/sort-nouns.txt");
const GROUP_SIZES: &str = include_str!("../../lexicons/group-sizes.txt");
const MUTUAL_NOUNS: &str = include_str!("../../lexicons/mutual-nouns.txt");
const DOER_COMPOUNDS: &str = include_str!("../../lexicons/doer-compounds.txt");
const ACT_NOUNS: &str = include_str!("../../lexicons/act-nouns.txt");
const POSTS: &str = include_str!("../../lexicons/posts.txt");
const POST_MODIFIERS: &str = include_str!("../../lexicons/post-modifiers.txt");
const POST_STATUS: &str = include_str!("../../lexicons/post-status.txt");
const POST_RANKS: &str = include_str!("../../lexicons/post-ranks.txt");
const POSTS_ABROAD: &str = include_str!("../../lexicons/posts-abroad.txt");
const POSTS_FOR: &str = include_str!("../../lexicons/posts-for.txt");
const SECTOR_WORDS: &str = include_str!("../../lexicons/sector-words.txt");

/// What a noun describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NounSense {
    pub(crate) kind: EntityKind,
    pub(crate) gender: Gender,
    /// PLOVER actor sectors.
    pub(crate) sectors: Vec<&'static str>,
}

/// A title before a person's name: `Mrs.`, `Gen.`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) gender: Gender,
    pub(crate) sectors: Vec<&'static str>,
}

/// What a word does in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameWord {
    /// Left out when names are compared: `of`.
    Small,
    /// The legal form of a company: `Inc.`
    Legal,
    /// The sort of an area: `province`.
    Area,
    /// A part of an area: `northern`.
    Direction,
    /// After a hyphen no part of a name: `Reyes-led`.
    Tail,
}

/// What a noun calls again by its sort alone: `the country`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Country,
    Town,
    Division,
    Person,
    /// A country, government or organisation.
    Side,
    /// A business as a whole.
    Company,
    /// A business told by what it makes or does: `the car maker`.
    Maker,
    /// An organisation of another or of any sort.
    Body,
}

/// Whom a noun before that of an act names as its doer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doer {
    /// Those with arms: a `police killing` is theirs, a `child killing` is not the child's.
    Armed,
    /// Whoever it is: a `student protest`.
    Anybody,
}

/// All of them, read once.
#[derive(Debug)]
pub(crate) struct Lexicon {
    nouns: HashMap<&'static str, NounSense>,
    name_nouns: HashMap<&'static str, EntityKind>,
    titles: HashMap<&'static str, Title>,
    forenames: HashMap<&'static str, Gender>,
    sectors: HashMap<&'static str, &'static str>,
    name_words: HashMap<&'static str, NameWord>,
    sort_nouns: HashMap<&'static str, Sort>,
    group_sizes: HashMap<&'static str, usize>,
    act_nouns: HashSet<&'static str>,
    doer_compounds: HashMap<&'static str, Doer>,
    mutual_nouns: HashSet<&'static str>,
    posts: HashSet<&'static str>,
    post_modifiers: HashSet<&'static str>,
    post_status: HashMap<&'static str, RoleStatus>,
    post_ranks: HashSet<&'static str>,
    posts_abroad: HashSet<&'static str>,
    posts_for: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The word lists.
pub(crate) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The rows of a word list, as columns.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

fn gender(letter: &str) -> Gender {
    match letter {
        "m" => Gender::Masculine,
        "f" => Gender::Feminine,
        _ => Gender::Unknown,
    }
}

fn sectors(column: &'static str) -> Vec<&'static str> {
    column.split(' ').filter(|sector| !sector.is_empty() && *sector != "-").collect()
}

impl Lexicon {
    fn read() -> Self {
        let mut nouns = HashMap::new();
        let senses = [
            (PERSON_NOUNS, EntityKind::Person),
            (GROUP_NOUNS, EntityKind::Group),
            (ORGANISATION_NOUNS, EntityKind::Organisation),
            (PLACE_NOUNS, EntityKind::Place),
        ];
        for (list, kind) in senses {
            for row in rows(list) {
                let said = if kind == EntityKind::Person { row[1] } else { "-" };
                let last = if kind == EntityKind::Place { "-" } else { row[row.len() - 1] };
                let sense = NounSense { kind, gender: gender(said), sectors: sectors(last) };
                nouns.entry(row[0]).or_insert(sense);
            }
        }
        let kind = |name: &str| match name {
            "happening" => EntityKind::Happening,
            "law" => EntityKind::Law,
            "work" => EntityKind::Work,
            _ => EntityKind::Product,
        };
        let name_word = |sort: &str| match sort {
            "legal" => NameWord::Legal,
            "area" => NameWord::Area,
            "direction" => NameWord::Direction,
            "tail" => NameWord::Tail,
            _ => NameWord::Small,
        };
        let sort = |name: &str| match name {
            "country" => Sort::Country,
            "town" => Sort::Town,
            "division" => Sort::Division,
            "person" => Sort::Person,
            "company" => Sort::Company,
            "maker" => Sort::Maker,
            "body" => Sort::Body,
            _ => Sort::Side,
        };
        let doer = |name: &str| if name == "anybody" { Doer::Anybody } else { Doer::Armed };
        let status = |name: &str| match name {
            "former" => RoleStatus::Former,
            "acting" => RoleStatus::Acting,
            "designate" => RoleStatus::Designate,
            "deceased" => RoleStatus::Deceased,
            _ => RoleStatus::Current,
        };
        Self {
            nouns,
            name_nouns: rows(NAME_NOUNS).map(|row| (row[0], kind(row[1]))).collect(),
            titles: rows(TITLES)
                .map(|row| (row[0], Title { gender: gender(row[1]), sectors: sectors(row[2]) }))
                .collect(),
            forenames: rows(FORENAMES).map(|row| (row[0], gender(row[1]))).collect(),
            sectors: rows(SECTOR_WORDS).map(|row| (row[0], row[1])).collect(),
            name_words: rows(NAME_WORDS).map(|row| (row[0], name_word(row[1]))).collect(),
            sort_nouns: rows(SORT_NOUNS).map(|row| (row[0], sort(row[1]))).collect(),
            group_sizes: rows(GROUP_SIZES)
                .filter_map(|row| Some((row[0], row[1].parse().ok()?)))
                .collect(),
            mutual_nouns: rows(MUTUAL_NOUNS).map(|row| row[0]).collect(),
            act_nouns: rows(ACT_NOUNS).map(|row| row[0]).collect(),
            doer_compounds: rows(DOER_COMPOUNDS).map(|row| (row[0], doer(row[1]))).collect(),
            posts: rows(POSTS).map(|row| row[0]).collect(),
            post_modifiers: rows(POST_MODIFIERS).map(|row| row[0]).collect(),
            post_status: rows(POST_STATUS).map(|row| (row[0], status(row[1]))).collect(),
            post_ranks: rows(POST_RANKS).map(|row| row[0]).collect(),
            posts_abroad: rows(POSTS_ABROAD).map(|row| row[0]).collect(),
            posts_for: rows(POSTS_FOR).map(|row| row[0]).collect(),
        }
    }

    /// What a noun describes; by its lemma in lower case.
    pub(crate) fn noun(&self, lemma: &str) -> Option<&NounSense> {
        self.nouns.get(lemma).or_else(|| {
            // "ex-minister", "vice-president", "co-defendant"
            let (_, rest) = lemma.rsplit_once('-')?;
            self.nouns.get(rest)
        })
    }

    /// All nouns, in no order.
    pub(crate) fn nouns(&self) -> impl Iterator<Item = (&'static str, &NounSense)> {
        self.nouns.iter().map(|(noun, sense)| (*noun, sense))
    }

    /// What a name with this noun in it names: `war`.
    pub(crate) fn name_noun(&self, word: &str) -> Option<EntityKind> {
        self.name_nouns.get(word).copied()
    }

    /// The title with these letters, in lower case, with or without full stop.
    pub(crate) fn title(&self, word: &str) -> Option<&Title> {
        self.titles.get(word.trim_end_matches('.'))
    }

    /// Whose forename a word in lower case is; `None` where it is none that is known.
    pub(crate) fn forename(&self, word: &str) -> Option<Gender> {
        self.forenames.get(word).copied()
    }

    /// What a word in lower case does in a name.
    pub(crate) fn name_word(&self, word: &str) -> Option<NameWord> {
        self.name_words.get(word).copied()
    }

    /// How many a noun (its lemma in lower case) takes together: `trio`.
    pub(crate) fn group_size(&self, lemma: &str) -> Option<usize> {
        self.group_sizes.get(lemma).copied()
    }

    /// Whether a noun (its lemma in lower case) calls several by what each is to the others:
    /// `neighbour`.
    pub(crate) fn is_mutual(&self, lemma: &str) -> bool {
        self.mutual_nouns.contains(lemma)
    }

    /// Whether two words call what is done, while the second alone may call a body: `public
    /// service`.
    pub(crate) fn is_act(&self, pair: &str) -> bool {
        self.act_nouns.contains(pair)
    }

    /// Whom a noun before that of an act (its lemma in lower case) names as its doer: `police firing`.
    pub(crate) fn doer_of(&self, act: &str) -> Option<Doer> {
        self.doer_compounds.get(act).copied()
    }

    /// What a noun (its lemma in lower case) calls by its sort alone.
    pub(crate) fn sort_noun(&self, lemma: &str) -> Option<Sort> {
        self.sort_nouns.get(lemma).copied()
    }

    /// Whether a noun (its lemma in lower case) says an office, function or profession.
    pub(crate) fn is_post(&self, lemma: &str) -> bool {
        let bare = lemma.rsplit_once('-').map_or(lemma, |(_, rest)| rest);
        [lemma, bare].into_iter().any(|noun| {
            self.posts.contains(noun)
                || self.nouns.get(noun).is_some_and(|sense| {
                    sense.kind == EntityKind::Person && !sense.sectors.is_empty()
                })
        })
    }

    /// Whether an adjective is part of the name of a post: `deputy`.
    pub(crate) fn is_post_modifier(&self, word: &str) -> bool {
        self.post_modifiers.contains(word)
    }

    /// Whether a word before a post says that it is held: `former`.
    pub(crate) fn post_status(&self, word: &str) -> Option<RoleStatus> {
        self.post_status.get(word).copied()
    }

    /// Whether a noun says a function by itself: `spokesman`; a `student` has none.
    pub(crate) fn is_function(&self, lemma: &str) -> bool {
        self.posts.contains(lemma)
    }

    /// Whether a noun is a rank, which stands beside another title: `Colonel`.
    pub(crate) fn is_rank(&self, word: &str) -> bool {
        self.post_ranks.contains(word)
    }

    /// Whether a post (its lemma in lower case) is held abroad: `ambassador`.
    pub(crate) fn is_posted_abroad(&self, lemma: &str) -> bool {
        self.posts_abroad.contains(lemma)
    }

    /// Whether the `for` after a post belongs to its title: `commissioner for minorities`.
    pub(crate) fn is_post_for(&self, word: &str) -> bool {
        self.posts_for.contains(word)
    }

    /// The sector that a word in lower case says.
    pub(crate) fn sector(&self, word: &str) -> Option<&'static str> {
        self.sectors.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn lists_have_their_columns_and_nothing_twice() {
        let lists = [
            ("person-nouns", PERSON_NOUNS, 3),
            ("organisation-nouns", ORGANISATION_NOUNS, 2),
            ("place-nouns", PLACE_NOUNS, 1),
            ("group-nouns", GROUP_NOUNS, 2),
            ("name-nouns", NAME_NOUNS, 2),
            ("titles", TITLES, 3),
            ("forenames", FORENAMES, 2),
            ("sector-words", SECTOR_WORDS, 2),
            ("name-words", NAME_WORDS, 2),
            ("sort-nouns", SORT_NOUNS, 2),
            ("group-sizes", GROUP_SIZES, 2),
            ("mutual-nouns", MUTUAL_NOUNS, 1),
            ("act-nouns", ACT_NOUNS, 1),
            ("doer-compounds", DOER_COMPOUNDS, 2),
            ("posts", POSTS, 1),
            ("post-modifiers", POST_MODIFIERS, 1),
            ("post-status", POST_STATUS, 2),
            ("post-ranks", POST_RANKS, 1),
            ("posts-abroad", POSTS_ABROAD, 1),
            ("posts-for", POSTS_FOR, 1),
        ];
        for (name, list, columns) in lists {
            let mut seen = HashSet::new();
            for row in rows(list) {
                assert_eq!(row.len(), columns, "{name}: {row:?}");
                assert!(seen.insert(row[0]), "{name}: {} stands twice", row[0]);
                assert!(row.iter().all(|column| !column.is_empty()), "{name}: {row:?}");
            }
        }
    }

    #[test]
    fn nouns_have_one_sense() {
        let mut seen = HashSet::new();
        for list in [PERSON_NOUNS, ORGANISATION_NOUNS, PLACE_NOUNS, GROUP_NOUNS] {
            for row in rows(list) {
                assert!(seen.insert(row[0]), "{} stands in two lists", row[0]);
            }
        }
    }

    #[test]
    fn prefixes_leave_the_sense() {
        for lemma in ["minister", "ex-minister", "co-founder", "vice-president"] {
            assert_eq!(lexicon().noun(lemma).map(|noun| noun.kind), Some(EntityKind::Person));
        }
        assert_eq!(lexicon().noun("sanction"), None);
    }
}
