import { waitFor } from '@ebbflow/testing';
import { Arrivals } from '../arrivals.ts';
import { Deployment } from '../deployment.ts';
import { Senders } from '../senders.ts';
import { atLeast, atMost, exactly, type Trial } from '../trial.ts';

/** `--seconds 60`: how long the broker is away. */
export const kafkaAway: Trial = {
  name: 'kafka-away',
  promise: 'without Kafka webhooks are accepted all the same, and all are worked off within 60 s of its return',
  async run({ number, progress }) {
    await using deployment = await Deployment.start();
    const { broker, sink } = deployment;
    const { hook } = await deployment.activeScenario();
    const senders = new Senders(hook, { count: 4, prefix: 'b', restMs: 100 });
    await waitFor(() => senders.accepted.size > 50, { what: 'the load to begin', timeoutMs: 60_000 });
    await broker.stop();
    const goneAtMs = performance.now();
    progress('the broker is away');
    await new Promise((done) => setTimeout(done, number('seconds', 60) * 1_000));
    const awayUntilMs = performance.now();
    await senders.stop();
    await broker.start();
    const backAtMs = performance.now();
    progress(`the broker is back, ${String(senders.accepted.size)} accepted`);
    const arrivals = new Arrivals(sink);
    const pending = new Set(senders.accepted);
    await waitFor(() => arrivals.missing(pending) === 0, {
      what: 'all accepted orders to arrive',
      timeoutMs: 180_000,
    }).catch(() => undefined);
    const workedOffMs = performance.now() - backAtMs;
    const during = senders.answers.filter(({ atMs }) => atMs > goneAtMs && atMs < awayUntilMs);
    return [
      atLeast('answers while it was away', during.length, 100),
      exactly('of them other than 200', during.filter(({ status }) => status !== 200).length, 0),
      exactly('accepted and lost', arrivals.lost(senders.accepted), 0),
      atMost('seconds until all were worked off', workedOffMs / 1_000, 60, ' s'),
    ];
  },
};
