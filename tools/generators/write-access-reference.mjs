// Run with `node --conditions=@ebbflow/source --import ./tools/dev/source-loader.mjs tools/generators/write-access-reference.mjs`.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { accessPolicy } from '../../libs/policy/src/access-policy.ts';
import { accessPage } from './access-reference.ts';

const file = join(resolve(import.meta.dirname, '../..'), 'docs/reference/access.md');
writeFileSync(file, await format(accessPage(accessPolicy()), { ...(await resolveConfig(file)), parser: 'markdown' }));
