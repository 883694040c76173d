import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionReference } from './function-reference.ts';

writeFileSync(join(import.meta.dirname, '../../FUNCTIONS.md'), functionReference());
