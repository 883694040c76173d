import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Settings } from '@ebbflow/config';
import { generateRootKey, moveKeyFile, writeKeyFile } from '@ebbflow/crypto';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { awaitSettled } from './await-settled.ts';
import { KeysConfig } from './keys.config.ts';
import { newPassphrase } from './passphrase.ts';
import { VaultOperator } from './vault-operator.ts';
import { checkBackupPlace, noteBackup, readRootKey, writeBackup } from './write-backup.ts';

/**
 * `ebbflow keys rotate-root --backup FILE`, while everything runs. New key beside the old → backed up → the old one is *previous*, the
 * new one is in its place → vault moves everything → the old one is deleted. Cut off anywhere, the same command goes on: a key is
 * in place only after its backup, and vault starts with either until everything is moved.
 */
export function rotateRootCommand(): Command {
  return new Command('rotate-root')
    .description('replace the root key; what lay under the old one is moved, nothing stops')
    .requiredOption('--backup <file>', 'where the backup of the new key goes; must not lie in the data folder')
    .option('--json', 'one JSON document on standard output')
    .action(async ({ backup, json }: { backup: string; json?: boolean }) => {
      const settings = Settings.fromEnvironment();
      const config = new KeysConfig(settings);
      const status = await VaultOperator.with(settings, config.dataDir, async (vault) => {
        await refuseKms(vault);
        if (!isUnderWay(config)) await putNewKeyInPlace(config, backup);
        return awaitSettled(vault, await vault.rotateRoot());
      });
      if (status.rootKey === status.sealedUnder) rmSync(config.previousFile, { force: true });
      printAnswer(json === true, { rootKey: status.rootKey, backup, keys: status.keys.total }, () => [
        `${String(status.keys.total)} keys lie under root key ${status.rootKey}. Its backup is ${backup}.`,
        'The old root key is deleted here. Its backup still opens backups of the database from before: keep it as long as those.',
      ]);
    });
}

async function refuseKms(vault: VaultOperator): Promise<void> {
  const { rootKey } = await vault.status();
  if (!rootKey.startsWith('arn:')) return;
  throw new ExpectedError(
    'CLI.ROOT_KEY_IN_KMS',
    409,
    'The root key lies in AWS KMS. Set EBB_VAULT_KMS_KEY to the new key and EBB_VAULT_KMS_KEY_PREVIOUS to this one, restart vault, then run: ebbflow keys rotate-wrapping.',
  );
}

/** The old key is set aside and another is in its place: what is left is vault's part. */
function isUnderWay({ rootKeyFile, previousFile }: KeysConfig): boolean {
  return existsSync(previousFile) && readFileSync(previousFile, 'utf8') !== readRootKey(rootKeyFile).reveal();
}

async function putNewKeyInPlace(config: KeysConfig, backup: string): Promise<void> {
  const { rootKeyFile, previousFile } = config;
  const nextFile = `${rootKeyFile}.next`;
  checkBackupPlace(config, backup);
  const old = readRootKey(rootKeyFile);
  const passphrase = await newPassphrase(config);
  // One that was left by a rotation that was cut off is not used yet, and its backup may not be the one named now.
  rmSync(nextFile, { force: true });
  generateRootKey(nextFile);
  const fingerprint = writeBackup(nextFile, backup, passphrase);
  process.stderr.write(`  new root key ${fingerprint}, backed up to ${backup}\n`);
  rmSync(previousFile, { force: true });
  writeKeyFile(previousFile, old.reveal());
  moveKeyFile(nextFile, rootKeyFile);
  noteBackup(config, fingerprint);
}
