//! Who has to take part: `[actor: COP|police]`, `[recipient: RUS]`.

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_gazetteer::Gazetteer;

use crate::problem::Fault;
use crate::word::alternatives;

static SECTORS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("../lexicons/sectors.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Whom a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// `[actor: …]`
    Actor,
    /// `[recipient: …]`
    Recipient,
}

/// What a participant has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Whom it is about.
    pub side: Side,
    /// Sectors (`COP`), countries (`KEN`, ISO 3166-1 alpha-3), kinds of entity (`person`) or
    /// dictionary forms (`police`), any of which will do.
    pub any: Vec<String>,
}

/// Parts `strike * [actor: MIL]` into its words and its conditions.
pub(crate) fn split_conditions(written: &str) -> Result<(&str, Vec<Condition>), Fault<'_>> {
    let Some((words, rest)) = written.split_once('[') else {
        return Ok((written, Vec::new()));
    };
    let conditions = rest.split('[').map(condition).collect::<Result<_, _>>()?;
    Ok((words, conditions))
}

fn condition(written: &str) -> Result<Condition, Fault<'_>> {
    let written = written.trim();
    let inner = written.strip_suffix(']').ok_or_else(|| {
        Fault::new(written, format!("expected ] at the end of [{written}"))
            .mend("restrictions are the last of a pattern: strike * [actor: LAB]")
    })?;
    let (side, any) = inner.split_once(':').ok_or_else(|| {
        Fault::new(written, format!("expected [actor: …] or [recipient: …], but found [{inner}]"))
            .mend("say of whom it holds, with a colon")
    })?;
    let side = match side.trim() {
        "actor" => Side::Actor,
        "recipient" => Side::Recipient,
        other => {
            let message = format!("expected actor or recipient, but found {other:?}");
            return Err(Fault::new(side, message));
        }
    };
    let any = any.split('|').map(|word| wanted(word.trim(), inner)).collect::<Result<_, _>>()?;
    Ok(Condition { side, any })
}

/// What three capitals stand for is a sector or a country; everything else is a word.
fn wanted<'t>(word: &'t str, around: &'t str) -> Result<String, Fault<'t>> {
    if word.is_empty() {
        return Err(Fault::new(around, "expected a sector, country, kind or word, but found none"));
    }
    if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let known = SECTORS.contains(word) || Gazetteer::embedded().country(word).is_some();
        return known.then(|| word.to_owned()).ok_or_else(|| {
            Fault::new(
                word,
                format!(
                    "expected an actor sector (COP) or a country of ISO 3166-1 alpha-3 (KEN), but \
                     found {word}"
                ),
            )
            .mend(format!(
                "write {} in small letters if it is a name or a word; the sectors are {}",
                word.to_lowercase(),
                sectors()
            ))
        });
    }
    let mut words = alternatives(word)?;
    Ok(words.swap_remove(0))
}

fn sectors() -> String {
    let mut all: Vec<&str> = SECTORS.iter().copied().collect();
    all.sort_unstable();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sector_is_a_country() {
        for sector in SECTORS.iter() {
            assert!(Gazetteer::embedded().country(sector).is_none(), "{sector}");
        }
        assert_eq!(SECTORS.len(), 26);
    }

    #[test]
    fn three_capitals_are_a_sector_or_a_country() {
        for (written, any) in [
            ("strike [actor: LAB]", vec!["LAB"]),
            ("strike [actor: KEN|LAB|union]", vec!["KEN", "LAB", "union"]),
            ("strike [actor: imf]", vec!["imf"]),
        ] {
            let (words, conditions) = split_conditions(written).expect(written);
            assert_eq!(
                (words, &conditions[0].any),
                ("strike ", &any.into_iter().map(str::to_owned).collect())
            );
        }
        for (written, part) in [
            ("strike [actor: XYZ]", "ISO 3166-1"),
            ("strike [actor: UNIONS]", "lower case"),
            ("strike [actor LAB]", "colon"),
            ("strike [who: LAB]", "actor or recipient"),
            ("strike [actor: LAB", "expected ]"),
            ("strike [actor: ]", "found none"),
            ("strike [actor: LAB] here", "the last of a pattern"),
        ] {
            let said = format!("{:?}", split_conditions(written).expect_err(written));
            assert!(said.contains(part), "{written:?}: {said}");
        }
    }
}
