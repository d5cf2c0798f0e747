//! How many pairs of names a second are compared.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_names::{Schema, compare, score};

/// Pairs of the usual sorts, invented.
const PAIRS: &[(&str, &str, Schema)] = &[
    ("Anna Petrova", "PETROVA, Anna V.", Schema::Person),
    ("Омар Юсуфов", "Omar Yusufov", Schema::Person),
    ("Abdul Karim Noor al-Harithi", "Abdulkarim Nour Alharithi", Schema::Person),
    ("John Hale", "Maria Ossowska", Schema::Person),
    ("Harbour Fund III, L.P.", "Harbour Fund IV LP", Schema::Organisation),
    ("Northern Shipping Company Limited", "Northern Shipping Co. Ltd", Schema::Organisation),
    ("Ministry of Fisheries", "Ministry of Forestry", Schema::Organisation),
    ("王小明", "Wang Xiaoming", Schema::Person),
];

fn comparing(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("names");
    group.throughput(Throughput::Elements(PAIRS.len() as u64));
    group.bench_function("score, in pairs", |bench| {
        bench.iter(|| {
            for (first, second, schema) in PAIRS {
                black_box(score(black_box(first), black_box(second), *schema));
            }
        });
    });
    group.bench_function("compare with reasons, in pairs", |bench| {
        bench.iter(|| {
            for (first, second, schema) in PAIRS {
                black_box(compare(black_box(first), black_box(second), *schema));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, comparing);
criterion_main!(benches);
