import { Settings } from '@ebbflow/config';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { awaitSettled } from './await-settled.ts';
import { KeysConfig } from './keys.config.ts';
import { VaultOperator } from './vault-operator.ts';

/**
 * `ebbflow keys rotate-wrapping`: a younger wrapping key under the root key vault's settings name now. Where the root key is a
 * Secret of Kubernetes or lies in AWS KMS, this is how a new one is taken up, once the settings name it.
 */
export function rotateWrappingCommand(): Command {
  return new Command('rotate-wrapping')
    .description(
      'put a new wrapping key between the root key and the keys of organisations, and wait until all are under it',
    )
    .option('--json', 'one JSON document on standard output')
    .action(async (options: { json?: boolean }) => {
      const settings = Settings.fromEnvironment();
      const status = await VaultOperator.with(settings, new KeysConfig(settings).dataDir, async (vault) =>
        awaitSettled(vault, await vault.rotateRoot()),
      );
      printAnswer(options.json === true, status, () => [
        `${String(status.keys.total)} keys lie under wrapping key ${String(status.generation)}, and that under root key ${status.sealedUnder}.`,
      ]);
    });
}
