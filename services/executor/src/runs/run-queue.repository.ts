import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunStatus } from '@ebbflow/contracts';
import { type HeldRun, inLockOrder, type JournalRow, type Lease, leaseKey, type SealedInput } from './held-run.ts';
import { type RunRow, toHeldRun } from './held-run-row.ts';
import { type Lane, RunLanes } from './lanes/run-lanes.ts';
import { assignLane } from './lanes/sql/assign-lane.sql.ts';
import { appendJournal } from './sql/append-journal.sql.ts';
import { claimRuns } from './sql/claim-runs.sql.ts';
import { finishRuns } from './sql/finish-runs.sql.ts';
import { handBackRuns } from './sql/hand-back-runs.sql.ts';
import { insertHookRuns } from './sql/insert-hook-runs.sql.ts';
import { loadJournal } from './sql/load-journal.sql.ts';
import { renewLeases } from './sql/renew-leases.sql.ts';
import { takeOverRuns } from './sql/take-over-runs.sql.ts';

export interface NewHookRun {
  readonly tenantId: string;
  readonly runId: string;
  readonly scenarioId: string;
  readonly deliveryId: string;
  readonly trigger: 'webhook' | 'mail' | 'device';
  readonly replyTo: string | undefined;
  readonly traceparent: string | undefined;
  readonly input: SealedInput;
}

export interface LeaseTerms {
  readonly owner: string;
  readonly leaseMs: number;
}

export interface HandBack extends Lease {
  readonly state: 'queued' | 'waiting';
  readonly dueInMs: number;
}

export interface JournalEntry extends Lease {
  readonly stepKey: string;
  readonly outcome: Buffer;
  readonly keyVersion: number;
}

/** Both lanes are asked: one has room now, at the door of the other somebody more stands. */
export interface LaneMove {
  readonly from: string;
  readonly to: string;
}

export interface EndedRun extends Lease {
  readonly status: RunStatus;
  readonly operations: number;
  readonly finishedAt: Date;
}

export interface Claimed {
  readonly runs: readonly HeldRun[];
  /** Runs that were due: taken, or put aside. As many as were asked for: there may be more. */
  readonly lookedAt: number;
  /** Runs that were let into their lanes on this occasion, and are due now. */
  readonly admittedCount: number;
}

type LeaseRow = Pick<RunRow, 'id' | 'lease_token'>;
type LaneRow = Pick<RunRow, 'tenant_id' | 'lane'>;

/**
 * The queue of runs: rows of all tenants, under the worker role. A run's life:
 *
 * - **queued**: stored, nobody works on it. `due_at` is now, or a moment off after something was away; the end of the period when
 *   the plan is used up; infinity while it stands outside its lane (see RunLanes).
 *   → running, by a claim.
 * - **running**: one process holds the lease; `lease_owner` names it, `due_at` is when the lease ends, `lease_token` is the
 *   fencing token, one higher with each claim. Every write of the holder tests the token in the same statement.
 *   A run may also be born running, leased to the consumer that stores it.
 *   → running, when another process claims it after `due_at`: the old holder's token is void from then on.
 *   → waiting, when the scenario pauses for longer than a worker should. → queued, when the holder gives it back.
 *   → finished, with the verdict.
 * - **waiting**: `due_at` is when the pause ends, or the wait for a called run; the end of that run makes it due at once, or signals it
 *   (`is_signalled`) when it comes while the caller has not given its place back yet. → running, by a claim.
 * - **finished**: `due_at` is null; no statement leads away from here, input and journal are gone.
 *
 * So one column, `due_at`, says when anybody may take the run, and one partial index over it serves queue, crash recovery and
 * alarms. All times are the database's: clocks of the replicas need not agree.
 */
@Injectable()
export class RunQueueRepository {
  constructor(private readonly lanes: RunLanes) {}

  /** Stores a run per delivery; the first `leasedCount` of them are leased to the caller, and answered if they were really new. */
  async insertHookRuns(
    sql: SqlClient,
    runs: readonly NewHookRun[],
    leasedCount: number,
    terms: LeaseTerms,
  ): Promise<{ storedCount: number; leased: HeldRun[] }> {
    const rows = await sql.query<
      Pick<RunRow, 'tenant_id' | 'id' | 'scenario_version' | 'team_id' | 'lease_token' | 'started_at'>
    >(insertHookRuns, [
      runs.map((run) => run.tenantId),
      runs.map((run) => run.runId),
      runs.map((run) => run.scenarioId),
      runs.map((run) => run.deliveryId),
      runs.map((run) => run.replyTo ?? null),
      runs.map(({ input }) => ('bytes' in input ? input.bytes : null)),
      runs.map(({ input }) => ('blob' in input ? input.blob : null)),
      runs.map((_, index) => index < leasedCount),
      runs.map(({ input }) => input.keyVersion),
      runs.map((run) => run.traceparent ?? null),
      runs.map((run) => run.trigger),
      terms.owner,
      terms.leaseMs,
    ]);
    const byId = new Map(runs.map((run) => [run.runId, run]));
    const leased = rows.flatMap((row): HeldRun[] => {
      const run = byId.get(row.id);
      if (run === undefined || row.lease_token === '0') return [];
      return [
        {
          ...run,
          scenarioVersion: row.scenario_version,
          teamId: row.team_id,
          inputRunId: undefined,
          parentRunId: undefined,
          outOfRunId: undefined,
          hookId: undefined,
          incompleteId: undefined,
          callback: undefined,
          lane: undefined,
          isCancelled: false,
          leaseToken: row.lease_token,
          attempts: 1,
          startedAt: row.started_at,
          journal: [],
        },
      ];
    });
    return { storedCount: rows.length, leased };
  }

