//! How many words a second are tagged, parsed, lemmatised and searched for names, on one core; and
//! how long a model takes to open.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_language::Model;
use dateline_text::segment;

/// A report of the usual kind, written for this benchmark.
const REPORT: &str = "\
TRESK (Wire) - At least 14 people were killed and dozens wounded when rebels shelled a market in \
the northern city of Tresk on Tuesday, officials and witnesses said.

The Interior Ministry blamed the attack on the Northern Front, which has fought government troops \
since 2016. A spokesman for the group denied responsibility. \"We had no forces in the area,\" he \
told reporters by telephone, adding that the army itself had fired the shells.

President Mara Oduya, who is due to meet mediators in Geneva next week, said her government would \
not be forced from the talks. But aid agencies warned that about 30,000 residents might flee if \
fighting spread to the river crossings, and urged both sides to agree on a ceasefire.

The United Nations has called for an independent investigation. Its envoy, Tomas Brandt, said he \
expected an answer from the government by the end of the month.
";

fn parse(criterion: &mut Criterion) {
    let model = Model::embedded().expect("the embedded model opens");
    let text = REPORT.repeat(20);
    let segmented = segment(&text);
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Elements(segmented.words.len() as u64));
    group.bench_function("words", |bencher| {
        bencher.iter(|| model.parse(black_box(&text), black_box(&segmented)));
    });
    group.finish();
    criterion.bench_function("open the model", |bencher| bencher.iter(Model::embedded));
}

criterion_group!(benches, parse);
criterion_main!(benches);
