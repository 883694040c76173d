import { hookReceived } from '@ebbflow/contracts';
import { templateDatabase } from '@ebbflow/testing';
import { InMemoryTransport, NoSubscriberError, TableDeadLetters } from '../../src/index.ts';
import type { DeadLetterSeen, TransportUnderTest } from './exchange.ts';
import { exchange } from './exchange-schema.ts';
import { messagingContract } from './messaging-contract.ts';

describe('the in-memory transport', () => {
  const postgres = templateDatabase([exchange]);

  const inMemory: TransportUnderTest = {
    open: () => new InMemoryTransport(),
    deadLetters: (_transport, database) => new TableDeadLetters(database),
    seenDeadLetters: (topic) =>
      postgres.asAdmin<DeadLetterSeen>(
        `select consumer_group as "group", code, reason, attempts from exchange.dead_letter where topic = $1 order by id`,
        [topic],
      ),
  };
  messagingContract(postgres, inMemory);

  it('refuses a topic whose consumer has not started, and lets one go that nobody consumes', async () => {
    const transport = new InMemoryTransport();
    const message = { key: 'k', attributes: {}, data: Buffer.from('{}') };
    await expect(transport.publish([{ ...message, topic: hookReceived.topic }])).rejects.toThrow(NoSubscriberError);
    await expect(transport.publish([{ ...message, topic: 'ebbflow.gateway.unheard' }])).resolves.toBeUndefined();
  });

  it('shares the keys of a topic between the members of a group', async () => {
    const transport = new InMemoryTransport();
    const taken: Record<string, Set<string>> = { one: new Set(), two: new Set() };
    for (const member of ['one', 'two']) {
      await transport.subscribe('g', ['t'], (batch) => {
        for (const { key } of batch) taken[member]?.add(key);
        return Promise.resolve();
      });
    }
    const keys = Array.from({ length: 20 }, (_, index) => `key-${String(index)}`);
    for (let round = 0; round < 2; round += 1) {
      await transport.publish(keys.map((key) => ({ topic: 't', key, attributes: {}, data: Buffer.alloc(0) })));
    }
    expect([...(taken.one ?? []), ...(taken.two ?? [])].sort()).toEqual([...keys].sort());
    expect(taken.one?.size).toBeGreaterThan(0);
    expect(taken.two?.size).toBeGreaterThan(0);
    await transport.close();
  });
});
