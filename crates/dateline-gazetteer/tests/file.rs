//! Gazetteers as files: what is added to them is found, and no bytes do harm.

use std::fs;
use std::path::PathBuf;

use dateline_gazetteer::{Compiler, Gazetteer, PlaceKind};
use tempfile::TempDir;

/// A town and a lake that the program's own gazetteer lacks, in GeoNames' own layout.
const DUMP: &str = "\
14000001\tNovi Ravenport\tNovi Ravenport\tNovy Ravenport,Нови Рейвънпорт\t-1.25\t36.5\tP\tPPL\tKE\t\t05\t\t\t\t4200\t\t\t\t
14000002\tLake Quillmere\tLake Quillmere\t\t-1.5\t36.75\tH\tLK\tKE\t\t05\t\t\t\t0\t\t\t\t
";

fn compiled() -> Vec<u8> {
    let mut compiler = Compiler::new();
    compiler.add(DUMP).expect("rows of GeoNames");
    assert_eq!(compiler.added(), 2);
    compiler.finish()
}

fn written(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("places.gazetteer");
    fs::write(&path, bytes).expect("a file");
    (folder, path)
}

/// Makes the checksum right again, as one would who means harm.
fn signed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = crc32fast::hash(&bytes[16..]);
    bytes[8..12].copy_from_slice(&sum.to_le_bytes());
    bytes
}

#[test]
fn a_file_adds_to_what_the_program_knows() {
    let (_folder, path) = written(&compiled());
    let gazetteer = Gazetteer::load(&path).expect("a gazetteer");
    let cases = [
        ("Novi Ravenport", PlaceKind::Town, Some(14_000_001), -1.25),
        ("novy-ravenport", PlaceKind::Town, Some(14_000_001), -1.25),
        ("Нови Рейвънпорт", PlaceKind::Town, Some(14_000_001), -1.25),
        ("Lake Quillmere", PlaceKind::Water, Some(14_000_002), -1.5),
    ];
    for (name, kind, geonames, lat) in cases {
        let places = gazetteer.lookup(name);
        assert_eq!(places.len(), 1, "{name}: {places:?}");
        assert_eq!((places[0].kind, places[0].geonames), (kind, geonames), "{name}");
        assert!((places[0].lat - lat).abs() < 0.001, "{name}: {places:?}");
        assert_eq!(places[0].country, Some("KEN"), "{name}");
        assert!(Gazetteer::embedded().lookup(name).is_empty(), "{name}");
    }
    for name in ["Nairobi", "Springfield", "Kenya", "the Kremlin", "Nowhere at all"] {
        assert_eq!(gazetteer.lookup(name), Gazetteer::embedded().lookup(name), "{name}");
    }
    assert!(gazetteer.attribution().contains("GeoNames"), "{}", gazetteer.attribution());
}

#[test]
fn the_same_places_give_the_same_bytes() {
    assert_eq!(compiled(), compiled());
}

#[test]
fn what_is_no_gazetteer_is_refused_with_a_code() {
    let whole = compiled();
    let old = {
        let mut bytes = whole.clone();
        bytes[4] = 1;
        bytes
    };
    let flipped = {
        let mut bytes = whole.clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    };
    let longer = signed([&whole[..], b"more"].concat());
    let shorter = signed(whole[..whole.len() - 1].to_vec());
    let vast = {
        let mut bytes = whole.clone();
        bytes[16..20].copy_from_slice(&u32::MAX.to_le_bytes());
        signed(bytes)
    };
    let binary = {
        let mut bytes = whole.clone();
        let attribution = 16 + 4 * 6;
        bytes[attribution] = 0xff;
        signed(bytes)
    };
    let cases: [(&str, &[u8], &str); 13] = [
        ("empty", b"", "gazetteer-foreign"),
        ("text", b"Nairobi\tKenya\n", "gazetteer-foreign"),
        ("the mark alone", b"DLGZ", "gazetteer-damaged"),
        ("half a head", &whole[..10], "gazetteer-damaged"),
        ("a head alone", &whole[..16], "gazetteer-damaged"),
        ("cut short", &whole[..whole.len() / 3], "gazetteer-damaged"),
        ("a bit flipped", &flipped, "gazetteer-damaged"),
        ("an old version", &old, "gazetteer-version"),
        ("more behind", &longer, "gazetteer-damaged"),
        ("a byte too few, checksum made right", &shorter, "gazetteer-damaged"),
        ("a vast table, checksum made right", &vast, "gazetteer-damaged"),
        ("no UTF-8, checksum made right", &binary, "gazetteer-damaged"),
        (
            "a head and nothing, checksum made right",
            &signed(whole[..16].to_vec()),
            "gazetteer-damaged",
        ),
    ];
    for (what, bytes, code) in cases {
        let (_folder, path) = written(bytes);
        let error = Gazetteer::load(&path).expect_err(what);
        assert_eq!(error.code(), code, "{what}: {error}");
        assert!(error.to_string().contains("places.gazetteer"), "{what}: {error}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let missing = Gazetteer::load(&folder.path().join("none")).expect_err("no file");
    assert_eq!(missing.code(), "gazetteer-unreadable", "{missing}");
    // A folder cannot be opened everywhere.
    let folder = Gazetteer::load(folder.path()).expect_err("a folder");
    assert!(["gazetteer-foreign", "gazetteer-unreadable"].contains(&folder.code()), "{folder}");
}

#[test]
fn whatever_stands_in_the_tables_a_search_ends() {
    let whole = compiled();
    let body = 16 + 4 * 6;
    let names = ["Nairobi", "Springfield", "San José", "", "zzz", "Novi Ravenport", "\u{10ffff}"];
    // Bytes of a kind over all of a table, and over a part of each.
    for fill in [0x00, 0x01, 0x7f, 0x80, 0xff] {
        for part in 0..8 {
            let mut bytes = whole.clone();
            // Attribution and divisions stand first and are UTF-8: they stay.
            let begins = 200_000.max(body);
            let length = (bytes.len() - begins) / 8;
            let start = begins + part * length;
            bytes[start..start + length].fill(fill);
            let (_folder, path) = written(&signed(bytes));
            let gazetteer = Gazetteer::load(&path).expect("tables of the right length");
            for name in names {
                assert!(gazetteer.lookup(name).len() <= 100, "{name}");
            }
        }
    }
}
