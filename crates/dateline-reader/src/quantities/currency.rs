//! Amounts of money: `$3bn`, `2.3 million Czech crowns`, `Rs 500`, `USD 20`, `10 €`.
//!
//! A name that several currencies share is settled by the country that the words themselves give,
//! else by the only fitting one in the sentence, else in the report, else by custom (pounds are
//! British, roubles Russian). The bare dollar is the American one, as international agencies write
//! it. Where nothing settles it (crowns, francs, rupees without a country), the unit stays null.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use dateline_gazetteer::Gazetteer;
use dateline_record::QuantityKind;

use super::context::Context;
use super::unit::Unit;
use crate::lexicon;
use crate::number;
use crate::phrases::Phrases;
use crate::pieces::{Cursor, Piece, PieceKind};

static CURRENCIES: &str = include_str!("../../lexicons/quantities/currencies.txt");
static SIGNS: &str = include_str!("../../lexicons/quantities/currency-signs.txt");
static GUARDED: &str = include_str!("../../lexicons/quantities/guarded-currencies.txt");
static GUARDED_CODES: &str = include_str!("../../lexicons/quantities/guarded-codes.txt");
static CUES: &str = include_str!("../../lexicons/quantities/money-cues.txt");

struct Currency {
    code: &'static str,
    countries: Vec<&'static str>,
    /// Whether its bare names mean it where the report shows no other country.
    usual: bool,
}

/// A name for money, and the currencies that have it, as places in the list.
struct Name {
    currencies: Vec<usize>,
    /// How many of the currency it is: 0.01 for a cent.
    factor: f64,
    /// Whether it is another word as well.
    guarded: bool,
}

/// The currencies of the lexicon with their names.
struct Names {
    currencies: Vec<Currency>,
    by_code: HashMap<&'static str, usize>,
    list: Vec<Name>,
    phrases: Phrases<usize>,
}

static NAMES: LazyLock<Names> = LazyLock::new(Names::read);
static CUE_LEMMAS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(CUES).map(|[lemma]| lemma).collect());
static CODES_GUARDED: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| lexicon::rows::<1>(GUARDED_CODES).map(|[code]| code).collect());

impl Names {
    fn read() -> Self {
        let guarded: HashSet<&str> = lexicon::rows::<1>(GUARDED).map(|[name]| name).collect();
        let mut currencies = Vec::new();
        let mut major: Vec<(&'static str, usize)> = Vec::new();
        let mut minor: Vec<(&'static str, usize)> = Vec::new();
        for [code, countries, names, hundredths] in lexicon::rows::<4>(CURRENCIES) {
            let place = currencies.len();
            let countries = countries.split(',').collect();
            currencies.push(Currency {
                code: code.trim_end_matches('*'),
                countries,
                usual: code.ends_with('*'),
            });
            major.extend(names.split(',').map(|name| (name, place)));
            minor.extend(
                hundredths.split(',').filter(|name| *name != "-").map(|name| (name, place)),
            );
        }
        let mut names: Vec<Name> = Vec::new();
        let mut by_name: HashMap<&'static str, usize> = HashMap::new();
        let entries = major
            .into_iter()
            .map(|(name, currency)| (name, currency, 1.0))
            .chain(minor.into_iter().map(|(name, currency)| (name, currency, 0.01)));
        for (name, currency, factor) in entries {
            let at = *by_name.entry(name).or_insert_with(|| {
                names.push(Name {
                    currencies: Vec::new(),
                    factor,
                    guarded: guarded.contains(name),
                });
                names.len() - 1
            });
            // What is a currency of its own is nobody's hundredth: dirhams, for Libya.
            if names[at].factor.total_cmp(&factor).is_eq() {
                names[at].currencies.push(currency);
            }
        }
        let by_code =
            currencies.iter().enumerate().map(|(place, currency)| (currency.code, place)).collect();
        Self { by_code, list: names, phrases: Phrases::new(by_name.into_iter()), currencies }
    }

    fn coded(&self, codes: &'static str) -> Vec<usize> {
        codes.split(',').filter_map(|code| self.by_code.get(code).copied()).collect()
    }
}

/// Where a sign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    After,
    Both,
    Scaled,
}

fn place_named(name: &str) -> Option<Place> {
    Some(match name {
        "before" => Place::Before,
        "after" => Place::After,
        "both" => Place::Both,
        "scaled" => Place::Scaled,
        _ => return None,
    })
}

/// The sign, its codes, and where it stands.
type Sign = (&'static str, &'static str, Place);

static SIGN_WORDS: LazyLock<Phrases<Sign>> = LazyLock::new(|| {
    Phrases::new(
        lexicon::rows::<3>(SIGNS)
            .filter_map(|[sign, codes, place]| Some((sign, (sign, codes, place_named(place)?)))),
    )
});

/// Money that a text names beside a number, not yet settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Money {
    currencies: Vec<usize>,
    factor: f64,
    /// Whether the words alone may be something else.
    guarded: bool,
    /// Whether it is money only with a scale at the number: N5bn.
    pub(super) needs_scale: bool,
}

