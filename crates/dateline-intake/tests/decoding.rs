//! Bytes to texts, and to errors.

use dateline_intake::{Decoded, IntakeError, Limits, decode, read_text};
use proptest::prelude::*;

fn decoded(bytes: &[u8]) -> Decoded {
    decode(bytes, &Limits::default()).expect("a text")
}

fn codes(decoded: &Decoded) -> Vec<&str> {
    decoded.notes.iter().map(|note| note.code.as_str()).collect()
}

fn utf_16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

#[test]
fn utf_8_is_taken_as_it_is() {
    for text in ["It rained.", "Café ☔ 😀", "한국", "\r\n A \r B \u{a0}", "a\u{301}", " x"] {
        assert_eq!(decoded(text.as_bytes()), Decoded { text: text.to_owned(), notes: Vec::new() });
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let found = decoded("\u{feff}Café".as_bytes());
    assert_eq!((found.text.as_str(), codes(&found)), ("Café", vec!["byte-order-mark"]));
    // A second one is a character of the text.
    assert_eq!(decoded("\u{feff}\u{feff}Café".as_bytes()).text, "\u{feff}Café");
}

#[test]
fn utf_16_is_converted() {
    let text = "The minister — 한국 — said “no” 😀 to the talks.";
    for little in [true, false] {
        let mut marked = if little { vec![0xFF, 0xFE] } else { vec![0xFE, 0xFF] };
        marked.extend(utf_16(text, little));
        let found = decoded(&marked);
        assert_eq!((found.text.as_str(), codes(&found)), (text, vec!["encoding-converted"]));
        let found = decoded(&utf_16(text, little));
        assert_eq!((found.text.as_str(), codes(&found)), (text, vec!["encoding-converted"]));
    }
}

#[test]
fn other_encodings_are_guessed_and_converted() {
    let french =
        b"Le pr\xe9sident fran\xe7ais a \xe9t\xe9 re\xe7u \xe0 S\xe9oul, a-t-il d\xe9clar\xe9.";
    let found = decoded(french);
    assert_eq!(found.text, "Le président français a été reçu à Séoul, a-t-il déclaré.");
    assert_eq!(codes(&found), ["encoding-converted"]);

    let quotes = decoded(b"The minister said \x93no\x94 \x97 twice \x96 and it\x92s over.");
    assert_eq!(quotes.text, "The minister said “no” — twice – and it’s over.");

    let (russian, _, _) = encoding_rs::WINDOWS_1251
        .encode("Министр иностранных дел прибыл в Сеул во вторник, сообщили в посольстве.");
    assert!(decoded(&russian).text.starts_with("Министр иностранных дел"));
}

#[test]
fn damaged_utf_8_is_mended_and_said_to_be() {
    let mut bytes = "Präsident Müller, Außenminister Gäßler, “drei” Köpfe".as_bytes().to_vec();
    bytes.push(0xC3);
    let found = decoded(&bytes);
    assert_eq!(found.text, "Präsident Müller, Außenminister Gäßler, “drei” Köpfe\u{fffd}");
    assert_eq!(codes(&found), ["bytes-replaced"]);
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> =
        (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let table: &[(&[u8], &str, &str)] = &[
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not-text", "PDF"),
        (b"PK\x03\x04\x14\0\x06\0", "not-text", "ZIP"),
        (b"\x1f\x8b\x08\0\0\0", "not-text", "gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-text", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "not-text", "JPEG"),
        (b"\x7fELF\x02\x01\x01\0", "not-text", "program"),
        (b"\0\0\0\x20ftypisom", "not-text", "video"),
        (b"{\\rtf1\\ansi It rained.}", "not-text", "Rich Text"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>It rained.", "not-text", "web page"),
        (b"<html lang='en'>", "not-text", "web page"),
        (b"<?xml version='1.0'?><nitf/>", "not-text", "XML"),
        (b"It rained.\0\0\0\x01\x02 It poured.", "not-text", "zero bytes"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08 \x0e\x0f", "not-text", "mostly no characters"),
        (b"\xff\xfe\0\0I\0\0\0t\0\0\0", "bad-encoding", "UTF-32"),
        (&noise, "not-text", ""),
        (b"", "empty", "no bytes"),
        (b" \r\n\t", "empty", "white space"),
        (b"\xef\xbb\xbf", "empty", "white space"),
        (b"\xff\xfe", "empty", "white space"),
    ];
    for (bytes, code, found) in table {
        let error = decode(bytes, &Limits::default()).unwrap_err();
        assert_eq!(error.code(), *code, "{bytes:?}");
        assert!(error.to_string().contains(found), "{error}");
    }
}

#[test]
fn words_that_look_like_a_file_s_first_bytes_are_text() {
    for text in ["RIFF raff", "ID3 tags were lost.", "OggS", "PAR1", "BZh", "GIF89a is a format."] {
        assert_eq!(decoded(text.as_bytes()).text, text);
    }
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let limits = Limits { text: 10, ..Limits::default() };
    assert_eq!(decode(b"0123456789", &limits).unwrap().text.len(), 10);
    let error = decode(b"0123456789a", &limits).unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected at most 10 bytes, but found 11; cut it up or raise the limit"
    );
    // A stream without end is not read to its end.
    let error = read_text(std::io::repeat(b'a'), &limits).unwrap_err();
    assert_eq!(error, IntakeError::TooLong { limit: 10, found: "more".to_owned() });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_give_a_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        match decode(&bytes, &Limits::default()) {
            Ok(decoded) => prop_assert!(!decoded.text.trim().is_empty()),
            Err(error) => {
                let message = error.to_string();
                prop_assert!(message.starts_with("expected ") && message.contains(", but found "));
            }
        }
    }

    #[test]
    fn any_text_of_printable_characters_comes_back(text in "\\PC{1,200}") {
        prop_assume!(!text.trim().is_empty() && !text.starts_with('\u{feff}'));
        prop_assume!(!text.trim().starts_with(['%', '{', '<']));
        prop_assert_eq!(decode(text.as_bytes(), &Limits::default()).unwrap().text, text);
    }
}
