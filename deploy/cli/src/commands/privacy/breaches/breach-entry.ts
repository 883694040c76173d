import type { Breach } from '@ebbflow/contracts';
import { Command } from 'commander';
import { answering } from '../answering.ts';
import { describeBreach } from './describe-breach.ts';

interface EntryOptions {
  readonly title?: string;
  readonly description?: string;
  readonly awareAt?: string;
  readonly from?: string;
  readonly until?: string;
  readonly data?: string[];
  readonly people?: string[];
  readonly subjects?: string;
  readonly records?: string;
  readonly organisation?: string[];
  readonly consequences?: string;
  readonly measures?: string;
}

function withFacts(command: Command): Command {
  return command
    .option('--from <instant>', 'since when it happened')
    .option('--until <instant>', 'until when it happened')
    .option('--data <category...>', 'categories of data')
    .option('--people <category...>', 'categories of people')
    .option('--subjects <count>', 'about how many people')
    .option('--records <count>', 'about how many records')
    .option('--organisation <id...>', 'organisations whose data it concerns (org_…)')
    .option('--consequences <text>', 'what it may lead to')
    .option('--measures <text>', 'what was done, and is proposed');
}

export function openBreachCommand(): Command {
  const command = withFacts(new Command('open'))
    .description('enter a breach; the 72 hours run from when somebody noticed it')
    .requiredOption('--title <text>', 'in a few words')
    .requiredOption('--description <text>', 'what happened')
    .option('--aware-at <instant>', 'when it was noticed; now if left out');
  return answering<Breach, EntryOptions>(command, {
    ask: (instance, options) => instance.post('retention/v1/breaches', entryOf(options)),
    show: describeBreach,
  });
}

export function amendBreachCommand(): Command {
  const command = withFacts(new Command('amend'))
    .description('add what was found out since')
    .argument('<id>', 'the breach (brc_…)')
    .option('--title <text>', 'in a few words')
    .option('--description <text>', 'what happened');
  return answering<Breach, EntryOptions>(command, {
    ask: async (instance, options, [id = '']) => {
      const path = `retention/v1/breaches/${encodeURIComponent(id)}`;
      const { revision } = await instance.get<Breach>(path);
      return instance.patch(path, entryOf(options), `"${String(revision)}"`);
    },
    show: describeBreach,
  });
}

function entryOf({ from, until, data, people, subjects, records, organisation, ...rest }: EntryOptions): object {
  const { title, description, awareAt, consequences, measures } = rest;
  const said = {
    ...{ title, description, awareAt, consequences, measures, occurredFrom: from, occurredTo: until },
    ...{ dataCategories: data, subjectCategories: people, organisationIds: organisation },
    approximateSubjects: subjects === undefined ? undefined : Number(subjects),
    approximateRecords: records === undefined ? undefined : Number(records),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
