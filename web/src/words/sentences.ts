import type { CoverageMeta, CoverageRow, Facility, Inventory, Kind, Source, Verdict, WhiteRow } from '../api/types';
import { countsPlaces, type Picture, type Row } from '../state/picture';
import { ACRONYM, AGES, FEMININE, MANY, ONE, subtypeName, VERDICT } from './kinds';
import { count, figure, HARD, kilometres, number, plural, THIN } from './numbers';

const sourceName = (sources: readonly Source[], id: string | null | undefined): string =>
  id === null || id === undefined ? '' : (sources.find((s) => s.id === id)?.short ?? id);

export const mapSubtitle = (p: Picture): string =>
  p.other && p.other.view.kind !== p.view.kind ? `${p.territory.name}, à moins de ${kilometres(p.view.within)}`
    : `${p.territory.name}, enfants de ${AGES[p.view.ages]}, ${ONE[p.view.kind]} à moins de ${kilometres(p.view.within)}`;

/** In reach, but with unknown capacities below the reference: neither covered nor underserved is proven. */
export const unproven = (w: WhiteRow, reference: number | null): boolean =>
  (w.verdict === 'covered' || w.verdict === 'underserved') && w.access_status === 'lower-bound' &&
  (w.access ?? 0) < (reference ?? Number.POSITIVE_INFINITY);

/** The verdict with what it hides: a partly white commune can also lack places. */
export function verdictSentence(w: WhiteRow, reference: number | null): string {
  const low = reference !== null && w.access !== null && w.access_status !== 'lower-bound' && w.access < reference;
  if (unproven(w, reference)) return 'À portée, places inconnues';
  const texts: Record<Verdict, string> = {
    covered: 'Couverte', underserved: 'Sous-dotée', white: 'Zone blanche',
    'partly-white': low ? 'Sous-dotée, en partie en zone blanche' : 'En partie en zone blanche',
    'not-documented': 'Non renseigné', secret: 'Secret statistique',
  };
  return texts[w.verdict];
}

/** Where the places come from, one dash each. */
export function placesOrigin(row: CoverageRow, kind: Kind, meta: CoverageMeta): string[] {
  const e = row.explanation;
  const from = (id: string | null): string => sourceName(meta.sources, id);
  if (row.places_status === 'not-documented') return [`Places${HARD}: non renseignées, personne n’a dit s’il y en a.`];
  if (row.places_status === 'zero') return [`Places${HARD}: aucune place recensée, liste complète.`];
  const out: string[] = [];
  if (e.known.count > 0) {
    out.push(`Places${HARD}: ${number(e.known.places, Number.isInteger(e.known.places) ? 0 : 1)} connues, dans ${count(e.known.count, ONE[kind], MANY[kind])}.`);
  }
  if (e.declared) {
    out.push(`Places${HARD}: ${number(e.declared.places)} déclarées dans ${count(e.declared.structures, 'structure')}, ${from(e.declared.source)}.`);
  }
  for (const f of e.filled) {
    const times = f.count > 1 ? `${f.count}${HARD}× ` : '';
    const stand = f.stand_in ? `, faute de moyenne ${(f.funding ?? '').toUpperCase()}`.trimEnd() : '';
    out.push(
      `Places${HARD}: non données${THIN}; ${times}${number(f.places)} ÷ ${number(f.structures)} = ${number(f.mean * f.count, 1)}, ` +
        `moyenne des ${subtypeName(f.subtype, kind, 2)}, ${from(f.source)}${stand}.`,
    );
  }
  if (e.unknown > 0) {
    out.push(`Au moins ${number(row.places ?? 0, Number.isInteger(row.places ?? 0) ? 0 : 1)}${HARD}: ${count(e.unknown, 'capacité inconnue comptée', 'capacités inconnues comptées')} pour 0.`);
  }
  return out;
}

export function childrenOrigin(row: CoverageRow, meta: CoverageMeta): string {
  const c = row.explanation.children;
  const from = sourceName(meta.sources, c.source);
  if (c.method === 'mixed') return `Enfants${HARD}: somme des communes, dont les nombres n’ont pas tous la même origine.`;
  const tail = from === '' ? '.' : `, ${from}.`;
  const known = c.base ?? null;
  const base = known === null ? '' : number(known, Number.isInteger(known) ? 0 : 1);
  const cells = c.cells ? `, ${count(c.cells, 'carreau', 'carreaux')}${c.imputed ? ` dont ${count(c.imputed, 'imputé')}` : ''}` : '';
  if (row.children_status === 'not-documented') return `Enfants${HARD}: non renseignés.`;
  if (c.method === 'cells-three-quarters') {
    const share = c.base_ages === '0-3' && row.children !== null && known !== null && Math.abs(row.children - 0.75 * known) < 0.1;
    return share ? `Enfants${HARD}: ¾ des ${base} de ${c.base_ages ?? ''} ans${cells}${tail}` : `Enfants${HARD}: sommes par classes d’âge${cells}${tail}`;
  }
  if (c.method === 'declared') return `Enfants${HARD}: nombre déclaré${tail}`;
  if (c.method === 'even-share') {
    const ages = c.base_ages ? ` de ${c.base_ages} ans` : '';
    return `Enfants${HARD}: part égale par année d’âge${base === '' ? '' : ` des ${base}${ages}`}${tail}`;
  }
  if (c.method === 'not-documented') return `Enfants${HARD}: non renseignés.`;
  return `Enfants${HARD}: ${c.method}${tail}`;
}

