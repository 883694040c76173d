import type { FinishedRun } from '@ebbflow/contracts';
import { Command } from 'commander';
import { printAnswer } from '../print-answer.ts';
import { table } from '../print-table.ts';
import { Instance } from './instance.ts';

interface LiveRun {
  readonly id: string;
  readonly scenarioId: string;
  readonly state: string;
  readonly createdAt: string;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** `ebbflow runs list [--scenario ID]`: those under way first, then finished ones, newest first. */
export function listRunsCommand(): Command {
  return new Command('list')
    .description('list runs, newest first')
    .option('--scenario <id>', 'only runs of this scenario')
    .option('--limit <count>', 'at most so many finished runs (up to 200)', '50')
    .option('--cursor <cursor>', 'continue after the page that gave this cursor')
    .option('--json', 'one JSON document on standard output')
    .action(async (options: { scenario?: string; limit: string; cursor?: string; json?: boolean }) => {
      const instance = Instance.find();
      const filter = new URLSearchParams({
        limit: options.limit,
        ...(options.scenario === undefined ? {} : { scenarioId: options.scenario }),
      });
      const live = await instance.get<Page<LiveRun>>(`executor/v1/runs?state=unfinished&${filter.toString()}`);
      if (options.cursor !== undefined) filter.set('cursor', options.cursor);
      const finished = await instance.get<Page<FinishedRun>>(`log-store/v1/runs?${filter.toString()}`);
      const items = [...live.items, ...finished.items.map((run) => ({ ...run, state: 'finished' }))];
      printAnswer(options.json === true, { items, nextCursor: finished.nextCursor }, () => [
        table(
          ['run', 'scenario', 'state', 'verdict', 'started', 'took', 'operations'],
          [
            ...live.items.map((run) => [run.id, run.scenarioId, run.state, '', run.createdAt, '', '']),
            ...finished.items.map((run) => [
              run.id,
              run.scenarioId,
              'finished',
              run.status,
              run.startedAt,
              `${String(Date.parse(run.finishedAt) - Date.parse(run.startedAt))} ms`,
              String(run.operations),
            ]),
          ],
        ),
        ...(items.length === 0 ? ['No runs yet. Send something to the hook of an active scenario.'] : []),
      ]);
    });
}
