//! What the words of a name are: parts of the name itself, titles, legal forms, numbers.

use crate::fold::{Folded, Word, fold};
use crate::lexicon::{
    COMMON_WORDS, COMPOUND_SURNAMES, LEGAL_FORMS, PARTICLES, SCRIPTED_FORMS, STOP_WORDS, TITLES,
};
use crate::schema::Schema;
use crate::script::Script;
use crate::sound;
use crate::token::edits;

/// How many parts of a name are compared at most.
const MOST_PARTS: usize = 16;

/// A part of a name that tells it from others.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// As it stands in the name.
    pub(crate) written: String,
    /// In lower-case Latin letters.
    pub(crate) text: String,
    /// How it sounds: [`sound::key`].
    pub(crate) key: String,
    /// Its consonants: [`sound::skeleton`].
    pub(crate) skeleton: String,
    pub(crate) script: Script,
    pub(crate) kind: PartKind,
    /// Whether it stands after "son of", "daughter of": `Ali` in `Omar bin Ali`.
    pub(crate) is_parent: bool,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartKind {
    Name,
    /// One letter for a name.
    Initial,
    /// A word that many organisations have in their names.
    Generic,
}

/// A name, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) list: Vec<Part>,
    /// Titles that were left out.
    pub(crate) titles: Vec<String>,
    /// Legal forms, by the names of the list.
    pub(crate) forms: Vec<&'static str>,
    /// Numbers: `iii`, `2007`, `jr`.
    pub(crate) numbers: Vec<String>,
    /// The first letters of all words, with and without those that count for nothing: what an
    /// acronym is made of.
    pub(crate) initials: [String; 2],
    pub(crate) homoglyph: Option<char>,
    pub(crate) is_cut: bool,
}

impl Part {
    fn new(word: &Word, kind: PartKind) -> Self {
        Self::of(word.written.clone(), word.text.clone(), word.script, kind)
    }

    pub(crate) fn of(written: String, text: String, script: Script, kind: PartKind) -> Self {
        let key = sound::key(&text);
        let skeleton = if script == Script::Latin && text.len() < 2 {
            String::new()
        } else {
            sound::skeleton(&key)
        };
        Self { written, text, key, skeleton, script, kind, is_parent: false }
    }

    /// How much it tells: its letters.
    pub(crate) fn weight(&self) -> f32 {
        match self.kind {
            PartKind::Initial => 1.0,
            PartKind::Name | PartKind::Generic => self.text.len().min(12) as f32,
        }
    }
}

/// Whether a name is an organisation's by its words.
pub(crate) fn is_of_organisation(name: &str) -> bool {
    let words = fold(name).words;
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    form_at_end(&texts).is_some_and(|(length, _)| length < texts.len())
        || texts
            .iter()
            .any(|text| COMMON_WORDS.contains_key(text) || matches!(*text, "of" | "trust"))
}

/// Takes a name of a person or, with any other schema, of an organisation or thing apart.
pub(crate) fn parts(name: &str, schema: Schema) -> Parts {
    let folded = fold(name);
    let mut parts = Parts {
        is_cut: folded.is_cut,
        homoglyph: folded.words.iter().find_map(|word| word.homoglyph),
        ..Parts::default()
    };
    if schema == Schema::Person {
        parts.person(folded);
    } else {
        parts.organisation(folded);
    }
    parts.is_cut |= parts.list.len() > MOST_PARTS;
    parts.list.truncate(MOST_PARTS);
    parts
}

