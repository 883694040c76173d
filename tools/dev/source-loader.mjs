// Runs TypeScript sources without a build: node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs FILE.ts
// Node's own type stripping refuses decorators, hence swc.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { swcOptions } from '../build/swc-options.mjs';

const options = {
  ...swcOptions,
  jsc: { ...swcOptions.jsc, rewriteRelativeImportExtensions: false },
  sourceMaps: 'inline',
};

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
