import { benchEngine } from './bench-engine.ts';
import { benchHistory } from './bench-history.ts';
import { benchLanguage } from './bench-language.ts';
import { benchLeases } from './bench-leases.ts';
import { benchLogIngest } from './bench-log-ingest.ts';
import { benchLogSearch } from './bench-log-search.ts';
import { benchLoginFlood } from './bench-login-flood.ts';
import { benchPartitionDrop } from './bench-partition-drop.ts';
import { benchRotation } from './bench-rotation.ts';
import { benchSchedules } from './bench-schedules.ts';
import { benchWebhooks } from './bench-webhooks.ts';

/** `npm run bench` runs all; `npm run bench -- language` one of them. Ends with 1 when a mark is missed, 2 for a wrong name. */
const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  language: benchLanguage,
  engine: benchEngine,
  webhooks: benchWebhooks,
  history: benchHistory,
  schedules: benchSchedules,
  rotation: benchRotation,
  'login-flood': benchLoginFlood,
  leases: benchLeases,
  'log-ingest': benchLogIngest,
  'log-search': benchLogSearch,
  'partition-drop': benchPartitionDrop,
};

const [named] = process.argv.slice(2).filter((word) => !word.startsWith('--') && !/^\d+$/.test(word));
const chosen = named === undefined ? Object.values(BENCHES) : [BENCHES[named]];
for (const bench of chosen) {
  if (bench === undefined) {
    process.stderr.write(`There is no bench of that name; there are ${Object.keys(BENCHES).join(', ')}.\n`);
    process.exitCode = 2;
  } else if (!(await bench())) {
    process.exitCode = 1;
  }
}
