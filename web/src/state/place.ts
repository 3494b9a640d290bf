import type { AreaGeometry, Inventory, TerritoryCommune } from '../api/types';
import type { Picture } from './picture';
import { contains, type LonLat } from './position';

export interface Area { code: string; name: string; geometry: AreaGeometry | null; town_hall: TerritoryCommune['town_hall'] }

/** The communes that an import is about, as the working view already knows them. */
export interface Place { code: string; name: string; bbox: [number, number, number, number] | null; areas: Area[]; inventories: Inventory[] }

export function placeOf(p: Picture): Place {
  const shapes = new Map(p.coverage.features.map((f) => [f.properties.code, f.geometry]));
  return {
    code: p.territory.code, name: p.territory.name, bbox: p.territory.bbox, inventories: p.territory.inventories,
    areas: p.territory.communes.map((c) => ({ code: c.code, name: c.name, geometry: shapes.get(c.code) ?? null, town_hall: c.town_hall })),
  };
}

export const communeAt = (place: Place, at: LonLat): Area | null => place.areas.find((a) => contains(a.geometry, at)) ?? null;
