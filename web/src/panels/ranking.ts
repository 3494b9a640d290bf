import { asks, type RankedCommune, type Ranking } from '../api/indicators';
import { countsPlaces } from '../state/picture';
import { band, flipsSentence, ordinal, ranking as words, rankSentence, titles } from '../words/indicators';
import { figure, plural } from '../words/numbers';
import type { Actions } from './actions';
import { h } from './dom';
import { shown } from './glyphs';
import { communeLink } from './links';
import { section, type Section } from './section';

const FIRST = 5;
const affected = (c: RankedCommune): boolean => c.rank !== null && c.value !== null && c.value > 0;

/** The communes with most children out of reach. */
export function firstLook(actions: Actions): Section {
  return section<Ranking>(actions.lazy, {
    name: 'premieres', title: () => titles.first, small: () => 'enfants hors de portée',
    shows: (p, row) => row === p.total && p.rows.length > 1,
    url: (p) => asks.ranking(p.view),
    draw: ({ communes }, p) => {
      const ranked = communes.filter((c) => c.rank !== null);
      if (ranked.length === 0) return [h('p', { class: 'lack' }, words.unknown(p.view.kind))];
      const worst = ranked.filter(affected);
      const unranked = communes.length - ranked.length;
      const note = unranked > 0 ? h('p', { class: 'quiet' }, words.unranked(unranked)) : null;
      if (worst.length === 0) return [h('p', { class: 'lack' }, words.none(p.view.within)), note];
      const named = worst.slice(0, FIRST);
      const also = worst.slice(FIRST).filter((c) => c.rank === named.at(-1)?.rank).length;
      return [
        h('ol', { class: 'first' }, ...named.map((c) => h('li', {},
          h('b', {}, ordinal(c.rank!), c.tied ? h('small', {}, 'ex æquo') : null), h('span', {}, communeLink(actions, p.view, c.code, c.name), h('small', {}, band(c))),
          h('span', { class: 'd' }, shown(figure(c.value, c.value_status)), h('span', { class: 'vh' }, ` ${plural(c.value ?? 0, 'enfant')} hors de portée`)))),
        also > 0 ? h('li', { class: 'more' }, words.more(also)) : null),
        h('p', { class: 'quiet' }, words.why), note,
      ];
    },
  });
}

/** Beside the sturdiness of one commune's verdict: its rank, and where the verdict turns. */
export function rankLine(actions: Actions): Section {
  return section<Ranking>(actions.lazy, {
    name: 'rang', title: () => '',
    shows: (p, row) => row !== p.total || p.rows.length === 1,
    url: (p) => asks.ranking(p.view),
    draw: ({ communes, flips_up_to: upTo }, p, row) => {
      const c = communes.length === 1 ? communes[0] : communes.find((x) => x.code === row.code);
      if (!c || (c.rank === null && c.flips.length === 0)) return [h('p', { class: 'lack' }, row.white?.verdict === 'secret' ? words.secret : words.unknown(p.view.kind))];
      const ranked = communes.filter((x) => x.rank !== null).length;
      const estimated = p.zones.metadata.position_status === 'estimated';
      const known = !countsPlaces(p.view.kind) || row.white?.access_status !== 'lower-bound';
      return [
        h('p', { class: 'turns' }, flipsSentence(c.flips, upTo, estimated, known)),
        p.rows.length > 1 ? h('p', { class: 'turns' }, rankSentence(c, ranked)) : null,
      ];
    },
  });
}
