import type { Principal, ServiceName } from '@ebbflow/contracts';

/** A call on somebody's behalf, and how it ended. */
export interface ObservedCall {
  readonly principal: Principal;
  readonly service: ServiceName;
  readonly method: string;
  /** As it was called, with what stood in the places of the route; nothing of it may be kept but ids. */
  readonly path: string;
  readonly status: number;
  /** `/v1/runs/:runId`; null where no route was reached. */
  readonly route: string | null;
  readonly scope: string | null;
}

/** Looks on at every call the client makes on somebody's behalf. It must return at once, and never throw. */
export type CallObserver = (call: ObservedCall) => void;
