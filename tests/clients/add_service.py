"""Adds a service to a register, as a GIS does."""

import struct
import sys

import numpy as np
from pyogrio import raw

service = {
    "id": "gdal",
    "name": "Crèche ajoutée",
    "kind": "eaje",
    "capacity": 15.0,
    "commune": "78124",
    "source": "act",
}
point = struct.pack("<BIdd", 1, 1, 2.05, 48.07)
raw.write(
    sys.argv[1],
    np.array([point], dtype=object),
    [np.array([v], dtype=object if isinstance(v, str) else float) for v in service.values()],
    list(service),
    layer="facilities",
    driver="GPKG",
    geometry_type="Point",
    crs="EPSG:4326",
    append=True,
)
print("{}")
