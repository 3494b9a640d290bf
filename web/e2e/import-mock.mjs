// Stands in for the import's API on a server that has none: understands the annex of e2e/fixtures, and no other list.
const COMMUNES = {
  Maule: '78380', Chavenay: '78152', Feucherolles: '78233', 'Saint-Nom-la-Bretèche': '78571', Bazemont: '78049', Davron: '78196', Crespières: '78189',
  'Mareil-sur-Mauldre': '78368', Montainville: '78415',
};
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\W+/g, ' ');
const communeOf = (text) => Object.keys(COMMUNES).find((name) => fold(text).includes(fold(name))) ?? null;
const SUBTYPES = [[/famil/i, 'familial'], [/multi/i, 'multi-accueil'], [/micro/i, 'micro-creche'], [/11 -17/, 'ados'], [/maternel/i, 'maternel'], [/l[ée]mentaire/i, 'elementaire']];

function service(line, number, kind, hall) {
  const [nature, rest] = line.split('\t');
  const [, before, postcode = ''] = /^(.*?)[\s–-]*(\d{5})/.exec(rest) ?? [null, rest];
  const parts = before.split(/\s*[–-]\s+/);
  const name = parts.shift().trim();
  const address = parts.join(', ').replace(/[\s,]+$/, '');
  const commune_name = communeOf(rest);
  const notes = /^\d/.test(address) ? [] : ['sans numéro'];
  if (/Bernard Deniau|Henri Hamel/.test(address)) notes.push('même site qu’un autre service');
  const commune = COMMUNES[commune_name] ?? null;
  const at = hall(commune);
  return {
    key: `0:${number}:0`, place: { file: 'annexe 2', line: number }, text: line, state: 'understood', change: 'added', before: null, geocode: null, notes,
    facility: {
      id: `${kind}-${number}`, name, kind, subtype: SUBTYPES.find(([r]) => r.test(nature))?.[1] ?? null, capacity: null, ages: null, slots: '', funding: /PAJE/.test(nature) ? 'paje' : null,
      address, postcode, commune, commune_name, precision: 'town-hall', lon: at?.lon ?? null, lat: at?.lat ?? null, perimeter: [], opened_on: null, closed_on: null, source: 'annexe-2',
    },
  };
}

function questions(services) {
  const of = (name) => services.find((s) => s.facility.name.startsWith(name));
  const ask = (s, what, q) => (s ? [{ key: `${s.key}/${what}`, place: s.place, subject: s.facility.name, remedy: '', quote: '', blocking: false, service: s.key, answer: null, ...q }] : []);
  return [
    ...ask(of('Les Petits Crayons'), 'commune', {
      code: 'postcode-is-an-insee-code', quote: '78124', free: 'commune',
      reason: '78124 est le code postal de Mareil-sur-Mauldre et de Montainville\u202f; c’est aussi le code Insee de Carrières-sur-Seine. La commune est lue dans le nom.',
      answers: [{ value: '78368', label: 'Oui, Mareil-sur-Mauldre', likely: true }, { value: '78415', label: 'Montainville', likely: false }],
    }),
    ...ask(of('ALSH périscolaire'), 'name', {
      code: 'no-name', quote: '3 Rue d\'Aulnay', free: 'text', reason: 'Pas de nom propre dans le texte, seulement «\u00a03 Rue d’Aulnay\u00a0».',
      answers: [{ value: 'keep', label: 'Garder «\u00a0ALSH périscolaire, rue d’Aulnay\u00a0»', likely: false }],
    }),
    ...ask(of('Club Ado'), 'position', {
      code: 'no-street', quote: 'Salle des fêtes “La Comédie”', free: 'position', reason: 'Un lieu, «\u00a0Salle des fêtes “La Comédie”\u00a0», mais pas de voie.',
      answers: [{ value: 'town-hall', label: 'Laisser à la commune', likely: false }],
    }),
  ];
}

function role(line) {
  if (/^(EXEMPLE|TYPE DE)/.test(line)) return 'heading';
  if (line.trim() === '') return 'ignored';
  return line.startsWith('\t') ? 'section' : 'service';
}

