import { printFindings } from './print-findings.ts';
import type { Trial, TrialOptions } from './trial.ts';
import { databaseAway } from './trials/database-away.ts';
import { kafkaAway } from './trials/kafka-away.ts';
import { kills } from './trials/kills.ts';
import { largeFile } from './trials/large-file.ts';
import { noisyNeighbour } from './trials/noisy-neighbour.ts';
import { poison } from './trials/poison.ts';

/** `npm run faults` tries all, `npm run faults -- kills --kills 50` one. Ends with 1 when a promise does not hold, 2 for a wrong name. */
const TRIALS: readonly Trial[] = [kills, databaseAway, kafkaAway, poison, noisyNeighbour, largeFile];

const words = process.argv.slice(2);
const named = words[0]?.startsWith('--') === false ? words[0] : undefined;
const chosen = named === undefined ? TRIALS : TRIALS.filter(({ name }) => name === named);
if (chosen.length === 0) {
  process.stderr.write(`There is no trial of that name; there are ${TRIALS.map(({ name }) => name).join(', ')}.\n`);
  process.exitCode = 2;
}

const options: TrialOptions = {
  number(name, fallback) {
    const at = words.indexOf(`--${name}`);
    const value = at < 0 ? fallback : Number(words[at + 1]);
    if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} needs a number.`);
    return value;
  },
  progress: (line) => process.stderr.write(`  ${line}\n`),
};

// What a trial has started ends with this process, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

for (const trial of chosen) {
  process.stderr.write(`${trial.name}: ${trial.promise}\n`);
  const startedAt = performance.now();
  const findings = await trial.run(options);
  printFindings(trial, findings, (performance.now() - startedAt) / 1_000);
  if (findings.some(({ holds }) => !holds)) process.exitCode = 1;
}
