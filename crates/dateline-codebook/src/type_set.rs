use crate::TypeId;

/// Types of a codebook, by name and by quad class, so that a class takes no more room than a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct TypeSet {
    /// In order, none twice.
    types: Vec<TypeId>,
    /// Bit `i`: quad class `i`.
    quads: u8,
}

impl TypeSet {
    /// Whether a type of this quad class is one of them.
    pub fn contains(&self, kind: TypeId, quad: u8) -> bool {
        self.quads >> quad & 1 == 1 || self.types.binary_search(&kind).is_ok()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.quads == 0 && self.types.is_empty()
    }

    pub(crate) fn types(&self) -> &[TypeId] {
        &self.types
    }

    /// The quad classes, in order.
    pub(crate) fn quads(&self) -> impl Iterator<Item = u8> + use<> {
        let quads = self.quads;
        (1..=4).filter(move |quad| quads >> quad & 1 == 1)
    }

    pub(crate) fn add_quad(&mut self, quad: u8) {
        self.quads |= 1 << quad;
    }

    pub(crate) fn add(&mut self, kind: TypeId) {
        if let Err(place) = self.types.binary_search(&kind) {
            self.types.insert(place, kind);
        }
    }
}
