import { setImmediate as turn } from 'node:timers/promises';
import { Settings } from '@ebbflow/config';
import { ExpectedError, TransientError } from '@ebbflow/kernel';
import { waitFor } from '@ebbflow/testing';
import fc from 'fast-check';
import { EgressConfig } from '../egress.config.ts';
import { AbortedError } from '../egress.errors.ts';
import { Lines } from './lines.ts';

const FAULTS = 3;
const down = new TransientError('EGRESS.CONNECTION', 'down');

function lines(settings: Record<string, string> = {}, max?: number): Lines {
  const given = { EBB_EGRESS_CIRCUIT_FAULTS: String(FAULTS), EBB_EGRESS_CIRCUIT_OPEN_TIME: '60s', ...settings };
  return new Lines(new EgressConfig(new Settings(given)), max);
}

interface Outcome {
  readonly throws?: Error;
  readonly answer?: string;
}

/** `ok`, `fault`, or the code of what it threw. */
function ask(all: Lines, key: string, { throws, answer = 'ok' }: Outcome = {}, signal?: AbortSignal): Promise<string> {
  const call = async (): Promise<string> => {
    if (throws) throw throws;
    return answer;
  };
  return all
    .run({ key }, { call, isFault: (result) => result === 'fault', signal })
    .catch((thrown: unknown) => (thrown as TransientError).code);
}

/** A call that runs until it is let go. */
function held(
  all: Lines,
  key: string,
  concurrent = 2,
): { done: Promise<string>; begun: () => boolean; letGo: () => void } {
  let [hasBegun, letGo] = [false, (): void => undefined];
  const over = new Promise<void>((resolve) => (letGo = resolve));
  const call = async (): Promise<string> => {
    hasBegun = true;
    await over;
    return 'ok';
  };
  const done = all
    .run({ key, concurrent }, { call, signal: undefined })
    .catch((thrown: unknown) => (thrown as TransientError).code);
  return { done, begun: () => hasBegun, letGo };
}

