//! Tensors as `safetensors` files hold them: the length of a header, a header in JSON that names
//! each tensor's type, shape and place, and the numbers.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

/// The bytes before the header: its length.
const LENGTH: usize = 8;

/// The tensors of a file.
#[derive(Debug)]
pub(crate) struct Tensors {
    entries: HashMap<String, Entry>,
    /// The file.
    bytes: Vec<u8>,
    /// Where the header ends and the numbers begin.
    start: usize,
}

/// What the header says of a tensor.
#[derive(Debug, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

impl Tensors {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        Self::parse(bytes).with_context(|| format!("reading {}", path.display()))
    }

    /// Takes the bytes of a file.
    pub(crate) fn parse(bytes: Vec<u8>) -> Result<Self> {
        let found = bytes.len();
        let Some(length) = bytes.first_chunk::<LENGTH>() else {
            bail!("expected a length of {LENGTH} bytes, but the file has {found} bytes");
        };
        let length = u64::from_le_bytes(*length);
        let header = usize::try_from(length)
            .ok()
            .and_then(|length| bytes[LENGTH..].get(..length))
            .with_context(|| {
                format!("expected a header of {length} bytes, but the file has {found} bytes")
            })?;
        let start = LENGTH + header.len();
        let header: HashMap<String, serde_json::Value> =
            serde_json::from_slice(header).context("the header is not an object in JSON")?;
        let mut entries = HashMap::new();
        for (name, value) in header {
            if name == "__metadata__" {
                continue;
            }
            let entry = Entry::deserialize(value)
                .with_context(|| format!("the header's entry of tensor {name}"))?;
            entries.insert(name, entry);
        }
        Ok(Self { entries, bytes, start })
    }

    /// Whether there is a tensor of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The numbers of a tensor, which must have this shape.
    pub(crate) fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let entry = self
            .entries
            .get(name)
            .with_context(|| format!("expected tensor {name}, but the file has none"))?;
        ensure!(
            entry.dtype == "F32",
            "tensor {name}: expected numbers of type F32, but found {}",
            entry.dtype
        );
        ensure!(
            entry.shape == shape,
            "tensor {name}: expected shape {shape:?}, but found {:?}",
            entry.shape
        );
        let expected = size_of::<f32>() * shape.iter().product::<usize>();
        let [from, to] = entry.data_offsets;
        ensure!(
            to.checked_sub(from) == Some(expected),
            "tensor {name}: expected {expected} bytes, but its place is {from} to {to}"
        );
        let data = &self.bytes[self.start..];
        let bytes = data.get(from..to).with_context(|| {
            format!(
                "tensor {name}: its place is {from} to {to}, but the file has {} bytes of numbers",
                data.len()
            )
        })?;
        let numbers: Vec<f32> = bytes
            .as_chunks::<{ size_of::<f32>() }>()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect();
        ensure!(
            numbers.iter().all(|number| number.is_finite()),
            "tensor {name}: expected finite numbers, but found one that is not"
        );
        Ok(numbers)
    }
}

/// The bytes of a file of tensors.
#[cfg(test)]
pub(super) fn written(tensors: &[(String, Vec<usize>, Vec<f32>)]) -> Vec<u8> {
    let mut header = serde_json::Map::new();
    let mut data = Vec::new();
    for (name, shape, numbers) in tensors {
        let from = data.len();
        data.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let place = serde_json::json!({
            "dtype": "F32", "shape": shape, "data_offsets": [from, data.len()],
        });
        header.insert(name.clone(), place);
    }
    let header = serde_json::Value::Object(header).to_string();
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.bytes());
    bytes.extend(data);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        written(&[
            ("one".to_owned(), vec![2, 3], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.5]),
            ("two".to_owned(), vec![2], vec![-1.0, 0.25]),
        ])
    }

    fn refusal(bytes: Vec<u8>, name: &str, shape: &[usize]) -> String {
        let numbers = Tensors::parse(bytes).and_then(|tensors| tensors.numbers(name, shape));
        format!("{:#}", numbers.unwrap_err())
    }

    #[test]
    fn tensors_are_read() {
        let tensors = Tensors::parse(file()).unwrap();
        assert_eq!(tensors.numbers("one", &[2, 3]).unwrap(), [1.0, 2.0, 3.0, 4.0, 5.0, 6.5]);
        assert_eq!(tensors.numbers("two", &[2]).unwrap(), [-1.0, 0.25]);
        assert!(tensors.has("two") && !tensors.has("three"));
    }

    #[test]
    fn what_is_damaged_is_refused_by_name() {
        assert_eq!(refusal(file(), "three", &[1]), "expected tensor three, but the file has none");
        assert_eq!(
            refusal(file(), "one", &[3, 2]),
            "tensor one: expected shape [3, 2], but found [2, 3]"
        );
        let mut short = file();
        short.truncate(short.len() - 1);
        assert_eq!(
            refusal(short, "two", &[2]),
            "tensor two: its place is 24 to 32, but the file has 31 bytes of numbers"
        );
        let mut odd = file();
        let last = odd.len() - 4;
        odd[last..].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(refusal(odd, "two", &[2]).contains("tensor two: expected finite numbers"));
        let other = String::from_utf8_lossy(&file()[8..100]).replace("F32", "F16");
        let mut bytes = file();
        bytes[8..100].copy_from_slice(other.as_bytes());
        assert!(refusal(bytes, "one", &[2, 3]).contains("expected numbers of type F32"));
    }

    #[test]
    fn a_file_cut_short_is_refused_at_every_length() {
        let bytes = file();
        for length in 0..bytes.len() {
            assert!(!refusal(bytes[..length].to_vec(), "two", &[2]).is_empty());
        }
        assert!(refusal(vec![0xff; 64], "one", &[1]).contains("expected a header"));
        let mut huge = file();
        huge[..8].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(refusal(huge, "one", &[1]).contains("expected a header"));
    }
}
