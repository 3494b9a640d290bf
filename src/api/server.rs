//! The server over time: one immutable state after another.

use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::extract::{FromRef, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

use super::import_access::ImportAccess;
use super::lookup::Lookup;
use super::register_file::RegisterFile;
use super::{ApiError, AppState, BaseMap, Baseline};
use crate::export::sheet::Logos;
use crate::index::Atlas;
use crate::store::StoreError;
use crate::territory::{Register, TerritoryCode};

/// Imports read at once: each may take a core and a file in memory.
const IMPORTS: usize = 2;

/// What is served, now and after the next import.
#[derive(Debug, Clone)]
pub struct Server(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    now: ArcSwap<AppState>,
    built_in: Register,
    file: Option<RegisterFile>,
    /// Held while a state is replaced: by one at a time.
    replacing: Mutex<()>,
    access: ImportAccess,
    imports: Arc<Semaphore>,
    lookup: Lookup,
}

impl Server {
    /// Serves an atlas that never changes, and imports nothing.
    #[must_use]
    pub fn new(atlas: Atlas, home: TerritoryCode) -> Self {
        Self::of(AppState::new(atlas, home), Register::default(), None, Default::default())
    }

    /// Serves the register of a file over what is built into `atlas`, and picks up every commit to
    /// it. The file need not be there yet.
    ///
    /// # Errors
    /// Where the file is there and does not read.
    pub fn with_register(
        atlas: &Atlas,
        home: TerritoryCode,
        file: RegisterFile,
        access: ImportAccess,
        lookup: Lookup,
    ) -> Result<Self, StoreError> {
        let own = file.read()?;
        let register = own.register.clone().over(&atlas.register, &atlas.france);
        let state = AppState::new(atlas.with_register(register), home).with_own(own);
        Ok(Self::of(state, atlas.register.clone(), Some(file), (access, lookup)))
    }

    fn of(
        state: AppState,
        built_in: Register,
        file: Option<RegisterFile>,
        (access, lookup): (ImportAccess, Lookup),
    ) -> Self {
        Self(Arc::new(Inner {
            now: ArcSwap::from_pointee(state),
            built_in,
            file,
            replacing: Mutex::new(()),
            access,
            imports: Arc::new(Semaphore::new(IMPORTS)),
            lookup,
        }))
    }

    /// With baselines to compare with, before it serves.
    #[must_use]
    pub fn with_baselines(self, baselines: Vec<Baseline>) -> Self {
        self.0.now.store(Arc::new(self.now().with_baselines(baselines.into())));
        self
    }

    /// With a base map under the figures, before it serves.
    #[must_use]
    pub fn with_base_map(self, base_map: BaseMap) -> Self {
        self.0.now.store(Arc::new(self.now().with_base_map(base_map)));
        self
    }

    /// With logos on sheets, before it serves.
    #[must_use]
    pub fn with_logos(self, logos: Logos) -> Self {
        self.0.now.store(Arc::new(self.now().with_logos(logos)));
        self
    }

    /// The state at this moment.
    #[must_use]
    pub fn now(&self) -> AppState {
        self.0.now.load().as_ref().clone()
    }

    /// The file that imports are written to, where there is one.
    #[must_use]
    pub fn file(&self) -> Option<&RegisterFile> {
        self.0.file.as_ref()
    }

    /// Who may import.
    #[must_use]
    pub fn access(&self) -> &ImportAccess {
        &self.0.access
    }

    /// Where addresses are looked up.
    #[must_use]
    pub fn lookup(&self) -> &Lookup {
        &self.0.lookup
    }

    /// Waits for one of the few places of imports. The work holds it, not the request: work goes
    /// on where nobody waits for it any more.
    ///
    /// # Errors
    /// Where the server stops.
    pub async fn import_place(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let imports = Arc::clone(&self.0.imports);
        imports.acquire_owned().await.map_err(|_closed| ApiError::Unfinished)
    }

    /// Takes up what was committed to the file since it was last read, by whomever.
    pub async fn refresh(&self) {
        let Some(file) = self.file() else { return };
        let _one_at_a_time = self.0.replacing.lock().await;
        if !file.has_changed() {
            return;
        }
        let server = self.clone();
        let read = spawn_blocking(move || {
            let (now, file) = (server.now(), server.file()?);
            match file.read() {
                Ok(own) => {
                    let atlas = &now.atlas;
                    let register = own.register.clone().over(&server.0.built_in, &atlas.france);
                    let atlas = atlas.with_register(register);
                    let state = AppState::new(atlas, now.home).with_own(own);
                    Some(state.lasting_as(&now))
                }
                // What was read last stays: a map of yesterday is better than none.
                Err(cause) => {
                    tracing::error!(%cause, "the register does not read");
                    None
                }
            }
        });
        if let Ok(Some(state)) = read.await {
            self.0.now.store(Arc::new(state));
        }
    }
}

impl FromRef<Server> for AppState {
    fn from_ref(server: &Server) -> Self {
        server.now()
    }
}

/// Takes up commits before a request is answered.
pub async fn refresh(State(server): State<Server>, request: Request, next: Next) -> Response {
    server.refresh().await;
    next.run(request).await
}
