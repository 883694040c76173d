import { ExpectedError, type Secret } from '@ebbflow/kernel';
import { askSecret } from './ask.ts';
import type { KeysConfig } from './keys.config.ts';

const INSTEAD =
  'There is no terminal to ask for the passphrase; set EBB_BACKUP_PASSPHRASE_FILE to a file that holds it.';

/** For a backup that is made: asked for twice, because nobody can look it up afterwards. @throws ExpectedError CLI.PASSPHRASES_DIFFER */
export async function newPassphrase({ passphrase }: KeysConfig): Promise<Secret> {
  if (passphrase) return passphrase;
  const first = await askSecret('Passphrase for the backup (12 characters or more): ', INSTEAD);
  const second = await askSecret('The same once more: ', INSTEAD);
  if (first.reveal() === second.reveal()) return first;
  throw new ExpectedError('CLI.PASSPHRASES_DIFFER', 400, 'The two passphrases differ; nothing was written.');
}

/** Of a backup that is there. */
export async function knownPassphrase({ passphrase }: KeysConfig): Promise<Secret> {
  return passphrase ?? askSecret('Passphrase of the backup: ', INSTEAD);
}
