import { executeScenario, seededRandom, type Verdict } from '../src/index.ts';
import { act, aScenario, anInput, begin, Crash, DurableJournal, World, type FlowModule } from './lab.ts';

/** Loop, filter, router, aggregator, handler, pause and chance: every kind of step a replay could get wrong. */
const scenario = aScenario([
  begin,
  { id: 2, module: 'builtin:BasicFeeder', mapper: { array: '{{1.items}}' } },
  act(3, 'item-{{2.value}}-{{floor(random * 1000000)}}', {
    filter: { conditions: [[{ a: '{{2.value}}', o: 'number:notequal', b: '3' }]] },
  }),
  {
    id: 4,
    module: 'lab:Act',
    mapper: { what: 'check-{{2.value}}', fails: '{{if(2.value = 2; "ConnectionError"; emptystring)}}' },
    onerror: [act(5, 'tell-{{4.error.type}}'), { id: 6, module: 'builtin:Resume', mapper: { did: 'nothing' } }],
  },
  {
    id: 7,
    module: 'builtin:BasicAggregator',
    parameters: { feeder: 2 },
    mapper: { did: '{{4.did}}', chance: '{{random}}' },
  },
  { id: 8, module: 'lab:Compute', mapper: { sleepMs: 60000, at: '{{formatDate(now; "X")}}' } },
  {
    id: 9,
    module: 'builtin:BasicRouter',
    mapper: null,
    parameters: { else: 1 },
    routes: [
      {
        flow: [
          act(10, 'many', { filter: { conditions: [[{ a: '{{7.__IMTAGGLENGTH__}}', o: 'number:greater', b: '2' }]] } }),
        ],
      },
      { flow: [act(11, 'few')] },
    ],
  },
] satisfies FlowModule[]);
const input = anInput([{ items: [1, 2, 3, 4] }]);

/** What must be the same however often the run was cut off: everything but the wall clock. */
function withoutTimes(verdict: Verdict): unknown {
  return {
    ...verdict,
    modules: verdict.modules.map(({ startedAt: _startedAt, durationMs: _durationMs, bundles, ...rest }) => ({
      ...rest,
      // Module 8 tells the time on purpose.
      bundles: rest.moduleId === 8 ? [] : bundles,
    })),
  };
}

async function runUncut(): Promise<{ verdict: unknown; calls: readonly string[]; effects: number }> {
  let effects = 0;
  const world = new World(new DurableJournal(), () => (effects += 1));
  const verdict = await executeScenario(scenario, input, world.ports());
  return { verdict: withoutTimes(verdict), calls: world.calls, effects };
}

/** Attempts until there is a verdict, dying at each attempt where `diesAt` says. Answers what the world saw of all attempts. */
async function runWithCrashes(
  diesAt: (attempt: number) => number | undefined,
): Promise<{ verdict: unknown; calls: string[]; slept: number[] }> {
  const journal = new DurableJournal();
  const calls: string[] = [];
  const slept: number[] = [];
  for (let attempt = 0; ; attempt += 1) {
    let effects = 0;
    const last = diesAt(attempt);
    const world = new World(journal, () => {
      effects += 1;
      if (effects === last) throw new Crash();
    });
    // Each attempt begins later than the one before, on a clock of its own.
    world.clock.advance(attempt * 10_000);
    try {
      const verdict = await executeScenario(scenario, input, world.ports());
      return { verdict: withoutTimes(verdict), calls: [...calls, ...world.calls], slept: [...slept, ...world.sleptMs] };
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      calls.push(...world.calls);
      slept.push(...world.sleptMs);
    }
  }
}

describe('a run that is cut off and taken up again', () => {
  it('comes to the same verdict wherever it was cut off, and repeats at most the one call it was cut off in, with the same key', async () => {
    const uncut = await runUncut();
    expect(uncut.effects).toBeGreaterThan(30);
    for (let cut = 1; cut <= uncut.effects; cut += 1) {
      const { verdict, calls } = await runWithCrashes((attempt) => (attempt === 0 ? cut : undefined));
      expect(verdict).toEqual(uncut.verdict);
      expect(new Set(calls)).toEqual(new Set(uncut.calls));
      expect(calls.length - uncut.calls.length).toBeLessThanOrEqual(1);
    }
  });

  it('also when it is cut off again and again (300 seeds)', async () => {
    const uncut = await runUncut();
    for (let seed = 0; seed < 300; seed += 1) {
      const random = seededRandom(`seed-${String(seed)}`);
      const cuts = 1 + Math.floor(random() * 4);
      const { verdict, calls } = await runWithCrashes((attempt) =>
        attempt < cuts ? 1 + Math.floor(random() * uncut.effects) : undefined,
      );
      expect(verdict).toEqual(uncut.verdict);
      expect(new Set(calls)).toEqual(new Set(uncut.calls));
      expect(calls.length - uncut.calls.length).toBeLessThanOrEqual(cuts);
    }
  });

  it('does not call again what was finished, nor wait again what was waited', async () => {
    const journal = new DurableJournal();
    await executeScenario(scenario, input, new World(journal).ports());
    const again = new World(journal);
    again.clock.advance(3_600_000);
    await executeScenario(scenario, input, again.ports());
    expect(again.calls).toEqual([]);
    expect(again.sleptMs).toEqual([]);
  });

  it('waits only what is left of a pause', async () => {
    const journal = new DurableJournal();
    const pause = aScenario([begin, { id: 2, module: 'lab:Compute', mapper: { sleepMs: 60_000 } }, act(3, 'after')]);
    const first = new World(journal);
    await expect(
      executeScenario(pause, input, first.ports({ sleep: () => Promise.reject(new Crash()) })),
    ).rejects.toThrow(Crash);
    const second = new World(journal);
    second.clock.advance(45_000);
    await executeScenario(pause, input, second.ports());
    expect(second.sleptMs).toEqual([15_000]);
  });
});
