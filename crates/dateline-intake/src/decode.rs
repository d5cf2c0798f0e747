//! Bytes in any encoding to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use dateline_record::Note;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Limits;
use crate::error::IntakeError;
use crate::magic::{refuse_binary, unknown_binary};

/// A text, and what was done to the bytes that it was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text. A byte order mark is no part of it.
    pub text: String,
    /// What differs from the bytes: `encoding-converted`, `bytes-replaced`, `byte-order-mark`.
    pub notes: Vec<Note>,
}

/// How many of a hundred bytes may be control characters in a text.
const CONTROLS_IN_HUNDRED: usize = 2;

/// How many characters of more than one byte must be whole, for each byte that is no UTF-8, for the
/// text to be taken for damaged UTF-8 and not for another encoding.
const WHOLE_FOR_EACH_BROKEN: usize = 4;

/// The text that bytes write.
///
/// UTF-8 is taken as it is. A byte order mark is left out, so that offsets count from the first
/// character of the text, and noted. UTF-16 is known by its byte order mark or by its zero bytes;
/// any other encoding is guessed from the bytes, converted, and noted.
///
/// # Errors
/// Where the bytes are no text, nothing but white space, or longer than the limit.
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, IntakeError> {
    refuse_binary(bytes)?;
    let decoded = unmarked(bytes)?;
    if decoded.text.len() > limits.text {
        let found = decoded.text.len().to_string();
        return Err(IntakeError::TooLong { limit: limits.text, found });
    }
    let controls = decoded.text.chars().filter(|&c| is_odd_control(c)).count();
    if controls * 100 > decoded.text.len() * CONTROLS_IN_HUNDRED {
        return Err(unknown_binary("bytes that are mostly no characters"));
    }
    if decoded.text.trim().is_empty() {
        let found = if bytes.is_empty() { "no bytes" } else { "nothing but white space" };
        return Err(IntakeError::Empty { found });
    }
    Ok(decoded)
}

/// Whether a character has no business in a text.
fn is_odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

/// The text of bytes that may begin with a byte order mark.
fn unmarked(bytes: &[u8]) -> Result<Decoded, IntakeError> {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        let found = "UTF-32".to_owned();
        let (expected, remedy) = ("UTF-8 or UTF-16", "save the file as UTF-8");
        return Err(IntakeError::BadEncoding { expected, found, remedy });
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_8 => {
            let mut decoded = unicode_or_guessed(&bytes[length..])?;
            let message = "the file begins with a byte order mark, which offsets do not count";
            decoded.notes.insert(0, note("byte-order-mark", message.to_owned()));
            Ok(decoded)
        }
        Some((encoding, length)) => Ok(converted(&bytes[length..], encoding)),
        None => unicode_or_guessed(bytes),
    }
}

/// The text of bytes without a byte order mark.
fn unicode_or_guessed(bytes: &[u8]) -> Result<Decoded, IntakeError> {
    if bytes.contains(&0) {
        let encoding = utf_16_of(bytes).ok_or_else(|| unknown_binary("zero bytes"))?;
        return Ok(converted(bytes, encoding));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), notes: Vec::new() }),
        Err(_) if is_damaged_utf_8(bytes) => Ok(converted(bytes, UTF_8)),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let decoded = converted(bytes, detector.guess(None, Utf8Detection::Deny));
            // A guess under which bytes are no characters is no better than the commonest of all.
            if decoded.text.contains(char::REPLACEMENT_CHARACTER) {
                return Ok(converted(bytes, WINDOWS_1252));
            }
            Ok(decoded)
        }
    }
}

/// Which UTF-16 bytes are, where zeros stand at every other place, as they do beside the letters of
/// any language that is written in Latin letters.
fn utf_16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let zeros =
        |first: usize| bytes.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    match (high_first * 10 > pairs * 6, low_first * 10 > pairs * 6) {
        (true, false) if low_first * 20 < pairs => Some(UTF_16BE),
        (false, true) if high_first * 20 < pairs => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether bytes are UTF-8 but for a few.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken * WHOLE_FOR_EACH_BROKEN
}

/// The text of bytes in an encoding, with a note that says so.
fn converted(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        let message =
            format!("the text was converted to UTF-8 from {}, as its bytes show", encoding.name());
        notes.push(note("encoding-converted", message));
    }
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    if replaced > 0 {
        let message = format!(
            "{replaced} stretches of bytes are no {}: U+FFFD stands in their place",
            encoding.name()
        );
        notes.push(note("bytes-replaced", message));
    }
    Decoded { text: text.into_owned(), notes }
}

fn note(code: &str, message: String) -> Note {
    Note { code: code.to_owned(), message, start: None, end: None }
}
