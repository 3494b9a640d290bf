import type { Named, Status } from './types';

/** The children of one 200 m cell. A missing number is `null` beside a status. */
export interface Cell {
  code: string; lon: number | null; lat: number | null; imputed: boolean; children: number | null;
  with_place: number | null; without_place: number | null; out_of_reach: number | null;
}
export interface Cells {
  cell_side: number; within: number; without_cells: Named[]; cells: Cell[];
  total: { children: number | null; children_status: Status }; source_line: string;
}
