//! How many reports a second are read for their times, and for times and quantities, on one core,
//! given the parse; and whether ten times the text takes ten times as long.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_language::{Model, Parse};
use dateline_reader::{read_times, read_times_and_quantities};
use dateline_record::Report;

/// A report of the usual kind and length, written for this benchmark.
const REPORT: &str = "\
TRESK, March 5 (Wire) - At least 14 people were killed and dozens wounded when rebels shelled a \
market in the northern city of Tresk on Tuesday, officials and witnesses said.

The Interior Ministry blamed the attack on the Northern Front, which has fought government troops \
since 2016. A spokesman for the group denied responsibility. \"We had no forces in the area,\" he \
told reporters by telephone, adding that the army itself had fired the shells at about 9:30 a.m.

President Mara Oduya, who is due to meet mediators in Geneva next week, said her government would \
not be forced from the talks. But aid agencies warned that about 30,000 residents might flee if \
fighting spread to the river crossings, and urged both sides to agree on a two-day ceasefire.

Traders in the market, which opened on 3 May 1987 and was last shelled two years ago, said the \
first rounds fell shortly after dawn. \"We come here every morning,\" said Ana Brandt, 43, who \
sells cloth. \"In the past three months we have had to close four times.\"

The economy of the region shrank by 4.5 percent in the fourth quarter of last year, compared with \
a fall of 2 percent a year earlier, and the government expects a deficit of $3.2 billion in the \
2024/25 fiscal year. The central bank, which raised its key rate to 11 percent in January, will \
decide again on April 12.

The United Nations has called for an independent investigation. Its envoy, Tomas Brandt, said he \
expected an answer from the government by the end of the month. Some 250,000 people have been \
displaced since the war began, three times as many as in 2019.
";

fn report(text: String) -> (Report, Parse) {
    let model = Model::embedded().expect("the embedded model opens");
    let parse = model.parse(&text, &dateline_text::segment(&text));
    (Report { text, published: Some("2025-03-05".to_owned()), ..Report::default() }, parse)
}

fn bench(criterion: &mut Criterion) {
    let (one, one_parse) = report(REPORT.to_owned());
    let (ten, ten_parse) = report(REPORT.repeat(10));
    let mut group = criterion.benchmark_group("times");
    group.throughput(Throughput::Elements(1));
    group.bench_function("a report", |bencher| {
        bencher.iter(|| read_times(black_box(&one), black_box(&one_parse)));
    });
    group.bench_function("a report, with its quantities", |bencher| {
        bencher.iter(|| read_times_and_quantities(black_box(&one), black_box(&one_parse)));
    });
    group.throughput(Throughput::Elements(10));
    group.bench_function("ten times the text, with its quantities", |bencher| {
        bencher.iter(|| read_times_and_quantities(black_box(&ten), black_box(&ten_parse)));
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
