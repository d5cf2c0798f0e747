//! The encoder on a tiny network of chance.

use super::safetensors::written;
use super::*;

const WIDTH: usize = 8;
const INNER: usize = 16;
const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\npress\n##es\nsay\n##s\n.\n";

fn configuration(dropout: f32, positions: usize) -> String {
    serde_json::json!({
        "hidden_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": INNER, "max_position_embeddings": positions, "type_vocab_size": 2,
        "vocab_size": 10, "hidden_act": "gelu", "layer_norm_eps": 1e-12,
        "hidden_dropout_prob": dropout, "attention_probs_dropout_prob": dropout,
    })
    .to_string()
}

/// Names, shapes and numbers of a network's tensors.
fn tensors(positions: usize) -> Vec<(String, Vec<usize>, Vec<f32>)> {
    let mut shapes = vec![
        ("embeddings.word_embeddings.weight".to_owned(), vec![10, WIDTH]),
        ("embeddings.position_embeddings.weight".to_owned(), vec![positions, WIDTH]),
        ("embeddings.token_type_embeddings.weight".to_owned(), vec![2, WIDTH]),
        ("embeddings.LayerNorm.weight".to_owned(), vec![WIDTH]),
        ("embeddings.LayerNorm.bias".to_owned(), vec![WIDTH]),
    ];
    for layer in 0..2 {
        let dense = [
            ("attention.self.query", WIDTH, WIDTH),
            ("attention.self.key", WIDTH, WIDTH),
            ("attention.self.value", WIDTH, WIDTH),
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", INNER, WIDTH),
            ("output.dense", WIDTH, INNER),
        ];
        for (name, to, from) in dense {
            shapes.push((format!("encoder.layer.{layer}.{name}.weight"), vec![to, from]));
            shapes.push((format!("encoder.layer.{layer}.{name}.bias"), vec![to]));
        }
        for name in ["attention.output", "output"] {
            for part in ["weight", "bias"] {
                let name = format!("encoder.layer.{layer}.{name}.LayerNorm.{part}");
                shapes.push((name, vec![WIDTH]));
            }
        }
    }
    let mut random = Random::new(3);
    let tensor = |(name, shape): (String, Vec<usize>)| {
        let numbers = (0..shape.iter().product::<usize>()).map(|_| 0.7 * random.symmetric());
        let numbers = numbers.collect();
        (name, shape, numbers)
    };
    shapes.into_iter().map(tensor).collect()
}

fn encoder(dropout: f32, positions: usize) -> (Encoder, Vec<f32>) {
    let tensors = Tensors::parse(written(&tensors(positions))).unwrap();
    let mut layout = Layout::new(1);
    let configuration = configuration(dropout, positions);
    let encoder = Encoder::take(&configuration, VOCABULARY, &tensors, &mut layout).unwrap();
    (encoder, layout.values)
}

fn sentences(encoder: &Encoder) -> [Vec<Pieces>; 3] {
    ["The presses say .", "PRESS", "say the says presses 2"]
        .map(|words| words.split(' ').map(|word| encoder.pieces(word)).collect())
}

/// The gradient is what finite differences say it is.
fn check(dropout: f32) {
    let (encoder, mut parameters) = encoder(dropout, 16);
    let sentences = sentences(&encoder);
    let sentences: Vec<&[Pieces]> = sentences.iter().map(Vec::as_slice).collect();
    let mut random = Random::new(5);
    let rows = sentences.iter().map(|words| words.len() + 1).sum::<usize>();
    let weights: Vec<f32> = (0..rows * WIDTH).map(|_| random.symmetric()).collect();
    let loss = |parameters: &[f32]| {
        let (rows, _) = encoder.forward(parameters, &sentences, Some(&mut Random::new(9)));
        rows.iter().zip(&weights).map(|(y, w)| f64::from(*y) * f64::from(*w)).sum::<f64>()
    };
    let (output, tape) = encoder.forward(&parameters, &sentences, Some(&mut Random::new(9)));
    assert_eq!(output.len(), weights.len());
    let mut gradient = vec![0.0; parameters.len()];
    encoder.backward(&parameters, &mut gradient, &tape, &weights);
    let mut touched = 0;
    for at in 0..parameters.len() {
        let (value, by) = (parameters[at], 4e-3);
        let mut at_offset = |offset: f32| {
            parameters[at] = value + offset;
            loss(&parameters)
        };
        // The error of this is of the fourth order.
        let near = at_offset(by) - at_offset(-by);
        let far = at_offset(2.0 * by) - at_offset(-2.0 * by);
        let slope = (8.0 * near - far) / (12.0 * f64::from(by));
        parameters[at] = value;
        let found = f64::from(gradient[at]);
        let allowed = 1e-2 + 1e-2 * slope.abs();
        assert!((found - slope).abs() < allowed, "parameter {at}: {found}, but {slope}");
        touched += usize::from(found != 0.0);
    }
    assert!(touched > parameters.len() / 2, "{touched} of {}", parameters.len());
}

#[test]
fn the_gradient_is_right() {
    check(0.0);
}

#[test]
fn the_gradient_is_right_where_some_is_hidden() {
    check(0.1);
}

#[test]
fn gradients_are_added() {
    let (encoder, parameters) = encoder(0.1, 16);
    let sentences = sentences(&encoder);
    let sentences: Vec<&[Pieces]> = sentences.iter().map(Vec::as_slice).collect();
    let (output, tape) = encoder.forward(&parameters, &sentences, Some(&mut Random::new(9)));
    let mut once = vec![0.0; parameters.len()];
    encoder.backward(&parameters, &mut once, &tape, &output);
    let mut twice = once.clone();
    encoder.backward(&parameters, &mut twice, &tape, &output);
    for (once, twice) in once.iter().zip(twice) {
        assert!((2.0 * once - twice).abs() < 1e-3);
    }
}

