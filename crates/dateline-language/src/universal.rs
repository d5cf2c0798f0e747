//! The label sets of Universal Dependencies 2.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident: $($(#[$item:meta])* $variant:ident $text:literal),* $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$item])* $variant),*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The label as Universal Dependencies write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),*
                }
            }

            /// The label with these letters, or `None`.
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

labels! {
    /// A universal part of speech.
    Upos:
    /// Adjective
    Adj "ADJ",
    /// Adposition
    Adp "ADP",
    /// Adverb
    Adv "ADV",
    /// Auxiliary
    Aux "AUX",
    /// Coordinating conjunction
    Cconj "CCONJ",
    /// Determiner
    Det "DET",
    /// Interjection
    Intj "INTJ",
    /// Noun
    Noun "NOUN",
    /// Numeral
    Num "NUM",
    /// Particle
    Part "PART",
    /// Pronoun
    Pron "PRON",
    /// Proper noun
    Propn "PROPN",
    /// Punctuation
    Punct "PUNCT",
    /// Subordinating conjunction
    Sconj "SCONJ",
    /// Symbol
    Sym "SYM",
    /// Verb
    Verb "VERB",
    /// Other
    X "X",
}

labels! {
    /// A universal relation of a word to its head, without subtype.
    Relation:
    /// Clause that modifies a noun
    Acl "acl",
    /// Adverbial clause
    Advcl "advcl",
    /// Adverbial modifier
    Advmod "advmod",
    /// Adjectival modifier
    Amod "amod",
    /// Apposition
    Appos "appos",
    /// Auxiliary
    Aux "aux",
    /// Case marking, such as a preposition
    Case "case",
    /// Coordinating conjunction
    Cc "cc",
    /// Clausal complement with a subject of its own
    Ccomp "ccomp",
    /// Classifier
    Clf "clf",
    /// Part of a compound
    Compound "compound",
    /// Conjunct
    Conj "conj",
    /// Copula
    Cop "cop",
    /// Clausal subject
    Csubj "csubj",
    /// Unspecified dependency
    Dep "dep",
    /// Determiner
    Det "det",
    /// Discourse element
    Discourse "discourse",
    /// Dislocated element
    Dislocated "dislocated",
    /// Expletive
    Expl "expl",
    /// Part of a fixed expression
    Fixed "fixed",
    /// Part of a flat name or phrase
    Flat "flat",
    /// Part of a word cut in two
    Goeswith "goeswith",
    /// Indirect object
    Iobj "iobj",
    /// Item of a list
    List "list",
    /// Marker of a clause
    Mark "mark",
    /// Nominal modifier
    Nmod "nmod",
    /// Nominal subject
    Nsubj "nsubj",
    /// Numeric modifier
    Nummod "nummod",
    /// Object
    Obj "obj",
    /// Oblique nominal
    Obl "obl",
    /// Orphan of an ellipsis
    Orphan "orphan",
    /// Parataxis
    Parataxis "parataxis",
    /// Punctuation
    Punct "punct",
    /// Overridden disfluency
    Reparandum "reparandum",
    /// Head of the sentence
    Root "root",
    /// Vocative
    Vocative "vocative",
    /// Clausal complement without a subject of its own
    Xcomp "xcomp",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_as_they_are_written() {
        for &upos in Upos::ALL {
            assert_eq!(Upos::parse(upos.as_str()), Some(upos));
        }
        for &relation in Relation::ALL {
            assert_eq!(Relation::parse(relation.as_str()), Some(relation));
        }
        assert_eq!(Relation::parse("nsubj:pass"), None);
    }
}
