import { defineConfig } from 'vite';

/** Whose page: `vite build` that of reports/, `vite build --mode workshop` that of workshop/. */
const roomOf = (mode: string): string => (mode === 'workshop' ? 'workshop' : 'reports');

/** Bundles the browser code of a room's pages, so that reports/page.ts can put its own into one file. */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build: {
    outDir: `${roomOf(mode)}/dist`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    // Otherwise Vite puts the styles into the script, where they would need 'unsafe-inline'.
    cssCodeSplit: false,
    reportCompressedSize: false,
    // One script from the reader's own machine: nothing is gained by splitting it.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      input: `${roomOf(mode)}/browser/main.ts`,
      output: {
        // A classic script: its hash stands in the page's Content-Security-Policy.
        format: 'iife',
        entryFileNames: 'page.js',
        assetFileNames: 'page[extname]',
      },
    },
  },
}));
