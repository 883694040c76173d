import type { SubjectRequestList } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering, more, query, withPages } from '../answering.ts';

interface Options {
  readonly state?: string;
  readonly type?: string;
  readonly limit: string;
  readonly cursor?: string;
}

/** `ebbflow privacy list`: requests of people, newest first. Exit 1 when one is overdue, so that a job can look after them. */
export function listRequestsCommand(): Command {
  const command = withPages(new Command('list'))
    .description('requests of people, newest first; exit 1 if one is overdue')
    .option('--state <state>', 'only open, in-progress, completed …')
    .option('--type <type>', 'only access, erasure …');
  return answering<SubjectRequestList, Options>(command, {
    ask: (instance, { state, type, limit, cursor }) =>
      instance.get(`retention/v1/subject-requests${query({ state, type, limit, cursor })}`),
    show: ({ items, nextCursor }) => [
      table(
        ['request', 'asks for', 'state', 'about', 'received', 'due'],
        items.map(({ id, type, state, subject, receivedAt, dueAt, isOverdue }) => [
          ...[id, type, isOverdue ? `${state}, OVERDUE` : state, subject.kind, receivedAt, dueAt ?? ''],
        ]),
      ),
      ...(items.length === 0 ? ['No requests.'] : []),
      ...more(nextCursor),
    ],
    isWell: ({ items }) => items.every(({ isOverdue }) => !isOverdue),
  });
}
