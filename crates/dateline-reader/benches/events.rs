//! How many sentences a second are coded on one core, given the parse: all that events are read from
//! (times, entities, places, actors, attributions) and the events; with Dateline's codebooks, and with
//! one of a user beside them. And whether a sentence of ten times the length takes ten times as long.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline_codebook::Codebook;
use dateline_language::{Model, Parse};
use dateline_reader::Reader;
use dateline_record::Report;

/// Sentences of the usual kind and length, written for this benchmark.
const REPORT: &str = "\
Rebels shelled a market in the northern city of Tresk on Tuesday, killing at least 14 people. \
The Interior Ministry blamed the Northern Front, which has fought government troops since 2016. \
A spokesman for the group denied responsibility and accused the army of firing the shells. \
President Mara Oduya will meet mediators in Geneva next week, her office said. \
She threatened to withdraw from the talks unless the attacks ended. \
Aid agencies urged both sides to agree on a ceasefire. \
The neighbouring states imposed sanctions on three commanders in January. \
Thousands of residents fled across the river after police arrested the mayor. \
The United Nations called for an independent investigation. \
Nurses in the capital walked out on Friday to demand higher wages.
";

const CODEBOOK: &str = "\
codebook strikes
type STRIKE
  means Stopping work.
  verb walk out, strike [actor: LAB|worker|nurse]
  noun strike, walkout
type END
  means The end of a strike.
  verb end <STRIKE>, call off <STRIKE>
nothing
  noun air strike
";

fn report(text: String) -> (Report, Parse) {
    let model = Model::embedded().expect("the embedded model opens");
    let parse = model.parse(&text, &dateline_text::segment(&text));
    (Report { text, published: Some("2025-03-05".to_owned()), ..Report::default() }, parse)
}

fn bench(criterion: &mut Criterion) {
    let (one, one_parse) = report(REPORT.to_owned());
    let reader = Reader::new().expect("the embedded model loads");
    let further = Codebook::parse(CODEBOOK).expect("a codebook");
    let with_more = reader.clone().with_codebooks(vec![further]);
    let long = |words: usize| report("the rebels attacked the port and ".repeat(words / 6));
    let (short, short_parse) = long(360);
    let (ten, ten_parse) = long(3600);
    let mut group = criterion.benchmark_group("events");
    group.throughput(Throughput::Elements(one_parse.sentences().len() as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| reader.read_events(black_box(&one), black_box(&one_parse)));
    });
    group.bench_function("sentences, with a codebook more", |bencher| {
        bencher.iter(|| with_more.read_events(black_box(&one), black_box(&one_parse)));
    });
    group.throughput(Throughput::Elements(360));
    group.bench_function("words of a sentence of 360", |bencher| {
        bencher.iter(|| reader.read_events(black_box(&short), black_box(&short_parse)));
    });
    group.throughput(Throughput::Elements(3600));
    group.bench_function("words of a sentence of 3,600", |bencher| {
        bencher.iter(|| reader.read_events(black_box(&ten), black_box(&ten_parse)));
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
