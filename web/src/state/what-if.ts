/** What is supposed, as the address says it. */
export interface WhatIf {
  /** The changes, as a line of text; empty while nothing is changed yet, null outside of « Et si… ». */
  scenario: string | null;
}

export const readWhatIf = (q: URLSearchParams): WhatIf => ({ scenario: q.get('si') });

export function writeWhatIf(q: URLSearchParams, v: WhatIf): void {
  if (v.scenario !== null) q.set('si', v.scenario);
}

/** What the server is asked to suppose: nothing, where nothing is changed. */
export const supposed = ({ scenario }: { scenario: string | null }): string | null =>
  scenario !== null && /(^|;)(open|move|resize|close),/.test(scenario) ? scenario : null;
