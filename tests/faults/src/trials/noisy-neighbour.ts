import { waitFor } from '@ebbflow/testing';
import { Deployment } from '../deployment.ts';
import { Senders } from '../senders.ts';
import { atLeast, atMost, exactly, type Trial } from '../trial.ts';

/** With one quiet organisation a minute held 60 ways, and their 99th percentile was the slowest single one: 48 and 84 ms in two runs of the same code. */
const QUIET_ORGANISATIONS = 6;
/** Webhooks of all quiet organisations whose way is timed. */
const QUIET_COUNT = 360;
const QUIET_REST_MS = 1_000;

/** 99th percentile of a way in milliseconds, as the database has its ends. */
const WAY = (from: string, to: string, scenarioIds: readonly string[]): string => `
  select percentile_cont(0.99) within group (order by extract(epoch from ${to} - ${from}) * 1000) as count
  from executor.run join gateway.delivery on delivery.tenant_id = run.tenant_id and delivery.id = run.delivery_id
  where run.scenario_id in (${listOf(scenarioIds)})`;

const listOf = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(', ');

/** Each quiet organisation sends one a second, the loud one a hundred times as many; `--times 100` asks for another load. */
export const noisyNeighbour: Trial = {
  name: 'noisy-neighbour',
  promise: 'a tenant at 100 times the load at most doubles how long the runs of others wait to start',
  async run({ number, progress }) {
    await using deployment = await Deployment.start();
    const { house } = deployment;
    const quiet: string[] = [];
    while (quiet.length < QUIET_ORGANISATIONS) {
      quiet.push(await house.addOrganisation(`Quiet ${String(quiet.length + 1)}`));
    }
    const loud = await house.addOrganisation('Loud');
    const measure = async (prefix: string): Promise<number> => {
      const scenarioIds: string[] = [];
      const senders: Senders[] = [];
      for (const token of quiet) {
        const { hook, scenarioId } = await deployment.activeScenario(token);
        scenarioIds.push(scenarioId);
        senders.push(new Senders(hook, { count: 1, prefix, restMs: QUIET_REST_MS }));
      }
      const accepted = (): number => senders.reduce((sum, sender) => sum + sender.accepted.size, 0);
      await waitFor(() => accepted() >= QUIET_COUNT, { what: 'quiet orders', timeoutMs: 120_000 });
      await Promise.all(senders.map((sender) => sender.stop()));
      const finished = `select count(*) from executor.run where state = 'finished' and scenario_id in (${listOf(scenarioIds)})`;
      await waitFor(async () => (await deployment.count(finished)) >= accepted(), {
        what: 'the quiet runs to finish',
        timeoutMs: 120_000,
      });
      const queued = await deployment.count(WAY('delivery.received_at', 'run.created_at', scenarioIds));
      const started = await deployment.count(WAY('run.created_at', 'run.started_at', scenarioIds));
      progress(`${prefix}: p99 ${queued.toFixed(0)} ms until queued, then ${started.toFixed(0)} ms until started`);
      return deployment.count(WAY('delivery.received_at', 'run.started_at', scenarioIds));
    };
    await measure('warm');
    const alone = await measure('alone');
    progress(`alone: p99 ${alone.toFixed(0)} ms`);
    const { hook } = await deployment.activeScenario(loud);
    const crowd = new Senders(hook, { count: number('times', 100), prefix: 'loud', restMs: QUIET_REST_MS });
    // As `warm` for the quiet ones: what runs a hundred times as often is compiled by then.
    await waitFor(() => crowd.accepted.size > 3_000, { what: 'the loud organisation to be loud', timeoutMs: 120_000 });
    const before = crowd.accepted.size;
    const startedAtMs = performance.now();
    const beside = await measure('beside');
    const rate = (crowd.accepted.size - before) / ((performance.now() - startedAtMs) / 1_000);
    progress(`beside ${rate.toFixed(0)} webhooks/s: p99 ${beside.toFixed(0)} ms`);
    const refused = crowd.answers.filter(({ status }) => status !== 200).length;
    await crowd.stop();
    return [
      atLeast('times the load of a quiet one', rate / (1_000 / QUIET_REST_MS), number('times', 100) * 0.8),
      exactly('webhooks of the loud one refused', refused, 0),
      atMost('p99 of the wait to start, beside / alone', beside / Math.max(alone, 25), 2),
    ];
  },
};
