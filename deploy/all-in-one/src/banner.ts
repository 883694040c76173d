import { join } from 'node:path';
import type { SampleRun } from './sample/run-sample.ts';

export interface Outcome {
  readonly seconds: number;
  readonly url: string;
  readonly setupUrl: string | undefined;
  readonly sample: SampleRun | undefined;
  readonly dataDir: string;
  readonly databasePlace: string;
  /** ISO 8601; undefined while there is no backup of the root key in use. */
  readonly rootKeyBackedUpAt: string | undefined;
  readonly movedFromPort: number | undefined;
}

/** What a person needs to know once everything runs: where, the first password, the data, the key, the way out. */
export function banner(outcome: Outcome): string {
  const rows: [string, string][] = [['Open', outcome.url]];
  if (outcome.movedFromPort !== undefined) {
    rows.push(['', `(port ${String(outcome.movedFromPort)} was taken; set EBB_PORT to choose another)`]);
  }
  if (outcome.setupUrl !== undefined) rows.push(['First password', `${outcome.setupUrl}  (works once)`]);
  if (outcome.sample !== undefined) {
    rows.push([
      'Sample',
      `“${outcome.sample.name}” has run: ${outcome.sample.status}, ${String(outcome.sample.operations)} operations`,
    ]);
    rows.push([
      'Try it',
      `curl -H 'content-type: application/json' -d '${outcome.sample.example}' ${outcome.sample.hookUrl}`,
    ]);
  }
  rows.push(['Data', outcome.dataDir]);
  if (!outcome.databasePlace.startsWith(outcome.dataDir)) rows.push(['Database', outcome.databasePlace]);
  rows.push(...rootKeyRows(outcome));
  rows.push(['Stop', 'Ctrl-C (what is running is finished or kept for the next start)']);
  const lines = rows.map(([title, text]) => `  ${title.padEnd(16)}${text}`);
  return `\nEbbflow is ready (${outcome.seconds.toFixed(1)} s)\n\n${lines.join('\n')}\n\n`;
}

/** Said at every start until there is a backup of this very key. */
function rootKeyRows({ dataDir, rootKeyBackedUpAt }: Outcome): [string, string][] {
  if (rootKeyBackedUpAt !== undefined) return [['Root key', `backed up on ${rootKeyBackedUpAt.slice(0, 10)}`]];
  return [
    ['Root key', 'back it up now, somewhere else: npm run ebbflow -- keys backup-root <file in a safe place>'],
    ['', `without ${join(dataDir, 'secrets', 'root-key')} nothing that is stored can ever be read again`],
  ];
}
