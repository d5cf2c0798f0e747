//! When a report was published: as given, by its dateline, or as the text lets one conclude.

use dateline_record::{Published, PublishedBasis};
use jiff::civil::Date;

use super::Found;
use crate::article::Article;
use crate::front::Front;

pub(super) fn read(article: &Article<'_>, _front: &Front, _found: &[Found]) -> Published {
    if let Some(given) = &article.report.published
        && let Some(day) = day_of(given)
    {
        return Published {
            value: Some(given.clone()),
            basis: PublishedBasis::Given,
            earliest: Some(day),
            latest: Some(day),
            why: Vec::new(),
        };
    }
    Published {
        value: None,
        basis: PublishedBasis::Unknown,
        earliest: None,
        latest: None,
        why: Vec::new(),
    }
}

/// The day of an ISO 8601 date or date-time.
fn day_of(given: &str) -> Option<Date> {
    given.trim().get(..10)?.parse().ok()
}