impl Parts {
    fn person(&mut self, folded: Folded) {
        let words = given_name_first(folded.words);
        let words = self.without_titles(words);
        let count = words.len();
        let mut is_parent = false;
        for (at, word) in words.iter().enumerate() {
            let text = word.text.as_str();
            if at > 0 && is_generation(word) {
                self.numbers.push(text.to_owned());
                continue;
            }
            if let Some(&says_child) = PARTICLES.get(text).filter(|_| 0 < at && at + 1 < count)
                // "Y" of "Y. Petrova" is an initial, "y" of "Ruiz y Soto" is none.
                && (text.len() > 1 || word.written == text)
            {
                is_parent |= says_child;
                continue;
            }
            let from = self.list.len();
            if word.script.is_syllabic() && count == 1 {
                self.family_and_given(word);
            } else if let Some((servant, of)) = servant_of(text) {
                for half in [servant, of] {
                    let half = half.to_owned();
                    self.list.push(Part::of(half.clone(), half, word.script, PartKind::Name));
                }
            } else {
                let kind = if text.len() == 1 { PartKind::Initial } else { PartKind::Name };
                self.list.push(Part::new(word, kind));
            }
            if let Some(part) = self.list.get_mut(from) {
                part.is_parent = std::mem::take(&mut is_parent);
            }
        }
    }

    /// Leaves out titles before and after a name; of nothing but titles, they are the name.
    fn without_titles(&mut self, words: Vec<Word>) -> Vec<Word> {
        let is_title = |word: &Word| TITLES.contains_key(word.text.as_str());
        let first = words.iter().position(|word| !is_title(word)).unwrap_or(words.len());
        let may_follow = |word: &Word| TITLES.get(word.text.as_str()) == Some(&true);
        let last = words.iter().rposition(|word| !may_follow(word)).map_or(0, |at| at + 1);
        if first >= last {
            return words;
        }
        self.titles.extend(words[..first].iter().map(|word| word.written.clone()));
        for word in &words[last..] {
            if matches!(word.text.as_str(), "jr" | "junior") {
                self.numbers.push("jr".to_owned());
            } else {
                self.titles.push(word.written.clone());
            }
        }
        let rest = words.into_iter().skip(first).take(last - first);
        let mut rest: Vec<Word> = rest.collect();
        // "Khan, Haji Asad": titles within, such as that of a pilgrim
        if rest.iter().filter(|word| !may_follow(word)).count() > 1 {
            rest.retain(|word| !may_follow(word));
        }
        rest
    }

    /// A Chinese or Korean name: the family's first, of one or two characters.
    fn family_and_given(&mut self, word: &Word) {
        let cut = word
            .written
            .char_indices()
            .nth(2)
            .map(|(at, _)| at)
            .filter(|&at| COMPOUND_SURNAMES.contains(&word.written[..at]))
            .or_else(|| word.written.char_indices().nth(1).map(|(at, _)| at));
        let (family, given) = word.written.split_at(cut.unwrap_or(word.written.len()));
        for half in [family, given].into_iter().filter(|half| !half.is_empty()) {
            let mut text = String::new();
            half.chars().for_each(|letter| crate::script::romanise(letter, &mut text));
            self.list.push(Part::of(half.to_owned(), text, word.script, PartKind::Name));
        }
    }

    fn organisation(&mut self, folded: Folded) {
        let mut words = acronyms_joined(folded.words);
        let has_small_letters =
            words.iter().any(|word| word.written.chars().any(char::is_lowercase));
        for word in &mut words {
            self.take_scripted_form(word);
        }
        words.retain(|word| !word.text.is_empty());
        let words = self.without_forms(words);
        for word in &words {
            let [all, telling] = &mut self.initials;
            all.push_str(&word.text[..1]);
            if !STOP_WORDS.contains(word.text.as_str()) {
                telling.push_str(&word.text[..1]);
            }
        }
        // "AT" of "AT and T" is no preposition.
        let is_stop = |word: &Word| {
            STOP_WORDS.contains(word.text.as_str())
                && !(has_small_letters
                    && word.text.len() < 4
                    && word.written.chars().all(char::is_uppercase))
        };
        let only_stops = words.iter().all(is_stop);
        for (at, word) in words.iter().enumerate() {
            if at > 0 && is_number(word) || word.text.bytes().all(|byte| byte.is_ascii_digit()) {
                self.numbers.push(word.text.trim_start_matches('0').to_owned());
            } else if only_stops || !is_stop(word) {
                match COMMON_WORDS.get(word.text.as_str()) {
                    Some(&(usual, is_generic)) => {
                        let kind = if is_generic { PartKind::Generic } else { PartKind::Name };
                        let mut part = Part::new(word, kind);
                        if usual != part.text {
                            usual.clone_into(&mut part.text);
                            part.key = sound::key(usual);
                        }
                        self.list.push(part);
                    }
                    None => self.list.push(Part::new(word, PartKind::Name)),
                }
            }
        }
        // A fund that has nothing but numbers for its name has them for its name.
        if self.list.is_empty() {
            self.numbers.clear();
            self.list.extend(words.iter().map(|word| Part::new(word, PartKind::Name)));
        }
    }

