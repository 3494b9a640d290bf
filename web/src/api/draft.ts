import type * as Made from './generated';
import type { Completeness, Kind } from './generated';

export type { Completeness, Free, LineRole, Precision } from './generated';

/** What the server understood of a list, before anything is written. */
export type Draft = Made.Draft;
export type Summary = Draft['summary'];
export type ReadFile = Draft['files'][number];
export type Line = ReadFile['lines'][number];
export type Service = Draft['services'][number];
export type DraftFacility = Service['facility'];
export type Change = Made.DraftChange;
export type Question = Draft['questions'][number];
export type Choice = Question['answers'][number];
export type Other = Draft['others'][number];
export type Remark = Draft['remarks'][number];
export type Gone = Draft['gone'][number];
export type ListedInventory = Draft['inventories'][number];
export type Figures = Draft['figures'][number];
/** Where in a file: a line, of a sheet, down to a cell. */
export type Place = Service['place'] & Remark['place'];

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
