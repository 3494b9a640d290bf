import type { Kind, Named } from './types';

/** What the server understood of a list, before anything is written. */
export interface Draft {
  territory: Named & { kind: 'epci' | 'commune' };
  register: { version: string };
  summary: Summary;
  files: ReadFile[];
  services: Service[];
  questions: Question[];
  others: Other[];
  remarks: Remark[];
  gone: Gone[];
  inventories: ListedInventory[];
  figures: Figures[];
  remaining: string;
}
export interface Summary {
  services: number; understood: number; doubtful: number; refused: number; others: number; defects: number;
  added: number; changed: number; unchanged: number; gone: number; questions: number; open: number; figures: number;
}
export interface Place { file: string; sheet?: string | null; line: number; cell?: string | null }
export type LineRole = 'heading' | 'section' | 'service' | 'other' | 'refused' | 'ignored';
export interface Line { number: number; text: string; role: LineRole; sheet?: string | null }
export interface ReadFile { name: string; layout: string; layout_label: string; sheets: unknown[]; lines: Line[] }

export type Precision = 'exact' | 'street' | 'town-hall' | 'none';
export interface DraftFacility {
  id: string; name: string; kind: Kind | null; subtype: string | null; capacity: number | null; ages: string | null;
  slots?: string | string[] | null; funding: 'psu' | 'paje' | null; address: string; postcode: string;
  commune: string | null; commune_name: string | null; precision: Precision; lon: number | null; lat: number | null;
  perimeter: string[]; opened_on: string | null; closed_on: string | null; source: string | null;
}
export type Change = 'added' | 'changed' | 'unchanged';
export interface Service {
  key: string; place: Place; text: string; state: 'understood' | 'doubtful'; change: Change;
  facility: DraftFacility; before: DraftFacility | null; notes: string[];
}
export type Free = 'nothing' | 'commune' | 'text' | 'position' | 'number';
export interface Choice { value: string; label: string; likely: boolean }
export interface Question {
  key: string; place: Place; subject: string; code: string; reason: string; remedy: string; quote: string;
  answers: Choice[]; free: Free; blocking: boolean; service: string | null; answer: string | null;
}
export interface Other { place: Place; text: string; label: string }
export interface Remark {
  place: Place; weight: 'note' | 'defect' | 'refused'; code: string; quote: string; reason: string; remedy: string;
}
export interface Gone { id: string; name: string; kind: Kind; commune: string; commune_name: string }
export interface ListedInventory { kind: Kind; count: number; completeness: Completeness | null }
export interface Figures { label: string; rows: number; communes: number; note: string }

export type Completeness = 'complete' | 'partial' | 'not-documented';
export interface Edit {
  name?: string; kind?: Kind; capacity?: number | null; commune?: string; address?: string; lon?: number; lat?: number; leave_out?: boolean;
}
/** All that a person has decided; sent whole with every preview. */
export interface ImportAnswers {
  questions: Record<string, string>;
  edits: Record<string, Edit>;
  inventories: Partial<Record<Kind, Completeness>>;
  gone?: 'remove' | 'keep';
}
export interface Inputs { files: File[]; text: string; list: string }
export interface Committed { committed: true; summary: Summary; register: { version: string } }
