import { waitFor } from '@ebbflow/testing';
import { Deployment } from '../deployment.ts';
import { Senders } from '../senders.ts';
import { atLeast, atMost, exactly, type Trial } from '../trial.ts';

/** Webhooks of the quiet organisation whose way is timed. */
const QUIET_COUNT = 60;

/** Time from acceptance to the start of the run, as the database has both. */
const START_LATENCIES = (scenarioId: string): string => `
  select percentile_cont(0.99) within group (order by extract(epoch from run.started_at - delivery.received_at) * 1000) as count
  from executor.run join gateway.delivery on delivery.tenant_id = run.tenant_id and delivery.id = run.delivery_id
  where run.scenario_id = '${scenarioId}'`;

/** `--senders 32`: connections of the loud organisation, each without a pause; the quiet one sends 5 a second. */
export const noisyNeighbour: Trial = {
  name: 'noisy-neighbour',
  promise: 'a tenant at 100 times the load at most doubles how long the runs of others wait to start',
  async run({ number, progress }) {
    await using deployment = await Deployment.start();
    const { house } = deployment;
    const quiet = await house.addOrganisation('Quiet');
    const loud = await house.addOrganisation('Loud');
    const measure = async (prefix: string): Promise<number> => {
      const { hook, scenarioId } = await deployment.activeScenario(quiet);
      const senders = new Senders(hook, { count: 1, prefix, restMs: 200 });
      await waitFor(() => senders.accepted.size >= QUIET_COUNT, { what: 'quiet orders', timeoutMs: 120_000 });
      await senders.stop();
      const finished = `select count(*) from executor.run where state = 'finished' and scenario_id = '${scenarioId}'`;
      await waitFor(async () => (await deployment.count(finished)) >= senders.accepted.size, {
        what: 'the quiet runs to finish',
        timeoutMs: 120_000,
      });
      return deployment.count(START_LATENCIES(scenarioId));
    };
    await measure('warm');
    const alone = await measure('alone');
    progress(`alone: p99 ${alone.toFixed(0)} ms`);
    const { hook } = await deployment.activeScenario(loud);
    const crowd = new Senders(hook, { count: number('senders', 32), prefix: 'loud' });
    await waitFor(() => crowd.accepted.size > 500, { what: 'the loud organisation to be loud', timeoutMs: 60_000 });
    const before = crowd.accepted.size;
    const startedAtMs = performance.now();
    const beside = await measure('beside');
    const rate = (crowd.accepted.size - before) / ((performance.now() - startedAtMs) / 1_000);
    progress(`beside ${rate.toFixed(0)} webhooks/s: p99 ${beside.toFixed(0)} ms`);
    const refused = crowd.answers.filter(({ status }) => status !== 200).length;
    await crowd.stop();
    return [
      atLeast('times the load of the quiet one', rate / 5, 50),
      exactly('webhooks of the loud one refused', refused, 0),
      atMost('p99 of the wait to start, beside / alone', beside / Math.max(alone, 25), 2),
    ];
  },
};
