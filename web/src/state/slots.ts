/** When a leisure centre is open. */
export type Slot = 'periscolaire' | 'mercredi' | 'petites-vacances' | 'ete';
export const SLOTS: readonly Slot[] = ['periscolaire', 'mercredi', 'petites-vacances', 'ete'];

/** Null where nobody said; since 2018 Wednesday is « périscolaire », and lists go either way. The rule is that of the server's rates. */
export function inSlot(slots: string, slot: Slot): boolean | null {
  const said = slots.split('|').filter((s) => s !== '');
  if (said.length === 0) return null;
  if (said.includes(slot)) return true;
  if (slot === 'mercredi') return said.includes('periscolaire') ? null : false;
  return slot !== 'periscolaire' && said.includes('extrascolaire');
}
