//! Single parts of the record, for those who need no more and have the parse.

use dateline_language::Parse;
use dateline_record::{Published, Quantity, Report, Time};

use crate::article::Article;
use crate::{front, quantities, times};

/// When a report was published and the times that it names, given its parse: the `published` and
/// the `times` of its record.
pub fn read_times(report: &Report, parse: &Parse) -> (Published, Vec<Time>) {
    let article = Article::new(report, parse);
    let found = found_in(&article);
    (found.published, found.list.into_iter().map(|time| time.item).collect())
}

/// The times and the quantities of a report, given its parse: those of its record.
pub fn read_times_and_quantities(report: &Report, parse: &Parse) -> (Vec<Time>, Vec<Quantity>) {
    let article = Article::new(report, parse);
    let found = found_in(&article);
    let amounts = quantities::read(&article, &found);
    (
        found.list.into_iter().map(|time| time.item).collect(),
        amounts.list.into_iter().map(|amount| amount.item).collect(),
    )
}

fn found_in(article: &Article<'_>) -> times::Times {
    times::read(article, &front::read(article.text(), &article.word_spans()))
}
