import type { ChildrenOrigin, Explanation, Filled } from '../api/types';

/** What neither says stays unsaid. */
const added = (name: 'base' | 'cells' | 'imputed', a: ChildrenOrigin, b: ChildrenOrigin): Partial<ChildrenOrigin> =>
  (a[name] === undefined && b[name] === undefined ? {} : { [name]: (a[name] ?? 0) + (b[name] ?? 0) });

/** One origin for all, or `mixed`: sources of different vintages are never blended silently. */
function children(all: readonly ChildrenOrigin[]): ChildrenOrigin {
  const [first, ...rest] = all;
  if (!first) return { method: 'not-documented', source: null };
  if (rest.some((c) => c.method !== first.method || c.source !== first.source)) return { method: 'mixed', source: null };
  return rest.reduce((sum, c) => ({ ...sum, ...added('base', sum, c), ...added('cells', sum, c), ...added('imputed', sum, c) }), first);
}

function filled(all: readonly Explanation[]): Filled[] {
  const groups = new Map<string, Filled>();
  for (const f of all.flatMap((e) => e.filled)) {
    const key = [f.subtype, f.funding, f.source, f.mean].join();
    const group = groups.get(key);
    groups.set(key, group ? { ...group, count: group.count + f.count } : f);
  }
  return [...groups.values()];
}

/** The explanation of a sum of places over a sum of children. */
export function sumOf(all: readonly Explanation[]): Explanation {
  const declared = all.flatMap((e) => (e.declared ? [e.declared] : []));
  const [first] = declared;
  return {
    known: all.reduce((sum, { known }) => ({ count: sum.count + known.count, places: sum.places + known.places }), { count: 0, places: 0 }),
    declared: first ? declared.slice(1).reduce((sum, d) => ({ ...sum, structures: sum.structures + d.structures, places: sum.places + d.places }), first) : null,
    filled: filled(all),
    unknown: all.reduce((sum, e) => sum + e.unknown, 0),
    children: children(all.map((e) => e.children)),
  };
}
