import { Command } from 'commander';
import { verifyPolicyCommand } from './verify-policy.ts';

export function policyCommand(): Command {
  return new Command('policy')
    .description('what the privacy notice promises, and whether it is so')
    .addCommand(verifyPolicyCommand());
}
