//! Web addresses, e-mail addresses, names of users and topics: words with signs inside.

use std::ops::Range;

use crate::ByteSpan;

/// The longest local part of an e-mail address, in bytes, by RFC 5321.
const LONGEST_LOCAL_PART: usize = 64;

/// An address inside a chunk.
pub(super) struct Address {
    pub(super) span: ByteSpan,
}

/// The addresses in a chunk, from left to right.
pub(super) fn find(text: &str, chunk: Range<usize>) -> impl Iterator<Item = Address> {
    let mut at = chunk.start;
    // A look at the bytes is enough for nearly every chunk.
    let bytes = &text.as_bytes()[chunk.clone()];
    let any = bytes.len() > 3
        && (memchr::memchr2(b'@', b'#', bytes).is_some()
            || memchr::memmem::find(bytes, b"://").is_some()
            || memchr::memmem::find(bytes, b"www.").is_some());
    std::iter::from_fn(move || {
        if !any || at >= chunk.end {
            return None;
        }
        let found = next(text, at..chunk.end)?;
        at = found.end;
        Some(Address { span: found })
    })
}

/// The first address in a range.
fn next(text: &str, range: Range<usize>) -> Option<ByteSpan> {
    let bytes = text.as_bytes();
    for at in range.clone() {
        let found = match bytes[at] {
            b'@' => email(text, range.start, at, range.end)
                .or_else(|| tagged_name(text, range.start, at, range.end)),
            b'#' => tagged_name(text, range.start, at, range.end),
            b':' if bytes[at..range.end].starts_with(b"://") => {
                scheme_start(bytes, range.start, at)
                    .map(|start| ByteSpan::new(start, address_end(text, at + 3, range.end)))
            }
            b'w' if bytes[at..range.end].starts_with(b"www.")
                && (at == range.start || !bytes[at - 1].is_ascii_alphanumeric()) =>
            {
                Some(ByteSpan::new(at, address_end(text, at + 4, range.end)))
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// Where the letters of `https` begin before `://` at `colon`.
fn scheme_start(bytes: &[u8], first: usize, colon: usize) -> Option<usize> {
    let start = bytes[first..colon]
        .iter()
        .rposition(|byte| !byte.is_ascii_alphanumeric())
        .map_or(first, |before| first + before + 1);
    (colon - start >= 3).then_some(start)
}

/// Where a web address that goes on at `start` ends: before a bracket or quote that closes around
/// it, and before the punctuation of the sentence.
fn address_end(text: &str, start: usize, end: usize) -> usize {
    let rest = &text[start..end];
    let until = rest
        .find(|c: char| {
            matches!(c, '<' | '>' | '"' | '“' | '”' | '’' | '|' | '»' | '）' | '。' | '，')
        })
        .unwrap_or(rest.len());
    let address = &rest[..until];
    // A closing bracket belongs to the address only where its opening one does.
    let (round, square) = (address.contains('('), address.contains('['));
    let address = address.trim_end_matches(|c| match c {
        ')' => !round,
        ']' => !square,
        _ => matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…' | '*'),
    });
    start + address.len()
}

/// The e-mail address around the `@` at `at`.
fn email(text: &str, first: usize, at: usize, end: usize) -> Option<ByteSpan> {
    let bytes = text.as_bytes();
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-~".contains(byte);
    let from = first.max(at.saturating_sub(LONGEST_LOCAL_PART));
    let start = bytes[from..at]
        .iter()
        .rposition(|byte| !is_local(byte))
        .map_or(from, |before| from + before + 1);
    let domain = bytes[at + 1..end]
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"._-".contains(byte)))
        .map_or(end, |length| at + 1 + length);
    let host = text[at + 1..domain].trim_end_matches(['.', '-', '_']);
    let has_host = host.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
    (start < at && has_host).then(|| ByteSpan::new(start, at + 1 + host.len()))
}

/// The name of a user or a topic that begins with the sign at `at`: `@unhcr`, `#ceasefire`.
fn tagged_name(text: &str, first: usize, at: usize, end: usize) -> Option<ByteSpan> {
    let before = text[first..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let name_end = super::tokens::run_end(text, at + 1, end);
    let name = &text[at + 1..name_end];
    let begins_with_letter = name.chars().next().is_some_and(char::is_alphabetic);
    begins_with_letter.then(|| ByteSpan::new(at, name_end))
}
