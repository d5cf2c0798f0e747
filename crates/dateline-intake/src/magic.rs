//! Files that are no text, known by their first bytes.

use crate::IntakeError;

/// First bytes of documents that may be letters throughout, what they show, and what to do with
/// such a file. White space may stand before them.
const LETTERED_KINDS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", EXTRACT),
    (b"{\\rtf", "a document in Rich Text Format", EXTRACT),
    (b"<!doctype html", "a web page", EXTRACT),
    (b"<html", "a web page", EXTRACT),
    (b"<?xml", "an XML document", EXTRACT),
];

/// The same of files that hold bytes that are no letters.
const BINARY_KINDS: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "a ZIP archive, or a document of an office program", EXTRACT),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a document of an old office program", EXTRACT),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", RECOGNISE),
    (b"\xFF\xD8\xFF", "a JPEG image", RECOGNISE),
    (b"GIF87a", "a GIF image", RECOGNISE),
    (b"GIF89a", "a GIF image", RECOGNISE),
    (b"II*\0", "a TIFF image", RECOGNISE),
    (b"MM\0*", "a TIFF image", RECOGNISE),
    (b"RIFF", "a sound, video or WebP file", LEAVE_OUT),
    (b"OggS", "a sound or video file", LEAVE_OUT),
    (b"ID3", "a sound file", LEAVE_OUT),
    (b"\x7FELF", "a program", LEAVE_OUT),
    (b"MZ\x90\0", "a program", LEAVE_OUT),
    (b"\0asm", "a program", LEAVE_OUT),
    (b"\xCA\xFE\xBA\xBE", "a program", LEAVE_OUT),
    (b"SQLite format 3\0", "an SQLite database", EXPORT),
    (b"PAR1", "a Parquet file", EXPORT),
    (b"ARROW1", "an Arrow file", EXPORT),
];

const EXTRACT: &str = "save it as plain text first";
const UNPACK: &str = "unpack it first";
const RECOGNISE: &str = "recognise its text first";
const EXPORT: &str = "export its texts first, a line of JSON each";
const LEAVE_OUT: &str = "leave it out";

/// The bytes of the name of what ISO media files (MP4, `QuickTime`) begin with, from the fifth on.
const ISO_MEDIA: &[u8] = b"ftyp";

/// Refuses what the first bytes show to be no text. A text that merely begins with such letters
/// (`RIFF`, `ID3`) has no zero bytes and is valid UTF-8.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), IntakeError> {
    let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    refuse_kinds(unmarked, LETTERED_KINDS)?;
    if !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        return Ok(());
    }
    refuse_kinds(bytes, BINARY_KINDS)?;
    if bytes.get(4..8) == Some(ISO_MEDIA) {
        return Err(IntakeError::NotText { found: "a video or sound file", remedy: LEAVE_OUT });
    }
    Ok(())
}

fn refuse_kinds(
    bytes: &[u8],
    kinds: &[(&[u8], &'static str, &'static str)],
) -> Result<(), IntakeError> {
    match kinds.iter().find(|(first, ..)| begins_with(bytes, first)) {
        Some((_, found, remedy)) => Err(IntakeError::NotText { found, remedy }),
        None => Ok(()),
    }
}

/// Whether bytes begin with others, letters large or small.
fn begins_with(bytes: &[u8], first: &[u8]) -> bool {
    bytes.get(..first.len()).is_some_and(|start| start.eq_ignore_ascii_case(first))
}

/// What is left to say of bytes that are of no known kind and yet no text.
pub(crate) fn unknown_binary(found: &'static str) -> IntakeError {
    IntakeError::NotText { found, remedy: "save it as plain text in UTF-8 first" }
}
