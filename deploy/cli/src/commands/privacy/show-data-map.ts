import type { DataMap } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../print-table.ts';
import { answering } from './answering.ts';

/** `ebbflow privacy data-map`: where data about people can be. Exit 1 when a service did not say. */
export function showDataMapCommand(): Command {
  const command = new Command('data-map').description('where data about people can be, and how an erasure reaches it');
  return answering<DataMap>(command, {
    ask: (instance) => instance.get('retention/v1/data-map'),
    show: ({ services, missing }) => [
      table(
        ['store', 'kind', 'reached', 'personal columns'],
        services.flatMap(({ stores }) =>
          stores.map(({ store, kind, reach, ground, columns }) => [
            ...[
              store,
              kind,
              ground === null ? reach : `${reach}: ${ground}`,
              columns.map(({ column }) => column).join(', '),
            ],
          ]),
        ),
      ),
      ...missing.map((service) => `${service} did not answer.`),
    ],
    isWell: ({ missing }) => missing.length === 0,
  });
}
