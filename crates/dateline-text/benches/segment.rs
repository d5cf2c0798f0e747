//! How many bytes and words a second a text is cut at, and quotation marks are paired.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_text::{quotations, segment};

/// A report of the usual sort, invented.
const REPORT: &str = "HARBOUR CITY, July 16 (Example News) - The envoy of the U.N. didn't attend \
    Tuesday's talks on the cease-fire, officials said, adding that “no date has been set” for the \
    next round.\n\nGen. Maria Ossowska, 52, who had led the anti-smuggling force since 2019, told \
    reporters at 5 p.m. that 1,200 people (about 40% of the town’s inhabitants) had fled. \"We \
    can't stay,\" one of them, J. K. Hale, said. \"It's over.\"\n\nDamage was put at $3.5bn by Acme \
    Corp., an insurer; see https://news.example.org/report for details. The two countries' \
    ministers will meet in mid-September.\n\n";

fn segmenting(bench: &mut Criterion) {
    let text = REPORT.repeat(20);
    let words = segment(&text).words;
    let mut group = bench.benchmark_group("text");
    group.throughput(Throughput::Elements(words.len() as u64));
    group.bench_function("segment, in words", |bench| bench.iter(|| segment(black_box(&text))));
    group.bench_function("quotations, in words", |bench| {
        bench.iter(|| quotations(black_box(&text), black_box(&words)));
    });
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("segment, in bytes", |bench| bench.iter(|| segment(black_box(&text))));
    group.finish();
}

criterion_group!(benches, segmenting);
criterion_main!(benches);
