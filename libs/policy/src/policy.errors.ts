import { DefectError } from '@ebbflow/kernel';

/** A policy file breaks its rules. The process refuses to start: a lifetime nobody can read must not be guessed. Names file, line and rule. */
export class PolicyError extends DefectError {
  constructor(file: string, line: number, rule: string) {
    super('POLICY.INVALID', `${file}:${String(line)} ${rule}`, { details: { file, line } });
  }
}
