//! From the bytes of a file to statements.

use crate::problem::{CodebookError, Fault, Problem, Problems, Severity};

/// How large a codebook may be, in bytes: room for some hundred thousand patterns.
pub const LARGEST: usize = 16 << 20;
/// How long a line may be, in bytes.
const LONGEST_LINE: usize = 64 << 10;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a codebook's bytes, without a byte order mark.
///
/// # Errors
/// Where they are too many, no text, or no UTF-8: then with the line of the first byte that is not.
pub fn text_of(bytes: &[u8]) -> Result<&str, CodebookError> {
    if bytes.len() > LARGEST {
        let message = format!("expected at most {LARGEST} bytes, but found {}", bytes.len());
        return Err(refused(1, message, "cut the codebook into several, and name each"));
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let line_of = |at: usize| bytes[..at].split(|&byte| byte == b'\n').count();
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(refused(
            1,
            "expected UTF-8, but found UTF-16".to_owned(),
            "save the file as UTF-8",
        ));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let message = "expected a text, but found a file with zero bytes".to_owned();
        return Err(refused(line_of(at), message, "name a codebook: see `dateline codebook new`"));
    }
    // As old programs write tables; all would be one line.
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        let message = "expected lines, but found carriage returns alone".to_owned();
        return Err(refused(1, message, "save the file with the line ends of Unix or Windows"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = format!("expected UTF-8, but found the byte 0x{:02X}", bytes[at]);
        refused(line_of(at), message, "save the file as UTF-8")
    })
}

fn refused(line: usize, message: String, mend: &str) -> CodebookError {
    let mend = Some(mend.to_owned());
    let problem = Problem { severity: Severity::Error, line, span: 0..0, message, mend };
    CodebookError { problems: vec![problem] }
}

/// A line that says something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement<'t> {
    /// The number of the line, from one.
    pub(crate) line: usize,
    /// Its first word.
    pub(crate) word: &'t str,
    /// What follows.
    pub(crate) rest: &'t str,
}

/// The statements of a text. A line that is too long is a problem and no statement.
pub(crate) fn statements<'t>(text: &'t str, problems: &mut Problems<'t>) -> Vec<Statement<'t>> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let (word, rest) = trimmed.split_once(char::is_whitespace).unwrap_or((trimmed, ""));
        if line.len() > LONGEST_LINE {
            let message = format!(
                "expected a line of at most {LONGEST_LINE} bytes, but found {}",
                line.len()
            );
            let start = &line[..line.floor_char_boundary(60)];
            problems.error(Fault::new(start, message).mend("write it as several lines"));
            continue;
        }
        found.push(Statement { line: at + 1, word, rest: rest.trim() });
    }
    found
}

/// The entries of a list with commas.
pub(crate) fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|entry| !entry.is_empty())
}
