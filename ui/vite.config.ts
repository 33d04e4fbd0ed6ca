import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    // Tests read the words that `npm test` has compiled: the plugin's watcher would keep them from ending.
    !process.env.VITEST &&
      paraglideVitePlugin({
        project: './project.inlang',
        outdir: './src/words',
        strategy: ['globalVariable', 'baseLocale'],
        emitReadme: false,
        outputStructure: 'message-modules',
      }),
    svelte({ configFile: false }),
  ],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: 'safari16',
    // The content security policy allows no script that is not a file of our own.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      // The customer's window loads a page of its own, and nothing of the staff's.
      input: { index: 'index.html', customer: 'customer.html' },
      onLog(level, log, handle) {
        // A word that is in no message file is an import that does not exist: that must not become a build.
        if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message);
        handle(level, log);
      },
    },
  },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'gallery/**/*.test.mjs'],
    restoreMocks: true,
  },
});
