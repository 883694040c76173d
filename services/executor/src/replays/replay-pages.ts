import type { RunStatus, VersionChoice } from '@ebbflow/contracts';
import { CLOCK, type Clock, ExpectedError, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { QueueBell } from '../runs/queue-bell.ts';
import { type NewRun, RunStarts } from '../runs/start/run-starts.ts';
import { KeptRuns } from './kept-runs.ts';
import { replayOf } from './replay-run.policy.ts';
import { advanceReplay } from './sql/advance-replay.sql.ts';

/** A bulk replay under our lease, and how far it is. */
export interface ClaimedReplay {
  readonly tenantId: string;
  readonly id: string;
  readonly version: VersionChoice;
  readonly runIds: readonly string[] | null;
  readonly scenarioId: string | null;
  readonly status: RunStatus | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly position: number;
  readonly cursor: string | null;
  readonly leaseToken: string;
  /** Runs of these scenarios only; null: of any. */
  readonly within: readonly string[] | null;
}

interface Page {
  readonly runIds: readonly string[];
  readonly position: number;
  readonly cursor: string | null;
  readonly isLast: boolean;
}

/**
 * One page of a bulk replay: what started its runs is fetched first, then all of them are queued and the page is ticked off in one
 * transaction. Whoever dies before that leaves the page to be done again, and each run has a request key of replay and run, so that it is
 * started once all the same.
 */
@Injectable()
export class ReplayPages {
  constructor(
    private readonly database: Database,
    private readonly kept: KeptRuns,
    private readonly starts: RunStarts,
    private readonly bell: QueueBell,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws TransientError when the log store is away: the page stays where it is */
  async work(replay: ClaimedReplay, size: number): Promise<void> {
    const page = await this.#page(replay, size);
    const runs: NewRun[] = [];
    for (const runId of page.runIds) {
      const run = await this.#runOf(replay, runId);
      if (run !== undefined) runs.push(run);
    }
    await this.database.asWorker(async (sql) => {
      const started = await this.starts.start(sql, runs);
      const skipped = page.runIds.length - started.size;
      await sql.query(advanceReplay, [
        replay.tenantId,
        replay.id,
        replay.leaseToken,
        page.position,
        page.cursor,
        started.size,
        skipped,
        page.isLast ? this.clock.now().toISOString() : null,
      ]);
      sql.afterCommit(() => this.bell.ring());
    });
  }

  async #page(replay: ClaimedReplay, size: number): Promise<Page> {
    const { tenantId, runIds, position, scenarioId, status, from, to, cursor } = replay;
    if (runIds !== null) {
      const next = position + size;
      return { runIds: runIds.slice(position, next), position: next, cursor: null, isLast: next >= runIds.length };
    }
    const { runIds: found, nextCursor } = await this.kept.select({
      tenantId,
      limit: size,
      to: (to ?? this.clock.now()).toISOString(),
      ...(scenarioId === null ? {} : { scenarioId }),
      ...(status === null ? {} : { status }),
      ...(from === null ? {} : { from: from.toISOString() }),
      ...(cursor === null ? {} : { cursor }),
    });
    return { runIds: found, position: position + found.length, cursor: nextCursor, isLast: nextCursor === null };
  }

  /** Undefined for one that cannot be done again. */
  async #runOf({ tenantId, id, version, within }: ClaimedReplay, runId: string): Promise<NewRun | undefined> {
    try {
      const kept = await this.kept.read(tenantId, runId);
      if (within !== null && !within.includes(kept.scenarioId)) return undefined;
      return replayOf(tenantId, kept, {
        runId: newId('run', this.clock.nowMs()),
        version,
        requestKey: `replay:${id}:${runId}`,
      });
    } catch (thrown) {
      if (thrown instanceof ExpectedError) return undefined;
      throw thrown;
    }
  }
}
