//! `record.times` and `record.report.published`.

use dateline_record::{Published, PublishedBasis, Time};

use crate::article::{Anchored, Article};
use crate::front::Front;

/// The day of publication, and the time expressions in the order of the text.
pub(crate) struct Times {
    pub(crate) published: Published,
    pub(crate) list: Vec<Anchored<Time>>,
}

pub(crate) fn read(article: &Article<'_>, _front: &Front) -> Times {
    let published = Published {
        value: article.report.published.clone(),
        basis: PublishedBasis::Unknown,
        earliest: None,
        latest: None,
        why: Vec::new(),
    };
    Times { published, list: Vec::new() }
}
