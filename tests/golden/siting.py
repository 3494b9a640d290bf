"""LSCP and MCLP objectives of spopt on ten synthetic instances: siting.json."""

import json
from pathlib import Path

import numpy as np
import pulp
import scipy
import spopt
from spopt.locate import LSCP, MCLP

from splitmix64 import uniform

# (seed, candidates, points, side of the square in m, threshold in m, sites of the MCLP, open sites)
INSTANCES = [
    (1, 8, 60, 10_000, 3_500, 2, 0),
    (2, 12, 200, 15_000, 4_000, 3, 2),
    (3, 20, 400, 20_000, 5_000, 4, 0),
    (4, 30, 800, 30_000, 6_000, 5, 3),
    (5, 47, 1_000, 34_000, 5_000, 6, 5),
    (6, 47, 1_000, 34_000, 10_000, 3, 0),
    (7, 80, 1_500, 45_000, 5_000, 10, 8),
    (8, 80, 80, 45_000, 8_000, 7, 0),
    (9, 120, 2_000, 50_000, 6_000, 12, 10),
    (10, 158, 2_500, 55_000, 9_000, 8, 0),
]


def solver():
    return pulp.PULP_CBC_CMD(msg=False, threads=1, gapRel=0, gapAbs=0)


def instance(seed, candidates, points, side, within, open_sites):
    """Draw 2k and 2k + 1 place site k, those open first, then the candidates; then three draws a point."""
    sites = open_sites + candidates
    u = uniform(seed, 2 * sites + 3 * points)
    places = u[: 2 * sites].reshape(-1, 2) * side
    drawn = u[2 * sites :].reshape(-1, 3)
    lots, weights = drawn[:, :2] * side, np.floor(drawn[:, 2] * 40.0) * 0.75
    apart = lots[:, None, :] - places[None, :, :]
    distances = np.sqrt(apart[..., 0] ** 2 + apart[..., 1] ** 2)
    return distances, weights


def row(seed, candidates, points, side, within, count, open_sites):
    distances, weights = instance(seed, candidates, points, side, within, open_sites)
    out = (distances[:, :open_sites] > within).all(axis=1) & (weights > 0)
    reachable = (distances[:, open_sites:] <= within).any(axis=1)
    # spopt has no answer where a point is out of everybody's reach; existing sites are fixed by it.
    demand = distances[(weights > 0) & (reachable | ~out)]
    fixed = np.array([1] * open_sites + [0] * candidates) if open_sites else None
    lscp = LSCP.from_cost_matrix(demand, within, predefined_facilities_arr=fixed).solve(solver())
    assert lscp.problem.status == pulp.LpStatusOptimal
    sites = round(lscp.problem.objective.value()) - open_sites
    weight = weights[(weights > 0) & (reachable | ~out)]
    mclp = MCLP.from_cost_matrix(
        demand, weight, within, p_facilities=count + open_sites, predefined_facilities_arr=fixed
    ).solve(solver())
    assert mclp.problem.status == pulp.LpStatusOptimal
    before = float(weights[(weights > 0) & ~out].sum())
    return {
        "seed": seed, "candidates": candidates, "points": points, "side": side, "within": within,
        "count": count, "open": open_sites, "children": float(weights.sum()), "reached_before": before,
        "unreachable": float(weights[out & ~reachable].sum()),
        "lscp_sites": sites, "mclp_children": round(mclp.problem.objective.value() - before, 6),
    }


def main():
    made_with = f"spopt {spopt.__version__}, pulp {pulp.__version__} (CBC), numpy {np.__version__}, scipy {scipy.__version__}"
    rows = [row(*instance) for instance in INSTANCES]
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    text = f'{{\n "made_with": "{made_with}",\n "rows": [\n{lines}\n ]\n}}\n'
    Path(__file__).with_name("siting.json").write_text(text)


if __name__ == "__main__":
    main()
