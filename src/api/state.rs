//! What every handler can read.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use moka::sync::Cache;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::register_file::OwnRegister;
use super::{ApiError, BaseMap, Baseline};
use crate::analysis::secrecy::Clearance;
use crate::analysis::suppose;
use crate::export::sheet::Logos;
use crate::export::{Layer, Tile};
use crate::index::{Atlas, Study};
use crate::territory::{Scenario, TerritoryCode};

/// Territories kept ready, at most: the largest EPCI takes about a megabyte.
const STUDIES: u64 = 64;

/// Services of scenarios kept ready, at most, all scenarios together: a tenth of a gigabyte.
const SUPPOSED: u64 = 200_000;

/// Bytes of tiles kept, at most.
const TILE_BYTES: u64 = 32 << 20;

/// Sheets drawn at once.
const DRAWINGS: usize = 2;

/// The state of the server: immutable values, and caches of what is derived from them.
#[derive(Debug, Clone)]
pub struct AppState {
    /// All that is known.
    pub atlas: Arc<Atlas>,
    /// The territory that the page opens with.
    pub home: TerritoryCode,
    /// The register of the user alone, as its file has it.
    pub own: Arc<OwnRegister>,
    /// Registers frozen on a day.
    pub baselines: Arc<[Baseline]>,
    /// The logos on sheets.
    pub logos: Arc<Logos>,
    /// What is drawn under the figures, where something is.
    pub base_map: Option<Arc<BaseMap>>,
    /// Held by each sheet that is drawn: a picture takes tens of megabytes.
    pub drawings: Arc<Semaphore>,
    studies: Cache<TerritoryCode, Arc<Study>>,
    supposed: Cache<String, Arc<Atlas>>,
    tiles: Cache<(Layer, Tile), Bytes>,
    clearance: Decided,
}

/// What may be shown of the published figures, decided once for an atlas.
#[derive(Debug, Clone, Default)]
pub struct Decided(Arc<OnceLock<Clearance>>);

impl Decided {
    /// The decision on the atlas of the same state. CPU work the first time.
    #[must_use]
    pub fn of(&self, atlas: &Atlas) -> &Clearance {
        self.0.get_or_init(|| Clearance::new(atlas))
    }
}

impl AppState {
    /// Serves `atlas`.
    #[must_use]
    pub fn new(atlas: Atlas, home: TerritoryCode) -> Self {
        let services = |_: &String, supposed: &Arc<Atlas>| {
            u32::try_from(supposed.register.facilities.len().max(1)).unwrap_or(u32::MAX)
        };
        let weigh = |_: &(Layer, Tile), tile: &Bytes| u32::try_from(tile.len()).unwrap_or(u32::MAX);
        Self {
            atlas: Arc::new(atlas),
            home,
            own: Arc::default(),
            baselines: Arc::default(),
            logos: Arc::default(),
            base_map: None,
            drawings: Arc::new(Semaphore::new(DRAWINGS)),
            studies: Cache::new(STUDIES),
            supposed: Cache::builder().max_capacity(SUPPOSED).weigher(services).build(),
            tiles: Cache::builder().max_capacity(TILE_BYTES).weigher(weigh).build(),
            clearance: Decided::default(),
        }
    }

    /// With the register of the user that the atlas was made of.
    #[must_use]
    pub fn with_own(self, own: OwnRegister) -> Self {
        Self { own: Arc::new(own), ..self }
    }

    /// With baselines to compare with.
    #[must_use]
    pub fn with_baselines(self, baselines: Arc<[Baseline]>) -> Self {
        Self { baselines, ..self }
    }

    /// With what was set when the server started: it outlives every register.
    #[must_use]
    pub fn lasting_as(self, before: &Self) -> Self {
        Self {
            baselines: Arc::clone(&before.baselines),
            logos: Arc::clone(&before.logos),
            base_map: before.base_map.clone(),
            drawings: Arc::clone(&before.drawings),
            ..self
        }
    }

    /// With logos on sheets.
    #[must_use]
    pub fn with_logos(self, logos: Logos) -> Self {
        Self { logos: Arc::new(logos), ..self }
    }

    /// With a base map under the figures.
    #[must_use]
    pub fn with_base_map(self, base_map: BaseMap) -> Self {
        Self { base_map: Some(Arc::new(base_map)), ..self }
    }

    /// What may be shown of the published figures.
    #[must_use]
    pub fn clearance(&self) -> Decided {
        self.clearance.clone()
    }

    /// Does CPU work on a territory away from the threads that serve connections.
    ///
    /// # Errors
    /// Where there is no such territory, or the work does not finish.
    pub async fn on_study<T: Send + 'static>(
        self,
        code: TerritoryCode,
        work: impl FnOnce(&Atlas, &Study) -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        spawn_blocking(move || {
            let found =
                self.studies.optionally_get_with(code, || self.atlas.study(code).map(Arc::new));
            let study = found.ok_or_else(|| {
                let detail = format!("there is no EPCI or commune {code} in the COG in use");
                ApiError::not_found("code", detail)
            })?;
            Ok(work(&self.atlas, &study))
        })
        .await?
    }

    /// The same with the changes of a scenario, which are made once. Studies and what may be shown
    /// hang on no service, and are shared.
    ///
    /// # Errors
    /// Where the scenario cannot be, or the work does not finish.
    pub async fn supposing(self, scenario: Scenario) -> Result<Self, ApiError> {
        spawn_blocking(move || {
            let make = || suppose(&self.atlas, &scenario).map(Arc::new);
            let atlas = self
                .supposed
                .try_get_with(scenario.to_string(), make)
                .map_err(|error| ApiError::parameter("scenario", error))?;
            Ok(Self { atlas, ..self })
        })
        .await?
    }

    /// A tile, drawn once.
    ///
    /// # Errors
    /// Where the drawing does not finish.
    pub async fn tile(self, layer: Layer, tile: Tile) -> Result<Bytes, ApiError> {
        if let Some(drawn) = self.tiles.get(&(layer, tile)) {
            return Ok(drawn);
        }
        let draw = move || {
            self.tiles.get_with((layer, tile), || Bytes::from(tile.draw(layer, &self.atlas)))
        };
        Ok(spawn_blocking(draw).await?)
    }
}
