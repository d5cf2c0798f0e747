//! What a comparison implies for the other period: 196 after a near threefold jump is about 65 to 70
//! before it.
//!
//! A ratio or percentage stands for a range of those that a writer would put so. One without a hedge
//! is rounded to the last digit that it shows: `threefold` is 2.95 to 3.05 times, `40 percent` 39.5
//! to 40.5. `Nearly` is up to 7 percent below, `about` up to 7 percent on either side: wider than
//! rounding, but not so wide that the writer would have taken the next number. `More than doubled to
//! 300` leaves the other anywhere up to 150; what `fell by more than a third` leaves has no upper end,
//! so nothing follows from it.

use super::compare::{Change, Comparing, Hedged};

/// How far from the number `nearly` and `about` reach, as a share of it.
const REACH: f64 = 0.07;

/// The least and the most that the amount of the other period can be, with the reckoning.
pub(super) fn other_amount(
    value: f64,
    comparing: &Comparing,
    words: &str,
    whole: bool,
) -> Option<(f64, f64, String)> {
    let (one, other, sign) = match comparing.change {
        Change::Ratio(ratio) => {
            let (low, high) = around(ratio, comparing)?;
            (value / high, value / low, "/")
        }
        Change::Percent(percent) => {
            let (low, high) = around(percent.abs(), comparing)?;
            let factor = |percent_of: f64| 1.0 + percent_of.copysign(percent) / 100.0;
            if factor(low) <= 0.0 || factor(high) <= 0.0 {
                return None;
            }
            (value / factor(high), value / factor(low), "/ after")
        }
        Change::Difference(difference) => {
            let (low, high) = around(difference.abs(), comparing)?;
            (value - high.copysign(difference), value - low.copysign(difference), "without")
        }
        Change::Value(_) | Change::Extreme => return None,
    };
    // With an open end, one of the two is infinite or below what can be counted.
    let open = comparing.hedged == Hedged::Open;
    let (least, most) = (one.min(other), one.max(other));
    let least = if open { least.max(0.0) } else { least };
    if !(least.is_finite() && most.is_finite() && least >= 0.0 && most >= least) {
        return None;
    }
    // What is counted comes in whole numbers.
    let (inner_least, inner_most) = (least.ceil(), most.floor());
    let (least, most) = if whole && inner_least <= inner_most {
        (inner_least, inner_most)
    } else {
        (rounded(least), rounded(most))
    };
    Some((least, most, format!("{value} {sign} {words}")))
}

/// The numbers that a writer would put as this one, with its hedge.
fn around(number: f64, comparing: &Comparing) -> Option<(f64, f64)> {
    let step = comparing.step;
    match comparing.hedged {
        Hedged::Exactly => Some((number - step, number + step)),
        Hedged::Nearly => Some((number * (1.0 - REACH), number)),
        Hedged::About => Some((number * (1.0 - REACH), number * (1.0 + REACH))),
        Hedged::Open => Some((number, f64::INFINITY)),
        Hedged::Under => None,
    }
}

/// Four figures are more than any report's comparison bears.
fn rounded(amount: f64) -> f64 {
    if amount == 0.0 {
        return 0.0;
    }
    let scale = 10_f64.powf(3.0 - amount.abs().log10().floor());
    (amount * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_amounts() {
        let row = |value, change, hedged, whole| {
            let step = match change {
                Change::Ratio(ratio) if ratio < 1.0 => 0.005,
                Change::Ratio(_) => 0.05,
                Change::Percent(_) => 0.5,
                _ => 0.0,
            };
            let comparing = Comparing { change, hedged, step };
            other_amount(value, &comparing, "it", whole).map(|(least, most, _)| (least, most))
        };
        for (value, change, hedged, whole, expected) in [
            (196.0, Change::Ratio(3.0), Hedged::Nearly, true, Some((66.0, 70.0))),
            (300.0, Change::Ratio(3.0), Hedged::Exactly, true, Some((99.0, 101.0))),
            (50.0, Change::Ratio(0.5), Hedged::Exactly, true, Some((100.0, 101.0))),
            (140.0, Change::Percent(40.0), Hedged::Exactly, true, Some((100.0, 100.0))),
            (60.0, Change::Percent(-40.0), Hedged::Exactly, true, Some((100.0, 100.0))),
            (60.0, Change::Difference(12.0), Hedged::Exactly, true, Some((48.0, 48.0))),
            (60.0, Change::Difference(-12.0), Hedged::Exactly, true, Some((72.0, 72.0))),
            (60.0, Change::Ratio(3.0), Hedged::Open, true, Some((0.0, 20.0))),
            (60.0, Change::Percent(50.0), Hedged::Open, true, Some((0.0, 40.0))),
            (60.0, Change::Percent(-50.0), Hedged::Open, true, None),
            (60.0, Change::Difference(10.0), Hedged::Open, true, Some((0.0, 50.0))),
            (60.0, Change::Difference(-10.0), Hedged::Open, true, None),
            (60.0, Change::Percent(50.0), Hedged::Under, true, None),
            (60.0, Change::Value(12.0), Hedged::Exactly, true, None),
            (60.0, Change::Percent(-100.0), Hedged::Exactly, true, None),
            (0.0, Change::Ratio(2.0), Hedged::Exactly, false, Some((0.0, 0.0))),
        ] {
            assert_eq!(
                row(value, change, hedged, whole),
                expected,
                "{value} {change:?} {hedged:?}"
            );
        }
    }
}
