import { Settings } from '@ebbflow/config';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { KeysConfig } from './keys.config.ts';
import { newPassphrase } from './passphrase.ts';
import { checkBackupPlace, noteBackup, readRootKey, writeBackup } from './write-backup.ts';

/** `ebbflow keys backup-root FILE`: while everything runs, or nothing does. */
export function backUpRootCommand(): Command {
  return new Command('backup-root')
    .description('write the root key, sealed under a passphrase, to a file')
    .argument('<file>', 'where to; must not exist, and must not lie in the data folder')
    .option('--json', 'one JSON document on standard output')
    .action(async (file: string, options: { json?: boolean }) => {
      const config = new KeysConfig(Settings.fromEnvironment());
      checkBackupPlace(config, file);
      readRootKey(config.rootKeyFile);
      const fingerprint = writeBackup(config.rootKeyFile, file, await newPassphrase(config));
      noteBackup(config, fingerprint);
      printAnswer(options.json === true, { fingerprint, file }, () => [
        `Root key ${fingerprint} is in ${file}, and was opened from there again.`,
        'Keep the file and its passphrase apart from each other, and both apart from the database.',
      ]);
    });
}
