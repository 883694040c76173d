import { Command } from 'commander';
import { backUpRootCommand } from './back-up-root.ts';
import { restoreRootCommand } from './restore-root.ts';
import { rotateRootCommand } from './rotate-root.ts';
import { rotateTenantCommand } from './rotate-tenant.ts';
import { rotateWrappingCommand } from './rotate-wrapping.ts';
import { shredCommand } from './shred.ts';
import { showStatusCommand } from './show-status.ts';

/** `ebbflow keys …`: for whoever runs the instance, on the machine or in the pod where vault runs. */
export function keysCommand(): Command {
  return new Command('keys')
    .description('keys of this instance, for whoever runs it')
    .addCommand(showStatusCommand())
    .addCommand(backUpRootCommand())
    .addCommand(restoreRootCommand())
    .addCommand(rotateWrappingCommand())
    .addCommand(rotateRootCommand())
    .addCommand(rotateTenantCommand())
    .addCommand(shredCommand());
}
