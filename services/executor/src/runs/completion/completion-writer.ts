import { Database, type SqlClient } from '@ebbflow/persistence';
import { Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { leaseKey } from '../held-run.ts';
import { GroupCommit } from '../group-commit.ts';
import { type EndedRun, RunQueueRepository } from '../run-queue.repository.ts';
import { COMPLETION_PARTS, type CompletionPart } from './completion-part.ts';
import { QueueBell } from '../queue-bell.ts';
import { RunsConfig } from '../runs.config.ts';

/** The end of a run and the event that announces it. */
export interface Completion extends EndedRun {
  readonly event: OutboxEvent;
  /** What each part prepared, in the order of the parts. */
  readonly prepared: readonly unknown[];
}

/** Ends runs in group commits: state, journal and outbox change together or not at all. */
@Injectable()
export class CompletionWriter implements BeforeApplicationShutdown {
  readonly #drainMs: number;
  readonly #commits: GroupCommit<Completion>;
  readonly #parts: readonly CompletionPart[];

  constructor(
    config: RunsConfig,
    database: Database,
    queue: RunQueueRepository,
    outbox: Outbox,
    @Inject(COMPLETION_PARTS) parts: readonly CompletionPart[],
    bell: QueueBell,
  ) {
    this.#parts = parts;
    this.#drainMs = config.drain.milliseconds;
    this.#commits = new GroupCommit(config.batchLinger.milliseconds, async (completions) => {
      let admittedCount = 0;
      const held = await database.asWorker(async (sql) => {
        const { ended, lanes: freed } = await queue.finish(sql, completions);
        const ours = completions.filter((completion) => ended.has(leaseKey(completion)));
        const events = [...ours.map(({ event }) => event), ...(await this.#writeParts(sql, ours))];
        if (events.length > 0) await outbox.append(sql, events);
        // Last: whoever has a lane waits for nobody, so nobody waits in a circle.
        admittedCount = await queue.admit(sql, freed);
        return completions.map((completion) => ended.has(leaseKey(completion)));
      });
      if (admittedCount > 0) bell.ring();
      return held;
    });
  }

  /**
   * Resolves to true once the end is committed. False: the lease was lost, somebody else finishes the run; also after a
   * commit that was not confirmed and is found done when it is tried again, which is the same to the caller.
   */
  finish(completion: Completion): Promise<boolean> {
    return this.#commits.add(completion);
  }

  async #writeParts(sql: SqlClient, ended: readonly Completion[]): Promise<OutboxEvent[]> {
    const events: OutboxEvent[] = [];
    for (const [index, part] of this.#parts.entries()) {
      const prepared = ended.map((completion) => completion.prepared[index]).filter((value) => value !== undefined);
      if (prepared.length > 0) events.push(...(await part.write(sql, prepared)));
    }
    return events;
  }

  /** Keeps trying for as long as runs have to finish, so that a stop is not held up by a database that is away. */
  beforeApplicationShutdown(): void {
    setTimeout(() => this.#commits.stop(), this.#drainMs).unref();
  }
}
