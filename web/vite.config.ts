import { defineConfig } from 'vitest/config';

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/',
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1300, modulePreload: { polyfill: false } },
  test: { include: ['test/**/*.test.ts'] },
  server: { proxy: { '/api': server, '/tiles': server } },
});
