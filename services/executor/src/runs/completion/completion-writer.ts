import { Database } from '@ebbflow/persistence';
import { Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { leaseKey } from '../held-run.ts';
import { GroupCommit } from '../group-commit.ts';
import { type EndedRun, RunQueueRepository } from '../run-queue.repository.ts';
import { RunsConfig } from '../runs.config.ts';

/** The end of a run and the event that announces it. */
export interface Completion extends EndedRun {
  readonly event: OutboxEvent;
}

/** Ends runs in group commits: state, journal and outbox change together or not at all. */
@Injectable()
export class CompletionWriter implements BeforeApplicationShutdown {
  readonly #drainMs: number;
  readonly #commits: GroupCommit<Completion>;

  constructor(config: RunsConfig, database: Database, queue: RunQueueRepository, outbox: Outbox) {
    this.#drainMs = config.drain.milliseconds;
    this.#commits = new GroupCommit(config.batchLinger.milliseconds, (completions) =>
      database.asWorker(async (sql) => {
        const ended = await queue.finish(sql, completions);
        const announced = completions.filter((completion) => ended.has(leaseKey(completion))).map(({ event }) => event);
        if (announced.length > 0) await outbox.append(sql, announced);
        return completions.map((completion) => ended.has(leaseKey(completion)));
      }),
    );
  }

  /**
   * Resolves to true once the end is committed. False: the lease was lost, somebody else finishes the run; also after a
   * commit that was not confirmed and is found done when it is tried again, which is the same to the caller.
   */
  finish(completion: Completion): Promise<boolean> {
    return this.#commits.add(completion);
  }

  /** Keeps trying for as long as runs have to finish, so that a stop is not held up by a database that is away. */
  beforeApplicationShutdown(): void {
    setTimeout(() => this.#commits.stop(), this.#drainMs).unref();
  }
}
