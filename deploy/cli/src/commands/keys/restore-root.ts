import { existsSync, rmSync } from 'node:fs';
import { Settings } from '@ebbflow/config';
import { BadRootKeyError, moveKeyFile, restoreRootKey, rootKeyFingerprintOf, writeKeyFile } from '@ebbflow/crypto';
import { ExpectedError, type Secret } from '@ebbflow/kernel';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { readText } from '../read-json.ts';
import { KeysConfig } from './keys.config.ts';
import { knownPassphrase } from './passphrase.ts';
import { noteBackup, readRootKey } from './write-backup.ts';

interface Options {
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** `ebbflow keys restore-root BACKUP [--replace]`: with vault stopped; its next start says whether it is the right key. */
export function restoreRootCommand(): Command {
  return new Command('restore-root')
    .description('put the root key back where vault reads it')
    .argument('<backup>', 'what backup-root wrote')
    .option('--replace', 'put another key that lies there aside, under another name')
    .option('--json', 'one JSON document on standard output')
    .action(async (backup: string, options: Options) => {
      const config = new KeysConfig(Settings.fromEnvironment());
      const sealed = readText(backup);
      const { fingerprint, rootKey } = restoreRootKey(sealed, await knownPassphrase(config));
      const aside = putAside(config.rootKeyFile, fingerprint, options.replace === true);
      if (aside !== 'same') writeKeyFile(config.rootKeyFile, `${rootKey.reveal()}\n`);
      noteBackup(config, fingerprint);
      printAnswer(options.json === true, { fingerprint, file: config.rootKeyFile }, () => [
        aside === 'same'
          ? `Root key ${fingerprint} lies at ${config.rootKeyFile} already.`
          : `Root key ${fingerprint} lies at ${config.rootKeyFile} again. Start Ebbflow; it says so if this is not the key of its database.`,
        ...(aside === undefined || aside === 'same' ? [] : [`What lay there is now ${aside}.`]),
      ]);
    });
}

/**
 * Never overwrites a key: it may be the only copy of one. What cannot be read as a key may be most of one, so it is treated alike;
 * an empty file holds nothing.
 * @returns `same`, or where the other key went. @throws ExpectedError CLI.OTHER_ROOT_KEY
 */
function putAside(file: string, fingerprint: string, replace: boolean): string | undefined {
  if (!existsSync(file)) return undefined;
  const text = readRootKey(file);
  if (text.reveal().trim() === '') {
    rmSync(file);
    return undefined;
  }
  const present = fingerprintIn(text, file);
  if (present === fingerprint) return 'same';
  if (!replace) {
    const what = present === undefined ? 'Something that is no root key' : `Another root key (${present})`;
    throw new ExpectedError(
      'CLI.OTHER_ROOT_KEY',
      409,
      `${what} lies at ${file}; the backup holds ${fingerprint}. With --replace it is put aside, not deleted.`,
    );
  }
  // Two damaged files are not the same one, as two with the same fingerprint are.
  const aside = `${file}.aside-${present ?? `damaged-${String(Date.now())}`}`;
  moveKeyFile(file, aside);
  return aside;
}

function fingerprintIn(text: Secret, file: string): string | undefined {
  try {
    return rootKeyFingerprintOf(text, file);
  } catch (thrown) {
    if (thrown instanceof BadRootKeyError) return undefined;
    throw thrown;
  }
}
