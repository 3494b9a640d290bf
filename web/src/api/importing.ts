import { ApiError } from './client';
import type { Committed, Draft, ImportAnswers, Inputs, Place } from './draft';
import type { Problem } from './types';
import { importErrors } from '../words/import-errors';

/** A preview or an import that did not happen, and what to do about it. */
export class ImportError extends ApiError {
  constructor(message: string, readonly status: number) { super(message); }
}
interface ImportProblem extends Problem { place?: Place; remedy?: string }

const TOKEN = 'maillage.jeton';
/** Kept for this tab only: closing it forgets the token. */
export const token = {
  read: (): string | null => sessionStorage.getItem(TOKEN),
  keep: (text: string): void => sessionStorage.setItem(TOKEN, text),
  forget: (): void => sessionStorage.removeItem(TOKEN),
};

function form(inputs: Inputs, answers: ImportAnswers, base?: string): FormData {
  const parts = new FormData();
  for (const file of inputs.files) parts.append('file', file, file.name);
  if (inputs.text !== '') parts.append('text', inputs.text);
  parts.append('list', inputs.list);
  parts.append('answers', JSON.stringify(answers));
  if (base !== undefined) parts.append('base', base);
  return parts;
}

async function send<T>(url: string, body: FormData, signal?: AbortSignal): Promise<T> {
  const bearer = token.read();
  const headers = { accept: 'application/json', 'X-Maillage-Import': '1', ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) };
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers, body, ...(signal ? { signal } : {}) });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ImportError(importErrors.noAnswer, 0);
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as ImportProblem;
    if (response.status === 401) token.forget();
    const wrong = response.status === 401 && bearer !== null;
    throw new ImportError(wrong ? importErrors.badToken : importErrors.refused(response.status, problem), response.status);
  }
  return (await response.json()) as T;
}

const base = (code: string): string => `/api/territories/${encodeURIComponent(code)}/import`;

/** Stateless: every request carries the files and all the answers. */
export const importing = {
  preview: (code: string, inputs: Inputs, answers: ImportAnswers, signal: AbortSignal): Promise<Draft> =>
    send(`${base(code)}/preview`, form(inputs, answers), signal),
  commit: (code: string, inputs: Inputs, answers: ImportAnswers, version: string): Promise<Committed> =>
    send(base(code), form(inputs, answers, version)),
};
export type ImportServer = typeof importing;