describe('the circuit of a connection', () => {
  it('opens after so many transient faults in a row, and then fails at once and says for how long', async () => {
    const all = lines();
    for (let fault = 0; fault < FAULTS; fault += 1)
      expect(await ask(all, 'a', { throws: down })).toBe('EGRESS.CONNECTION');
    let wasCalled = false;
    const call = async (): Promise<void> => void (wasCalled = true);
    const refused = all.run({ key: 'a' }, { call, signal: undefined });
    await expect(refused).rejects.toMatchObject({ family: 'transient', code: 'EGRESS.CIRCUIT_OPEN' });
    const { retryAfterMs } = (await refused.catch((thrown: unknown) => thrown)) as TransientError;
    expect([wasCalled, retryAfterMs > 55_000 && retryAfterMs <= 60_000, all.open]).toEqual([false, true, 1]);
  });

  it('counts answers of a service that is not there, and hands them out all the same', async () => {
    const all = lines();
    for (let fault = 0; fault < FAULTS; fault += 1) expect(await ask(all, 'a', { answer: 'fault' })).toBe('fault');
    expect(await ask(all, 'a')).toBe('EGRESS.CIRCUIT_OPEN');
  });

  it('is opened by nothing that a caller did: refusals and calls that were given up', async () => {
    const all = lines();
    for (const throws of [new ExpectedError('EGRESS.BLOCKED_ADDRESS', 403, 'no'), new AbortedError('over')]) {
      for (let call = 0; call < FAULTS + 1; call += 1)
        expect(await ask(all, 'a', { throws })).toBe((throws as TransientError).code);
    }
    expect(await ask(all, 'a')).toBe('ok');
  });

  it('lets one call try when its time is over, and closes when that one succeeds', async () => {
    const all = lines({ EBB_EGRESS_CIRCUIT_OPEN_TIME: '100ms' });
    for (let fault = 0; fault < FAULTS; fault += 1) await ask(all, 'a', { throws: down });
    // The first that gets through is the one that tries; it fails, and the circuit is open again.
    await waitFor(async () => (await ask(all, 'a', { throws: down })) === 'EGRESS.CONNECTION');
    expect(await ask(all, 'a')).toBe('EGRESS.CIRCUIT_OPEN');
    let trying = held(all, 'a');
    await waitFor(async () => {
      if (!trying.begun()) trying = held(all, 'a');
      await turn();
      return trying.begun();
    });
    expect(await ask(all, 'a')).toBe('EGRESS.CIRCUIT_OPEN');
    trying.letGo();
    expect(await trying.done).toBe('ok');
    expect([await ask(all, 'a'), all.open]).toEqual(['ok', 0]);
  });

  it('never depends on what another connection does', async () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const all = lines();
        const inARow = new Map<string, number>();
        for (const { key, fails } of steps) {
          const before = inARow.get(key) ?? 0;
          const said = await ask(all, key, fails ? { throws: down } : {});
          const expected = before >= FAULTS ? 'EGRESS.CIRCUIT_OPEN' : fails ? 'EGRESS.CONNECTION' : 'ok';
          expect(said).toBe(expected);
          if (before < FAULTS) inARow.set(key, fails ? before + 1 : 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the limits of a connection', () => {
  it('let so many calls run at once; others wait for a place, and those of another connection do not', async () => {
    const all = lines();
    const calls = Array.from({ length: 4 }, () => held(all, 'a'));
    const other = held(all, 'b');
    await turn();
    expect([...calls, other].map(({ begun }) => begun())).toEqual([true, true, false, false, true]);
    calls[0]?.letGo();
    await waitFor(async () => calls[2]?.begun() === true);
    for (const { letGo } of [...calls, other]) letGo();
    expect(await Promise.all(calls.map(({ done }) => done))).toEqual(['ok', 'ok', 'ok', 'ok']);
    await other.done;
  });

  it('keep a place until what was opened is closed', async () => {
    const all = lines();
    let close = (): void => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    const line = { key: 'a', concurrent: 1 };
    expect(await all.run(line, { call: async () => 'socket', until: () => closed, signal: undefined })).toBe('socket');
    const next = held(all, 'a', 1);
    await turn();
    expect(next.begun()).toBe(false);
    close();
    await waitFor(async () => next.begun());
    next.letGo();
    await next.done;
  });

  it('refuse what would wait behind too many, and let go of one who gives up while it waits', async () => {
    const all = lines({ EBB_EGRESS_LINE_RATE: '1000' });
    const calls = Array.from({ length: 102 }, () => held(all, 'a'));
    await turn();
    expect(await held(all, 'a').done).toBe('EGRESS.RATE_LIMITED');
    const controller = new AbortController();
    const other = lines({ EBB_EGRESS_LINE_CONCURRENCY: '1' });
    const running = held(other, 'a', 1);
    const waiting = ask(other, 'a', {}, controller.signal);
    await turn();
    controller.abort(new Error('over'));
    expect(await waiting).toBe('EGRESS.ABORTED');
    for (const { letGo } of [...calls, running]) letGo();
    await Promise.all([...calls, running].map(({ done }) => done));
  });

  it('call nothing for one who had given up before', async () => {
    let wasCalled = false;
    const call = async (): Promise<void> => void (wasCalled = true);
    const reason = new Error('over');
    const refused = lines().run({ key: 'a' }, { call, signal: AbortSignal.abort(reason) });
    await expect(refused).rejects.toMatchObject({ family: 'transient', code: 'EGRESS.ABORTED', cause: reason });
    expect(wasCalled).toBe(false);
  });

  it('refuse more than the rate in a second once nobody has patience for it', async () => {
    const all = lines({ EBB_EGRESS_LINE_RATE: '1' });
    const controller = new AbortController();
    const asked = Array.from({ length: 9 }, () => ask(all, 'a', {}, controller.signal));
    await turn();
    controller.abort();
    const said = await Promise.all(asked);
    expect(said.filter((code) => code === 'ok')).toHaveLength(1);
    expect(said.filter((code) => code === 'EGRESS.ABORTED')).toHaveLength(5);
    expect(said.filter((code) => code === 'EGRESS.RATE_LIMITED')).toHaveLength(3);
  });

  it('are kept for so many connections, and an open circuit or a running call is not forgotten for another', async () => {
    const all = lines({}, 3);
    for (let fault = 0; fault < FAULTS; fault += 1) await ask(all, 'broken', { throws: down });
    const running = held(all, 'running');
    await turn();
    for (let key = 0; key < 20; key += 1) expect(await ask(all, String(key))).toBe('ok');
    expect([all.size, await ask(all, 'broken')]).toEqual([3, 'EGRESS.CIRCUIT_OPEN']);
    for (let fault = 0; fault < FAULTS; fault += 1) await ask(all, 'broken too', { throws: down });
    expect(await ask(all, 'one too many')).toBe('EGRESS.RATE_LIMITED');
    running.letGo();
    await running.done;
    expect(await ask(all, 'one too many')).toBe('ok');
  });
});
