import type { ErasureAnswer } from '@ebbflow/contracts';
import { Command } from 'commander';
import { answering } from '../answering.ts';
import { subjectOf, type SubjectOptions, withSubject } from '../subject-options.ts';
import { describeErasure } from './describe-erasure.ts';

/** `ebbflow privacy plan`: a dry run; nothing goes before somebody approves. */
export function planErasureCommand(): Command {
  const command = withSubject(new Command('plan'))
    .description('see what an erasure would take and what a law keeps; nothing is changed')
    .option('--request <id>', 'the request it answers (sbr_…)');
  return answering<ErasureAnswer, SubjectOptions & { request?: string }>(command, {
    ask: (instance, { request, ...subject }) =>
      instance.post('retention/v1/erasures', {
        subject: subjectOf(subject),
        ...(request === undefined ? {} : { requestId: request }),
      }),
    show: describeErasure,
  });
}
