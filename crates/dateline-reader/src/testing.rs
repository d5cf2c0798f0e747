//! What the tests of several stages need.

use dateline_language::Model;
use dateline_record::Report;

use crate::article::Article;
use crate::pieces::Pieces;

/// Runs a check on the article of a text, read with the model that the program carries.
pub(crate) fn with_article(report: &Report, check: impl FnOnce(&Article<'_>)) {
    let segmented = dateline_text::segment(&report.text);
    let parse =
        Model::embedded().expect("the embedded model loads").parse(&report.text, &segmented);
    check(&Article::new(report, &parse));
}

/// Runs a check on the pieces of a text.
pub(crate) fn with_pieces(text: &str, check: impl FnOnce(&Pieces)) {
    let report = Report { text: text.to_owned(), ..Report::default() };
    with_article(&report, |article| check(&Pieces::new(article)));
}
