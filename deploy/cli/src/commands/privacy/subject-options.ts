import type { ErasureSubject } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import type { Command } from 'commander';

export interface SubjectOptions {
  readonly organisation: string;
  readonly user?: string;
  readonly connection?: string;
  readonly device?: string;
  readonly value?: string[];
}

/** Whom it is about: the whole organisation, or with one more option somebody or something in it. */
export function withSubject(command: Command): Command {
  return command
    .requiredOption('--organisation <id>', 'the organisation (org_…); alone: all of it')
    .option('--user <id>', 'a person with an account that is kept there (usr_…)')
    .option('--connection <id>', 'one of its connections (con_…)')
    .option('--device <id>', 'one of its devices (dev_…)')
    .option(
      '--value <value...>',
      'a person in its data, by what the person is known by: an e-mail address, a number …',
    );
}

/** @throws ExpectedError when more than one is named */
export function subjectOf({ organisation: tenantId, user, connection, device, value }: SubjectOptions): ErasureSubject {
  const named: ErasureSubject[] = [
    ...(user === undefined ? [] : [{ kind: 'user' as const, tenantId, userId: user }]),
    ...(connection === undefined ? [] : [{ kind: 'connection' as const, tenantId, connectionId: connection }]),
    ...(device === undefined ? [] : [{ kind: 'device' as const, tenantId, deviceId: device }]),
    ...(value === undefined ? [] : [{ kind: 'data-subject' as const, tenantId, values: value }]),
  ];
  if (named.length > 1)
    throw new ExpectedError(
      'CLI.ONE_SUBJECT',
      400,
      'Name one of --user, --connection, --device and --value at a time.',
    );
  return named[0] ?? { kind: 'organisation', tenantId };
}
