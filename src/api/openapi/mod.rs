//! `GET /openapi.json`: the contract, generated from the handlers.

mod answers;

pub use answers::{
    Answers, CellsAnswer, Config, FeatureCollection, Health, Location, Problem, PublishedFigures,
    RowsAnswer, ScenarioAnswer, SitingAnswer, Sources, Territories, Territory, TerritoryAnswer,
    TileJson,
};

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
        super::answers::show,
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
