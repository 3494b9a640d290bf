/** What is supposed, as the address says it. */
export interface WhatIf {
  /** The changes, as a line of text; empty while nothing is changed yet, null outside of « Et si… ». */
  scenario: string | null;
  /** The service at hand, by its id. */
  service: string | null;
}

export function readWhatIf(q: URLSearchParams): WhatIf {
  const scenario = q.get('si');
  return { scenario, service: scenario === null ? null : q.get('service') || null };
}

export function writeWhatIf(q: URLSearchParams, v: WhatIf): void {
  if (v.scenario === null) return;
  q.set('si', v.scenario);
  if (v.service !== null) q.set('service', v.service);
}

/** What the server is asked to suppose: nothing, where nothing is changed. */
export const supposed = ({ scenario }: { scenario: string | null }): string | null =>
  scenario !== null && /(^|;)(open|move|resize|close),/.test(scenario) ? scenario : null;
