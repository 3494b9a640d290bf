import type * as Made from './generated';

/** The children of the 200 m cells. */
export type Cells = Made.Cells;
export type Cell = Pick<Cells['cells'][number], 'code' | 'lon' | 'lat' | 'imputed' | 'children' | 'with_place' | 'without_place' | 'out_of_reach'>;
