import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressFiles } from './compress-plugin.ts';
import { firstLoadBudget } from './first-load.ts';
import { firstView } from './first-view-plugin.ts';
import { serviceWorker } from './service-worker-plugin.ts';

/** The service serves what is built; while developing, `vite` passes requests for the API on to it. */
export default defineConfig({
  plugins: [react(), firstView(), firstLoadBudget(), serviceWorker(), compressFiles()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Every style and font is a file of its own: the policy of the page allows no data addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    manifest: true,
    // One file for what every page begins with: on 3G each further file costs a round trip.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  server: { proxy: { '/api': process.env['VANG_URL'] ?? 'http://127.0.0.1:3000' } },
});
