import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** The oldest Electron that tests drive (9.4) holds Node 12 and Chromium 83; today's runs the same bundles. */
const NODE = 'node12';
const CHROME = 'chrome83';

/** Node 12 knows its own modules only without `node:`; electron-vite marks them as external before a plugin may rename. */
function plainNodeModules(): Plugin {
  return {
    name: 'plain-node-modules',
    renderChunk: (code) => code.replaceAll(/\brequire\((["'`])node:/g, 'require($1'),
  };
}

/** Everything inside one CommonJS file: a sandboxed preload can load no other, and old Node no newer packages. */
function bundle(input: string, outDir: string) {
  return {
    plugins: [plainNodeModules()],
    build: {
      target: NODE,
      outDir,
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: resolve(import.meta.dirname, input),
        output: { format: 'cjs' as const, entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  };
}

export default defineConfig({
  main: bundle('src-main/shell/entry.ts', 'out/main'),
  preload: bundle('src-preload/index.ts', 'out/preload'),
  renderer: {
    root: 'src-renderer',
    base: './',
    plugins: [react()],
    build: {
      target: CHROME,
      minify: true,
      outDir: 'out/renderer',
      rolldownOptions: { input: resolve(import.meta.dirname, 'src-renderer/index.html') },
    },
  },
});
