import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { leaseKey } from '../held-run.ts';
import { GroupCommit } from '../group-commit.ts';
import { type JournalEntry, RunQueueRepository } from '../run-queue.repository.ts';
import { RunsConfig } from '../runs.config.ts';

/** Appends step outcomes of all runs of this process in group commits: one statement and one commit for all that wait. */
@Injectable()
export class JournalWriter implements BeforeApplicationShutdown {
  readonly #drainMs: number;
  readonly #commits: GroupCommit<JournalEntry>;

  constructor(config: RunsConfig, database: Database, queue: RunQueueRepository) {
    this.#drainMs = config.drain.milliseconds;
    this.#commits = new GroupCommit(config.batchLinger.milliseconds, async (entries) => {
      const held = await database.asWorker((sql) => queue.appendJournal(sql, entries));
      return entries.map((entry) => held.has(leaseKey(entry)));
    });
  }

  /** Resolves to true once the outcome is durable; false when the lease is lost and nothing was written. */
  append(entry: JournalEntry): Promise<boolean> {
    return this.#commits.add(entry);
  }

  /** Keeps trying for as long as runs have to finish, so that a stop is not held up by a database that is away. */
  beforeApplicationShutdown(): void {
    setTimeout(() => this.#commits.stop(), this.#drainMs).unref();
  }
}
