/** What can stand in a cell without breaking the row. */
const flat = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

/** A cell that spans columns or rows leaves the others of its span empty, so that the columns stay in line. */
export function tableText(table: HTMLTableElement): string {
  const lines: string[] = [];
  const held: number[] = [];
  for (const row of table.querySelectorAll('tr')) {
    if (row.closest('table') !== table) continue;
    const cells: string[] = [];
    const skip = (): void => {
      while ((held[cells.length] ?? 0) > 0) { held[cells.length]!--; cells.push(''); }
    };
    for (const cell of row.children) {
      if (!(cell.tagName === 'TD' || cell.tagName === 'TH')) continue;
      skip();
      const span = (name: string): number => Math.min(100, Math.max(1, Number(cell.getAttribute(name)) || 1));
      const [wide, high] = [span('colspan'), span('rowspan')];
      for (let i = 0; i < wide; i++) {
        held[cells.length] = high - 1;
        cells.push(i === 0 ? flat(cell.textContent ?? '') : '');
      }
    }
    skip();
    lines.push(cells.join('\t').replace(/\t+$/, ''));
  }
  return lines.join('\n');
}

const BLOCKS = 'p, div, li, br, h1, h2, h3, h4, h5, h6, caption';

/** A table copied from Word, Excel or a page, as lines of cells, with the text around it; null when there is none. */
export function pastedTable(html: string): string | null {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const tables = [...parsed.querySelectorAll('table')].filter((t) => !t.parentElement?.closest('table'));
  if (tables.length === 0) return null;
  for (const e of parsed.querySelectorAll('style, script')) e.remove();
  // Line breaks of the markup itself mean nothing; those of blocks do, outside cells.
  const walker = parsed.createTreeWalker(parsed.body, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) node.textContent = (node.textContent ?? '').replace(/[\s\u00a0]+/g, ' ');
  for (const block of parsed.querySelectorAll(BLOCKS)) block.after(block.closest('table') ? ' ' : '\n');
  for (const table of tables) table.replaceWith(`\n${tableText(table)}\n`);
  const lines = (parsed.body.textContent ?? '').split('\n').map((line) => (line.includes('\t') ? line.trimEnd() : line.trim()));
  return lines.filter((line) => line.trim() !== '').join('\n');
}