impl Money {
    fn sure(currencies: Vec<usize>, factor: f64) -> Self {
        Self { currencies, factor, guarded: false, needs_scale: false }
    }

    /// The unit that it is, by what the report shows; `None` where the words are no money.
    pub(super) fn settled(&self, context: &Context<'_>, word: usize, scaled: bool) -> Option<Unit> {
        let known = !self.guarded || scaled || context.has_near(word, &CUE_LEMMAS);
        if !known || self.needs_scale && !scaled {
            return None;
        }
        let all = &NAMES.currencies;
        let code = match self.currencies[..] {
            [one] => Some(one),
            // The bare dollar and cent are American wherever they are spent.
            [..] if self.currencies.iter().any(|&one| all[one].code == "USD") => {
                NAMES.by_code.get("USD").copied()
            }
            [..] => context
                .shown(word, &self.currencies, |one| all[one].countries.as_slice())
                .or_else(|| self.currencies.iter().copied().find(|&one| all[one].usual)),
        };
        let mut among: Vec<&'static str> = match code {
            Some(_) => Vec::new(),
            None => self.currencies.iter().map(|&one| all[one].code).collect(),
        };
        among.sort_unstable();
        Some(Unit {
            kind: QuantityKind::Money,
            code: code.map(|one| all[one].code),
            among,
            factor: self.factor,
        })
    }

    /// Whether the other names the same money: the `dollars` of `$10 dollars`.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.factor.total_cmp(&other.factor).is_eq()
            && other.currencies.iter().any(|currency| self.currencies.contains(currency))
    }

    /// Whether the other is a part of the same money: the cents of dollars and cents.
    pub(super) fn has_part(&self, other: &Self) -> bool {
        other.factor < self.factor
            && other.currencies.iter().any(|currency| self.currencies.contains(currency))
    }
}

/// The sign before a number; the cursor moves past it.
pub(super) fn take_sign(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let mut ahead = *cursor;
    let (sign, _, place) = SIGN_WORDS.take(&mut ahead)?;
    let letters = sign.bytes().all(|byte| byte.is_ascii_alphabetic());
    (!letters && matches!(place, Place::Before | Place::Both)).then(|| {
        *cursor = ahead;
        sign
    })
}

