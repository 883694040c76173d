import { Settings } from '@ebbflow/config';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { KeysConfig } from './keys.config.ts';
import { keysTable } from './show-status.ts';
import { VaultOperator } from './vault-operator.ts';

/** `ebbflow keys rotate-tenant ORG`: a younger version of each of its keys; vault moves secrets by itself, payloads stay readable. */
export function rotateTenantCommand(): Command {
  return new Command('rotate-tenant')
    .description('give an organisation younger keys; what the older ones sealed stays readable')
    .argument('<organisation>', 'id of the organisation (org_…)')
    .option('--json', 'one JSON document on standard output')
    .action(async (organisation: string, options: { json?: boolean }) => {
      const settings = Settings.fromEnvironment();
      const keys = await VaultOperator.with(settings, new KeysConfig(settings).dataDir, (vault) =>
        vault.rotateTenant(organisation),
      );
      printAnswer(options.json === true, { keys }, () => [
        keysTable(keys),
        'New things are sealed with the youngest from now on. Secrets are moved within minutes, and the key before is destroyed an hour later.',
      ]);
    });
}
