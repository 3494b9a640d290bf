//! How unequal access is.

use crate::territory::{Figure, Status};

/// The Gini index of a value over children: half the mean difference between two of them, in means.
/// 0 where all have as much; below 1.
///
/// Takes each commune's value per child and its children. Not documented where either of a commune
/// with children is missing or only a lower bound; does not apply where there is nothing to share.
#[must_use]
pub fn gini(communes: impl Iterator<Item = (Figure, Figure)>) -> Figure {
    let mut parts: Vec<(f64, f64)> = Vec::new();
    let mut is_estimate = false;
    for (value, children) in communes {
        if children.status() == Status::Zero {
            continue;
        }
        for figure in [value, children] {
            match figure.status() {
                Status::Secret => return Figure::SECRET,
                Status::NotDocumented | Status::LowerBound => return Figure::NOT_DOCUMENTED,
                Status::NotApplicable => return Figure::NOT_APPLICABLE,
                Status::Estimated => is_estimate = true,
                Status::Observed | Status::Zero => {}
            }
        }
        parts.extend(value.value().zip(children.value()));
    }
    let all: f64 = parts.iter().map(|(_, children)| children).sum();
    let shared: f64 = parts.iter().map(|(value, children)| value * children).sum();
    if all == 0.0 || shared == 0.0 {
        return Figure::NOT_APPLICABLE;
    }
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Twice the area below the Lorenz curve, trapezium by trapezium.
    let (mut below, mut so_far) = (0.0, 0.0);
    for (value, children) in parts {
        let before = so_far;
        so_far += value * children / shared;
        below += children / all * (before + so_far);
    }
    let index = (1.0 - below).max(0.0);
    if is_estimate { Figure::estimated(index) } else { Figure::observed(index) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(communes: &[(f64, f64)]) -> f64 {
        let figures = communes.iter().map(|&(v, c)| (Figure::observed(v), Figure::observed(c)));
        gini(figures).value().unwrap()
    }

    #[test]
    fn equal_shares_have_no_inequality_and_children_count_not_communes() {
        assert!(index(&[(0.4, 10.0), (0.4, 90.0)]).abs() < 1e-12);
        // A tenth of the children have all: 1 - 1/10.
        assert!((index(&[(5.0, 10.0), (0.0, 90.0)]) - 0.9).abs() < 1e-12);
        // Half the mean difference, in means: 2 × 1/4 × 1/4 × ... = 2·(30·10)·(2 − 1)/(2·40²·1.25).
        let half = 300.0 / (40.0 * 40.0 * 1.25);
        assert!((index(&[(1.0, 30.0), (2.0, 10.0)]) - half).abs() < 1e-12);
        assert!((index(&[(1.0, 15.0), (1.0, 15.0), (2.0, 10.0)]) - half).abs() < 1e-12);
    }

    #[test]
    fn a_commune_that_is_not_documented_leaves_it_open() {
        let one = (Figure::observed(1.0), Figure::observed(1.0));
        let open = (Figure::NOT_DOCUMENTED, Figure::observed(1.0));
        assert_eq!(gini([one, open].into_iter()).status(), Status::NotDocumented);
        let bound = (Figure::at_least(1.0), Figure::observed(1.0));
        assert_eq!(gini([one, bound].into_iter()).status(), Status::NotDocumented);
        let nobody = (Figure::NOT_APPLICABLE, Figure::observed(0.0));
        assert_eq!(gini([one, nobody].into_iter()).value(), Some(0.0));
    }
}
