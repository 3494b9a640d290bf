/** How a place counts with distance: all the same up to the threshold, or the less the further. */
export type Decay = 'binary' | 'linear' | 'gaussian' | 'exponential';
export const DECAYS: readonly Decay[] = ['binary', 'linear', 'gaussian', 'exponential'];

/** What only the working view sets, as the address says it. */
export interface Working {
  decay: Decay;
}

export const readWorking = (q: URLSearchParams): Working => ({
  decay: DECAYS.find((d) => d === q.get('decay')) ?? 'binary',
});

export function writeWorking(q: URLSearchParams, v: Working): void {
  if (v.decay !== 'binary') q.set('decay', v.decay);
}
