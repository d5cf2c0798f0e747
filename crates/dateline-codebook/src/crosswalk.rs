//! From the types and modes of PLOVER to those of a codebook that says what it is in PLOVER.

use crate::codebook::{Codebook, Coding, TypeId};

/// Which types of a finer codebook go with which types and modes of PLOVER.
#[derive(Debug, Clone, Default)]
pub struct Crosswalk {
    /// By the place of a PLOVER type.
    of_type: Vec<Vec<Way>>,
    /// Whether types that it may become are the promise, the demand or the refusal of another.
    governs: Vec<bool>,
}

/// One `plover` statement, with names looked up.
#[derive(Debug, Clone)]
struct Way {
    to: TypeId,
    modes: Vec<u16>,
    contexts: Vec<String>,
    decided_by_contexts: bool,
    by_pattern_only: bool,
}

impl Way {
    /// Whether an event of this mode, or of none, may be of the type.
    fn admits(&self, mode: Option<u16>) -> bool {
        mode.is_none_or(|mode| self.modes.is_empty() || self.modes.contains(&mode))
    }
}

impl Crosswalk {
    /// The crosswalk that the `plover` statements of a codebook make. A statement with a name that
    /// PLOVER does not have is left out.
    pub fn new(codebook: &Codebook, plover: &Codebook) -> Self {
        let mut of_type = vec![Vec::new(); plover.types.len()];
        let mut governs = vec![false; plover.types.len()];
        for (place, kind) in codebook.types.iter().enumerate() {
            for name in &kind.plover {
                let Some(from) = plover.find(&name.event) else { continue };
                let modes = name.modes.iter().filter_map(|wanted| {
                    let mut modes = plover.kind(from).modes.iter();
                    modes.position(|mode| mode.name == *wanted).map(|mode| mode as u16)
                });
                governs[from.index()] |= !kind.within.is_empty();
                of_type[from.index()].push(Way {
                    to: TypeId(place as u16),
                    modes: modes.collect(),
                    contexts: name.contexts.clone(),
                    decided_by_contexts: name.decided_by_contexts,
                    by_pattern_only: name.by_pattern_only,
                });
            }
        }
        Self { of_type, governs }
    }

    /// Whether an event with a PLOVER code may be of a type of the finer codebook.
    pub fn admits(&self, plover: Coding, kind: TypeId) -> bool {
        self.ways(plover.kind).any(|way| way.to == kind && way.admits(plover.mode))
    }

    /// Whether what a PLOVER type governs may make its code finer: "agree to *send food*".
    pub fn governs(&self, plover: TypeId) -> bool {
        self.governs.get(plover.index()).is_some_and(|&governs| governs)
    }

    fn ways(&self, plover: TypeId) -> impl Iterator<Item = &Way> {
        self.of_type.get(plover.index()).into_iter().flatten()
    }

    /// The type that follows from a PLOVER code and the contexts that the sentence shows, with no
    /// look at the predicate. A mode that one type alone has decides (`COERCE arrest`); contexts
    /// decide where the codebook says so; else it is the first type with this mode, or the first
    /// without any, which is the broadest. `None` where there is none.
    pub fn settle(&self, plover: Coding, contexts: &[String]) -> Option<TypeId> {
        let ways: Vec<&Way> = self.ways(plover.kind).filter(|way| !way.by_pattern_only).collect();
        let exact = |way: &Way| plover.mode.is_some_and(|mode| way.modes.contains(&mode));
        first_settled(&ways, contexts, exact)
            .or_else(|| first_settled(&ways, contexts, |way| way.modes.is_empty()))
    }
}

fn first_settled(
    ways: &[&Way],
    contexts: &[String],
    of_mode: impl Fn(&Way) -> bool,
) -> Option<TypeId> {
    let mut shown = ways.iter().filter(|way| {
        of_mode(way)
            && way.decided_by_contexts
            && way.contexts.iter().all(|one| contexts.contains(one))
    });
    if let (Some(way), None) = (shown.next(), shown.next()) {
        return Some(way.to);
    }
    ways.iter().find(|way| of_mode(way) && !way.decided_by_contexts).map(|way| way.to)
}

impl Codebook {
    /// The type that a type is a kind of, where names tell it as CAMEO's do: the one with the
    /// longest name that this one's begins with (`0333`, `033`, `03`).
    ///
    /// # Panics
    /// Where the type is another codebook's.
    pub fn parent(&self, id: TypeId) -> Option<TypeId> {
        self.kind(id).parent
    }

