import { isDeepStrictEqual } from 'node:util';
import { executeScenario, RunSuspended, seededRandom, type Verdict } from '../../src/index.ts';
import { Attempt, AttemptOver, Turns } from './attempt.ts';
import { randomScenario, type RandomScenario } from './random-scenario.ts';
import { checkVerdict } from './check-verdict.ts';
import { SimulatedWorld } from './simulated-world.ts';
import { Violation } from './violation.ts';

/** What one seed showed, for statistics: a simulation that never crashes anything proves nothing. */
export interface Simulated {
  readonly status: Verdict['status'];
  readonly attempts: number;
  readonly calls: number;
  readonly repeats: number;
}

interface Ended {
  readonly verdict: Verdict;
  readonly attempts: number;
  readonly handovers: number;
}

/**
 * Runs a random scenario undisturbed, and once more in a world where attempts die, lose their lease while they go on, and
 * overlap, at every await of every port. Then both must have come to the same.
 * @throws Violation naming what differs; the seed shows it again
 */
export async function simulate(seed: number): Promise<Simulated> {
  const made = randomScenario(seededRandom(`scenario-${String(seed)}`));
  const calm = new SimulatedWorld(made.input.runId);
  const wanted = await runInWorld(made, calm, { chance: () => 1, isCalm: true });
  const rough = new SimulatedWorld(made.input.runId);
  const chance = seededRandom(`world-${String(seed)}`);
  const got = await runInWorld(made, rough, { chance, isCalm: false });
  checkVerdict(made, wanted.verdict, calm);
  checkVerdict(made, got.verdict, rough);
  same('verdict', withoutTimes(got.verdict), withoutTimes(wanted.verdict));
  same('data stores', rough.stores.records('store'), calm.stores.records('store'));
  same('set of calls', callsOf(rough), callsOf(calm));
  const repeats = rough.calls.length - calm.calls.length;
  if (repeats > got.handovers) {
    throw new Violation(`${String(repeats)} calls were repeated by ${String(got.handovers)} crashes and lost leases.`);
  }
  await checkFinished(made, rough, got.verdict);
  return { status: got.verdict.status, attempts: got.attempts, calls: calm.calls.length, repeats };
}

/** A finished run that is started again does nothing more and comes to the same. */
async function checkFinished(made: RandomScenario, world: SimulatedWorld, verdict: Verdict): Promise<void> {
  const [calls, records] = [world.calls.length, world.stores.records('store')];
  const again = await runInWorld(made, world, { chance: () => 1, isCalm: true });
  same('verdict of the finished run', withoutTimes(again.verdict), withoutTimes(verdict));
  same('calls of the finished run', world.calls.length, calls);
  same('data stores of the finished run', world.stores.records('store'), records);
}

/** Attempts, one after the other and some at the same time, until one of those that hold the lease has a verdict. */
async function runInWorld(
  { scenario, input }: RandomScenario,
  world: SimulatedWorld,
  { chance, isCalm }: { readonly chance: () => number; readonly isCalm: boolean },
): Promise<Ended> {
  const turns = new Turns();
  world.release();
  const ended: { attempt: Attempt; verdict: Verdict }[] = [];
  const failures: unknown[] = [];
  let attempts = 0;
  let handovers = 0;
  const begin = (): void => {
    attempts += 1;
    const attempt = new Attempt(attempts, turns);
    world.holder = attempt;
    executeScenario(scenario, input, world.portsOf(attempt, chance)).then(
      (verdict) => ended.push({ attempt, verdict }),
      (error: unknown) => {
        const isOver = error instanceof AttemptOver || error instanceof RunSuspended;
        if (!isOver) failures.push(error);
        if (world.holder === attempt) world.release();
      },
    );
  };
  for (;;) {
    // Everything that needs no turn has happened by then.
    await new Promise((settled) => setImmediate(settled));
    if (failures.length > 0) throw failures[0];
    const done = ended.find(({ attempt }) => attempt === world.holder);
    if (done !== undefined) {
      for (const { attempt } of turns.waiting) attempt.die();
      for (const { goOn } of turns.waiting.splice(0)) goOn();
      await new Promise((settled) => setImmediate(settled));
      return { verdict: done.verdict, attempts, handovers };
    }
    if (world.holder === undefined) {
      begin();
      continue;
    }
    const [next] = turns.waiting.splice(Math.floor(chance() * turns.waiting.length) % turns.waiting.length, 1);
    if (next === undefined) throw new Violation('The run waits for nothing and has no verdict.');
    if (!isCalm && attempts < 12) handovers += disturb(next.attempt, world, chance);
    next.goOn();
  }
}

/** Now and then the attempt dies here, or its lease is taken while it goes on. Answers how many handovers that makes. */
function disturb(attempt: Attempt, world: SimulatedWorld, chance: () => number): number {
  const drawn = chance();
  if (drawn > 0.08) return 0;
  if (drawn < 0.05) attempt.die();
  // The next attempt begins at once; the old one may still wait for turns and act until it finds out.
  else if (attempt === world.holder) world.release();
  return 1;
}

/** What must be the same however often the run was cut off: everything but the wall clock. */
function withoutTimes(verdict: Verdict): unknown {
  const modules = verdict.modules.map(({ startedAt: _startedAt, durationMs: _durationMs, ...rest }) => rest);
  return { ...verdict, modules };
}

function callsOf({ calls }: SimulatedWorld): readonly string[] {
  return [...new Set(calls.map(({ key, what }) => `${key} ${what}`))].sort();
}

function same(what: string, got: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(got, wanted)) return;
  throw new Violation(`The ${what} differs.\n  got    ${JSON.stringify(got)}\n  wanted ${JSON.stringify(wanted)}`);
}
