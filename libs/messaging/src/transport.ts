/** One event as it crosses the wire: CloudEvents 1.0, binary mode. */
export interface WireMessage {
  readonly topic: string;
  /** The thing whose order matters; ids only. */
  readonly key: string;
  /** CloudEvents attributes without the `ce_` prefix: id, type, source, time, subject, tenant, traceparent. No personal data. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The event's data as JSON bytes, passed on as they are. */
  readonly data: Buffer;
}

export interface Subscription {
  close(): Promise<void>;
}

export interface DeliveryContext {
  /** Aborted when the messages are not ours any more (rebalance) or the transport closes: finish or give up, and throw. */
  readonly signal: AbortSignal;
}

/**
 * Hands a batch to a subscriber, in order per key. When the promise resolves the batch is done and its offset may be
 * committed; when it rejects the same messages come again. Never called twice at once for one (group, topic, key).
 */
export type BatchHandler = (batch: readonly WireMessage[], context: DeliveryContext) => Promise<void>;

/** Injection token of the process's Transport. */
export const TRANSPORT: unique symbol = Symbol.for('ebbflow.transport');

/** How long a topic keeps events, in words, and whether it does. */
export interface TopicHeld {
  readonly topic: string;
  /** As the broker has it, `delete after P2D`. */
  readonly settings: string;
  /** As the events define it, in the same words. */
  readonly wanted: string;
  /** Partitions whose oldest event is past its time, the broker's own pace allowed for. */
  readonly overdueCount: number;
}

/** The port both transports stand behind; one contract suite holds them to it. */
export interface Transport {
  /** True when a topic keeps messages that nobody has subscribed to (Kafka). Otherwise dead letters go to a table of the consumer. */
  readonly keepsUnread: boolean;
  /** Resolves when every message is stored by the broker (Kafka, acks=all) or handled by every subscriber (in-memory). */
  publish(batch: readonly WireMessage[]): Promise<void>;
  subscribe(group: string, topics: readonly string[], handler: BatchHandler): Promise<Subscription>;
  /** The topics a broker holds for this house; absent where events are kept nowhere. */
  topicsHeld?(nowMs: number): Promise<TopicHeld[]>;
  close(): Promise<void>;
}
