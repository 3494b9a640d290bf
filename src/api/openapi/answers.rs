//! The bodies that the service answers with.

use serde_json::Value;
use utoipa::ToSchema;

/// What a scenario would change.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct ScenarioAnswer {
    /// Code and name.
    territory: Value,
    /// Name, text, and each change with its service before and after.
    scenario: Value,
    /// Rows per commune and the total: each figure before, after and its change.
    difference: Value,
    /// The answers asked for, as things are.
    before: Value,
    /// The same answers, as they would be.
    after: Value,
    sources: Vec<Value>,
    /// The line to show below the figures.
    source_line: String,
}

/// Several answers on a territory, each under the name it was asked by.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Answers {
    territory: Option<Territory>,
    facilities: Option<FeatureCollection>,
    coverage: Option<TerritoryAnswer>,
    white_zones: Option<TerritoryAnswer>,
    access: Option<TerritoryAnswer>,
    cells: Option<CellsAnswer>,
    ranking: Option<TerritoryAnswer>,
    evolution: Option<TerritoryAnswer>,
    siting: Option<SitingAnswer>,
    modes: Option<RowsAnswer>,
    perimeters: Option<TerritoryAnswer>,
    duties: Option<RowsAnswer>,
    indicators: Option<PublishedFigures>,
    scenario: Option<ScenarioAnswer>,
}

/// Why a request could not be answered (RFC 9457).
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Problem {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    /// The parameter or part of the path that is wrong.
    parameter: Option<String>,
}

/// Rows of figures on a territory.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct TerritoryAnswer {
    /// Code and name.
    territory: Value,
    kind: String,
    ages: String,
    mode: String,
    fill: String,
    /// Day on which services are open.
    at: String,
    /// A row per commune.
    communes: Vec<Value>,
    /// The whole.
    total: Value,
    sources: Vec<Value>,
    source_line: String,
}

/// The children of the cells of a territory.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct CellsAnswer {
    /// Code and name.
    territory: Value,
    kind: String,
    ages: String,
    mode: String,
    fill: String,
    /// Day on which services are open.
    at: String,
    /// Metres as the crow flies; exactly there is in reach.
    within: f64,
    /// The side of a cell, in metres.
    cell_side: f64,
    /// Communes with cells, which the rows are of.
    with_cells: usize,
    /// Communes of which it is not known in which cells their children live: they give no row.
    without_cells: Vec<Value>,
    /// A row per cell: its commune, its centre, its children in three parts.
    cells: Vec<Value>,
    /// The whole, communes without cells among it.
    total: Value,
    sources: Vec<Value>,
    source_line: String,
}

/// Sites to add to a territory.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct SitingAnswer {
    /// Code and name.
    territory: Value,
    kind: String,
    ages: String,
    mode: String,
    fill: String,
    /// Day on which services are open.
    at: String,
    /// Metres as the crow flies; exactly there is in reach.
    within: f64,
    /// lscp (the fewest sites that reach everybody) or mclp (so many sites that reach the most).
    method: String,
    /// How many sites were asked for.
    count: Option<u32>,
    /// Sites, or children newly in reach; null where the list of the kind is not complete.
    objective: Option<f64>,
    /// sites or children.
    objective_unit: String,
    objective_status: String,
    /// Whether no set is better.
    optimal: Option<bool>,
    /// What no set is better than.
    bound: Option<f64>,
    /// New sites, from the one that adds most children on.
    sites: Vec<Value>,
    /// The next best sets.
    alternatives: Vec<Value>,
    alternatives_optimal: Option<bool>,
    /// Children who stay out of reach, by commune and reason.
    uncovered: Vec<Value>,
    candidates: Vec<Value>,
    /// town-halls, services (addresses of services of other kinds) or all
    candidates_are: String,
    /// Places per 100 children that the sites shall have for those they add.
    reference: Option<f64>,
    /// estimated where a service stands at a town hall for want of an address.
    position_status: String,
    /// Whether every service of the kind is known around the territory.
    neighbours_documented: bool,
    /// Communes whose list of the kind is not complete.
    not_documented: Vec<Value>,
    /// The whole.
    total: Value,
    sources: Vec<Value>,
    source_line: String,
}

/// Rows on a territory that no single kind of service is behind.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct RowsAnswer {
    /// Code and name.
    territory: Value,
    /// Day on which services are open.
    at: String,
    /// A row per commune.
    communes: Vec<Value>,
    /// The whole.
    total: Value,
    sources: Vec<Value>,
    source_line: String,
}

/// Published figures on a territory.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct PublishedFigures {
    /// Code and name.
    territory: Value,
    /// public
    usage: String,
    /// How many of them are blanked.
    blanked: usize,
    /// How many internal figures are left out.
    withheld: usize,
    /// Whether it is proven that nothing less could be blanked.
    optimal: bool,
    /// Rows: zone, `zone_name`, name, unit, value, status, text, reason (primary, secondary), rule,
    /// vintage, source, usage.
    indicators: Vec<Value>,
    sources: Vec<Value>,
    source_line: String,
}

/// Search results.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Territories {
    territories: Vec<Value>,
}

/// A territory.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Territory {
    code: String,
    name: String,
    /// epci or commune.
    kind: String,
    department: String,
    bbox: Option<Vec<f64>>,
    area_km2: Option<f64>,
    population: Option<u32>,
    inventories: Vec<Value>,
    communes: Vec<Value>,
    sources: Vec<Value>,
}

/// Where a position lies.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Location {
    commune: Value,
    epci: Option<Value>,
}

/// GeoJSON with a `metadata` member.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct FeatureCollection {
    r#type: String,
    metadata: Value,
    features: Vec<Value>,
}

/// The state of the server.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Health {
    status: String,
    version: String,
}

/// What the page opens with.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Config {
    territory: String,
    version: String,
    /// Baselines to compare with: `id`, `title`, `on`.
    baselines: Vec<Value>,
    /// What may be drawn under the figures: `url` of raster tiles and `attribution`, or null.
    basemap: Option<Value>,
    /// Whether this client may import, and whether a token is asked for.
    import: Value,
}

/// Datasets in use.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct Sources {
    sources: Vec<Value>,
}

/// `TileJSON` 3.0.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub struct TileJson {
    tilejson: String,
    tiles: Vec<String>,
    vector_layers: Vec<Value>,
}