/// The money named before a number: `$`, `Rs`, `USD`, `Euro`; the cursor moves past it.
pub(super) fn take_before(cursor: &mut Cursor<'_>) -> Option<Money> {
    let piece = cursor.piece()?;
    let letters = piece.kind == PieceKind::Letters;
    let number_at = |ahead: Cursor<'_>| {
        ahead.goes_on()
            && (ahead.at_digits()
                || ahead.text() == "."
                    && ahead.piece().is_some_and(|p| p.kind == PieceKind::Symbol))
            || super::numeral::numeral(ahead).is_some()
    };
    if let Some((money, ahead)) = code_before(*cursor).filter(|(_, ahead)| number_at(*ahead)) {
        *cursor = ahead;
        return Some(money);
    }
    let mut ahead = *cursor;
    if let Some((sign, codes, place)) = SIGN_WORDS.take(&mut ahead)
        && place != Place::After
        && number_at(ahead)
        && (!letters || is_written_as_sign(*cursor, sign))
    {
        // "R5bn", but "R 5" and "an N of 5" are none.
        let needs_scale = place == Place::Scaled;
        if !needs_scale || ahead.glued() {
            *cursor = ahead;
            let currencies = NAMES.coded(codes);
            return Some(Money { needs_scale, ..Money::sure(currencies, 1.0) });
        }
    }
    // "dollar 22.5 million", "rupees 500": not "five euros, 20 cents", nor "the yen 5 times".
    let mut ahead = *cursor;
    let name = &NAMES.list[NAMES.phrases.take(&mut ahead)?];
    let number_before =
        super::numeral::numeral(Cursor { at: cursor.at.checked_sub(1)?, ..*cursor }).is_some();
    let whole = name.factor >= 1.0 && !name.guarded && !number_before && number_at(ahead);
    let plain = matches!(cursor.text(), "dollar" | "euro" | "rupees" | "naira" | "birr" | "taka");
    (whole && plain).then(|| {
        *cursor = ahead;
        Money::sure(name.currencies.clone(), 1.0)
    })
}

/// Whether letters are the sign of a currency: capitals (`Rs`), and together with its mark, so that
/// "a $5 note" and "told us $5" have the bare dollar.
fn is_written_as_sign(start: Cursor<'_>, sign: &str) -> bool {
    let Some(piece) = start.piece().filter(|piece| !piece.glued || start.at == 0) else {
        return false;
    };
    let together = (1..=sign.chars().filter(|c| !c.is_alphanumeric()).count())
        .all(|next| start.pieces.get(start.at + next).is_some_and(|piece| piece.glued));
    let apart = matches!(sign, "c$" | "hk$" | "nz$" | "u.s.$" | "u.s$");
    // Newswire that is set in tokens has "us $ 150 million".
    let in_tokens = sign == "us$"
        && (1..=2).all(|next| start.pieces.get(start.at + next).is_some_and(|piece| !piece.glued));
    apart || in_tokens || together && piece.capital()
}

/// `USD 20`, `USD20`, `mxn$ 15`, `MUSD 60`.
fn code_before(cursor: Cursor<'_>) -> Option<(Money, Cursor<'_>)> {
    let mut ahead = cursor;
    ahead.at += 1;
    let signed = ahead.glued() && ahead.take("$");
    let money = code_at(cursor, signed)?;
    Some((money, ahead))
}

