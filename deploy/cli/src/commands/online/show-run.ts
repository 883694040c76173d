import type { FinishedRun, ModuleExecution } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { table } from '../print-table.ts';
import { Instance } from './instance.ts';

interface RunDetail extends FinishedRun {
  readonly modules: readonly ModuleExecution[] | null;
  readonly error: { readonly class: string; readonly message: string; readonly moduleId?: number } | null;
}

/** `ebbflow runs show ID`: state, times, operations, verdict, and the bundles of each module where they are kept. */
export function showRunCommand(): Command {
  return new Command('show')
    .description('show one run')
    .argument('<id>', 'run id (run_…)')
    .option('--json', 'one JSON document on standard output')
    .action(async (id: string, options: { json?: boolean }) => {
      const run = await readRun(Instance.find(), id);
      printAnswer(options.json === true, run, () => describe(run));
    });
}

async function readRun(instance: Instance, id: string): Promise<RunDetail | Record<string, unknown>> {
  try {
    return { ...(await instance.get<RunDetail>(`log-store/v1/runs/${encodeURIComponent(id)}`)), state: 'finished' };
  } catch (error) {
    // Not in the log store (yet): the executor knows it while it is under way.
    if (!(error instanceof ExpectedError) || error.status !== 404) throw error;
    return instance.get<Record<string, unknown>>(`executor/v1/runs/${encodeURIComponent(id)}`);
  }
}

function describe(run: RunDetail | Record<string, unknown>): readonly string[] {
  if (!isFinished(run)) return [`${String(run['id'])} is ${String(run['state'])}.`];
  const lines = [
    `${run.id}: ${run.status}, ${String(run.operations)} operations, ${String(Date.parse(run.finishedAt) - Date.parse(run.startedAt))} ms, kept until ${run.expiresAt}`,
  ];
  if (run.error) lines.push(`${run.error.class} in module ${String(run.error.moduleId ?? '?')}: ${run.error.message}`);
  if (run.modules === null)
    return [...lines, run.confidential ? 'The scenario is confidential: no data was kept.' : 'Its data is gone.'];
  lines.push(
    table(
      ['module', 'name', 'execution', 'took', 'bundles'],
      run.modules.map((step) => [
        String(step.moduleId),
        step.module,
        String(step.execution),
        `${String(step.durationMs)} ms`,
        JSON.stringify(step.bundles),
      ]),
    ),
  );
  return lines;
}

function isFinished(run: RunDetail | Record<string, unknown>): run is RunDetail {
  return 'status' in run && 'modules' in run;
}
