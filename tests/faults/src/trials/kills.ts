import { waitFor } from '@ebbflow/testing';
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
    const senders = new Senders(hook, { count: 8, prefix: 'k', restMs: 5 });
    for (let kill = 1; kill <= killCount; kill += 1) {
      const victim = random() < 0.6 ? house.services.executor : house.services.gateway;
      const more = senders.accepted.size + 10 + Math.floor(random() * 200);
      await waitFor(() => senders.accepted.size >= more, { what: 'more accepted orders', timeoutMs: 60_000 });
      await victim.stop('SIGKILL');
      await victim.start();
      progress(`${String(kill)}/${String(killCount)} ${victim.name}, ${String(senders.accepted.size)} accepted`);
    }
    await senders.stop();

    const timesOf = new Map<string, number>();
    const keysOf = new Map<string, Set<string>>();
    const counted = (): ReadonlyMap<string, number> => {
      timesOf.clear();
      for (const { headers } of sink.requests) {
        const order = headers['x-order'] ?? '';
        timesOf.set(order, (timesOf.get(order) ?? 0) + 1);
        keysOf.set(order, (keysOf.get(order) ?? new Set()).add(headers['idempotency-key'] ?? ''));
      }
      return timesOf;
    };
    await waitFor(() => [...senders.accepted].every((order) => counted().has(order)), {
      what: 'all accepted orders to arrive',
      timeoutMs: 180_000,
    }).catch(() => undefined);
    const unfinished = `select count(*) from executor.run where state <> 'finished' and scenario_id = '${scenarioId}'`;
    await waitFor(async () => (await deployment.count(unfinished)) === 0, {
      what: 'every run to finish',
      timeoutMs: 120_000,
    }).catch(() => undefined);
    const lost = [...senders.accepted].filter((order) => !timesOf.has(order)).length;
    const twice = await deployment.count(`
      select count(*) from (select delivery_id from executor.run where scenario_id = '${scenarioId}'
        group by delivery_id having count(*) > 1) as twice`);
    const repeats = [...counted().values()].reduce((sum, times) => sum + times - 1, 0);
    return [
      atLeast('accepted webhooks', senders.accepted.size, killCount * 10),
      exactly('accepted and lost', lost, 0),
      exactly('deliveries with two runs', twice, 0),
      exactly('runs not finished', await deployment.count(unfinished), 0),
      exactly('orders called with two keys', [...keysOf.values()].filter((keys) => keys.size > 1).length, 0),
      atMost('calls of one order', Math.max(0, ...timesOf.values()), 1 + killCount),
      atMost('calls repeated with the same key, in all', repeats, killCount * 64),
    ];
  },
};
