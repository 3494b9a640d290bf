import { get } from '../api/client';

const KEPT = 24;

/** Answers of the indicators by address: asked for only when their section shows, and never before the map is drawn. */
export class Lazy {
  private kept = new Map<string, unknown>();
  private open!: () => void;
  /** Settles when the map has been drawn once. */
  readonly opened = new Promise<void>((resolve) => { this.open = resolve; });

  constructor(private readonly ask: (url: string, signal: AbortSignal) => Promise<unknown> = get) {}

  start(): void {
    this.open();
  }
  peek<T>(url: string): T | undefined {
    return this.kept.get(url) as T | undefined;
  }
  async fetch<T>(url: string, signal: AbortSignal): Promise<T> {
    await this.opened;
    signal.throwIfAborted();
    // What was forgotten in the meantime does not come back.
    const { kept } = this;
    const answer = await this.ask(url, signal);
    signal.throwIfAborted();
    kept.set(url, answer);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
    return answer as T;
  }
  /** The register may have changed. */
  forget(): void {
    this.kept = new Map();
  }
}
