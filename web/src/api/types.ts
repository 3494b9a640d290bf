import type * as GeoJSON from 'geojson';import type * as Made from './generated';

/** The HTTP surface as the page sees it: its types are made of real answers. A missing number is `null` beside a status. */
export type { Competence, Completeness, Covered, Due, DutyName, Fill, Kind, Mode, Precision, Status, Verdict } from './generated';
export type Ages = '0-2' | '0-5' | '3-11' | '11-17' | '0-17';

/** `import` is absent on a server that cannot import. */
export interface Config { territory: string; import?: { allowed: boolean; token: boolean }; baselines?: Baseline[]; basemap?: Basemap | null }
/** What may be laid under the figures, and who made it: an address of pictures, or of a style. */
export type Basemap = { attribution: string } & ({ tiles: string } | { style: string });
/** A register frozen on a day, to compare with. */
export interface Baseline { id: string; title: string; on: string }
export interface Named { code: string; name: string }
export type Source = Made.WhiteZonesMeta['sources'][number];

export type TerritoryHit = Made.Search['territories'][number];
export type Territory = Made.Territory;
export type TerritoryCommune = Territory['communes'][number];
export type Inventory = Territory['inventories'][number];

export type Facility = Made.FacilitiesRow;
export type FacilityCollection = GeoJSON.FeatureCollection<GeoJSON.Point | null, Facility> & { metadata: Made.FacilitiesMeta };

export type CoverageRow = Omit<Made.CoverageRow, 'source_line'>;
/** Where the two terms of a rate come from; the server tells it for communes, not for their sum. */
export type Explanation = CoverageRow['explanation'];
export type Filled = Explanation['filled'][number];
export type ChildrenOrigin = Explanation['children'];
export type CoverageMeta = Made.CoverageMeta;
export type AreaGeometry = GeoJSON.Polygon | GeoJSON.MultiPolygon;
export type CoverageCollection = GeoJSON.FeatureCollection<AreaGeometry | null, CoverageRow> & { metadata: CoverageMeta };

/** The same without the shapes of the communes. */
export type CoverageAnswer = CoverageMeta & { communes: CoverageRow[] };

export type WhiteMeta = Made.WhiteZonesMeta;
export type NearSite = WhiteMeta['communes'][number]['nearest'][number];
/** Of a commune, or of the whole, which is near to no site in particular. */
export type WhiteRow = WhiteMeta['total'] & { nearest?: NearSite[] };
export type WhiteCollection = GeoJSON.FeatureCollection<AreaGeometry, Made.WhiteZonesRow> & { metadata: WhiteMeta };
export interface Problem { title?: string; status?: number; detail?: string; parameter?: string }