/** The draft of the annex with some answers; `hall` gives the town hall of a commune. */
export function draftOf(text, list, answers, hall, version = '0') {
  const rows = text.split(/\r?\n/);
  let kind = 'eaje';
  const lines = [];
  const services = [];
  rows.forEach((line, i) => {
    const what = role(line);
    if (what === 'section') kind = /ALSH/.test(line) ? 'alsh' : 'eaje';
    if (line.trim() !== '') lines.push({ number: i + 1, text: line, role: what });
    if (what === 'service') services.push(service(line, i + 1, kind, hall));
  });
  const asked = questions(services);
  for (const q of asked) {
    q.answer = answers.questions[q.key] ?? null;
    const s = services.find((x) => x.key === q.service);
    if (q.answer === null) { s.state = 'doubtful'; continue; }
    if (q.free === 'commune') Object.assign(s.facility, { commune: q.answer, commune_name: Object.keys(COMMUNES).find((n) => COMMUNES[n] === q.answer) ?? q.answer });
    if (q.free === 'text' && q.answer !== 'keep') s.facility.name = q.answer;
    if (q.free === 'position' && /,/.test(q.answer)) { const [lon, lat] = q.answer.split(',').map(Number); Object.assign(s.facility, { lon, lat, precision: 'exact' }); }
  }
  for (const s of services) {
    const edit = answers.edits[s.key];
    if (!edit) continue;
    Object.assign(s.facility, Object.fromEntries(Object.entries(edit).filter(([k]) => k !== 'leave_out')));
    if (edit.lon !== undefined) s.facility.precision = 'exact';
  }
  const kept = services.filter((s) => answers.edits[s.key]?.leave_out !== true);
  const doubtful = kept.filter((s) => s.state === 'doubtful').length;
  const open = asked.filter((q) => q.answer === null).length;
  return {
    territory: { code: '200034130', name: 'CC Gally Mauldre', kind: 'epci' }, register: { version },
    summary: {
      services: kept.length, understood: kept.length - doubtful, doubtful, refused: 0, others: 0, defects: 0, added: kept.length, changed: 0, unchanged: 0, gone: 0,
      questions: asked.length, open, figures: 0,
    },
    files: [{ name: 'annexe 2', layout: 'annex-table', layout_label: 'Tableau d’annexe de CTG', sheets: [], lines }],
    services: kept, questions: asked, others: [], gone: [], figures: [], remaining: `Encore ${open} réponses`,
    remarks: [
      { place: { file: 'annexe 2', line: 8 }, weight: 'note', code: 'spelling', quote: 'Saint-Nom-La Bretèche', reason: 'Est écrit de deux façons\u00a0: lu Saint-Nom-la-Bretèche.', remedy: '' },
      { place: { file: 'annexe 2', line: 0 }, weight: 'note', code: 'postcode', quote: '78580', reason: 'Ce code postal couvre cinq communes, dont deux hors de l’EPCI\u00a0: il ne sert pas à placer.', remedy: '' },
    ],
    inventories: ['eaje', 'rpe', 'laep', 'alsh', 'evs'].map((k) => ({ kind: k, count: kept.filter((s) => s.facility.kind === k).length, completeness: answers.inventories[k] ?? null })),
  };
}

/** The parts of a multipart body that are text. */
function parts(request) {
  const type = request.headers()['content-type'] ?? '';
  const boundary = /boundary=(.*)$/.exec(type)?.[1];
  const body = request.postDataBuffer()?.toString('utf8') ?? '';
  const out = {};
  for (const chunk of body.split(`--${boundary}`)) {
    const found = /name="([^"]+)"[^]*?\r\n\r\n([^]*?)\r\n$/.exec(chunk);
    if (found) out[found[1]] = found[2];
  }
  return out;
}

/** Answers the import's addresses in the place of the server. `state` lets a test make it fail. */
export async function mockImport(context, base) {
  const territory = await (await fetch(`${base}/api/territories/200034130`)).json();
  const hall = (code) => territory.communes.find((c) => c.code === code)?.town_hall ?? null;
  const state = { version: '0', fails: 0, allowed: true, token: null, previews: 0, commits: 0 };
  const json = (route, status, body) => route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });
  await context.route('**/api/config', async (route) => {
    const config = await (await route.fetch()).json();
    await json(route, 200, { ...config, import: { allowed: state.allowed, token: state.token !== null } });
  });
  const refused = async (route) => {
    const headers = await route.request().allHeaders();
    if (headers['x-maillage-import'] !== '1') { await json(route, 403, { status: 403, detail: 'foreign page' }); return true; }
    if (state.token !== null && headers.authorization !== `Bearer ${state.token}`) { await json(route, 401, { status: 401, detail: 'token' }); return true; }
    if (state.fails > 0) { state.fails--; await route.abort('connectionrefused'); return true; }
    return false;
  };
  await context.route('**/import/preview', async (route) => {
    state.previews++;
    if (await refused(route)) return;
    const { text = '', file = '', list, answers } = parts(route.request());
    const all = text === '' ? file : text;
    if (all.includes('%PDF')) { await json(route, 422, { status: 422, detail: 'Un PDF ne se lit pas\u00a0: ses tableaux n’ont pas de cellules.', remedy: 'Copiez le tableau et collez-le.', place: { file: 'annexe.pdf', line: 0 } }); return; }
    await json(route, 200, draftOf(all, list, JSON.parse(answers), hall, state.version));
  });
  await context.route('**/import', async (route) => {
    if (route.request().method() !== 'POST') { await route.continue(); return; }
    if (await refused(route)) return;
    const { text = '', file = '', list, answers, base: seen } = parts(route.request());
    if (seen !== state.version) { await json(route, 409, { status: 409, detail: 'the register has changed since' }); return; }
    state.commits++;
    state.version = String(Number(state.version) + 1);
    await json(route, 200, { committed: true, summary: draftOf(text === '' ? file : text, list, JSON.parse(answers), hall).summary, register: { version: state.version } });
  });
  return state;
}
