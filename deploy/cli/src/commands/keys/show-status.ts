import { Settings } from '@ebbflow/config';
import type { PeriodSaltStatus, RootKeyStatus, TenantKeyVersion } from '@ebbflow/contracts';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { table } from '../print-table.ts';
import { KeysConfig } from './keys.config.ts';
import { VaultOperator } from './vault-operator.ts';

/** `ebbflow keys status [ORG]`: where keys stand; no key is shown, ever. */
export function showStatusCommand(): Command {
  return new Command('status')
    .description('show where keys stand: root key, wrapping key, those of periods, and those of one organisation')
    .argument('[organisation]', 'id of an organisation (org_…)')
    .option('--json', 'one JSON document on standard output')
    .action(async (organisation: string | undefined, options: { json?: boolean }) => {
      const settings = Settings.fromEnvironment();
      const { dataDir } = new KeysConfig(settings);
      const [status, periods, keys] = await VaultOperator.with(settings, dataDir, async (vault) => [
        await vault.status(),
        await vault.periods(),
        organisation === undefined ? undefined : await vault.keysOf(organisation),
      ]);
      const answer = { ...status, periods, ...(keys && { organisation: keys }) };
      printAnswer(options.json === true, answer, () => [
        ...linesOf(status),
        '',
        periodsTable(periods),
        ...(keys === undefined ? [] : ['', keysTable(keys)]),
      ]);
    });
}

function linesOf(status: RootKeyStatus): readonly string[] {
  const { total, toRewrap } = status.keys;
  return [
    `Root key      ${status.rootKey}${status.previousRootKey === null ? '' : ` (before it: ${status.previousRootKey})`}`,
    `Wrapping key  ${String(status.generation)}, under root key ${status.sealedUnder}`,
    status.state === 'settled'
      ? `Settled: all ${String(total)} keys of organisations lie under it.`
      : `Rotating: ${String(toRewrap)} of ${String(total)} keys are to be rewrapped; it goes on by itself.`,
    ...(status.sealedUnder === status.rootKey ? [] : ['A rotation is due: ebbflow keys rotate-wrapping.']),
  ];
}

function periodsTable(periods: PeriodSaltStatus['items']): string {
  if (periods.length === 0) return 'Nothing that has a lifetime was sealed yet.';
  const lines = table(
    ['period keys', 'days', 'hours alive', 'oldest hour', 'destroyed', 'last destroyed'],
    periods.map((period) => [
      period.category,
      String(period.lifetimeDays),
      String(period.living),
      period.oldestHour ?? '',
      String(period.destroyed),
      period.lastDestroyedAt ?? '',
    ]),
  );
  const overdue = periods.reduce((sum, period) => sum + period.overdue, 0);
  return overdue === 0
    ? lines
    : `${lines}\n${String(overdue)} hours are over and not destroyed yet: see the log of vault.`;
}

export function keysTable(keys: readonly TenantKeyVersion[]): string {
  if (keys.length === 0) return 'This organisation has no keys (yet).';
  return table(
    ['purpose', 'version', 'state', 'made', 'destroyed'],
    keys.map((key) => [key.purpose, String(key.version), key.state, key.createdAt, key.destroyedAt ?? '']),
  );
}
