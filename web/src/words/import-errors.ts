import { HARD, THIN } from './numbers';

interface Refusal { detail?: string; remedy?: string; parameter?: string; place?: { file: string; sheet?: string | null; line: number } }

const where = (place: Refusal['place']): string => {
  if (!place) return '';
  const parts = [place.file, place.sheet ? `feuille ${place.sheet}` : '', place.line > 0 ? `ligne ${place.line}` : ''];
  const text = parts.filter((p) => p !== '').join(', ');
  return text === '' ? '' : `${text}${HARD}: `;
};

/** What went wrong with an import, why, and what to do; answers are always kept. */
export const importErrors = {
  noAnswer: `Le serveur ne répond pas. Vos réponses sont gardées${THIN}; réessayez dans un instant.`,
  token: `Ce serveur demande un jeton pour importer. Saisissez-le${THIN}: il reste dans cet onglet, et nulle part ailleurs.`,
  badToken: 'Ce jeton n’est pas le bon. Demandez-le à la personne qui gère le serveur, puis saisissez-le.',
  forbidden: `Ce serveur n’accepte pas d’import depuis ce poste. Ouvrez la page sur la machine qui le fait tourner, ou demandez l’accès à la personne qui le gère.`,
  tooLarge: `Ces fichiers dépassent 32${HARD}Mo. Envoyez-les en plusieurs fois.`,
  tooMany: 'Plus de 20 fichiers à la fois. Envoyez-les en plusieurs fois.',
  nothing: 'Collez une liste ou choisissez un fichier.',
  changed: `Le registre a changé depuis votre lecture. La liste vient d’être relue${THIN}; vos réponses sont gardées. Vérifiez, puis enregistrez.`,
  left: `Il reste des questions sans réponse. Rien n’a été enregistré.`,
  refused: (status: number, problem: Refusal): string => {
    if (status === 401) return importErrors.token;
    if (status === 403) return importErrors.forbidden;
    if (status === 413) return importErrors.tooLarge;
    if (status === 422) {
      const reason = problem.detail ?? 'Ce fichier ne peut pas être lu.';
      return `${where(problem.place)}${[reason, problem.remedy ?? ''].filter((t) => t !== '').join(' ')}`;
    }
    return `Le serveur a répondu par une erreur (${status}). Rien n’est enregistré, vos réponses sont gardées${THIN}; réessayez dans un instant.`;
  },
};
