import { ApiError } from '../api/client';
import type { Committed, Completeness, Draft, Edit, ImportAnswers, Inputs, Question, Service } from '../api/draft';
import { ImportError, type ImportServer } from '../api/importing';
import type { Kind } from '../api/types';
import { importErrors } from '../words/import-errors';
import { errors } from '../words/messages';
import { alike } from './alike';

export type Step = 'paste' | 'check' | 'saved';
export const FILES_MAX = 20;
export const BYTES_MAX = 32 * 1024 * 1024;
/** Answers given in quick succession make one request. */
const PAUSE = 250;

const noAnswers = (): ImportAnswers => ({ questions: {}, edits: {}, inventories: {} });
const message = (cause: unknown): string => (cause instanceof ApiError ? cause.message : errors.unexpected);

/**
 * One import from the paste to the register. Answers live here and are sent whole each time, so a failed
 * request loses none; the answer shown is always the person's last one, whatever is still on its way.
 */
export class ImportSession {
  step: Step = 'paste';
  inputs: Inputs = { files: [], text: '', list: '' };
  answers: ImportAnswers = noAnswers();
  draft: Draft | null = null;
  problem: string | null = null;
  /** The status of the last failure: 401 asks for a token. */
  failed: number | null = null;
  notice: string | null = null;
  busy: 'preview' | 'commit' | null = null;
  saved: Committed | null = null;
  /** How free answers read: a commune's name for its code. */
  readonly words = new Map<string, string>();
  /** Questions whose answer the server did not take. */
  readonly turnedDown = new Set<string>();
  /** Lines that the person chose not to import, as they were last read. */
  readonly leftOut = new Map<string, Service>();
  private running: AbortController | null = null;
  private lastRead = '';
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly code: string, private readonly server: ImportServer, private readonly changed: () => void, private readonly pause = PAUSE) {}

  /** Answers are on their way, or about to be. */
  get settling(): boolean {
    return this.timer !== null || this.busy !== null;
  }
  get untouched(): boolean {
    return this.inputs.files.length === 0 && this.inputs.text === '' && Object.keys(this.answers.questions).length === 0;
  }
  get tooMuch(): string | null {
    if (this.inputs.files.length > FILES_MAX) return importErrors.tooMany;
    const bytes = this.inputs.files.reduce((sum, f) => sum + f.size, this.inputs.text.length);
    return bytes > BYTES_MAX ? importErrors.tooLarge : null;
  }

  answerOf(q: Question): string | null {
    return this.turnedDown.has(q.key) ? null : (this.answers.questions[q.key] ?? q.answer);
  }
  /** The questions of the lines that are kept. */
  get questions(): Question[] {
    return (this.draft?.questions ?? []).filter((q) => q.service === null || this.answers.edits[q.service]?.leave_out !== true);
  }
  /** The same, those that ask alike together. */
  get groups(): Question[][] {
    return alike(this.questions);
  }
  get goneOpen(): boolean {
    return (this.draft?.gone.length ?? 0) > 0 && this.answers.gone === undefined;
  }
  get open(): number {
    return this.questions.filter((q) => this.answerOf(q) === null).length + (this.goneOpen ? 1 : 0);
  }
  get services(): Service[] {
    return (this.draft?.services ?? []).filter((s) => this.answers.edits[s.key]?.leave_out !== true);
  }

  answer(key: string, value: string, label?: string): void {
    this.answerAll([key], value, label);
  }
  answerAll(keys: readonly string[], value: string, label?: string): void {
    for (const key of keys) {
      this.answers.questions[key] = value;
      this.turnedDown.delete(key);
      if (label !== undefined) this.words.set(key, label);
    }
    this.touch();
  }
  edit(service: Service, edit: Edit): void {
    this.answers.edits[service.key] = { ...this.answers.edits[service.key], ...edit };
    if (edit.leave_out) this.leftOut.set(service.key, service);
    this.touch();
  }
  restore(key: string): void {
    delete this.answers.edits[key];
    this.leftOut.delete(key);
    this.touch();
  }
  inventory(kind: Kind, completeness: Completeness): void {
    this.answers.inventories[kind] = completeness;
    this.touch();
  }
  gone(choice: 'remove' | 'keep'): void {
    this.answers.gone = choice;
    this.touch();
  }

  private touch(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.preview(), this.pause);
    this.changed();
  }

  /** Reads the list for the first time. */
  async read(): Promise<void> {
    this.problem = this.tooMuch ?? (this.inputs.files.length === 0 && this.inputs.text.trim() === '' ? importErrors.nothing : null);
    this.failed = null;
    if (this.problem !== null) { this.changed(); return; }
    const before = this.draft;
    const given = this.answers;
    // Keys are line numbers: in a changed text they may name other lines, so answers are laid aside and matched again.
    const again = before !== null && this.lastRead !== this.fingerprint();
    if (again) this.answers = noAnswers();
    const read = await this.preview();
    if (!read && again) this.answers = given;
    if (read) {
      this.lastRead = this.fingerprint();
      if (again && this.keep(before, given)) await this.preview();
      this.step = 'check';
      this.changed();
    }
  }
  private fingerprint(): string {
    return JSON.stringify([this.inputs.text, this.inputs.files.map((f) => [f.name, f.size, f.lastModified])]);
  }
  /** Takes over the answers whose line reads as it did; true when there are any. */
  private keep(before: Draft, given: ImportAnswers): boolean {
    const same = (q: Question): boolean => {
      const old = before.questions.find((o) => o.key === q.key);
      return old !== undefined && old.subject === q.subject && old.quote === q.quote && old.code === q.code;
    };
    this.answers.inventories = given.inventories;
    for (const q of this.draft!.questions) if (given.questions[q.key] !== undefined && same(q)) this.answers.questions[q.key] = given.questions[q.key]!;
    for (const s of this.draft!.services) {
      const edit = given.edits[s.key];
      if (edit && before.services.concat([...this.leftOut.values()]).some((o) => o.key === s.key && o.text === s.text)) this.answers.edits[s.key] = edit;
    }
    for (const key of [...this.leftOut.keys()]) if (!this.answers.edits[key]) this.leftOut.delete(key);
    return Object.keys(this.answers.questions).length + Object.keys(this.answers.edits).length + Object.keys(this.answers.inventories).length > 0;
  }
  /** Back to the text; answers stay for the lines that do not change. */
  revise(): void {
    this.step = 'paste';
    this.changed();
  }

  /** The last request wins; the answers given meanwhile stay, and are sent by the next one. */
  async preview(): Promise<boolean> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const sent = structuredClone(this.answers);
    this.busy = 'preview';
    this.changed();
    try {
      const draft = await this.server.preview(this.code, this.inputs, sent, running.signal);
      if (running !== this.running) return false;
      this.take(draft, sent);
      return true;
    } catch (cause) {
      if (running === this.running) this.fail(cause);
      return false;
    } finally {
      if (running === this.running) {
        this.busy = null;
        this.changed();
      }
    }
  }

  private take(draft: Draft, sent: ImportAnswers): void {
    this.draft = draft;
    this.problem = null;
    this.failed = null;
    for (const q of draft.questions) {
      const value = sent.questions[q.key];
      if (value === undefined || value !== this.answers.questions[q.key]) continue;
      if (q.answer === null) this.turnedDown.add(q.key);
      else this.turnedDown.delete(q.key);
    }
  }
  private fail(cause: unknown): void {
    this.problem = message(cause);
    this.failed = cause instanceof ImportError ? cause.status : null;
  }

  async commit(): Promise<void> {
    this.notice = null;
    if ((this.timer !== null || this.busy === 'preview') && !(await this.preview())) return;
    if (!this.draft || this.open > 0) { this.changed(); return; }
    this.busy = 'commit';
    this.changed();
    try {
      this.saved = await this.server.commit(this.code, this.inputs, this.answers, this.draft.register.version);
      this.step = 'saved';
      this.problem = null;
      this.failed = null;
    } catch (cause) {
      this.fail(cause);
    }
    this.busy = null;
    if (this.failed === 409 && (await this.preview())) this.notice = this.open > 0 ? importErrors.left : importErrors.changed;
    this.changed();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }
}
