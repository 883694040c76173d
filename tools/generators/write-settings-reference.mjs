import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readSettings, settingsPage } from './settings-reference.ts';

const root = resolve(import.meta.dirname, '../..');
const file = join(root, 'docs/reference/configuration.md');
const page = settingsPage(readSettings(root));
writeFileSync(file, await format(page, { ...(await resolveConfig(file)), parser: 'markdown' }));
