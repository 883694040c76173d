import type { SubjectRequest } from '@ebbflow/contracts';
import { Command } from 'commander';
import type { Instance } from '../../online/instance.ts';
import { answering } from '../answering.ts';
import { describeRequest } from './describe-request.ts';

interface Deciding {
  readonly name: string;
  readonly description: string;
  readonly options?: (command: Command) => Command;
  readonly decide: (
    instance: Instance,
    path: string,
    options: Readonly<Record<string, string>>,
  ) => Promise<SubjectRequest>;
}

const reason = (command: Command): Command => command.requiredOption('--reason <text>', 'why; the person is told');

/** What can be done with a request that is there. Each is one call, and answers how the request stands after it. */
const DECISIONS: readonly Deciding[] = [
  {
    name: 'show',
    description: 'how it stands, and every step so far',
    decide: (instance, path) => instance.get(path),
  },
  {
    name: 'accept',
    description: 'carry it out',
    decide: (instance, path) => instance.post(`${path}/decision`, {}),
  },
  {
    name: 'extend',
    description: 'two months more, told to the person within the first (Article 12(3) GDPR)',
    options: reason,
    decide: (instance, path, { reason: why }) => instance.post(`${path}/extension`, { reason: why }),
  },
  {
    name: 'deny',
    description: 'refuse it, with the law that allows it',
    options: (command) =>
      command
        .requiredOption('--reason <word>', 'no-match, identity-not-verified, excessive, legal-obligation …')
        .requiredOption('--ground <text>', 'law and article; the person is told'),
    decide: (instance, path, { reason: why, ground }) => instance.post(`${path}/denial`, { reason: why, ground }),
  },
  {
    name: 'lift',
    description: 'end a restriction; its person is told before (Article 18(3) GDPR)',
    options: (command) => command.option('--at <instant>', 'when; as soon as the person has been told if left out'),
    decide: (instance, path, { at }) => instance.post(`${path}/lifting`, at === undefined ? {} : { at }),
  },
  {
    name: 'withdraw',
    description: 'take it back, in the name of who asked',
    decide: (instance, path) => instance.delete(path),
  },
];

export function decideRequestCommands(): Command[] {
  return DECISIONS.map(({ name, description, options = (command) => command, decide }) =>
    answering<SubjectRequest, Record<string, string>>(
      options(new Command(name).description(description).argument('<id>', 'the request (sbr_…)')),
      {
        ask: (instance, given, [id = '']) =>
          decide(instance, `retention/v1/subject-requests/${encodeURIComponent(id)}`, given),
        show: describeRequest,
      },
    ),
  );
}
