import type { RunTrigger, Sealed } from '@ebbflow/contracts';

export type { RunTrigger };

/** Ciphertext of what started a run, as it rests in the run's row: bytes, or the id of a blob. */
export type SealedInput =
  { readonly keyVersion: number; readonly bytes: Buffer } | { readonly keyVersion: number; readonly blob: string };

/** One step's outcome as an earlier attempt left it. */
export interface JournalRow {
  readonly stepKey: string;
  readonly outcome: Buffer;
  readonly keyVersion: number;
}

/** A run this process holds the lease of: everything an attempt needs. */
export interface HeldRun {
  readonly tenantId: string;
  readonly runId: string;
  readonly scenarioId: string;
  readonly scenarioVersion: number;
  /** The team its scenario was of when the lease was taken, which decides on the connections it may use; null: of none. */
  readonly teamId: string | null;
  readonly trigger: RunTrigger;
  readonly deliveryId: string | undefined;
  /** Base URL of the gateway replica that keeps the sender waiting. */
  readonly replyTo: string | undefined;
  /** W3C trace of the request that started it. */
  readonly traceparent: string | undefined;
  readonly input: SealedInput | undefined;
  /** The input is that of this run, and sealed as such: ours is a replay of it. */
  readonly inputRunId: string | undefined;
  /** The run waiting for the end of this one, as the caller of its scenario. */
  readonly parentRunId: string | undefined;
  /** The run this one came out of: that called it, waiting or not, or whose failed part it takes up. */
  readonly outOfRunId: string | undefined;
  /** The hook whose queue this run takes from. */
  readonly hookId: string | undefined;
  /** The incomplete execution this run takes up. */
  readonly incompleteId: string | undefined;
  /** Sealed: whom to tell about the end. */
  readonly callback: Buffer | undefined;
  /** The lane it goes in. One that ends with `/?` waits for the value of its scenario's key. */
  readonly lane: string | undefined;
  /** Somebody asked for its end before this attempt began. */
  readonly isCancelled: boolean;
  /** The fencing token, as Postgres writes a bigint; every write of this run carries it. */
  readonly leaseToken: string;
  /** Which attempt this is since one was last handed back in order: from 1. */
  readonly attempts: number;
  /** When the first attempt began: the same in every attempt, because expressions may ask for `now`. */
  readonly startedAt: Date;
  readonly journal: readonly JournalRow[];
}

/** What names a lease: enough to renew it, to write under it, and to give it back. */
export type Lease = Pick<HeldRun, 'tenantId' | 'runId' | 'leaseToken'>;

/** Tells leases apart, also two of one run: a process may claim again what it has just lost, and hold both for a moment. */
export function leaseKey({ runId, leaseToken }: Pick<Lease, 'runId' | 'leaseToken'>): string {
  return `${runId}/${leaseToken}`;
}

/** The order in which everybody locks several runs: renewals, ends and cancellations of the same ones meet all the time. */
export function inLockOrder<Of extends Lease>(leases: readonly Of[]): Of[] {
  const place = ({ tenantId, runId }: Lease): string => `${tenantId}/${runId}`;
  return leases.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

export function sealedInputOf(sealed: Sealed): SealedInput {
  return 'blob' in sealed
    ? { keyVersion: sealed.keyVersion, blob: sealed.blob }
    : { keyVersion: sealed.keyVersion, bytes: Buffer.from(sealed.bytes, 'base64') };
}
