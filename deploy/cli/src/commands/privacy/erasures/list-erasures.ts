import type { ErasureList } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering, more, query, withPages } from '../answering.ts';

/** `ebbflow privacy erasures`: newest first. */
export function listErasuresCommand(): Command {
  const command = withPages(new Command('erasures')).description('erasures, newest first');
  return answering<ErasureList, { limit: string; cursor?: string }>(command, {
    ask: (instance, { limit, cursor }) => instance.get(`retention/v1/erasures${query({ limit, cursor })}`),
    show: ({ items, nextCursor }) => [
      table(
        ['erasure', 'state', 'about', 'planned', 'certificate'],
        items.map(({ id, state, subject, plannedAt, certificateId }) => [
          ...[id, state, subject?.kind ?? '', plannedAt, certificateId ?? ''],
        ]),
      ),
      ...more(nextCursor),
    ],
  });
}
