import { newId, newUuid, systemClock, type OrganisationId } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import {
  ConsumerGroup,
  createEvent,
  Inbox,
  Outbox,
  OutboxRelay,
  type DeadLetters,
  type OutboxEvent,
  type ReceivedEvent,
  type Transport,
} from '../../src/index.ts';
import { countedOn, type Counted } from './counted.event.ts';
import { silentLogger } from './silent-logger.ts';

export type CountedEvents = ReceivedEvent<Counted>[];

export interface DeadLetterSeen {
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly group: string;
}

/** What differs between the transports, for the suite that holds them to one contract. */
export interface TransportUnderTest {
  /** Opened anew for each start; after a restart it goes on where the last one was. */
  open(event: ReturnType<typeof countedOn>): Transport;
  deadLetters(transport: Transport, database: Database): DeadLetters;
  seenDeadLetters(topic: string, database: Database): Promise<DeadLetterSeen[]>;
}

/** A producer and consumers of one event, from outbox to inbox, that can be stopped and started as a process is. */
export class Exchange {
  readonly event;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly tenantId = newId<OrganisationId>('org');
  readonly #database: Database;
  readonly #under: TransportUnderTest;
  readonly #consumers: { group: string; handle: (events: CountedEvents) => Promise<void> }[] = [];
  #running: { transport: Transport; relay: OutboxRelay } | undefined;

  constructor(database: Database, under: TransportUnderTest) {
    this.#database = database;
    this.#under = under;
    this.outbox = new Outbox(database);
    this.inbox = new Inbox(database);
    // Letters only, as nouns are.
    this.event = countedOn(`test-${newUuid().replaceAll(/[-0-9]/g, '')}x`);
  }

  consume(group: string, handle: (events: CountedEvents) => Promise<void>): this {
    this.#consumers.push({ group, handle });
    return this;
  }

  get transport(): Transport {
    if (!this.#running) throw new Error('not started');
    return this.#running.transport;
  }

  async start(): Promise<void> {
    const transport = this.#under.open(this.event);
    for (const { group: name, handle } of this.#consumers) {
      const group = new ConsumerGroup(name, {
        deadLetters: this.#under.deadLetters(transport, this.#database),
        logger: silentLogger,
        backoff: { firstMs: 20, capMs: 100 },
      });
      group.add(this.event, (events) => handle(events as CountedEvents));
      await transport.subscribe(group.name, group.topics, group.handle);
    }
    const relay = new OutboxRelay(this.#database, transport, silentLogger);
    this.outbox.onAppended(() => {
      relay.wake();
    });
    relay.start();
    this.#running = { transport, relay };
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.transport.close();
    await running?.relay.stop();
  }

  make(series: string, position: number): OutboxEvent {
    return createEvent(this.event, { series, position }, { tenantId: this.tenantId, clock: systemClock });
  }

  /** Commits the events in one transaction. */
  async append(...events: OutboxEvent[]): Promise<void> {
    await this.#database.asWriter((sql) => this.outbox.append(sql, events));
  }
}
