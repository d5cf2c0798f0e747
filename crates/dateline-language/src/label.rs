use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// A label of an annotation scheme (a tag, a relation, a set of features), kept once for the
/// life of the program.
pub type Label = &'static str;

static LABELS: LazyLock<Mutex<HashSet<Label>>> = LazyLock::new(Mutex::default);

/// The label with these letters. There are as many as the schemes in use have: some hundreds. Do
/// not intern words of a text.
pub fn intern(letters: &str) -> Label {
    let mut labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(label) = labels.get(letters) {
        return label;
    }
    let label: Label = Box::leak(letters.into());
    labels.insert(label);
    label
}
