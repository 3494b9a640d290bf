"""Prints our measurements beside the peers'. Usage: table.py PEERS.jsonl [OURS.jsonl]."""

import json
import sys


def rows(path: str) -> list[dict]:
    with open(path) as file:
        return [json.loads(line) for line in file if line.startswith("{")]


def agreement(ours: dict | None, peer: dict) -> str:
    if ours is None:
        return ""
    if "checksum" in ours and "checksum" in peer:
        return "same" if ours["checksum"] == peer["checksum"] else "DIFFERENT"
    reference = peer.get("share_reference", peer.get("share"))
    if "share" in ours and reference is not None:
        return f"share {ours['share'] - reference:+.1e}"
    return ""


def main() -> None:
    ours = {row["task"]: row for row in (rows(sys.argv[2]) if len(sys.argv) > 2 else [])}
    print("| task | peer | peer, ms | maillage, ms | factor | answers |\n|---|---|---:|---:|---:|---|")
    for peer in rows(sys.argv[1]):
        mine = ours.get(peer["task"])
        own = f"{1000 * mine['median_s']:.2f}" if mine else ""
        factor = f"{peer['median_s'] / mine['median_s']:.1f}" if mine else ""
        print(f"| {peer['task']} | {peer['peer']} | {1000 * peer['median_s']:.1f} | {own} | {factor} | {agreement(mine, peer)} |")


main()
