import type { AccessList, AccessSummary } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering, more, query, withPages } from '../answering.ts';

interface Whose {
  readonly token?: string;
  readonly session?: string;
  readonly user?: string;
  readonly organisation?: string;
  readonly from?: string;
  readonly to?: string;
}

function withWhose(command: Command): Command {
  return command
    .option('--token <id>', 'an API token (tok_…)')
    .option('--session <id>', 'a session (ses_…)')
    .option('--user <id>', 'a person (usr_…)')
    .option('--organisation <id>', 'another organisation’s log: staff only, and that organisation sees it')
    .option('--from <instant>', 'not before')
    .option('--to <instant>', 'before');
}

function asked({ token, session, user, organisation, from, to }: Whose): Record<string, string | undefined> {
  return { apiTokenId: token, sessionId: session, userId: user, organisationId: organisation, from, to };
}

/** `ebbflow privacy access …`: which calls were made in whose name. */
export function accessCommand(): Command {
  return new Command('access')
    .description('who could read what, and what was read')
    .addCommand(
      answering<AccessSummary, Whose>(
        withWhose(new Command('summary')).description(
          'what a token, session or person could read between two instants, and what was read',
        ),
        {
          ask: (instance, whose) => instance.get(`identity/v1/access-log/summary${query(asked(whose))}`),
          show: describeSummary,
        },
      ),
    )
    .addCommand(
      answering<AccessList, Whose & { object?: string; limit: string; cursor?: string }>(
        withPages(withWhose(new Command('list')))
          .description('each call, newest first')
          .option('--object <id>', 'only calls that name this'),
        {
          ask: (instance, { object, limit, cursor, ...whose }) =>
            instance.get(`identity/v1/access-log${query({ ...asked(whose), objectId: object, limit, cursor })}`),
          show: ({ items, nextCursor }) => [
            table(
              ['when', 'who', 'call', 'of', 'answer'],
              items.map(({ occurredAt, actor, method, service, route, objectId, status }) => [
                ...[occurredAt, actor.apiTokenId ?? actor.userId ?? '', `${method} ${service} ${route ?? '?'}`],
                ...[objectId ?? '', String(status)],
              ]),
            ),
            ...more(nextCursor),
          ],
        },
      ),
    );
}

function describeSummary({ from, to, token, couldRead, did, gaps, keptSince }: AccessSummary): string[] {
  const validity =
    token && `made ${token.createdAt}, ${token.expiresAt === null ? 'never expires' : `until ${token.expiresAt}`}`;
  return [
    `Between ${from} and ${to} (kept since ${keptSince})`,
    ...(token === null ? [] : [`Token "${token.name}": ${validity ?? ''}`]),
    '',
    ...(couldRead.length === 0 ? ['Nothing could be read with it then, as far as it is known.'] : ['Could:']),
    ...couldRead.map(({ scope, may, categories, teamIds }) => {
      const where = teamIds === null ? '' : `, in teams ${teamIds.join(', ')}`;
      return `  ${scope}: ${may}${categories.length === 0 ? '' : ` [${categories.join(', ')}]`}${where}`;
    }),
    '',
    ...(did.length === 0
      ? ['Nothing was called.']
      : [
          table(
            ['called', 'scope', 'calls', 'refused', 'things', 'first', 'last'],
            did.map(({ method, service, route, scope, calls, refused, objects, firstAt, lastAt }) => [
              ...[`${method} ${service} ${route ?? '?'}`, scope ?? '', String(calls), String(refused), String(objects)],
              ...[firstAt, lastAt],
            ]),
          ),
        ]),
    ...gaps.map(
      (gap) =>
        `Not whole: ${gap.count === null ? 'a console ended unexpectedly' : `${String(gap.count)} calls are missing`} between ${gap.from} and ${gap.to}`,
    ),
  ];
}
