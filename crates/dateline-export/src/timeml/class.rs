//! TimeML's classes of events.

use std::collections::HashMap;
use std::sync::LazyLock;

use dateline_record::{Event, PartOfSpeech, Record};

static CLASSES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../lexicons/timeml-classes.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The class of an event. A word that attributes reports, unless it is known for something else:
/// "believes" is an `I_STATE`, "promised" an `I_ACTION`. An adjective is a state.
pub(super) fn class(record: &Record, event: &Event) -> &'static str {
    if let Some(class) = CLASSES.get(event.lemma.as_str()) {
        return class;
    }
    if is_cue(record, event) {
        "REPORTING"
    } else if event.grammar.pos == PartOfSpeech::Adjective {
        "STATE"
    } else {
        "OCCURRENCE"
    }
}

/// Whether an event's word is among those of a cue. Attributions stand in the order of their cues.
fn is_cue(record: &Record, event: &Event) -> bool {
    let first = |place: &dateline_record::Attribution| place.cue.first().map_or(0, |cue| cue.end);
    let from = record.attributions.partition_point(|one| first(one) <= event.trigger.start);
    record.attributions[from.saturating_sub(1)..]
        .iter()
        .take(4)
        .any(|attribution| attribution.cue.iter().any(|cue| cue.contains(event.trigger)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_of_classes_is_sound() {
        let text = include_str!("../../lexicons/timeml-classes.txt");
        let lines = text.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(CLASSES.len(), lines, "an entry stands there twice or lacks its class");
        for class in CLASSES.values() {
            assert!(
                matches!(*class, "ASPECTUAL" | "I_ACTION" | "I_STATE" | "PERCEPTION" | "STATE"),
                "{class}"
            );
        }
    }
}
