import { join } from 'node:path';
import type { SampleRun } from './sample/run-sample.ts';

export interface Outcome {
  readonly seconds: number;
  readonly url: string;
  readonly setupUrl: string | undefined;
  readonly sample: SampleRun | undefined;
  readonly dataDir: string;
  readonly databasePlace: string;
  readonly movedFromPort: number | undefined;
}

/** What a person needs to know once everything runs: where, the first password, the data, the key, the way out. */
export function banner(outcome: Outcome): string {
  const rootKey = join(outcome.dataDir, 'secrets', 'root-key');
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
  rows.push(['Root key', `back it up now, somewhere else: cp '${rootKey}' <safe place>`]);
  rows.push(['', 'without this file nothing that is stored can ever be read again']);
  rows.push(['Stop', 'Ctrl-C (what is running is finished or kept for the next start)']);
  const lines = rows.map(([title, text]) => `  ${title.padEnd(16)}${text}`);
  return `\nEbbflow is ready (${outcome.seconds.toFixed(1)} s)\n\n${lines.join('\n')}\n\n`;
}
