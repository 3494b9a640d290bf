import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/map.css';
import './styles/table.css';
import './styles/panel.css';
import './styles/indicators.css';
import './styles/compare.css';
import './styles/narrow.css';
import './styles/official.css';
import './styles/zoom.css';
import './styles/forced.css';
import './styles/print.css';
import './styles/scenario.css';
import { api } from './api/client';
import type { Config } from './api/types';
import { App } from './app';
import { Importing } from './importing';
import { keyboard } from './keyboard';
import type { MapView } from './map/map-view';
import { onThemeChange } from './map/theme';
import { paper } from './paper';
import { shell } from './shell';

/** The map is by far the largest part: it is on its way before anything else is asked. */
const mapModule = import('./map/map-view');
mapModule.catch(() => undefined);

/** Used only when the server does not say which territory it was started for. */
const FALLBACK_TERRITORY = '200034130';
/** Milliseconds that the page waits for its first answers before it shows itself without them. */
const PATIENCE = 250;

/** Null where the browser cannot draw one. */
async function makeMap(app: App): Promise<MapView | null> {
  try {
    const { MapView } = await mapModule;
    return new MapView(app.shell.canvas, {
      pick: (code, at, services) => (app.view.page === 'map' && app.supposing.on ? app.supposing.pressed(code, at, services) : app.select(code)),
      grab: (services) => app.supposing.grab(services),
      carry: (id, at) => app.supposing.carry(id, at),
      drop: () => app.supposing.drop(),
      hover: (code) => app.hover(code),
      camera: (camera) => app.moved(camera),
      scale: (metres) => app.shell.scale.update(metres),
    });
  } catch {
    return null;
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

async function start(): Promise<void> {
  const config: Config = await api.config().catch(() => ({ territory: FALLBACK_TERRITORY }));
  const app = new App(config.territory, config.baselines, config.basemap);
  const answers = app.ask();
  app.importing = new Importing(app, config.import ?? { allowed: false, token: false });
  app.shell = shell(app);
  keyboard(app);
  paper(app.shell.mapBox);
  app.supposing.listen(app.shell.mapBox);
  onThemeChange(() => { for (const map of [app.map, app.comparing.map]) map?.refreshTheme(); });
  // What is painted empty is painted twice: quick answers find no page yet, and a map takes the size that it keeps.
  await Promise.race([app.refresh(answers), after(PATIENCE)]);
  app.shell.root.hidden = false;
  app.mapMade(await makeMap(app));
}

void start();
