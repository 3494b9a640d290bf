import type * as GeoJSON from 'geojson';

/** The HTTP surface as the page sees it. A missing number is `null` beside a status. */
export type Status = 'observed' | 'estimated' | 'lower-bound' | 'zero' | 'not-applicable' | 'not-documented' | 'secret';
export type Kind = 'eaje' | 'rpe' | 'laep' | 'alsh' | 'evs';
export type Ages = '0-2' | '0-5' | '3-11' | '11-17' | '0-17';
export type Mode = 'all' | 'psu' | 'paje';
export type Fill = 'none' | 'mean';
export type Verdict = 'covered' | 'underserved' | 'partly-white' | 'white' | 'not-documented' | 'secret';

/** `import` is absent on a server that cannot import. */
export interface Config { territory: string; import?: { allowed: boolean; token: boolean }; baselines?: Baseline[] }
/** A register frozen on a day, to compare with. */
export interface Baseline { id: string; title: string; on: string }
export interface Named { code: string; name: string }
export interface Source { id: string; publisher: string; title: string; vintage: string; licence: string; short: string }

export interface TerritoryHit extends Named {
  kind: 'epci' | 'commune'; department: string; department_name: string; communes: number; population: number | null;
}
export interface Inventory {
  kind: Kind; completeness: 'complete' | 'partial' | 'not-documented'; facilities: number; source: string | null;
}
export interface TerritoryCommune extends Named {
  department: string; population: number | null; has_boundary: boolean;
  town_hall: { lon: number; lat: number; status: 'source' | 'replaced' } | null;
  postcodes: string[]; area_km2: number | null;
}
export interface Territory extends Named {
  kind: 'epci' | 'commune'; department: string; department_name: string; bbox: [number, number, number, number] | null;
  area_km2: number | null; population: number | null; inventories: Inventory[]; communes: TerritoryCommune[];
  sources: Source[]; source_line: string;
}

export interface Facility {
  id: string; name: string; kind: Kind; subtype: string | null; capacity: number | null; capacity_status: Status;
  ages: string | null; funding: 'psu' | 'paje' | null; address: string | null; commune: string; commune_name: string;
  precision: 'exact' | 'street' | 'town-hall' | 'none'; perimeter: string[]; source: string | null;
}
export type FacilityCollection = GeoJSON.FeatureCollection<GeoJSON.Point | null, Facility> & {
  metadata: { source_line: string };
};

export interface Filled {
  subtype: string; funding: string | null; count: number; structures: number; places: number; mean: number;
  source: string; stand_in: boolean;
}
export interface ChildrenOrigin {
  method: string; base?: number | null; base_ages?: string | null; cells?: number | null; imputed?: number | null; source?: string | null;
}
/** Where the two terms of a rate come from; the server tells it for communes, not for their sum. */
export interface Explanation {
  known: { count: number; places: number };
  declared: { structures: number; places: number; source: string } | null;
  filled: Filled[];
  unknown: number;
  children: ChildrenOrigin;
}
export interface CoverageRow extends Named {
  facilities: number; places: number | null; places_status: Status; children: number | null; children_status: Status;
  rate: number | null; status: Status; few_children: boolean; explanation: Explanation;
}
export type TotalRow = Omit<CoverageRow, 'explanation'> & { explanation?: Explanation };
export interface CoverageMeta { territory: Named; kind: Kind; total: TotalRow; sources: Source[]; source_line: string }
export type AreaGeometry = GeoJSON.Polygon | GeoJSON.MultiPolygon;
export type CoverageCollection = GeoJSON.FeatureCollection<AreaGeometry | null, CoverageRow> & { metadata: CoverageMeta };

export interface NearSite { id: string; name: string; distance: number }
export interface WhiteRow extends Named {
  area_km2: number | null; white_area_km2: number | null; white_share: number | null;
  /** Status of the white area. */
  status: Status;
  children: number | null; children_status: Status; white_children: number | null; white_children_status: Status;
  access: number | null; access_status: Status; with_place: number | null; without_place: number | null;
  out_of_reach: number | null; reach_status: Status; verdict: Verdict; all_reached_at: number | null;
  profile?: number[] | null; nearest?: NearSite[]; facilities: number;
}
export interface WhiteMeta {
  within: number; reference: number | null; communes: WhiteRow[]; total: WhiteRow;
  histogram: { step: number; children: number[] }; position_status: Status; neighbours_documented: boolean; sources: Source[]; source_line: string;
}
export type WhiteCollection = GeoJSON.FeatureCollection<AreaGeometry, WhiteRow> & { metadata: WhiteMeta };
export interface Problem { title?: string; status?: number; detail?: string; parameter?: string }