    /// The type without a parent that a type is a kind of.
    ///
    /// # Panics
    /// Where the type is another codebook's.
    pub fn root(&self, id: TypeId) -> TypeId {
        let mut root = id;
        while let Some(parent) = self.parent(root) {
            root = parent;
        }
        root
    }

    /// Whether a type says no less than another: the same, a kind of it, or anything of its root
    /// where the other is what the root has for the rest (`030` of `03`).
    pub fn refines(&self, finer: TypeId, broad: TypeId) -> bool {
        let top = self.parent(broad).filter(|&root| {
            self.parent(root).is_none()
                && self.kind(broad).name.strip_prefix(&self.kind(root).name) == Some("0")
        });
        let mut up = Some(finer);
        while let Some(at) = up {
            if at == broad || Some(at) == top {
                return true;
            }
            up = self.parent(at);
        }
        false
    }

    /// The type that stands for the promise, the demand, the refusal or the threat of another, of
    /// those allowed: of the act itself, else of what the act is a kind of.
    pub fn embedding(&self, act: TypeId, allowed: impl Fn(TypeId) -> bool) -> Option<TypeId> {
        let mut inner = Some(act);
        while let Some(act) = inner {
            let place = self.types.iter().enumerate().position(|(place, kind)| {
                kind.within.contains(&act) && allowed(TypeId(place as u16))
            });
            if let Some(place) = place {
                return Some(TypeId(place as u16));
            }
            inner = self.parent(act);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COARSE: &str = "\
type AID
type COERCE
  mode arrest
  mode seize
type SAY
";
    const FINE: &str = "\
type 07
type 070
  plover AID
type 071
  plover AID in economic
type 072
  plover AID in military
type 169
  also COERCE
type 170
  plover COERCE with legal
type 173
  plover COERCE arrest
type 03
type 030
type 033
  within 07
type 0331
  within 071
";

    fn books() -> (Codebook, Codebook, Crosswalk) {
        let coarse = Codebook::parse(COARSE).expect("a codebook");
        let fine = Codebook::parse(FINE).expect("a codebook");
        let crosswalk = Crosswalk::new(&fine, &coarse);
        (coarse, fine, crosswalk)
    }

    #[test]
    fn type_mode_and_contexts_settle_a_code() {
        let (coarse, fine, crosswalk) = books();
        for (kind, mode, contexts, expected) in [
            ("AID", None, vec![], "070"),
            ("AID", None, vec!["economic"], "071"),
            ("AID", None, vec!["economic", "legal"], "071"),
            // Two contexts that would each decide decide nothing.
            ("AID", None, vec!["economic", "military"], "070"),
            ("COERCE", Some(0), vec![], "173"),
            ("COERCE", Some(1), vec![], "170"),
            ("COERCE", None, vec![], "170"),
            ("SAY", None, vec![], "-"),
        ] {
            let id = coarse.find(kind).expect(kind);
            let contexts: Vec<String> = contexts.into_iter().map(str::to_owned).collect();
            let coding =
                Coding { kind: id, mode, consumed: 0, weight: 1, rule: None, runner_up: None };
            let settled = crosswalk.settle(coding, &contexts);
            let name = settled.map_or("-", |id| fine.kind(id).name.as_str());
            assert_eq!(name, expected, "{kind} {mode:?} {contexts:?}");
        }
    }

    #[test]
    fn a_promise_is_of_the_act_or_of_what_the_act_is_a_kind_of() {
        let (_, fine, _) = books();
        let id = |name: &str| fine.find(name).expect(name);
        assert_eq!(fine.parent(id("0331")), Some(id("033")));
        assert_eq!(fine.parent(id("033")), Some(id("03")));
        assert_eq!(fine.parent(id("03")), None);
        for (finer, broad, expected) in [
            ("0331", "033", true),
            ("033", "033", true),
            ("033", "0331", false),
            ("0331", "030", true),
            ("070", "030", false),
            ("030", "033", false),
        ] {
            assert_eq!(fine.refines(id(finer), id(broad)), expected, "{finer} {broad}");
        }
        assert_eq!(fine.embedding(id("071"), |_| true), Some(id("0331")));
        assert_eq!(fine.embedding(id("072"), |_| true), Some(id("033")));
        assert_eq!(fine.embedding(id("170"), |_| true), None);
        assert_eq!(fine.embedding(id("071"), |kind| kind == id("033")), Some(id("033")));
    }
}
