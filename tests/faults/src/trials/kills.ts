import { waitFor } from '@ebbflow/testing';
import { Arrivals } from '../arrivals.ts';
import { Deployment } from '../deployment.ts';
import { seeded } from '../random.ts';
import { Senders } from '../senders.ts';
import { atLeast, atMost, exactly, type Trial } from '../trial.ts';

/** `--kills 50 --seed 1`: executor or gateway, whichever the seed says, at moments it says, under load. */
export const kills: Trial = {
  name: 'kills',
  promise: 'no accepted webhook is lost and none is finished twice, however executor and gateway are killed',
  async run({ number, progress }) {
    const killCount = number('kills', 50);
    const random = seeded(number('seed', 1));
    await using deployment = await Deployment.start({ EBB_KAFKA_SESSION_TIMEOUT: '6s' });
    const { house, sink } = deployment;
    const { hook, scenarioId } = await deployment.activeScenario();
    const senders = new Senders(hook, { count: 4, prefix: 'k', restMs: 40 });
    for (let kill = 1; kill <= killCount; kill += 1) {
      const victim = random() < 0.6 ? house.services.executor : house.services.gateway;
      const more = senders.accepted.size + 10 + Math.floor(random() * 200);
      await waitFor(() => senders.accepted.size >= more, { what: 'more accepted orders', timeoutMs: 60_000 });
      await victim.stop('SIGKILL');
      await victim.start();
      progress(`${String(kill)}/${String(killCount)} ${victim.name}, ${String(senders.accepted.size)} accepted`);
    }
    await senders.stop();

    const arrivals = new Arrivals(sink);
    const pending = new Set(senders.accepted);
    await waitFor(() => arrivals.missing(pending) === 0, {
      what: 'all accepted orders to arrive',
      timeoutMs: 300_000,
    }).catch(() => undefined);
    const unfinished = `select count(*) from executor.run where state <> 'finished' and scenario_id = '${scenarioId}'`;
    await waitFor(async () => (await deployment.count(unfinished)) === 0, {
      what: 'every run to finish',
      timeoutMs: 120_000,
    }).catch(() => undefined);
    const lost = arrivals.lost(senders.accepted);
    const twice = await deployment.count(`
      select count(*) from (select delivery_id from executor.run where scenario_id = '${scenarioId}'
        group by delivery_id having count(*) > 1) as twice`);
    const times = [...arrivals.times.values()];
    return [
      atLeast('accepted webhooks', senders.accepted.size, killCount * 10),
      exactly('accepted and lost', lost, 0),
      exactly('deliveries with two runs', twice, 0),
      exactly('runs not finished', await deployment.count(unfinished), 0),
      exactly('orders called with two keys', [...arrivals.keys.values()].filter((keys) => keys.size > 1).length, 0),
      atMost('calls of one order', Math.max(0, ...times), 1 + killCount),
      atMost(
        'calls repeated with the same key, in all',
        times.reduce((sum, count) => sum + count - 1, 0),
        // Each kill can cut off no more than an executor works on at a time.
        killCount * 64,
      ),
    ];
  },
};
