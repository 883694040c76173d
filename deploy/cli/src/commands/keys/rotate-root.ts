import { rmSync } from 'node:fs';
import { Settings } from '@ebbflow/config';
import type { RootKeyStatus } from '@ebbflow/contracts';
import { rootKeyFingerprintOf } from '@ebbflow/crypto';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { awaitSettled } from './await-settled.ts';
import { KeysConfig } from './keys.config.ts';
import { isNewKeyInPlace, putNewKeyInPlace, takeBackNewKey } from './new-root-key.ts';
import { newPassphrase } from './passphrase.ts';
import { VaultOperator } from './vault-operator.ts';
import { checkBackupPlace, noteBackup, openOrWriteBackup, readRootKey } from './write-backup.ts';

/**
 * `ebbflow keys rotate-root --backup FILE`, while everything runs. New key beside the old → backed up → the old one is *previous*, the
 * new one is in its place → vault takes it up (or refuses, and the old one is back in its place) → vault moves everything → the old
 * one is deleted. Cut off anywhere, the same command goes on: a key is in place only after its backup, and vault starts with
 * either until everything is moved.
 */
export function rotateRootCommand(): Command {
  return new Command('rotate-root')
    .description('replace the root key; what lay under the old one is moved, nothing stops')
    .requiredOption('--backup <file>', 'where the backup of the new key goes; must not lie in the data folder')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ backup, json }: { backup: string; json?: boolean }) => {
      const settings = Settings.fromEnvironment();
      const config = new KeysConfig(settings);
      const status = await VaultOperator.with(settings, config.dataDir, (vault) => rotate(vault, config, backup));
      // The last copy here of a key that something may lie under: deleted for no less than vault's own word.
      if (fingerprintIn(config.rootKeyFile) === status.sealedUnder) rmSync(config.previousFile, { force: true });
      printAnswer(json === true, { rootKey: status.rootKey, backup, keys: status.keys.total }, () => [
        `${String(status.keys.total)} keys lie under root key ${status.rootKey}. Its backup is ${backup}.`,
        'The old root key is deleted here. Its backup still opens backups of the database from before: keep it as long as those.',
      ]);
    });
}

async function rotate(vault: VaultOperator, config: KeysConfig, backup: string): Promise<RootKeyStatus> {
  const { rootKey } = await vault.status();
  refuseKms(rootKey);
  checkBackupPlace(config, backup);
  const isUnderWay = isNewKeyInPlace(config);
  const known = [config.rootKeyFile, ...(isUnderWay ? [config.previousFile] : [])].map(fingerprintIn);
  if (!known.includes(rootKey)) throw notVaultsRootKey(config, rootKey);
  const passphrase = await newPassphrase(config);
  if (isUnderWay) openOrWriteBackup(config.rootKeyFile, backup, passphrase);
  else putNewKeyInPlace(config, backup, passphrase);
  const begun = await begin(vault, config).catch((refusal: unknown) => {
    // Vault said no and changed nothing, so nothing lies under the new key. No answer at all could mean that something does.
    if (!isUnderWay && refusal instanceof ExpectedError) takeBackNewKey(config, backup);
    throw refusal;
  });
  noteBackup(config, fingerprintIn(config.rootKeyFile));
  return awaitSettled(vault, begun);
}

/** @throws ExpectedError CLI.NOT_VAULTS_ROOT_KEY when vault reads its root key elsewhere; what vault refuses with */
async function begin(vault: VaultOperator, config: KeysConfig): Promise<RootKeyStatus> {
  const begun = await vault.rotateRoot();
  if (begun.rootKey !== fingerprintIn(config.rootKeyFile)) throw notVaultsRootKey(config, begun.rootKey);
  return begun;
}

function fingerprintIn(file: string): string {
  return rootKeyFingerprintOf(readRootKey(file), file);
}

function notVaultsRootKey({ rootKeyFile }: KeysConfig, rootKey: string): ExpectedError {
  return new ExpectedError(
    'CLI.NOT_VAULTS_ROOT_KEY',
    409,
    `What lies at ${rootKeyFile} (${fingerprintIn(rootKeyFile)}) is not the root key vault works with (${rootKey}). Set EBB_DATA_DIR or EBB_VAULT_ROOT_KEY_FILE to what vault has; the key in place was not replaced.`,
  );
}

function refuseKms(rootKey: string): void {
  if (!rootKey.startsWith('arn:')) return;
  throw new ExpectedError(
    'CLI.ROOT_KEY_IN_KMS',
    409,
    'The root key lies in AWS KMS. Set EBB_VAULT_KMS_KEY to the new key and EBB_VAULT_KMS_KEY_PREVIOUS to this one, restart vault, then run: ebbflow keys rotate-wrapping.',
  );
}