#[test]
fn sentences_do_not_see_each_other_and_training_without_dropout_is_the_same() {
    let (encoder, parameters) = encoder(0.0, 16);
    let sentences = sentences(&encoder);
    let together: Vec<&[Pieces]> = sentences.iter().map(Vec::as_slice).collect();
    let (together_rows, _) = encoder.forward(&parameters, &together, None);
    let mut apart = Vec::new();
    for words in &together {
        apart.extend(encoder.forward(&parameters, &[words], None).0);
    }
    let (trained, _) = encoder.forward(&parameters, &together, Some(&mut Random::new(1)));
    for ((together, apart), trained) in together_rows.iter().zip(&apart).zip(&trained) {
        assert!((together - apart).abs() < 1e-5);
        assert!((together - trained).abs() < 1e-5);
    }
    let (again, _) = encoder.forward(&parameters, &together, None);
    assert_eq!(together_rows, again);
}

#[test]
fn words_alone_have_the_mean_of_their_rows() {
    let (encoder, parameters) = encoder(0.1, 16);
    let vectors = encoder.encode_word(&parameters, &["presses", "say"]);
    assert_eq!(vectors.len(), 2 * WIDTH);
    let pieces = [encoder.pieces("presses")];
    let batch = encoder.batch(&[&pieces]);
    assert_eq!(batch.ids, [2, 5, 6, 3]);
    let states = encoder.states(&parameters, &batch);
    for at in 0..WIDTH {
        let mean = (0..4).map(|row| states[row * WIDTH + at]).sum::<f32>() / 4.0;
        assert!((vectors[at] - mean).abs() < 1e-5);
    }
}

#[test]
fn a_sentence_too_long_is_cut() {
    let (encoder, parameters) = encoder(0.1, 8);
    let words: Vec<Pieces> = (0..9).map(|_| encoder.pieces("presses")).collect();
    let short = encoder.pieces("say");
    let sentences: [&[Pieces]; 3] = [&words, std::slice::from_ref(&short), &[]];
    for random in [None, Some(&mut Random::new(1))] {
        let (rows, _) = encoder.forward(&parameters, &sentences, random);
        assert_eq!(rows.len(), (10 + 2 + 1) * WIDTH);
        let is_zero: Vec<bool> =
            rows.chunks_exact(WIDTH).map(|row| row.iter().all(|x| *x == 0.0)).collect();
        // Of eight positions, two are the beginning and end, and each word has two.
        assert_eq!(is_zero[..10], [[false; 4].as_slice(), &[true; 6]].concat());
        assert_eq!(is_zero[10..], [false; 3]);
    }
    let (rows, tape) = encoder.forward(&parameters, &sentences, Some(&mut Random::new(1)));
    let mut gradient = vec![0.0; parameters.len()];
    encoder.backward(&parameters, &mut gradient, &tape, &rows);
    assert!(gradient.iter().all(|slope| slope.is_finite()));
    assert!(encoder.forward(&parameters, &[], None).0.is_empty());
    let (none, tape) = encoder.forward(&parameters, &[], Some(&mut Random::new(1)));
    encoder.backward(&parameters, &mut gradient, &tape, &none);
}

#[test]
fn a_folder_is_read() {
    let folder = std::env::temp_dir().join(format!("dateline-encoder-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.json"), configuration(0.1, 16)).unwrap();
    std::fs::write(folder.join("vocab.txt"), VOCABULARY).unwrap();
    std::fs::write(folder.join("model.safetensors"), written(&tensors(16))).unwrap();
    let mut layout = Layout::new(1);
    let read = Encoder::load(&folder, &mut layout);
    let missing = Encoder::load(&folder.join("none"), &mut layout);
    std::fs::remove_dir_all(&folder).unwrap();
    let read = read.unwrap();
    assert_eq!(read.width(), WIDTH);
    let (taken, parameters) = encoder(0.1, 16);
    assert_eq!(layout.values, parameters);
    assert_eq!(read.words, taken.words);
    assert!(format!("{:#}", missing.unwrap_err()).contains("model.safetensors"));
}

#[test]
fn what_does_not_fit_is_refused() {
    let refusal = |configuration: &str, tensors: &[_]| {
        let tensors = Tensors::parse(written(tensors)).unwrap();
        let encoder = Encoder::take(configuration, VOCABULARY, &tensors, &mut Layout::new(1));
        format!("{:#}", encoder.unwrap_err())
    };
    let right = configuration(0.1, 16);
    let mut all = tensors(16);
    assert_eq!(
        refusal(&right.replace("gelu", "relu"), &all),
        "the configuration: expected the activation gelu, but found relu"
    );
    assert_eq!(
        refusal(&right.replace("\"num_attention_heads\":2", "\"num_attention_heads\":3"), &all),
        "the configuration: expected a width that the heads divide, but found 8 and 3 heads"
    );
    assert_eq!(
        refusal(&configuration(0.1, 17), &all),
        "tensor embeddings.position_embeddings.weight: expected shape [17, 8], but found [16, 8]"
    );
    all.retain(|(name, ..)| name != "encoder.layer.1.output.dense.bias");
    assert_eq!(
        refusal(&right, &all),
        "expected tensor encoder.layer.1.output.dense.bias, but the file has none"
    );
}
