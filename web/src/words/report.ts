import type { Draft, Question } from '../api/draft';
import { ACRONYM } from './kinds';
import { capacityText, heading, importing, lead, lineText, natureText, POSITION } from './import';
import { HARD } from './numbers';

/** The reading in plain text, to be kept beside the list. */
export function reportText(draft: Draft, list: string, answerOf: (q: Question) => string | null, day: string): string {
  const at = (p: { file: string; sheet?: string | null; line: number }): string => [p.file, p.sheet ?? '', lineText(p.line)].filter((t) => t !== '').join(', ');
  const block = (title: string, rows: readonly string[]): string[] => (rows.length === 0 ? [] : ['', title, ...rows.map((r) => `– ${r}`)]);
  const remarks = (weight: string): string[] => draft.remarks.filter((r) => r.weight === weight)
    .map((r) => `${at(r.place)}${HARD}: ${[r.quote === '' ? '' : `«${HARD}${r.quote}${HARD}»`, r.reason, r.remedy].filter((t) => t !== '').join(' ')}`);
  return [
    `Rapport de lecture, ${draft.territory.name} (${draft.territory.code}), ${day}`, ...(list === '' ? [] : [`Liste${HARD}: ${list}`]),
    heading(draft.summary, draft.figures.length > 0), lead(draft),
    ...block('Fichiers', draft.files.map((f) => `${f.name}${HARD}: ${f.layout_label}, ${f.lines.length} lignes`)),
    ...block('Chiffres officiels', draft.figures.map((f) => `${f.label}${HARD}: ${importing.figureText(f.rows, f.communes, f.note)}`)),
    ...block('Questions', draft.questions.map((q) => {
      const answer = answerOf(q);
      const given = answer === null ? 'sans réponse' : (q.answers.find((a) => a.value === answer)?.label ?? answer);
      return `${at(q.place)}, ${q.subject}${HARD}: ${q.reason} Réponse${HARD}: ${given}.`;
    })),
    ...block('Services', draft.services.map(({ place, facility: f, notes }) => [
      at(place), f.kind === null ? '?' : ACRONYM[f.kind], f.name, natureText(f), f.address, `${f.postcode} ${f.commune_name ?? 'commune à confirmer'}`.trim(),
      `places ${capacityText(f)}`, `position ${POSITION[f.precision]}`, ...notes].filter((t) => t !== '').join(' | '))),
    ...block('Absents de la liste', draft.gone.map((g) => `${g.name}, ${g.commune_name}`)),
    ...block('Autres services', draft.others.map((o) => `${at(o.place)}${HARD}: ${o.label}, ${o.text}`)),
    ...block('Lignes refusées', remarks('refused')), ...block('Défauts des documents', remarks('defect')), ...block('Remarques', remarks('note')), '',
  ].join('\n');
}
