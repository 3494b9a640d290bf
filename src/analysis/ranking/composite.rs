//! A composite of percentile ranks.

use super::{Measures, Weights};
use crate::territory::{Figure, Status};

/// The weighted mean of the percentile ranks, 0 (best) to 100 (worst); the percentile rank of a
/// value is the share of the other communes that fare better, those that fare alike by half.
///
/// A commune has no score where a measure with a weight has no value to rank.
pub(super) fn composite(measures: &[Measures], weights: Weights) -> Vec<Figure> {
    let parts: [(f64, Vec<Figure>, bool); 3] = [
        (weights.out_of_reach, measures.iter().map(|of| of.out_of_reach).collect(), false),
        (weights.gap, measures.iter().map(|of| of.gap).collect(), false),
        (weights.rate, measures.iter().map(|of| of.rate).collect(), true),
    ];
    let weighing: Vec<(f64, Vec<Figure>)> = parts
        .into_iter()
        .filter(|(weight, ..)| *weight > 0.0)
        .map(|(weight, values, low_is_bad)| (weight, percentiles(&values, low_is_bad)))
        .collect();
    let score = |at: usize| {
        let parts = weighing.iter().map(|(weight, of)| of[at].map(|percent| weight * percent));
        let parts: Vec<Figure> = parts.collect();
        let missing = parts.iter().find(|part| part.value().is_none());
        let mean = |sum: Figure| sum.map(|sum| sum / weights.sum());
        missing.copied().unwrap_or_else(|| mean(Figure::sum(parts)))
    };
    (0..measures.len()).map(score).collect()
}

/// The percentile rank of each value among those that can be ranked, 100 being the worst.
fn percentiles(values: &[Figure], low_is_bad: bool) -> Vec<Figure> {
    let ranked: Vec<f64> = values.iter().filter_map(|&value| rankable(value)).collect();
    let of = |value: Figure| {
        let Some(own) = rankable(value) else {
            return if value.value().is_some() { Figure::NOT_DOCUMENTED } else { value };
        };
        let others = ranked.len() - 1;
        let better = |other: f64| if low_is_bad { other > own } else { other < own };
        let count = |test: &dyn Fn(f64) -> bool| ranked.iter().filter(|&&v| test(v)).count() as f64;
        let alike = count(&|other| other == own) - 1.0;
        let percent =
            if others == 0 { 50.0 } else { 100.0 * (count(&better) + alike / 2.0) / others as f64 };
        match value.status() {
            Status::Estimated => Figure::estimated(percent),
            _ => Figure::observed(percent),
        }
    };
    values.iter().map(|&value| of(value)).collect()
}

/// The number that a figure is ranked by: none where it is only a lower bound.
pub(super) fn rankable(figure: Figure) -> Option<f64> {
    figure.value().filter(|_| figure.status() != Status::LowerBound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_mean_of_their_places() {
        let figures = [3.0, 1.0, 3.0, 0.0, 9.0].map(Figure::observed);
        let percents: Vec<_> = percentiles(&figures, false).iter().map(|f| f.value()).collect();
        assert_eq!(percents, [62.5, 25.0, 62.5, 0.0, 100.0].map(Some));
        let low: Vec<_> = percentiles(&figures, true).iter().map(|f| f.value()).collect();
        assert_eq!(low, [37.5, 75.0, 37.5, 100.0, 0.0].map(Some));
    }

    #[test]
    fn a_lower_bound_has_no_place_and_takes_none() {
        let figures = [Figure::observed(1.0), Figure::at_least(0.5), Figure::observed(2.0)];
        let percents: Vec<_> = percentiles(&figures, false).iter().map(|f| f.value()).collect();
        assert_eq!(percents, [Some(0.0), None, Some(100.0)]);
    }

    #[test]
    fn a_score_is_the_weighted_mean_and_missing_where_a_part_is() {
        let of = |out: f64, rate: Figure| Measures {
            children: Figure::observed(10.0),
            out_of_reach: Figure::observed(out),
            gap: Figure::NOT_DOCUMENTED,
            rate,
        };
        let measures = [
            of(4.0, Figure::observed(10.0)),
            of(0.0, Figure::observed(20.0)),
            of(2.0, Figure::SECRET),
        ];
        let weights = Weights { out_of_reach: 3.0, gap: 0.0, rate: 1.0 };
        let scores: Vec<_> = composite(&measures, weights);
        assert_eq!(scores[0].value(), Some(100.0));
        assert_eq!(scores[1].value(), Some(0.0));
        assert_eq!(scores[2].status(), Status::Secret);
    }
}
