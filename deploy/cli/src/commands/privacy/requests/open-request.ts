import type { SubjectRequest } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { answering } from '../answering.ts';
import { describeRequest } from './describe-request.ts';

interface Options {
  readonly email?: string;
  readonly verified?: boolean;
  readonly value?: string[];
  readonly purpose?: string[];
  readonly replace?: string[];
  readonly receivedAt?: string;
  readonly statement?: string;
}

/** `ebbflow privacy request open TYPE`: for somebody who wrote in. */
export function openRequestCommand(): Command {
  const command = new Command('open')
    .description(
      'enter a request: of a person with an account (--email), in the organisation’s data (--value), or of the organisation itself',
    )
    .argument('<type>', 'access, portability, rectification, erasure, restriction or objection')
    .option('--email <address>', 'staff only: the address of the account of who wrote in')
    .option('--verified', 'with --email: the person has shown who it is; else a link is sent there')
    .option('--value <value...>', 'what a person in the organisation’s data is known by')
    .option('--purpose <purpose...>', 'with objection: only these purposes')
    .option('--replace <from=to...>', 'with rectification in the organisation’s data: this value becomes that one')
    .option('--received-at <instant>', 'when the person asked; the clock runs from then')
    .option('--statement <text>', 'what the person wrote; sealed');
  return answering<SubjectRequest, Options>(command, {
    ask: (instance, options, [type]) => instance.post('retention/v1/subject-requests', bodyOf(type, options)),
    show: describeRequest,
  });
}

function bodyOf(type: string | undefined, options: Options): object {
  const { email, verified = false, value, purpose, replace, receivedAt, statement } = options;
  return {
    type,
    subject: subjectOf({ email, verified, value }),
    ...(statement === undefined ? {} : { statement }),
    ...(purpose === undefined ? {} : { purposes: purpose }),
    ...(replace === undefined ? {} : { values: replace.map(pairOf) }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}

function subjectOf({
  email,
  verified,
  value,
}: {
  email?: string | undefined;
  verified: boolean;
  value?: string[] | undefined;
}) {
  if (email !== undefined && value !== undefined)
    throw new ExpectedError('CLI.ONE_SUBJECT', 400, 'Name one of --email and --value at a time.');
  if (email !== undefined) return { kind: 'user', email, isVerified: verified };
  return value === undefined ? { kind: 'organisation' } : { kind: 'data-subject', values: value };
}

function pairOf(text: string): { from: string; to: string } {
  const [from = '', to] = text.split(/=(.*)/s);
  if (to === undefined) throw new ExpectedError('CLI.NO_PAIR', 400, 'Write --replace as old=new.');
  return { from, to };
}
