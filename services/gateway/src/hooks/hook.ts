import type { DataStructureShape, DeviceWatch, HookKind, HookRequest, HookSettings } from '@ebbflow/contracts';

/** A hook as its door needs it. The token is not part of it. */
export interface OpenHook {
  readonly tenantId: string;
  readonly id: string;
  readonly scenarioId: string;
  readonly kind: HookKind;
  readonly enabled: boolean;
  /** It was unused or past its expiry for long, and is deleted before long. */
  readonly isClosed: boolean;
  /** How many it has taken, where its settings say how many it may. */
  readonly acceptedCount: number;
  /** The scenario holds a response module: the sender is kept waiting for it. */
  readonly responds: boolean;
  /** What it receives may lie in blobs only, never in a row or an event. */
  readonly confidential: boolean;
  /** `scheduled`: what comes waits until a run claims it. */
  readonly mode: 'instant' | 'scheduled';
  readonly queueState: QueueState;
  readonly options: HookRequest['options'] & { readonly watch?: DeviceWatch };
  readonly settings: HookSettings;
  /** SHA-256 of each API key, in hex; empty when none is asked for. */
  readonly apiKeyHashes: readonly string[];
  /** The data structure bodies are held against. */
  readonly structure: DataStructureShape | null;
  /** The next request is learned from. */
  readonly isLearning: boolean;
}

/** *open* → *paused* (accepted and held) → *releasing* (handed over in order; what comes joins the end) → *open*. */
export type QueueState = 'open' | 'paused' | 'releasing';

/** Whether it takes nothing any more: by its own expiry, after its last delivery, or because nobody used it. */
export function isOver({ isClosed, acceptedCount, settings }: OpenHook, nowMs: number): boolean {
  const { expiresAt, maxDeliveries } = settings;
  if (maxDeliveries !== null && acceptedCount >= maxDeliveries) return true;
  return isClosed || (expiresAt !== null && nowMs >= Date.parse(expiresAt));
}
