import type { FacilityCollection } from '../api/types';
import { plain } from '../words/plain';

export type Service = FacilityCollection['features'][number];

/** Services whose name, address or commune hold every word typed, without accents; those that begin so first. */
export function matching(services: readonly Service[], typed: string, most: number): Service[] {
  const words = plain(typed).split(/\s+/).filter((w) => w !== '');
  if (words.length === 0) return [];
  const all = services.filter(({ properties: f }) => {
    const text = plain([f.name, f.address ?? '', f.commune_name].join(' '));
    return words.every((w) => text.includes(w));
  });
  const first = (s: Service): number => (plain(s.properties.name).startsWith(plain(typed)) ? 0 : plain(s.properties.name).includes(words[0]!) ? 1 : 2);
  return all.sort((a, b) => first(a) - first(b) || a.properties.name.localeCompare(b.properties.name, 'fr')).slice(0, most);
}
