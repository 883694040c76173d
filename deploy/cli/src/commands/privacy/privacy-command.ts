import { Command } from 'commander';
import { accessCommand } from './access/access-commands.ts';
import { breachCommand } from './breaches/breach-commands.ts';
import { certificateCommand } from './certificates/certificate-commands.ts';
import { approveErasureCommand, showErasureCommand, withdrawErasureCommand } from './erasures/approve-erasure.ts';
import { listErasuresCommand } from './erasures/list-erasures.ts';
import { planErasureCommand } from './erasures/plan-erasure.ts';
import { runErasureCommand } from './erasures/run-erasure.ts';
import { heldCommand } from './holds/held-record-commands.ts';
import { holdCommand } from './holds/hold-commands.ts';
import { lifetimesCommand } from './lifetimes/lifetime-commands.ts';
import { decideRequestCommands } from './requests/decide-request.ts';
import { downloadExportCommand } from './requests/download-export.ts';
import { listRequestsCommand } from './requests/list-requests.ts';
import { openRequestCommand } from './requests/open-request.ts';
import { showDataMapCommand } from './show-data-map.ts';

/** `ebbflow privacy …`: everything compliance does over the API, for a terminal and for jobs. The guide: docs/guides/compliance.md. */
export function privacyCommand(): Command {
  const request = new Command('request').description('one request of a person').addCommand(openRequestCommand());
  for (const command of decideRequestCommands()) request.addCommand(command);
  return new Command('privacy')
    .description('requests of people, erasures with their certificates, holds, breaches, and who could read what')
    .addCommand(listRequestsCommand())
    .addCommand(request.addCommand(downloadExportCommand()))
    .addCommand(planErasureCommand())
    .addCommand(approveErasureCommand())
    .addCommand(runErasureCommand())
    .addCommand(showErasureCommand())
    .addCommand(withdrawErasureCommand())
    .addCommand(listErasuresCommand())
    .addCommand(certificateCommand())
    .addCommand(holdCommand())
    .addCommand(heldCommand())
    .addCommand(breachCommand())
    .addCommand(accessCommand())
    .addCommand(lifetimesCommand())
    .addCommand(showDataMapCommand());
}
