import { newUuid } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { type Lease, leaseKey } from '../held-run.ts';
import {
  type Claimed,
  type HandBack,
  type LaneMove,
  type LeaseTerms,
  RunQueueRepository,
} from '../run-queue.repository.ts';
import { RunsConfig } from '../runs.config.ts';
import { findBacklog } from '../sql/find-backlog.sql.ts';
import { findCancelledRuns } from '../sql/find-cancelled-runs.sql.ts';
import { NodeName } from './node-name.ts';

/** This process's side of the leases: in whose name, for how long, and the transactions. */
@Injectable()
export class RunLeasesService {
  /** The name of the node and of this start of it, so that what a dead predecessor held can be told from our own. */
  readonly terms: LeaseTerms;
  readonly #node: string;

  constructor(
    config: RunsConfig,
    private readonly database: Database,
    private readonly queue: RunQueueRepository,
    private readonly nodeName: NodeName,
  ) {
    this.#node = config.node;
    this.terms = { owner: `${config.node}/${newUuid()}`, leaseMs: config.lease.milliseconds };
  }

  claim(count: number): Promise<Claimed> {
    return this.database.asWorker((sql) => this.queue.claim(sql, count, this.terms));
  }

  /** Those that still hold, by leaseKey. */
  renew(leases: readonly Lease[]): Promise<Set<string>> {
    return this.database.asWorker((sql) => this.queue.renew(sql, leases, this.terms.leaseMs));
  }

  async handBack(runs: readonly HandBack[]): Promise<void> {
    if (runs.length > 0) await this.database.asWorker((sql) => this.queue.handBack(sql, runs));
  }

  /** Runs of ours whose end somebody asked for. */
  async findCancelled(): Promise<Set<string>> {
    const rows = await this.database.asWorker((sql) =>
      sql.query<{ id: string; lease_token: string }>(findCancelledRuns, [this.terms.owner]),
    );
    return new Set(rows.map((row) => leaseKey({ runId: row.id, leaseToken: row.lease_token })));
  }

  /** Whether more than `count` runs are due, of all organisations. */
  async isBehind(count: number): Promise<boolean> {
    return (await this.database.asWorker((sql) => sql.query(findBacklog, [count]))).length > 0;
  }

  /** Gives the run back, to stand at the door of this lane. */
  async assignLane(lease: Lease, move: LaneMove): Promise<boolean> {
    return this.database.asWorker((sql) => this.queue.assignLane(sql, lease, move));
  }

  /**
   * Makes the runs of a dead process of our node's name due at once. Undefined while another process of that name lives:
   * its runs are its own, and are anybody's only when their leases end.
   */
  async takeOver(): Promise<number | undefined> {
    if (!(await this.nodeName.lock())) return undefined;
    return this.database.asWorker((sql) => this.queue.takeOver(sql, this.#node, this.terms.owner));
  }

  releaseName(): Promise<void> {
    return this.nodeName.unlock();
  }
}
