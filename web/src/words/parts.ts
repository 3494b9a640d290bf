/** Whole parts that add up to `total`: largest remainder, ties to the first. */
export function wholeParts(parts: readonly number[], total = Math.round(parts.reduce((a, b) => a + b, 0))): number[] {
  const floors = parts.map((p) => Math.floor(p + 1e-9));
  const left = total - floors.reduce((a, b) => a + b, 0);
  const order = parts
    .map((p, i) => ({ i, rest: p - floors[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let k = 0; k < left; k++) {
    const at = order[k % order.length];
    if (at) floors[at.i] = floors[at.i]! + 1;
  }
  return floors;
}
