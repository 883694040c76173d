import { hookReceived, runFinished } from '@ebbflow/contracts';
import { createLogger } from '@ebbflow/observability';
import { ConsumerRegistry } from './consumer-registry.ts';

const options = {
  deadLetters: { put: () => Promise.resolve() },
  logger: createLogger({ service: 'test', level: 'silent' }),
};
const handle = (): Promise<void> => Promise.resolve();

describe('ConsumerRegistry', () => {
  it('makes one group per name, with the topics of all its events', () => {
    const registry = new ConsumerRegistry(
      () => [
        { definition: hookReceived, group: 'executor', handle },
        { definition: runFinished, group: 'executor', handle },
        { definition: runFinished, group: 'executor.counts', handle },
      ],
      options,
    );
    expect(registry.groups.map(({ name, topics }) => ({ name, topics }))).toEqual([
      { name: 'executor', topics: [hookReceived.topic, runFinished.topic] },
      { name: 'executor.counts', topics: [runFinished.topic] },
    ]);
  });

  it('refuses two consumers of one event in one group', () => {
    const twice = [
      { definition: hookReceived, group: 'executor', handle },
      { definition: hookReceived, group: 'executor', handle },
    ];
    expect(() => new ConsumerRegistry(() => twice, options).groups).toThrow(
      expect.objectContaining({ code: 'MESSAGING.DUPLICATE_CONSUMER' }),
    );
  });
});
