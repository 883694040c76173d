import type { Verification } from '@ebbflow/contracts';
import { Command } from 'commander';
import { Instance } from '../online/instance.ts';
import { printAnswer } from '../print-answer.ts';
import { describeVerification } from './describe-verification.ts';

/** `ebbflow policy verify`: every claim with its evidence, measured now. Exit 1 when one does not hold. */
export function verifyPolicyCommand(): Command {
  return new Command('verify')
    .description('measure every claim of the privacy notice; exit 1 if one fails')
    .option('--json', 'one JSON document on standard output, signed')
    .action(async (options: { json?: boolean }) => {
      const progress = setInterval(() => process.stderr.isTTY && process.stderr.write('.'), 500);
      if (process.stderr.isTTY) process.stderr.write('Measuring what the privacy notice promises ');
      const verification = await Instance.find()
        .get<Verification>('retention/v1/policy/verification')
        .finally(() => {
          clearInterval(progress);
          if (process.stderr.isTTY) process.stderr.write('\n');
        });
      printAnswer(options.json === true, verification, () => describeVerification(verification.report));
      if (verification.report.claims.some(({ state }) => state === 'fails')) process.exitCode = 1;
    });
}
