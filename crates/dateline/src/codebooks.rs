//! The user's codebooks, and what is wrong with them.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use dateline_codebook::{Codebook, CodebookError, Examined, LARGEST, Problem, Severity, text_of};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, MietteError,
    MietteSpanContents, Report, SourceCode, SourceSpan, SpanContents,
};

use crate::failure::{Failure, say};

/// How many problems of a codebook are shown; the others are counted.
const MOST_SHOWN: usize = 20;
/// How much of a line is shown, in characters.
const LONGEST_EXCERPT: usize = 76;
/// How much of it before what is wrong, where it is cut.
const BEFORE: usize = 24;
/// How wide a problem is shown.
const WIDTH: usize = 100;

/// The codebooks in these files.
///
/// # Errors
/// Where a file cannot be read or is no codebook; what is wrong has been told then. Where two have
/// one name.
pub(crate) fn chosen(files: &[PathBuf]) -> Result<Vec<Codebook>, Failure> {
    let mut codebooks: Vec<Codebook> = Vec::with_capacity(files.len());
    for file in files {
        let text = text(file)?;
        let Examined { codebook, problems } = Codebook::examine(&text);
        let errors: Vec<Problem> =
            problems.into_iter().filter(|one| one.severity == Severity::Error).collect();
        tell(file, &text, &errors);
        if !errors.is_empty() {
            return Err(refused(file, errors.len()));
        }
        if codebooks.iter().any(|other| other.name == codebook.name) {
            let message = format!(
                "expected codebooks of different names, but found {:?} twice, again in {}; call \
                 one of them otherwise in its line `codebook {}`",
                codebook.name,
                file.display(),
                codebook.name
            );
            return Err(Failure::new("codebook", message));
        }
        codebooks.push(codebook);
    }
    Ok(codebooks)
}

/// What to say after the errors of a codebook.
pub(crate) fn refused(file: &Path, errors: usize) -> Failure {
    let count = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
    Failure::new("codebook", format!("{} has {count} and cannot be used", file.display()))
}

/// The text of a codebook's file.
///
/// # Errors
/// Where it cannot be read, is too large or no text.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    let cannot = |error| {
        let message = format!("cannot read the codebook {}: {error}", file.display());
        Failure::new("codebook", message)
    };
    let mut bytes = Vec::new();
    // One byte more than is taken tells that there is more.
    let most = LARGEST as u64 + 1;
    File::open(file).map_err(cannot)?.take(most).read_to_end(&mut bytes).map_err(cannot)?;
    let no_text =
        |error: CodebookError| Failure::new("codebook", format!("{}, {error}", file.display()));
    text_of(&bytes).map(str::to_owned).map_err(no_text)
}

/// Says on standard error what is wrong with a codebook, each with its line, errors before warnings.
pub(crate) fn tell(file: &Path, text: &str, problems: &[Problem]) {
    let of = |severity| problems.iter().filter(move |one| one.severity == severity);
    let mut in_turn = of(Severity::Error).chain(of(Severity::Warning));
    for problem in in_turn.by_ref().take(MOST_SHOWN) {
        say(shown(file, text, problem).trim_end());
    }
    let (errors, warnings): (Vec<_>, Vec<_>) =
        in_turn.partition(|one| one.severity == Severity::Error);
    let counts = [count(errors.len(), "error"), count(warnings.len(), "warning")];
    let more: Vec<String> = counts.into_iter().flatten().collect();
    if !more.is_empty() {
        say(&format!("and {} more in {}", more.join(" and "), file.display()));
    }
}

/// "an error", "2 errors"; nothing where there are none.
fn count(number: usize, what: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    }
}

fn shown(file: &Path, text: &str, problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let excerpt = Excerpt::new(file, text, problem);
    let mut diagnostic = MietteDiagnostic::new(problem.message.clone()).with_severity(severity);
    diagnostic.help.clone_from(&problem.mend);
    let label = LabeledSpan::underline(excerpt.marked.clone());
    let report = Report::new(diagnostic.with_label(label)).with_source_code(excerpt);
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode())
        .with_links(false)
        .with_width(WIDTH);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = handler.render_report(&mut out, report.as_ref());
    out
}

/// The line of a problem, cut where it is long: patterns may stand in lines of thousands of letters.
#[derive(Debug)]
struct Excerpt {
    name: String,
    /// From zero.
    line: usize,
    column: usize,
    text: String,
    /// What is wrong, in bytes of the excerpt.
    marked: std::ops::Range<usize>,
}

impl Excerpt {
    fn new(file: &Path, text: &str, problem: &Problem) -> Self {
        let span = problem.span.clone();
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.start..].find('\n').map_or(text.len(), |at| span.start + at);
        let line = text[start..end].trim_end();
        let column = text[start..span.start].chars().count();
        let first =
            if line.chars().count() > LONGEST_EXCERPT { column.saturating_sub(BEFORE) } else { 0 };
        let before = if first > 0 { "…" } else { "" };
        // A tab has no fixed width, under which nothing can be marked.
        let kept: String = line
            .chars()
            .skip(first)
            .take(LONGEST_EXCERPT)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let bytes = |characters: usize| {
            kept.char_indices().nth(characters).map_or(kept.len(), |(at, _)| at)
        };
        let width = text[span.start..span.end].chars().count();
        let marked =
            before.len() + bytes(column - first)..before.len() + bytes(column - first + width);
        let after = if line.chars().count() > first + LONGEST_EXCERPT { "…" } else { "" };
        Self {
            name: file.display().to_string(),
            line: problem.line - 1,
            column,
            text: format!("{before}{kept}{after}"),
            marked,
        }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            SourceSpan::from(0..self.text.len()),
            self.line,
            self.column,
            1,
        )))
    }
}