/// The currency of a code in letters; with a sign behind it (`CAD$`) it can be no other word.
fn code_at(cursor: Cursor<'_>, signed: bool) -> Option<Money> {
    let piece = cursor.piece().filter(|piece| piece.kind == PieceKind::Letters)?;
    let text = cursor.text();
    if !matches!(text.len(), 3 | 4) {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let (code, factor) = match upper.strip_prefix('M').filter(|rest| rest.len() == 3) {
        Some(rest) => (rest, 1e6),
        None => (upper.as_str(), 1.0),
    };
    let guarded = CODES_GUARDED.contains(code) && !signed;
    if guarded && !piece.all_capitals() {
        return None;
    }
    let currency = *NAMES.by_code.get(code)?;
    Some(Money { guarded, ..Money::sure(vec![currency], factor) })
}

/// The money named behind a number: `euros`, `Czech crowns`, `USD`, `€`; the cursor moves past it.
pub(super) fn take_behind(context: &Context<'_>, cursor: &mut Cursor<'_>) -> Option<Money> {
    let mut ahead = *cursor;
    ahead.take_hyphen();
    if !ahead.goes_on() {
        return None;
    }
    if let Some(money) = code_at(ahead, false) {
        ahead.at += 1;
        // "3 USD50 cards"
        let of_next = ahead.glued() && ahead.at_digits();
        if of_next {
            return None;
        }
        *cursor = ahead;
        return Some(money);
    }
    let mut sign = ahead;
    if let Some((words, codes, place)) = SIGN_WORDS.take(&mut sign)
        && matches!(place, Place::After | Place::Both)
    {
        // "10 $", but not the sign of the next sum: "5 $20 notes".
        let next = super::numeral::numeral(sign).is_some() && !ahead.glued();
        let word_like = words.bytes().all(|byte| byte.is_ascii_lowercase());
        if !next
            && (!word_like
                || ahead.piece().is_some_and(Piece::all_capitals)
                || words == "kr"
                || words == "lei")
        {
            *cursor = sign;
            return Some(Money::sure(NAMES.coded(codes), 1.0));
        }
    }
    let mut named = ahead;
    if let Some(at) = NAMES.phrases.take(&mut named) {
        let name = &NAMES.list[at];
        *cursor = named;
        return Some(Money {
            currencies: name.currencies.clone(),
            factor: name.factor,
            guarded: name.guarded,
            needs_scale: false,
        });
    }
    qualified(context, ahead).map(|(money, behind)| {
        *cursor = behind;
        money
    })
}

/// How many pieces a country before the name of its money may have: `U.S. dollars`.
const LONGEST_COUNTRY: usize = 4;

/// `Czech crowns`, `Hong Kong dollars`, `U.S. dollars`.
fn qualified<'p>(context: &Context<'_>, start: Cursor<'p>) -> Option<(Money, Cursor<'p>)> {
    let gazetteer = Gazetteer::embedded();
    for length in 1..=LONGEST_COUNTRY {
        let mut ahead = Cursor { at: start.at + length, ..start };
        if !ahead.goes_on() {
            return None;
        }
        let Some(at) = NAMES.phrases.take(&mut ahead) else { continue };
        let name = &NAMES.list[at];
        let words = start.pieces.span(start.at..start.at + length).of(context.article.text());
        let country = gazetteer
            .demonym(words)
            .and_then(|belonging| belonging.country)
            .or_else(|| gazetteer.country_named(words).map(|country| country.code))?;
        let of_country = |place: &&usize| NAMES.currencies[**place].countries.contains(&country);
        let found = *name.currencies.iter().find(of_country)?;
        return Some((Money::sure(vec![found], name.factor), ahead));
    }
    None
}

/// The first currency that has the name here, for the ends of a range that say it twice.
pub(super) fn take_any_name(cursor: &mut Cursor<'_>) -> Option<&'static str> {
    let name = &NAMES.list[NAMES.phrases.take(cursor)?];
    name.currencies.first().map(|&first| NAMES.currencies[first].code)
}

/// The scale behind a code: `75 USD million`.
pub(super) fn take_scale(cursor: &mut Cursor<'_>) -> Option<f64> {
    let factor = number::scale(*cursor).filter(|factor| *factor >= 1e6 && !cursor.glued())?;
    cursor.at += 1;
    Some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list of the standard: every code of a country's money that is in use.
    #[test]
    fn every_currency_in_use_is_known() {
        for [code] in lexicon::rows::<1>(include_str!("../../tests/data/iso-4217.txt")) {
            assert!(NAMES.by_code.contains_key(code), "{code}");
        }
    }

    #[test]
    fn the_lexicons_are_sound() {
        lexicon::assert_sound::<4>(CURRENCIES);
        lexicon::assert_sound::<3>(SIGNS);
        for list in [GUARDED, GUARDED_CODES, CUES] {
            lexicon::assert_sound::<1>(list);
        }
        for [code, countries, ..] in lexicon::rows::<4>(CURRENCIES) {
            let code = code.trim_end_matches('*');
            assert!(
                code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()),
                "{code}"
            );
            for country in countries.split(',').filter(|country| *country != "-") {
                assert!(Gazetteer::embedded().country(country).is_some(), "{code}: {country}");
            }
        }
        for [sign, codes, place] in lexicon::rows::<3>(SIGNS) {
            assert!(place_named(place).is_some(), "{sign}");
            assert_eq!(NAMES.coded(codes).len(), codes.split(',').count(), "{sign}");
        }
        for [code] in lexicon::rows::<1>(GUARDED_CODES) {
            assert!(NAMES.by_code.contains_key(code), "{code}");
        }
    }
}
