import { waitFor } from '@ebbflow/testing';
import { Arrivals } from '../arrivals.ts';
import { Deployment } from '../deployment.ts';
import { Senders } from '../senders.ts';
import { atLeast, atMost, exactly, type Trial } from '../trial.ts';

/** `--seconds 10`: how long the database is away. */
export const databaseAway: Trial = {
  name: 'database-away',
  promise: 'without its database the gateway says 503 with Retry-After, never a false yes, and is back within 5 s',
  async run({ number, progress }) {
    await using deployment = await Deployment.start();
    const { house, sink } = deployment;
    const { hook } = await deployment.activeScenario();
    const senders = new Senders(hook, { count: 4, prefix: 'd', restMs: 10 });
    await waitFor(() => senders.accepted.size > 100, { what: 'the load to begin', timeoutMs: 30_000 });
    await house.stopDatabase();
    progress('the database is away');
    const goneAtMs = performance.now();
    await new Promise((done) => setTimeout(done, number('seconds', 10) * 1_000));
    const awayUntilMs = performance.now();
    await house.startDatabase();
    const backAtMs = performance.now();
    progress('the database is back');
    await waitFor(() => senders.answers.some(({ status, atMs }) => status === 200 && atMs > backAtMs), {
      what: 'a webhook to be accepted again',
      timeoutMs: 60_000,
    });
    await waitFor(() => senders.answers.filter(({ atMs }) => atMs > backAtMs).length > 200, {
      what: 'the load to go on',
      timeoutMs: 60_000,
    });
    await senders.stop();
    const during = senders.answers.filter(({ atMs }) => atMs > goneAtMs + 500 && atMs < awayUntilMs);
    const firstYes = senders.answers.find(({ status, atMs }) => status === 200 && atMs > backAtMs);
    const arrivals = new Arrivals(sink);
    const pending = new Set(senders.accepted);
    await waitFor(() => arrivals.missing(pending) === 0, {
      what: 'all accepted orders to arrive',
      timeoutMs: 120_000,
    }).catch(() => undefined);
    return [
      atLeast('answers while it was away', during.length, 10),
      exactly('of them a yes', during.filter(({ status }) => status === 200).length, 0),
      exactly(
        'of them without Retry-After',
        during.filter(({ status, retryAfter }) => status !== undefined && retryAfter === null).length,
        0,
      ),
      exactly(
        'of them other than 503',
        during.filter(({ status }) => status !== undefined && status !== 503).length,
        0,
      ),
      atMost('seconds until the first yes', ((firstYes?.atMs ?? Infinity) - backAtMs) / 1_000, 5, ' s'),
      exactly('accepted and lost', arrivals.lost(senders.accepted), 0),
    ];
  },
};
