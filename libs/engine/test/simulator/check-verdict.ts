import type { ModuleExecution, Verdict } from '../../src/index.ts';
import type { RandomScenario } from './random-scenario.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { Violation } from './violation.ts';

/**
 * What holds for any verdict by itself, without another run to compare it with: a mistake that every run makes would
 * otherwise be right.
 */
export function checkVerdict({ scenario }: RandomScenario, verdict: Verdict, world: SimulatedWorld): void {
  if (world.openTransactions.size > 0) throw new Violation('A transaction was neither committed nor rolled back.');
  if ((verdict.status === 'error') !== (verdict.error !== undefined)) throw new Violation('Status and error disagree.');
  const operations = verdict.modules.reduce((sum, execution) => sum + execution.operations, 0);
  equal('operations', verdict.operations, operations);
  const { autoCommit, autoCommitTriggerLast } = scenario.settings;
  checkStored(verdict, world, autoCommit);
  const reads = executionsOf(verdict, 'sim:Poll').filter(({ error }) => error === undefined);
  const isLastKept = verdict.status !== 'error' || (autoCommit && !autoCommitTriggerLast);
  const kept = isLastKept ? reads : reads.slice(0, -1);
  const given = kept.reduce((sum, { bundleCount }) => sum + bundleCount, 0);
  equal('cursor', verdict.cursor, kept.length === 0 ? undefined : given);
}

/** Each write that was committed is there once, and no other is. */
function checkStored(verdict: Verdict, world: SimulatedWorld, autoCommit: boolean): void {
  const done = executionsOf(verdict, 'sim:Store').filter(({ error }) => error === undefined).length;
  const records = world.stores.records('store');
  const entriesOf = ({ data }: (typeof records)[number]): number =>
    Array.isArray(data['log']) ? data['log'].length : 0;
  const written = records.filter(({ key }) => key === 'total').reduce((sum, record) => sum + entriesOf(record), 0);
  // Each operation writes to a key and then to the total: if they differ, half an operation is there.
  equal(
    'number of entries',
    records.reduce((sum, record) => sum + entriesOf(record), -written),
    written,
  );
  if (autoCommit || verdict.status !== 'error') equal('number of committed writes', written, done);
  else if (verdict.cycles === 1) equal('number of writes after a rollback', written, 0);
  else if (written > done) throw new Violation('More was written than was done.');
}

function executionsOf({ modules }: Verdict, name: string): readonly ModuleExecution[] {
  return modules.filter(({ module }) => module === name);
}

function equal(what: string, got: unknown, wanted: unknown): void {
  if (got !== wanted) throw new Violation(`The ${what} should be ${String(wanted)} and is ${String(got)}.`);
}
