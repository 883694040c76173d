import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The console writes the page around the application itself, with that answer's nonce; so there is no index.html, only a manifest.
export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2023',
    // Its list of files would be a script of its own; the browsers we let in know modulepreload.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: 'src/main.tsx' },
  },
});
