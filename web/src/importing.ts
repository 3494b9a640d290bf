import type { App } from './app';
import type { ImportView, Rules } from './panels/import/view';
import { placeOf } from './state/place';
import { importing as words } from './words/import';
import { errors } from './words/messages';

/** The door to the import view: fetched on first use, laid over the working view, which stays as it was. */
export class Importing {
  private view: ImportView | null = null;
  private waiting: File[] = [];
  private opening = false;

  constructor(private readonly app: App, readonly rules: Rules) {
    window.addEventListener('beforeunload', (e) => { if (this.view?.unsaved()) e.preventDefault(); });
    this.listenToDrops();
  }

  open(files: Iterable<File> = []): void {
    this.waiting.push(...files);
    if (this.app.view.page === 'import') void this.show();
    else this.app.change({ page: 'import' });
  }

  /** Follows the address: shows or hides the view. */
  turn(): void {
    const on = this.app.view.page === 'import';
    document.body.classList.toggle('importing', on);
    this.app.shell.root.inert = on;
    if (on) void this.show();
    else if (this.view && !this.view.element.hidden) {
      this.view.element.hidden = true;
      this.app.shell.importButton.focus();
    }
  }

  private async show(): Promise<void> {
    const { picture } = this.app;
    if (!picture || this.opening) return;
    if (this.view && this.view.place.code !== picture.territory.code) this.drop();
    if (!this.view) {
      this.opening = true;
      try {
        const { importView } = await import('./panels/import/view');
        this.view = importView(placeOf(picture), this.rules, (changed, again) => void this.leave(changed, again));
        this.view.element.hidden = true;
        document.body.append(this.view.element);
      } catch {
        this.app.shell.say(errors.noAnswer);
        return;
      } finally {
        this.opening = false;
      }
    }
    if (this.app.view.page !== 'import') return;
    document.title = `${words.title}, ${picture.territory.name} – maillage`;
    const came = this.view.element.hidden;
    this.view.element.hidden = false;
    if (this.waiting.length > 0) this.view.add(this.waiting.splice(0));
    if (came) this.view.focus();
  }

  /** Back to the map, or to an empty import; what was saved is asked for again. */
  private async leave(changed: boolean, again: boolean): Promise<void> {
    this.drop();
    if (!again) {
      this.app.leaveImport(changed);
      return;
    }
    this.opening = true;
    await this.app.reload();
    this.opening = false;
    await this.show();
  }
  private drop(): void {
    this.view?.stop();
    this.view?.element.remove();
    this.view = null;
  }

  private listenToDrops(): void {
    const carries = (e: DragEvent): boolean => this.rules.allowed && (e.dataTransfer?.types.includes('Files') ?? false);
    let depth = 0;
    const mark = (by: number): void => {
      depth = Math.max(0, depth + by);
      document.body.classList.toggle('dropping', depth > 0);
    };
    document.body.dataset['drop'] = words.drop;
    document.addEventListener('dragenter', (e) => { if (carries(e)) mark(1); });
    document.addEventListener('dragleave', (e) => { if (carries(e)) mark(-1); });
    document.addEventListener('dragover', (e) => { if (carries(e)) e.preventDefault(); });
    document.addEventListener('drop', (e) => {
      if (!carries(e)) return;
      e.preventDefault();
      mark(-depth);
      this.open(e.dataTransfer?.files ?? []);
    });
  }
}
