import { defineConfig } from 'vite';

/** Bundles the report page's browser code, so that reports/page.ts can put it into one file. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'reports/dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    // Otherwise Vite puts the styles into the script, where they would need 'unsafe-inline'.
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: 'reports/browser/main.ts',
      output: {
        // A classic script: its hash stands in the page's Content-Security-Policy.
        format: 'iife',
        entryFileNames: 'page.js',
        assetFileNames: 'page[extname]',
      },
    },
  },
});