  /** Takes up to `count` due runs, with what earlier attempts journaled; asks the lanes of those that were parked. */
  async claim(sql: SqlClient, count: number, terms: LeaseTerms): Promise<Claimed> {
    const rows = await sql.query<RunRow & { readonly fate: 'taken' | 'parked' | 'held' | 'restricted' }>(claimRuns, [
      terms.owner,
      count,
      terms.leaseMs,
    ]);
    const taken = rows.filter(({ fate }) => fate === 'taken');
    // A first claim has no predecessor and so no journal.
    const resumed = taken.filter((row) => row.lease_token !== '1');
    const journals = resumed.length > 0 ? await this.#loadJournals(sql, resumed) : new Map<string, JournalRow[]>();
    const runs = taken.map((row) => toHeldRun(row, journals.get(row.id) ?? []));
    const parked = lanesOf(rows.filter(({ fate }) => fate === 'parked'));
    const admittedCount = await this.lanes.admit(sql, parked);
    return { runs, lookedAt: rows.length, admittedCount };
  }

  /** Answers the leases (leaseKey) that still held; so do the next three. */
  async renew(sql: SqlClient, leases: readonly Lease[], leaseMs: number): Promise<Set<string>> {
    return leasesOf(await sql.query<LeaseRow>(renewLeases, [...columnsOf(inLockOrder(leases)), leaseMs]));
  }

  async handBack(sql: SqlClient, unordered: readonly HandBack[]): Promise<Set<string>> {
    const runs = inLockOrder(unordered);
    const values = [...columnsOf(runs), runs.map((run) => run.state), runs.map((run) => run.dueInMs)];
    return leasesOf(await sql.query<LeaseRow>(handBackRuns, values));
  }

  async appendJournal(sql: SqlClient, entries: readonly JournalEntry[]): Promise<Set<string>> {
    const values = [
      ...columnsOf(entries),
      entries.map((entry) => entry.stepKey),
      entries.map((entry) => entry.outcome),
      entries.map((entry) => entry.keyVersion),
    ];
    return leasesOf(await sql.query<LeaseRow>(appendJournal, values));
  }

  /** The lanes of what ended are for the caller to ask, once everything else is written: whoever holds a lane keeps others waiting. */
  async finish(
    sql: SqlClient,
    unordered: readonly EndedRun[],
  ): Promise<{ ended: Set<string>; lanes: readonly Lane[] }> {
    const runs = inLockOrder(unordered);
    const values = [
      ...columnsOf(runs),
      runs.map((run) => run.status),
      runs.map((run) => run.operations),
      runs.map((run) => run.finishedAt.toISOString()),
    ];
    const rows = await sql.query<LeaseRow & LaneRow>(finishRuns, values);
    return { ended: leasesOf(rows), lanes: lanesOf(rows) };
  }

  /** Lets the next runs into lanes with room; see RunLanes. */
  admit(sql: SqlClient, lanes: readonly Lane[]): Promise<number> {
    return this.lanes.admit(sql, lanes);
  }

  /** The value of its key is known: the run goes to the door of its own lane. False when the lease was lost. */
  async assignLane(sql: SqlClient, lease: Lease, { from, to }: LaneMove): Promise<boolean> {
    const { tenantId } = lease;
    const rows = await sql.query(assignLane, [tenantId, lease.runId, lease.leaseToken, to]);
    if (rows.length === 0) return false;
    await this.lanes.admit(
      sql,
      [from, to].map((lane) => ({ tenantId, lane })),
    );
    return true;
  }

  /** Answers how many runs of a dead process of this node may be claimed now. */
  async takeOver(sql: SqlClient, node: string, owner: string): Promise<number> {
    return (await sql.query(takeOverRuns, [node, owner])).length;
  }

  async #loadJournals(sql: SqlClient, rows: readonly RunRow[]): Promise<Map<string, JournalRow[]>> {
    const journals = new Map<string, JournalRow[]>();
    const found = await sql.query<{ run_id: string; step_key: string; outcome_sealed: Buffer; key_version: number }>(
      loadJournal,
      [rows.map((row) => row.tenant_id), rows.map((row) => row.id)],
    );
    for (const { run_id, step_key, outcome_sealed, key_version } of found) {
      const journal = journals.get(run_id) ?? [];
      journal.push({ stepKey: step_key, outcome: outcome_sealed, keyVersion: key_version });
      journals.set(run_id, journal);
    }
    return journals;
  }
}

function columnsOf(leases: readonly Lease[]): [string[], string[], string[]] {
  return [
    leases.map((lease) => lease.tenantId),
    leases.map((lease) => lease.runId),
    leases.map((lease) => lease.leaseToken),
  ];
}

function leasesOf(rows: readonly LeaseRow[]): Set<string> {
  return new Set(rows.map((row) => leaseKey({ runId: row.id, leaseToken: row.lease_token })));
}

function lanesOf(rows: readonly LaneRow[]): Lane[] {
  return rows.flatMap(({ tenant_id: tenantId, lane }) => (lane === null ? [] : [{ tenantId, lane }]));
}
