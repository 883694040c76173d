// Run with `node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs tools/generators/write-module-reference.mjs`.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { MODULE_CATALOGUE } from '../../deploy/cli/src/commands/offline/module-catalogue.ts';
import { modulesPage } from './module-reference.ts';

const file = join(resolve(import.meta.dirname, '../..'), 'docs/reference/modules.md');
writeFileSync(
  file,
  await format(modulesPage(MODULE_CATALOGUE.modules), { ...(await resolveConfig(file)), parser: 'markdown' }),
);
