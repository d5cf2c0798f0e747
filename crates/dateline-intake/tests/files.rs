//! Files and folders.

use std::fs;
use std::path::Path;

use dateline_intake::{Limits, is_json_lines, open_file, text_files};

#[test]
fn a_file_gives_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.txt");
    fs::write(&path, b"It rained in Z\xfcrich.").unwrap();
    let incoming = open_file(&path, &Limits::default()).unwrap();
    assert_eq!(incoming.report.text, "It rained in Zürich.");
    assert_eq!(incoming.report.id, None);
    assert_eq!(incoming.notes[0].code, "encoding-converted");
}

#[test]
fn files_that_cannot_be_had_give_errors() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.txt");
    let error = open_file(&missing, &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "not-found");
    assert!(error.to_string().contains("missing.txt"), "{error}");
    assert_eq!(open_file(folder.path(), &Limits::default()).unwrap_err().code(), "is-folder");
    assert_eq!(text_files(&missing)[0].as_ref().unwrap_err().code(), "not-found");
    let empty = folder.path().join("empty.txt");
    fs::write(&empty, b"").unwrap();
    assert_eq!(open_file(&empty, &Limits::default()).unwrap_err().code(), "empty");
}

#[test]
fn a_folder_gives_its_text_files_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "b.txt",
        "a/z.TXT",
        "a/deep/er/y",
        "a.jsonl",
        "c.pdf",
        ".hidden.txt",
        ".git/x.txt",
        "d.ndjson",
        "a/b.text",
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "It rained.").unwrap();
    }
    let found: Vec<String> = text_files(folder.path())
        .into_iter()
        .map(|path| path.unwrap().strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(found, ["a/b.text", "a/deep/er/y", "a/z.TXT", "a.jsonl", "b.txt", "d.ndjson"]);
    // A file that is named is taken, whatever its name ends in.
    let named = folder.path().join("c.pdf");
    assert_eq!(text_files(&named), [Ok(named.clone())]);
}

#[test]
#[cfg(unix)]
fn links_in_a_circle_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "It rained.").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken.txt")).unwrap();
    assert_eq!(text_files(folder.path()).len(), 1);
}

#[test]
fn json_lines_are_known_by_name() {
    for (name, expected) in
        [("a.jsonl", true), ("a.NDJSON", true), ("a.json", false), ("jsonl", false)]
    {
        assert_eq!(is_json_lines(Path::new(name)), expected, "{name}");
    }
}
