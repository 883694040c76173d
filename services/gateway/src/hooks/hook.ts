import type { HookRequest } from '@ebbflow/contracts';

/** A hook as the door needs it. The token is not part of it. */
export interface OpenHook {
  readonly tenantId: string;
  readonly id: string;
  readonly scenarioId: string;
  readonly enabled: boolean;
  /** The scenario holds a response module: the sender is kept waiting for it. */
  readonly responds: boolean;
  readonly options: HookRequest['options'];
}