const undocumented = (inventories: readonly Inventory[], kind: Kind): string => {
  const names = inventories.filter((i) => i.completeness === 'not-documented' && i.kind !== kind).map((i) => ACRONYM[i.kind]);
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
};

/** What nobody knows yet about this place, to end its panel. */
export function missing(p: Picture, row: Row): string[] {
  const kind = p.view.kind;
  const here = p.facilities.features.map((f) => f.properties).filter((f) => row === p.total || f.commune === row.code);
  const out: string[] = [];
  const lack = (test: (f: Facility) => boolean, one: string, many: string): void => {
    const n = here.filter(test).length;
    if (n > 0) out.push(n === 1 ? `${one} d’${FEMININE[kind] ? 'une' : 'un'} ${ONE[kind]}` : `${many} de ${n} ${MANY[kind]}`);
  };
  if (!p.documented) out.push(`la liste des ${MANY[kind]}`);
  if (countsPlaces(kind)) lack((f) => f.capacity === null, 'les places', 'les places');
  lack((f) => f.precision !== 'exact', 'l’adresse exacte', 'l’adresse exacte');
  lack((f) => f.precision === 'none', 'la position', 'la position');
  if (row.coverage.children_status === 'not-documented') out.push('le nombre d’enfants');
  const commune = p.territory.communes.find((c) => c.code === row.code);
  const shapeless = p.territory.communes.filter((c) => !c.has_boundary && (row === p.total || c === commune));
  if (shapeless.length > 0) out.push(shapeless.length < 4 ? `le contour de ${shapeless.map((c) => c.name).join(', de ')}` : `le contour de ${shapeless.length} communes`);
  if (row !== p.total && commune?.town_hall?.status === 'replaced') out.push('la position de la mairie (remplacée par un point de la commune)');
  if (p.documented && !p.zones.metadata.neighbours_documented) out.push(`les ${MANY[kind]} des EPCI voisins`);
  const others = undocumented(p.territory.inventories, kind);
  if (others !== '') out.push(`les listes ${others}`);
  return out;
}

/** What the live region says when the keyboard walks to a commune. */
export function spoken(row: Row, reference: number | null): string {
  const c = row.coverage;
  const w = row.white;
  const parts = [`${row.name}.`];
  if (w) parts.push(`${verdictSentence(w, reference)}.`);
  if (c.rate === null) parts.push('Taux non disponible.');
  else {
    const lead = c.status === 'estimated' ? 'Environ ' : c.status === 'lower-bound' ? 'Au moins ' : '';
    parts.push(`${lead}${number(c.rate, 1)} ${plural(c.rate, 'place')} pour 100 enfants.`);
  }
  if (w && w.out_of_reach !== null && c.children !== null) {
    const out = Math.round(w.out_of_reach);
    parts.push(`${out} ${plural(out, 'enfant')} hors de portée sur ${number(c.children)}.`);
  }
  if (c.facilities > 0) parts.push(`${count(c.facilities, 'service')}.`);
  return parts.join(' ');
}

export const verdictWord = (w: WhiteRow | null, reference: number | null): string =>
  w && unproven(w, reference) ? 'à portée' : VERDICT[w?.verdict ?? 'not-documented'];

/** What the estimate did, under its switch. */
export function fillHelp(p: Picture): string {
  const e = p.total.coverage.explanation;
  const filled = e.filled.reduce((n, f) => n + f.count, 0);
  const all = p.total.coverage.facilities;
  const names = MANY[p.view.kind];
  if (!p.documented || all === 0) return '';
  if (filled > 0) {
    const sources = [...new Set(e.filled.map((f) => sourceName(p.coverage.metadata.sources, f.source)))].join(', ');
    return `${number(filled)} ${names} sur ${number(all)}${HARD}: taille moyenne du type, ${sources}.`;
  }
  if (e.declared) return `${number(e.declared.places)} places déclarées en tout dans ${count(e.declared.structures, 'structure')}, sans le détail.`;
  if (e.unknown === 0) return `Toutes les capacités sont connues.`;
  if (p.view.fill === 'mean') return `${count(e.unknown, 'capacité inconnue', 'capacités inconnues')}, sans moyenne pour l’estimer.`;
  return `Places inconnues pour ${number(e.unknown)} ${names} sur ${number(all)}.`;
}

export const rateText = (c: CoverageRow): string => figure(c.rate, c.status);
