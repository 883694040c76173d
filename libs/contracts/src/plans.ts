import { z } from 'zod';

/** What an organisation may use: `free` to `enterprise` bound it, `unlimited` does not and is the rule where people host themselves. */
export const planSchema = z.enum(['free', 'core', 'pro', 'teams', 'enterprise', 'unlimited']);
export type Plan = z.infer<typeof planSchema>;

/** Undefined is without bound. */
export interface PlanLimits {
  /** Operations in a calendar month (UTC). */
  readonly operations?: number;
  /** Bytes transferred in a calendar month (UTC). */
  readonly transferBytes?: number;
  /** Bytes of all data stores together. */
  readonly dataStoreBytes?: number;
  /** Data stores. */
  readonly dataStores?: number;
  /** Deliveries waiting in the queue of one hook. */
  readonly queuedDeliveries?: number;
  /** Incomplete executions kept, bytes. */
  readonly incompleteBytes?: number;
}

const MEBIBYTE = 1_048_576;
const GIBIBYTE = 1_073_741_824;

/** By operations as Make does it: 1 MB of data store and 667 queued deliveries per so many operations, at most 10 000 deliveries and 1 000 stores. */
export const PLANS: Readonly<Record<Plan, PlanLimits>> = {
  free: {
    operations: 1_000,
    transferBytes: 512 * MEBIBYTE,
    dataStoreBytes: MEBIBYTE,
    dataStores: 1,
    queuedDeliveries: 67,
    incompleteBytes: MEBIBYTE,
  },
  core: {
    operations: 10_000,
    transferBytes: 5 * GIBIBYTE,
    dataStoreBytes: 10 * MEBIBYTE,
    dataStores: 10,
    queuedDeliveries: 667,
    incompleteBytes: 10 * MEBIBYTE,
  },
  pro: {
    operations: 100_000,
    transferBytes: 50 * GIBIBYTE,
    dataStoreBytes: 100 * MEBIBYTE,
    dataStores: 100,
    queuedDeliveries: 6_670,
    incompleteBytes: 100 * MEBIBYTE,
  },
  teams: {
    operations: 500_000,
    transferBytes: 250 * GIBIBYTE,
    dataStoreBytes: 500 * MEBIBYTE,
    dataStores: 500,
    queuedDeliveries: 10_000,
    incompleteBytes: 500 * MEBIBYTE,
  },
  enterprise: {
    operations: 10_000_000,
    transferBytes: 5_000 * GIBIBYTE,
    dataStoreBytes: 10 * GIBIBYTE,
    dataStores: 1_000,
    queuedDeliveries: 10_000,
    incompleteBytes: 10 * GIBIBYTE,
  },
  unlimited: {},
};