    /// Leaves out legal forms before and after a name.
    fn without_forms(&mut self, mut words: Vec<Word>) -> Vec<Word> {
        loop {
            let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            let Some((length, form)) =
                form_at_end(&texts).filter(|(length, _)| *length < texts.len())
            else {
                break;
            };
            self.forms.push(form);
            words.truncate(words.len() - length);
            // "S.A. de C.V.": what joins two forms
            while words.len() > 1
                && words.last().is_some_and(|word| matches!(word.text.as_str(), "de" | "and"))
            {
                words.pop();
            }
        }
        loop {
            let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            let is_short_latin = words.first().is_some_and(|word| {
                word.script == Script::Latin && word.text.len() < 3 && word.text != "pt"
            });
            let Some((length, form)) = form_at_start(&texts)
                .filter(|(length, _)| *length < texts.len() && !(is_short_latin && *length == 1))
            else {
                break;
            };
            self.forms.push(form);
            words.drain(..length);
        }
        words
    }

    /// Leaves out a legal form that is written together with a name: `有限公司`.
    fn take_scripted_form(&mut self, word: &mut Word) {
        if !matches!(word.script, Script::Han | Script::Hangul | Script::Kana) {
            return;
        }
        for form in SCRIPTED_FORMS.iter() {
            let rest = word.written.strip_suffix(form).or_else(|| word.written.strip_prefix(form));
            if let Some(rest) = rest {
                self.forms.push("company");
                rest.to_owned().clone_into(&mut word.written);
                word.text.clear();
                for letter in word.written.chars() {
                    crate::script::romanise(letter, &mut word.text);
                }
                return;
            }
        }
    }
}

/// `Petrova, Anna`: the words after a comma go first, unless they are titles or there are more
/// commas.
fn given_name_first(mut words: Vec<Word>) -> Vec<Word> {
    let mut commas = words.iter().enumerate().filter(|(_, word)| word.before_comma);
    let (Some((at, _)), None) = (commas.next(), commas.next()) else { return words };
    let given = &words[at + 1..];
    if given.iter().any(|word| !TITLES.contains_key(word.text.as_str())) {
        words.rotate_left(at + 1);
    }
    words
}

/// `abdulaziz` is `abdul` and `aziz`, "servant of the Mighty"; `abdullah` is one name.
fn servant_of(text: &str) -> Option<(&str, &str)> {
    let (servant, of) = text.split_at_checked(5)?;
    let is_servant = matches!(servant, "abdul" | "abdel" | "abdal" | "abdur" | "abder" | "abdol");
    (is_servant && of.len() > 3 && !of.starts_with("la")).then_some((servant, of))
}

/// `J.P.`, `S.A.R.L.`: letters with stops between them and no blanks are one word.
fn acronyms_joined(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut is_open = false;
    for word in words {
        let is_letter = word.text.len() == 1 || is_open && word.text.len() < 3;
        let continues = word.before_stop && word.touches_next;
        match joined.last_mut() {
            Some(last) if is_open && is_letter => {
                last.text.push_str(&word.text);
                last.written.push_str(&word.written);
                last.before_comma = word.before_comma;
                is_open = continues;
            }
            _ => {
                is_open = word.text.len() == 1 && continues;
                joined.push(word);
            }
        }
    }
    joined
}

