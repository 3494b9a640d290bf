import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const server = 'http://127.0.0.1:8080';

/** Fetched beside the first script, which would ask for them only once it runs: the map, the letters. */
const early: Plugin = {
  name: 'early',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {}, path }) => {
      if (path !== '/index.html') return [];
      const files = Object.values(bundle);
      const map = files.find((f) => f.type === 'chunk' && f.facadeModuleId?.endsWith('map/map-view.ts'));
      const modules = map?.type === 'chunk' ? [map.fileName, ...map.imports] : [];
      const letters = files.map((f) => f.fileName).filter((name) => name.endsWith('.woff2'));
      return [
        ...modules.map((name): HtmlTagDescriptor => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` }, injectTo: 'head' })),
        ...letters.map((name): HtmlTagDescriptor => ({ tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${name}` }, injectTo: 'head' })),
      ];
    },
  },
};

/** Packed once, as tightly as can be, and served as it is: `NAME.br` beside each text that never changes under its name. */
const packed: Plugin = {
  name: 'packed',
  writeBundle: ({ dir }, bundle) => {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/^assets\/.*\.(js|mjs|css)$/.test(name)) continue;
      const text = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      writeFileSync(join(dir ?? 'dist', `${name}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }));
    }
  },
};

export default defineConfig({
  base: '/',
  plugins: [early, packed],
  build: {
    rollupOptions: { input: ['index.html', 'accessibilite.html'] },
    target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1300, modulePreload: { polyfill: false },
  },
  test: { include: ['test/**/*.test.ts'] },
  server: { proxy: { '/api': server, '/tiles': server } },
});
