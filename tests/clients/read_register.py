"""Prints every layer of a register as GDAL reads it, as JSON."""

import json
import struct
import sys

import pyogrio
from pyogrio import raw


def plain(value):
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value


def text(value):
    return str(value) if type(value).__name__ in ("datetime64", "date", "datetime") else plain(value)


def point(wkb):
    return list(struct.unpack_from("<dd", wkb, 5))


def area(wkb):
    """Of a multipolygon of one ring, in square degrees."""
    count = struct.unpack_from("<I", wkb, 18)[0]
    ring = [struct.unpack_from("<dd", wkb, 22 + 16 * at) for at in range(count)]
    return round(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))) / 2, 9)


def layer(path, name):
    info = pyogrio.read_info(path, layer=name)
    meta, _fids, shapes, columns = raw.read(path, layer=name)
    rows = [
        {field: text(column[at]) for field, column in zip(meta["fields"], columns)}
        for at in range(info["features"])
    ]
    described = {"geometry": info["geometry_type"], "crs": info["crs"], "rows": rows}
    if info["geometry_type"] == "Point":
        for row, wkb in zip(rows, shapes):
            row["geometry"] = point(wkb)
        described["bounds"] = [round(bound, 10) for bound in info["total_bounds"]]
        described["indexed"] = bool(info["capabilities"]["fast_spatial_filter"])
    elif info["geometry_type"] == "MultiPolygon":
        described["areas"] = [area(wkb) for wkb in shapes]
    return described


path = sys.argv[1]
names = sorted(name for name, _geometry in pyogrio.list_layers(path))
print(json.dumps({name: layer(path, name) for name in names}))
