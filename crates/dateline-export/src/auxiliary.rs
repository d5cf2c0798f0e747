//! How an event stands to the news: by PLOVER's auxiliary modes, also of events that PLOVER has no
//! type for.

use std::borrow::Cow;

use dateline_record::{Auxiliary, Certainty, Event, Polarity, Stance, Tense};

use crate::coded::Source;

/// The auxiliary modes of an event: the record's where it has a PLOVER type, else those that follow
/// from how sure the report presents it.
pub(crate) fn auxiliary<'r>(source: &Source<'r>, event: &'r Event) -> Cow<'r, [Auxiliary]> {
    if let Some(code) = &event.codes.plover {
        return Cow::Borrowed(&code.auxiliary);
    }
    let sure = &event.factuality;
    let denied = sure.polarity == Polarity::Negative
        || source.chain(event).any(|a| a.stance == Stance::Denies);
    let open = sure.polarity == Polarity::Open
        || !matches!(sure.certainty, Certainty::Certain | Certainty::Probable);
    let modes = [
        (Auxiliary::Future, sure.tense == Tense::Future),
        (Auxiliary::Hypothetical, open && !denied),
        (Auxiliary::Negated, denied),
    ];
    modes.into_iter().filter_map(|(mode, has)| has.then_some(mode)).collect()
}

/// Whether the report tells an event as news that it happened, for formats that have no way to say
/// otherwise: what was denied, threatened, planned or feared is no row in them, and what happened
/// years before is none.
pub(crate) fn is_news<'r>(source: &Source<'r>, event: &'r Event) -> bool {
    auxiliary(source, event).is_empty()
}

/// Whether the report tells an event as something that was done, now or years before.
pub(crate) fn is_done<'r>(source: &Source<'r>, event: &'r Event) -> bool {
    auxiliary(source, event).iter().all(|&mode| mode == Auxiliary::Historical)
}
