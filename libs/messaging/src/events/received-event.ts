/** An event as a consumer gets it: parsed and checked against its schema. */
export interface ReceivedEvent<Data> {
  /** The CloudEvents id: what the inbox remembers. */
  readonly id: string;
  readonly tenantId: string;
  /** When the fact happened, by the producer's clock. Chooses the inbox partition, so it is part of the identity. */
  readonly time: Date;
  readonly subject: string;
  readonly key: string;
  readonly traceparent?: string;
  readonly data: Data;
}
