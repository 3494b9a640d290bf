/** The states of a scenario in their order, and which of them shows: whoever changes it, and so does the browser's back. */
export class Steps<T> {
  private all: T[] = [];
  private at = -1;

  /** A neighbour in the list is a step back or forth; anything else ends what was undone. */
  follow(state: T): void {
    const next = [this.at, this.at - 1, this.at + 1].find((i) => this.all[i] === state);
    if (next === undefined) this.all = [...this.all.slice(0, this.at + 1), state];
    this.at = next ?? this.all.length - 1;
  }
  /** A new state, even one that was there before: what was undone is ended. */
  make(state: T): void {
    if (this.all[this.at] === state) return;
    this.all = [...this.all.slice(0, this.at + 1), state];
    this.at = this.all.length - 1;
  }
  get before(): T | undefined { return this.all[this.at - 1]; }
  get after(): T | undefined { return this.all[this.at + 1]; }
  forget(): void {
    this.all = [];
    this.at = -1;
  }
}
