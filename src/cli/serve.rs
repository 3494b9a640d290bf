//! `maillage serve`

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::sheet::LogoFiles;
use super::{WrongUsage, settings::Settings, study};
use crate::api::{BaseMap, Baseline, ImportAccess, Lookup, RegisterFile, Server, router};
use crate::index::Atlas;
use crate::territory::TerritoryCode;

/// Where the server listens unless told otherwise.
const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

/// What the page opens with unless told otherwise: CC Gally Mauldre.
const DEFAULT_TERRITORY: &str = "200034130";

/// How long open requests may still take once the server is told to stop: a client that never
/// ends its request must not keep it.
const GRACE: Duration = Duration::from_secs(3);

/// A token that is shorter can be guessed.
const SHORTEST_TOKEN: usize = 16;

/// What to serve, and where.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "MAILLAGE_LISTEN", value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// The territory that the page opens with [default: 200034130]
    #[arg(long, env = "MAILLAGE_TERRITORY", value_name = "CODE")]
    territory: Option<TerritoryCode>,
    /// Lets whoever has it import from another machine, as `Authorization: Bearer TOKEN`
    #[arg(long, env = "MAILLAGE_IMPORT_TOKEN", value_name = "TOKEN", hide_env_values = true)]
    import_token: Option<String>,
    /// A baseline to compare with, as `maillage baseline` froze it
    #[arg(long, value_name = "FILE.gpkg")]
    baseline: Vec<PathBuf>,
    /// Lets the page draw a base map: an address of raster tiles with {z}, {x} and {y} or of a
    /// `MapLibre` style whose sources are on the same host, such as Plan IGN's, or a .pmtiles file
    /// of pictures. None by default: no other host is asked
    #[arg(
        long,
        env = "MAILLAGE_BASEMAP",
        value_name = "URL|FILE.pmtiles",
        requires = "basemap_attribution"
    )]
    basemap: Option<String>,
    /// Who made the base map, as its licence wants it said
    #[arg(long, env = "MAILLAGE_BASEMAP_ATTRIBUTION", value_name = "TEXT")]
    basemap_attribution: Option<String>,
    /// Looks the addresses of imported lists up at this address service (Géoplateforme or addok)
    #[arg(long, env = "MAILLAGE_GEOCODER", value_name = "URL")]
    geocoder: Option<String>,
    /// Looks the addresses of imported lists up in this address file (BAN or BAL)
    #[arg(long, value_name = "FILE.csv.gz")]
    ban: Vec<PathBuf>,
    #[command(flatten)]
    logos: LogoFiles,
}

/// Serves until it is told to stop.
pub fn run(
    args: &Args,
    settings: &Settings,
    atlas: &Atlas,
    register: PathBuf,
) -> anyhow::Result<()> {
    let named = settings.territory.as_deref().unwrap_or(DEFAULT_TERRITORY);
    let home = match args.territory {
        Some(home) => home,
        None => named.parse().map_err(|error| WrongUsage(format!("territory: {error}")))?,
    };
    study(atlas, home)?;
    let fallback = DEFAULT_LISTEN.parse().context("the default address reads")?;
    let address = args.listen.or(settings.listen).unwrap_or(fallback);
    let access = match args.import_token.as_deref() {
        None => ImportAccess::default(),
        Some(token) if token.chars().count() >= SHORTEST_TOKEN => ImportAccess::with_token(token),
        Some(_) => {
            let short =
                format!("--import-token: at least {SHORTEST_TOKEN} characters are expected");
            return Err(WrongUsage(short).into());
        }
    };
    let file = RegisterFile::new(register);
    let lookup = Lookup::new(args.ban.clone(), args.geocoder.as_deref(), file.clone())?;
    let server = Server::with_register(atlas, home, file, access, lookup)?;
    let baselines = args.baseline.iter().map(|path| Baseline::read(path, atlas));
    let baselines = baselines.collect::<Result<Vec<_>, _>>()?;
    for (at, baseline) in baselines.iter().enumerate() {
        if baselines[..at].iter().any(|other| other.id == baseline.id) {
            let twice = format!("--baseline: two files are named {}: rename one", baseline.id);
            return Err(WrongUsage(twice).into());
        }
    }
    let server = server.with_baselines(baselines).with_logos(args.logos.read()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let server = match (&args.basemap, &args.basemap_attribution) {
        (Some(address), Some(attribution)) => {
            let opened = runtime.block_on(BaseMap::open(address, attribution));
            server.with_base_map(opened.map_err(|error| WrongUsage(format!("--basemap: {error}")))?)
        }
        _ => server,
    };
    runtime.block_on(async {
        let refused = || format!("cannot listen on {address}: choose another with --listen");
        let listener = TcpListener::bind(address).await.with_context(refused)?;
        let bound = listener.local_addr()?;
        let app = router(server).into_make_service_with_connect_info::<SocketAddr>();
        let (stopping, mut told) = tokio::sync::watch::channel(false);
        let stop = stop_signal()?;
        let server = axum::serve(listener, app).with_graceful_shutdown(async move {
            stop.await;
            stopping.send_replace(true);
        });
        // The socket queues connections from here on: whoever reads the line is answered.
        let mut out = std::io::stdout();
        writeln!(out, "http://{bound}")?;
        out.flush()?;
        let overdue = async {
            // The sender is dropped only once the server has ended, and then nobody waits here.
            let _ = told.wait_for(|told| *told).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            ended = server => ended.context("the server stopped"),
            () = overdue => Ok(()),
        }
    })
}

/// Ends when the process is told to stop, by a service manager or by a key.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
