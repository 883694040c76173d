import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { topicLifetimes } from './topic-lifetimes.ts';

writeFileSync(join(resolve(import.meta.dirname, '../..'), 'libs/contracts/src/topic-lifetimes.ts'), topicLifetimes());
