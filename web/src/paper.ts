/** What a printed page is wide and high, in pixels, less room for the words. */
const PAGE = { width: 700, height: 560, largest: 1.6 };

/** Ctrl+P: the map goes to paper as it is on the screen, in one piece. */
export function paper(map: HTMLElement): void {
  window.addEventListener('beforeprint', () => {
    const { clientWidth: w, clientHeight: h } = map;
    if (w === 0 || h === 0) return;
    const { style } = document.documentElement;
    style.setProperty('--map-w', `${w}px`);
    style.setProperty('--map-h', `${h}px`);
    style.setProperty('--map-zoom', Math.min(PAGE.largest, PAGE.width / w, PAGE.height / h).toFixed(3));
  });
}