/// Whether a word of an organisation's name is a number: `2007`, `AHL1`, `III`.
fn is_number(word: &Word) -> bool {
    word.text.bytes().any(|byte| byte.is_ascii_digit()) || is_roman(word)
}

/// Whether a word is a Roman numeral, in capitals.
fn is_roman(word: &Word) -> bool {
    word.text.len() < 6
        && word.written.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
        && !word.before_stop
}

/// Whether a word tells one of several of a family apart: `III`, `2nd`.
fn is_generation(word: &Word) -> bool {
    word.text.len() > 1 && is_roman(word) || matches!(word.text.as_str(), "2nd" | "3rd" | "4th")
}

/// The legal form that a name ends in: how many words it has, and its name.
fn form_at_end(texts: &[&str]) -> Option<(usize, &'static str)> {
    (0..texts.len()).find_map(|at| {
        let ways = LEGAL_FORMS.get(texts[at])?;
        let rest = &texts[at..];
        let (words, form) = ways.iter().find(|(words, _)| is_written(words, rest))?;
        Some((words.len(), *form))
    })
}

/// Whether these words are a legal form; a long one may have one letter wrong: `joint stock compan`.
fn is_written(form: &[&str], words: &[&str]) -> bool {
    if form.len() != words.len() {
        return false;
    }
    let mut pairs = form.iter().zip(words).filter(|(right, found)| right != found);
    match (pairs.next(), pairs.next()) {
        (None, _) => true,
        (Some((right, found)), None) => {
            form.len() > 2 && edits(right.as_bytes(), found.as_bytes()) <= 1.0
        }
        _ => false,
    }
}

/// The legal form that a name begins with.
fn form_at_start(texts: &[&str]) -> Option<(usize, &'static str)> {
    let ways = LEGAL_FORMS.get(texts.first()?)?;
    let (words, form) = ways.iter().find(|(words, _)| texts.starts_with(words))?;
    Some((words.len(), *form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(name: &str, schema: Schema) -> Vec<String> {
        parts(name, schema).list.into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn names_of_persons() {
        for (name, expected) in [
            ("Dr. Anna-Maria Petrova", &["anna", "maria", "petrova"][..]),
            ("Petrova, Anna V.", &["anna", "v", "petrova"]),
            ("Omar bin Yusuf al-Harithi", &["omar", "yusuf", "harithi"]),
            ("Abdulkarim Noor", &["abdul", "karim", "noor"]),
            ("Abdullah Noor", &["abdullah", "noor"]),
            ("Dr. Sheikh", &["dr", "sheikh"]),
            ("王小明", &["wang", "xiaoming"]),
            ("이순자", &["i", "sunja"]),
            ("Lucía Ruiz y Soto", &["lucia", "ruiz", "soto"]),
        ] {
            assert_eq!(list(name, Schema::Person), expected, "{name}");
        }
    }

    #[test]
    fn names_of_organisations() {
        for (name, expected, forms, numbers) in [
            (
                "The Harbour Fund III, L.P.",
                &["harbour", "fund"][..],
                &["partnership"][..],
                &["iii"][..],
            ),
            ("ООО «Северный ветер»", &["severnyy", "veter"], &["srl"], &[]),
            ("A.K.D. Company", &["akd"], &["company"], &[]),
            ("Molinos del Sur S.A. de C.V.", &["molinos", "sur"], &["joint stock"], &[]),
            ("Limited", &["limited"], &[], &[]),
            ("1871", &["1871"], &[], &[]),
            ("東方海運有限公司", &["dongfanghaiyun"], &["company"], &[]),
        ] {
            let found = parts(name, Schema::Organisation);
            let texts: Vec<&str> = found.list.iter().map(|part| part.text.as_str()).collect();
            assert_eq!(texts, expected, "{name}");
            assert_eq!(found.forms, forms, "{name}");
            assert_eq!(found.numbers, numbers, "{name}");
        }
    }
}
