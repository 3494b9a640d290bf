type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | ((event: Event) => void)>;

/** What answers to the hand, itself or by something in it: its look is not all that there is to it. */
const handled = new WeakSet<Node>();
const there = (c: Child): c is Node | string => c !== null && c !== undefined && c !== false;

function fill(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.replace(/^on/, ''), value);
      handled.add(element);
    } else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== false) element.setAttribute(name, String(value));
  }
  const content = children.filter(there);
  if (content.some((c) => typeof c !== 'string' && handled.has(c))) handled.add(element);
  element.append(...content);
}

/** An element; strings become text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, attributes, children);
  return element;
}

/**
 * Makes these the children, and leaves in place what is already there or looks the same: in a drag every step hands over the
 * whole page, and what is taken out and put back is laid out and painted again.
 */
export function put(parent: Element, ...children: Child[]): void {
  const wanted = children.filter(there).filter((c) => c !== '');
  const kept = new Set<Child>(wanted);
  let at = parent.firstChild;
  const past = (node: ChildNode): void => { at = node.nextSibling; };
  const drop = (node: ChildNode): void => { past(node); node.remove(); };
  for (const child of wanted) {
    const node = typeof child === 'string' ? document.createTextNode(child) : child;
    if (node.parentNode === parent) while (at && at !== node && !kept.has(at)) drop(at);
    if (at && (at === node || (!kept.has(at) && !handled.has(at) && !handled.has(node) && at.isEqualNode(node)))) past(at);
    else {
      const old = at && !kept.has(at) ? at : null;
      parent.insertBefore(node, at);
      if (old) drop(old);
    }
  }
  while (at) drop(at);
}

/** Chooses in a list; what is chosen already is left alone, as to choose it again lays out the page. */
export function choose(list: HTMLSelectElement, value: string): void {
  if (list.value !== value) list.value = value;
}

/** A part of the page: its element, and how it follows the state. */
export interface Part<T> { element: HTMLElement; update(value: T): void }
