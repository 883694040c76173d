import { seededRandom } from '../../src/index.ts';
import { randomScenario } from '../simulator/random-scenario.ts';
import { simulate } from '../simulator/simulate.ts';

/*
 * `npm run simulate -w @ebbflow/engine -- --seeds 100000 [--from 0]`: many seeds; the first that fails is printed and ends it.
 * `npm run simulate -w @ebbflow/engine -- --seed 4711`: one seed again, with its scenario.
 */
function option(name: string): number | undefined {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return undefined;
  const value = Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} needs a whole number.`);
  return value;
}

const seed = option('seed');
const first = seed ?? option('from') ?? 0;
const count = seed === undefined ? (option('seeds') ?? 2_000) : 1;
if (seed !== undefined) {
  const { document, input } = randomScenario(seededRandom(`scenario-${String(seed)}`));
  process.stdout.write(`${JSON.stringify({ document, events: input.events }, null, 2)}\n`);
}
let repeats = 0;
let attempts = 0;
for (let at = first; at < first + count; at += 1) {
  try {
    const simulated = await simulate(at);
    repeats += simulated.repeats;
    attempts += simulated.attempts;
  } catch (error) {
    process.stdout.write(
      `seed ${String(at)} failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
    );
    process.exitCode = 1;
    break;
  }
  if ((at - first + 1) % 10_000 === 0) process.stdout.write(`${String(at - first + 1)} seeds\n`);
}
if (process.exitCode === undefined) {
  process.stdout.write(
    `${String(count)} seeds held: ${String(attempts)} attempts, ${String(repeats)} repeated calls.\n`,
  );
}
