const STEP: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** Within a list of tabs the arrows go from one to the next and open it; the tab key finds the open one. */
export function arrows(list: HTMLElement): void {
  const all = [...list.children].filter((c) => c instanceof HTMLElement);
  const rove = (): void => { for (const tab of all) tab.tabIndex = tab.getAttribute('aria-selected') === 'true' ? 0 : -1; };
  rove();
  list.addEventListener('keydown', (e) => {
    const step = STEP[e.key];
    const at = all.findIndex((tab) => tab === document.activeElement);
    if (step === undefined || at < 0) return;
    e.preventDefault();
    const to = all[(at + step + all.length) % all.length]!;
    to.focus();
    to.click();
  });
  new MutationObserver(rove).observe(list, { subtree: true, attributeFilter: ['aria-selected'] });
}
