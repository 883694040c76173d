import type { Breach, BreachList, BreachTemplate } from '@ebbflow/contracts';
import { Command } from 'commander';
import { table } from '../../print-table.ts';
import { answering, more, query, withPages } from '../answering.ts';
import { amendBreachCommand, openBreachCommand } from './breach-entry.ts';
import { describeBreach, dutyInWords } from './describe-breach.ts';

const addressOf = (id = ''): string => `retention/v1/breaches/${encodeURIComponent(id)}`;
const ofOne = (name: string, description: string): Command =>
  new Command(name).description(description).argument('<id>', 'the breach (brc_…)');

/** `ebbflow privacy breach …`: the register of Article 33(5). */
export function breachCommand(): Command {
  return new Command('breach')
    .description('the register of breaches, with what is left of 72 hours')
    .addCommand(listCommand())
    .addCommand(openBreachCommand())
    .addCommand(
      answering<Breach>(ofOne('show', 'all that is known of one'), {
        ask: (instance, _options, [id]) => instance.get(addressOf(id)),
        show: describeBreach,
      }),
    )
    .addCommand(amendBreachCommand())
    .addCommand(
      answering<Breach, { risk: string; reason: string }>(
        ofOne('assess', 'judge the risk to the people concerned')
          .requiredOption('--risk <risk>', 'none, risk or high')
          .requiredOption('--reason <text>', 'why'),
        {
          ask: (instance, { risk, reason }, [id]) => instance.post(`${addressOf(id)}/assessment`, { risk, reason }),
          show: describeBreach,
        },
      ),
    )
    .addCommand(letterCommand())
    .addCommand(notifyCommand())
    .addCommand(
      answering<Breach, { conclusion: string }>(
        ofOne('close', 'close it, once everybody who has to be told was').requiredOption(
          '--conclusion <text>',
          'what was learnt',
        ),
        {
          ask: (instance, { conclusion }, [id]) => instance.post(`${addressOf(id)}/closing`, { conclusion }),
          show: describeBreach,
        },
      ),
    );
}

function listCommand(): Command {
  const command = withPages(new Command('list'))
    .description('newest first; exit 1 while somebody has not been told in time')
    .option('--state <state>', 'only open, assessed or closed');
  return answering<BreachList, { state?: string; limit: string; cursor?: string }>(command, {
    ask: (instance, { state, limit, cursor }) =>
      instance.get(`retention/v1/breaches${query({ state, limit, cursor })}`),
    show: ({ items, nextCursor }) => [
      table(
        ['breach', 'state', 'risk', 'noticed', 'to be told', 'title'],
        items.map(({ id, state, risk, awareAt, duties, title }) => [
          ...[
            id,
            state,
            risk,
            awareAt,
            duties
              .filter(({ state: duty }) => duty === 'due' || duty === 'overdue')
              .map(dutyInWords)
              .join('; '),
            title,
          ],
        ]),
      ),
      ...(items.length === 0 ? ['No breaches.'] : []),
      ...more(nextCursor),
    ],
    isWell: ({ items }) => items.every(({ duties }) => duties.every(({ state }) => state !== 'overdue')),
  });
}

function letterCommand(): Command {
  const command = ofOne(
    'letter',
    'what to write, filled in as far as the register knows it; exit 1 while something is missing',
  ).argument('<to>', 'authority, organisations or persons');
  return answering<BreachTemplate>(command, {
    ask: (instance, _options, [id, to = '']) => instance.get(`${addressOf(id)}/templates/${encodeURIComponent(to)}`),
    show: ({ subject, text, missing }) => [
      ...[subject, '', text],
      ...(missing.length === 0 ? [] : ['', `Still missing: ${missing.join(', ')}`]),
    ],
    isWell: ({ missing }) => missing.length === 0,
  });
}

interface NotifyOptions {
  readonly to: string;
  readonly reference: string;
  readonly at?: string;
  readonly lateReason?: string;
}

function notifyCommand(): Command {
  const command = ofOne('notify', 'write down that somebody was told')
    .requiredOption('--to <whom>', 'authority, organisations or persons')
    .requiredOption('--reference <text>', 'of the authority’s file, the mail or the letter')
    .option('--at <instant>', 'when; now if left out')
    .option('--late-reason <text>', 'needed when the authority was told after its 72 hours');
  return answering<Breach, NotifyOptions>(command, {
    ask: (instance, { to, reference, at, lateReason }, [id]) =>
      instance.post(`${addressOf(id)}/notifications`, {
        ...{ to, reference },
        ...(at === undefined ? {} : { at }),
        ...(lateReason === undefined ? {} : { lateReason }),
      }),
    show: describeBreach,
  });
}
