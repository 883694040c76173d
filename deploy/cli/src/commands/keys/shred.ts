import { Settings } from '@ebbflow/config';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { ask } from './ask.ts';
import { KeysConfig } from './keys.config.ts';
import { VaultOperator } from './vault-operator.ts';

interface Options {
  readonly yesShred?: string;
  readonly json?: boolean;
}

/** `ebbflow keys shred ORG`: the id is typed twice more, or given by `--yes-shred`. There is no way back, and no backup of these keys. */
export function shredCommand(): Command {
  return new Command('shred')
    .description('destroy all keys of an organisation: everything sealed for it is unreadable for good')
    .argument('<organisation>', 'id of the organisation (org_…)')
    .option('--yes-shred <organisation>', 'the same id again, instead of being asked')
    .option('--json', 'one JSON document on standard output')
    .action(async (organisation: string, options: Options) => {
      await confirm(organisation, options.yesShred);
      const settings = Settings.fromEnvironment();
      const destroyed = await VaultOperator.with(settings, new KeysConfig(settings).dataDir, (vault) =>
        vault.shred(organisation),
      );
      printAnswer(options.json === true, { organisation, destroyed }, () => [
        `${String(destroyed)} keys of ${organisation} are destroyed. Whoever still holds one uses it for a minute more at most.`,
      ]);
    });
}

/** @throws ExpectedError CLI.NOT_CONFIRMED, CLI.NOBODY_TO_ASK */
async function confirm(organisation: string, given: string | undefined): Promise<void> {
  const instead = `There is no terminal to ask; repeat the id: --yes-shred ${organisation}`;
  const answers =
    given === undefined
      ? [
          await ask(`Everything sealed for ${organisation} will be unreadable for good. Its id again: `, instead),
          await ask('And once more: ', instead),
        ]
      : [given];
  if (answers.every((answer) => answer.trim() === organisation)) return;
  throw new ExpectedError('CLI.NOT_CONFIRMED', 409, 'That is another id; nothing was destroyed.');
}
