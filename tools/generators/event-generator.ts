import { fillTemplates } from './fill-templates.ts';
import { type Generator, WrongUsageError } from './generation.ts';
import { camelCase, requireLetters, wordsOf } from './names.ts';
import { readTopology, TOPOLOGY_PATH } from './read-topology.ts';

/** An event's first version, exported. Its key is the noun: the thing whose order matters. */
export const eventGenerator: Generator = {
  usage: '<service>.<fact> --noun <noun>      such as executor.run-finished --noun run',
  options: ['noun'],
  generate({ root, name, options }) {
    const [service = '', fact, ...more] = name.split('.');
    if (fact === undefined || more.length > 0) {
      throw new WrongUsageError(`An event is named <service>.<fact>, such as executor.run-finished; "${name}" is not.`);
    }
    const { services, published } = readTopology(root);
    if (!services.includes(service)) {
      throw new WrongUsageError(`There is no service "${service}"; there are ${services.join(', ')}.`);
    }
    requireLetters('The fact of an event', fact);
    if (options['noun'] === undefined)
      throw new WrongUsageError('Say with --noun what the fact is about, such as run.');
    const noun = requireLetters('The noun of an event', options['noun']);
    const topic = `ebbflow.${service}.${noun}`;
    const values = { service, fact, noun, camel: camelCase(fact), id: `${camelCase(noun)}Id`, words: wordsOf(fact) };
    return {
      files: fillTemplates('event', 'libs/contracts/src/events', values),
      exports: [
        { path: 'libs/contracts/src/index.ts', line: `export * from './events/${service}.${fact}.v1.event.ts';` },
      ],
      next: [
        'Say in its comment what a consumer may conclude from it; add its fields: ids, times, numbers. Anything more is sealed.',
        published.includes(topic)
          ? `${TOPOLOGY_PATH}: '${topic}' is published already; name it under \`consumes\` of who reads it.`
          : `${TOPOLOGY_PATH}: '${topic}' under \`publishes\` of ${service} and \`consumes\` of who reads it; then helm/ebbflow/files/topology.yaml.`,
        'Producer: createEvent and Outbox.append inside the transaction that makes it true.',
        'Consumer: a *.consumer.ts with @BatchConsumer, Inbox.claim in its transaction, and a medium spec that delivers it twice.',
      ],
    };
  },
};
