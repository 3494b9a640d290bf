import { ui } from '../words/messages';
import { h } from './dom';

export const accessibility = (): HTMLElement => h('a', { href: '/accessibilite.html' }, ui.accessibility);
export const foot = (): HTMLElement => h('p', { class: 'foot' }, accessibility());
