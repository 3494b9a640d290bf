//! `GET /openapi.json`: the contract, generated from the handlers.

use axum::Json;
use serde_json::Value;
use utoipa::{IntoParams, OpenApi, ToSchema};

/// The document.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "maillage",
        description = "Family services of French territories: coverage rates, white zones, access, and what follows from them. Distances in metres, areas in km², rates per 100 children, positions in WGS 84. A missing value is null beside its status."
    ),
    paths(
        super::service::health,
        super::service::config,
        super::service::sources,
        super::territories::search,
        super::territories::show,
        super::locate::show,
        super::facilities::list,
        super::coverage::show,
        super::white_zones::show,
        super::access::show,
        super::cells::show,
        super::ranking::show,
        super::evolution::show,
        super::siting::show,
        super::scenario::show,
        super::scenario::suppose,
        super::modes::show,
        super::perimeters::show,
        super::duties::show,
        super::indicators::show,
        super::sheet::show,
        super::sheet::map,
        super::import::preview,
        super::import::commit,
        super::tiles::tilejson,
        super::tiles::tile,
    )
)]
pub struct Contract;

/// Gives the document.
pub async fn show() -> Json<utoipa::openapi::OpenApi> {
    Json(Contract::openapi())
}

/// The parts of an import.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct ImportParts {
    /// Files: CSV, XLSX, ODS, GeoJSON, Parquet, zip or gz; up to 20.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<u8>,
    /// A pasted text.
    text: Option<String>,
    /// The name of the list, such as `annexe 2, acte du 19/12/2025`.
    list: Option<String>,
    /// Decisions so far, as JSON: `questions`, `edits`, `inventories`, `gone`.
    answers: Option<String>,
    /// The version of the register that was previewed; for the import itself.
    base: Option<String>,
}

/// What indicators are asked with.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Asked {
    /// eaje (default), rpe, laep, alsh or evs
    kind: Option<String>,
    /// Band of ages, both ends included, such as 0-2
    ages: Option<String>,
    /// all (default), psu or paje
    mode: Option<String>,
    /// none (default) or mean: what stands for unknown capacities
    fill: Option<String>,
    /// Day, ISO 8601; today by default
    at: Option<String>,
}

/// What a table is written in.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Written {
    /// json (default), geojson or csv
    format: Option<String>,
}

/// What is asked about.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Code {
    /// SIREN of an EPCI or INSEE code of a commune
    code: String,
}

/// What is supposed.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Supposed {
    /// Changes to suppose, as a line of text: open,KIND,LON,LAT,PLACES,AGES,FUNDING,PERIMETER,NAME
    /// or close,ID or move,ID,LON,LAT or resize,ID,PLACES, with ; between them, after name,…
    /// where it has one
    scenario: Option<String>,
}

/// Why a question on a territory is refused.
#[derive(Debug, utoipa::IntoResponses)]
#[expect(dead_code, reason = "describes what is written elsewhere")]
pub enum Refused {
    /// A parameter is not understood
    #[response(status = 400, content_type = "application/problem+json")]
    Parameter(Problem),
    /// No such territory
    #[response(status = 404, content_type = "application/problem+json")]
    Unknown(Problem),
}

/// How a sheet is made out.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Sheet {
    /// INSEE code of a commune of the EPCI: the sheet of that commune
    commune: Option<String>,
    /// a4 (default) or slide
    size: Option<String>,
    /// pdf (default), svg or png
    format: Option<String>,
    /// Day on which the Caf validated the figures, ISO 8601; provisional without it
    validated_on: Option<String>,
}

/// How far services reach, and how their places are shared.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Reached {
    /// Threshold in metres as the crow flies, 100 to 100000; 5000 by default
    #[param(minimum = 100, maximum = 100_000)]
    within: Option<f64>,
    /// Places per 100 children below which a commune in reach is underserved; needed to rank by
    /// the gap
    reference: Option<f64>,
    /// How the weight of a service falls with distance: binary (default), linear, gaussian or
    /// gaussian:SIGMA, exponential or exponential:LENGTH (metres), or steps such as
    /// 2000:1,5000:0.5
    decay: Option<String>,
}

/// Changes to services, in their order.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what is read elsewhere")]
pub struct Scenario {
    /// What it is called.
    name: Option<String>,
    /// 1 to 100 of `{"what":"open","kind","lon","lat","name","capacity","ages","funding","perimeter"}`,
    /// `{"what":"close","id"}`, `{"what":"move","id","lon","lat"}` and
    /// `{"what":"resize","id","capacity"}`; capacity, ages, funding and perimeter may be left out.
    changes: Vec<Value>,
}

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
    /// town-halls
    candidates_are: String,
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
