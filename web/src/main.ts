import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/map.css';
import './styles/table.css';
import './styles/panel.css';
import './styles/indicators.css';
import './styles/narrow.css';
import './styles/official.css';
import './styles/scenario.css';
import { api } from './api/client';
import type { Config } from './api/types';
import { App } from './app';
import { Importing } from './importing';
import { keyboard } from './keyboard';
import type { MapView } from './map/map-view';
import { onThemeChange } from './map/theme';
import { shell } from './shell';
import { errors } from './words/messages';

/** Used only when the server does not say which territory it was started for. */
const FALLBACK_TERRITORY = '200034130';

async function makeMap(app: App): Promise<MapView | null> {
  try {
    const { MapView } = await import('./map/map-view');
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
    app.shell.mapBox.append(errors.noMap);
    return null;
  }
}

async function start(): Promise<void> {
  const config: Config = await api.config().catch(() => ({ territory: FALLBACK_TERRITORY }));
  const app = new App(config.territory, config.baselines);
  app.importing = new Importing(app, config.import ?? { allowed: false, token: false });
  app.shell = shell(app);
  keyboard(app);
  app.supposing.listen(app.shell.mapBox);
  const map = makeMap(app);
  await app.refresh();
  app.map = await map;
  app.mapless = app.map === null;
  onThemeChange(() => app.map?.refreshTheme());
  app.draw();
}

void start();
