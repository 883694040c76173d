import type { HoldAnswer, HoldList } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering, facts, more, query, withPages } from '../answering.ts';
import { subjectOf, type SubjectOptions, withSubject } from '../subject-options.ts';

const addressOf = (id = ''): string => `retention/v1/holds/${encodeURIComponent(id)}`;

/** `ebbflow privacy hold …`: what a law keeps although somebody asks for its deletion. */
export function holdCommand(): Command {
  return new Command('hold')
    .description('legal holds: what a law keeps although somebody asks for its deletion')
    .addCommand(listCommand())
    .addCommand(setCommand())
    .addCommand(
      answering<HoldAnswer>(new Command('show').description('one of them').argument('<id>', 'the hold (hld_…)'), {
        ask: (instance, _options, [id]) => instance.get(addressOf(id)),
        show: describeHold,
      }),
    )
    .addCommand(
      answering<HoldAnswer>(
        new Command('confirm')
          .description('the second pair of eyes on one that was proposed')
          .argument('<id>', 'the hold (hld_…)'),
        { ask: (instance, _options, [id]) => instance.post(`${addressOf(id)}/confirmation`, {}), show: describeHold },
      ),
    )
    .addCommand(
      answering<HoldAnswer, { reason: string }>(
        new Command('release')
          .description('end one: the first call proposes it, another person’s carries it out')
          .argument('<id>', 'the hold (hld_…)')
          .requiredOption('--reason <text>', 'why the law asks for it no more'),
        {
          ask: (instance, { reason }, [id]) => instance.post(`${addressOf(id)}/release`, { reason }),
          show: describeHold,
        },
      ),
    );
}

function listCommand(): Command {
  const command = withPages(new Command('list'))
    .description('newest first')
    .option('--organisation <id>', 'only of this organisation (org_…)');
  return answering<HoldList, { organisation?: string; limit: string; cursor?: string }>(command, {
    ask: (instance, { organisation: organisationId, limit, cursor }) =>
      instance.get(`retention/v1/holds${query({ organisationId, limit, cursor })}`),
    show: ({ items, nextCursor }) => [
      table(
        ['hold', 'state', 'about', 'of', 'until', 'law'],
        items.map(({ id, state, subject, until, ground }) => [
          ...[id, state, subject.kind, subject.tenantId, until, `${ground.law}, ${ground.article}`],
        ]),
      ),
      ...(items.length === 0 ? ['No holds.'] : []),
      ...more(nextCursor),
    ],
  });
}

interface SetOptions extends SubjectOptions {
  readonly law: string;
  readonly article: string;
  readonly reason: string;
  readonly until: string;
  readonly store?: string[];
  readonly field?: string[];
}

function setCommand(): Command {
  const command = withSubject(new Command('set'))
    .description('hold what a law keeps; it holds from now on, and a second person confirms it')
    .requiredOption('--law <name>', 'the law')
    .requiredOption('--article <text>', 'its article or section')
    .requiredOption('--reason <text>', 'what it is kept for')
    .requiredOption('--until <instant>', 'when the law asks for it no more, such as 2027-01-01T00:00:00Z')
    .option(
      '--store <store...>',
      'only these stores, such as executor.data_store_record; all of the subject if left out',
    )
    .option('--field <field...>', 'only these fields of them');
  return answering<HoldAnswer, SetOptions>(command, {
    ask: (instance, { law, article, reason, until, store = [], field = [], ...subject }) =>
      instance.post('retention/v1/holds', {
        subject: subjectOf(subject),
        ground: { law, article, reason },
        scope: { stores: store, fields: field },
        until: new Date(until).toISOString(),
      }),
    show: describeHold,
  });
}

function describeHold({ subject, ground, scope, ...hold }: HoldAnswer): string[] {
  const step = (one: HoldAnswer['confirmed']): string | null => one && `${one.at} by ${one.by}`;
  return facts([
    ['hold', hold.id],
    ['state', hold.state],
    ['about', `${subject.kind} ${subject.id ?? ''}`.trim()],
    ['of', subject.tenantId],
    ['values', subject.valueCount === 0 ? null : `${String(subject.valueCount)}, kept as digests`],
    ['law', `${ground.law}, ${ground.article}`],
    ['reason', ground.reason],
    ['holds', scope.stores.length === 0 ? 'everything' : scope.stores.join(', ')],
    ['fields', scope.fields.join(', ')],
    ['until', hold.until],
    ['proposed', step(hold.proposed)],
    ['confirm by', hold.state === 'proposed' ? hold.confirmBy : null],
    ['confirmed', step(hold.confirmed)],
    ['release asked', step(hold.releaseProposed)],
    ['released', step(hold.released)],
    ['because', hold.releaseReason],
  ]);
}
