import { h } from './dom';

/** A button that puts an address on the clipboard and says so; absent where the browser has none. */
export function copyButton(words: { copy: string; copied: string }, link: () => string, announce: (text: string) => void): { element: HTMLButtonElement; reset(): void } {
  const element = h('button', {
    type: 'button', class: 'btn', hidden: !('clipboard' in navigator),
    onclick: () => void navigator.clipboard.writeText(link()).then(() => {
      element.textContent = words.copied;
      announce(words.copied);
    }, () => undefined),
  }, words.copy);
  return { element, reset: () => { element.textContent = words.copy; } };
}
