import type { HeldRecordList, HeldRecordReadings } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering } from '../answering.ts';

/** `ebbflow privacy held …`: accounting documents of organisations that were erased. */
export function heldCommand(): Command {
  return new Command('held')
    .description('accounting documents of erased organisations; each reading is recorded')
    .addCommand(
      answering<HeldRecordList, { reason: string; number?: string }>(
        new Command('read')
          .description('read them, or the one of a number')
          .requiredOption('--reason <text>', 'why; it is written down with your name')
          .option('--number <number>', 'only the document of this number'),
        {
          ask: (instance, { reason, number }) =>
            instance.post('retention/v1/held-records/readings', {
              reason,
              ...(number === undefined ? {} : { number }),
            }),
          show: ({ items }) => [
            ...items.map(
              ({ id, record, until, fields }) => `${id}  ${record}  until ${until}  ${JSON.stringify(fields)}`,
            ),
            ...(items.length === 0 ? ['Nothing is held.'] : []),
          ],
        },
      ),
    )
    .addCommand(
      answering<HeldRecordReadings>(new Command('readings').description('who read them, and why'), {
        ask: (instance) => instance.get('retention/v1/held-records/readings'),
        show: ({ items }) => [
          table(
            ['when', 'who', 'number', 'documents', 'why'],
            items.map(({ readAt, reader, number, count, reason }) => [
              ...[readAt, reader, number ?? 'all', String(count), reason],
            ]),
          ),
        ],
      }),
    );
}
