//! How long it takes to look up a name, in the program's own gazetteer and in a file, and to open
//! such a file.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_gazetteer::{Compiler, Gazetteer};

/// Names with one place, with several, and with none.
const NAMES: &[&str] = &[
    "Nairobi",
    "the Netherlands",
    "Springfield",
    "São Paulo",
    "New South Wales",
    "Anna Petrova",
    "Harbour Fund",
    "Ministry of Fisheries",
];

/// How many places are added to the program's own.
const ADDED: u32 = 200_000;

/// Towns that are none, in GeoNames' own layout.
fn dump() -> String {
    let mut rows = String::new();
    for number in 0..ADDED {
        let id = 14_000_000 + number;
        let name = format!("Novo{number}grad");
        // Writing to a string cannot fail.
        let _ =
            writeln!(rows, "{id}\t{name}\t{name}\t\t1.5\t36.5\tP\tPPL\tKE\t\t05\t\t\t\t0\t\t\t\t");
    }
    rows
}

fn looking_up(bench: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.gazetteer");
    let mut compiler = Compiler::new();
    compiler.add(&dump()).expect("rows of GeoNames");
    fs::write(&path, compiler.finish()).expect("a file");
    let large = Gazetteer::load(&path).expect("a gazetteer");

    let mut group = bench.benchmark_group("gazetteer");
    group.bench_function("open a file of 300,000 places", |bench| {
        bench.iter(|| black_box(Gazetteer::load(black_box(&path))).is_ok());
    });
    group.throughput(Throughput::Elements(NAMES.len() as u64));
    for (what, gazetteer) in [("embedded", Gazetteer::embedded()), ("mapped", large)] {
        group.bench_function(format!("eight look-ups, {what}"), |bench| {
            bench.iter(|| {
                for name in NAMES {
                    black_box(gazetteer.lookup(black_box(name)));
                }
            });
        });
    }
    group.finish();
}

criterion_group!(benches, looking_up);
criterion_main!(benches);
