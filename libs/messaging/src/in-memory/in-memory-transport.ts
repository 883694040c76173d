import { TOPOLOGY } from '@ebbflow/contracts';
import { pause, pauseMs } from '../consuming/backoff.ts';
import { NoSubscriberError, TransportClosedError } from '../messaging.errors.ts';
import type { BatchHandler, Subscription, Transport, WireMessage } from '../transport.ts';

interface Member {
  readonly topics: ReadonlySet<string>;
  readonly handler: BatchHandler;
  readonly closing: AbortController;
  /** The hand-over before this one; chained, so that a member gets one batch at a time. */
  last: Promise<void>;
}

const BACKOFF = { firstMs: 50, capMs: 5_000 };

/**
 * Hands a batch to every group and waits until all have handled it: the publisher's cursor stands for an offset, so what
 * was handed over when the process died is handed over again. A group that cannot handle a batch holds the publisher
 * back, which is the back-pressure. Members of one group share by key.
 *
 * A topic that a service of the topology consumes, but nobody has subscribed to yet, is refused: its events wait in the
 * outbox. One that nobody consumes at all is let go.
 */
export class InMemoryTransport implements Transport {
  readonly keepsUnread = false;
  readonly #groups = new Map<string, Member[]>();
  readonly #closing = new AbortController();

  async publish(batch: readonly WireMessage[]): Promise<void> {
    if (this.#closing.signal.aborted) throw new TransportClosedError();
    for (const topic of new Set(batch.map((message) => message.topic))) this.#mustHaveTaker(topic);
    const deliveries: Promise<void>[] = [];
    for (const members of this.#groups.values()) {
      for (const [member, messages] of share(members, batch)) {
        deliveries.push((member.last = member.last.catch(() => undefined).then(() => deliver(member, messages))));
      }
    }
    await Promise.all(deliveries);
  }

  subscribe(group: string, topics: readonly string[], handler: BatchHandler): Promise<Subscription> {
    if (this.#closing.signal.aborted) return Promise.reject(new TransportClosedError());
    const member: Member = {
      topics: new Set(topics),
      handler,
      closing: new AbortController(),
      last: Promise.resolve(),
    };
    this.#groups.set(group, [...(this.#groups.get(group) ?? []), member]);
    return Promise.resolve({ close: () => this.#leave(group, member) });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(
      [...this.#groups].flatMap(([group, members]) => members.map((member) => this.#leave(group, member))),
    );
  }

  async #leave(group: string, member: Member): Promise<void> {
    const others = (this.#groups.get(group) ?? []).filter((candidate) => candidate !== member);
    if (others.length > 0) this.#groups.set(group, others);
    else this.#groups.delete(group);
    member.closing.abort();
    await member.last.catch(() => undefined);
  }

  #mustHaveTaker(topic: string): void {
    for (const members of this.#groups.values()) if (members.some((member) => member.topics.has(topic))) return;
    if (Object.values(TOPOLOGY).some(({ consumes }) => consumes.includes(topic))) throw new NoSubscriberError(topic);
  }
}

/** Which of the members gets which messages: always the same one for a key, as long as the members stay the same. */
function share(members: readonly Member[], batch: readonly WireMessage[]): Map<Member, WireMessage[]> {
  const shares = new Map<Member, WireMessage[]>();
  for (const message of batch) {
    const takers = members.filter((member) => member.topics.has(message.topic));
    const taker = takers.length < 2 ? takers[0] : takers[hash(message.key) % takers.length];
    if (!taker) continue;
    const mine = shares.get(taker);
    if (mine) mine.push(message);
    else shares.set(taker, [message]);
  }
  return shares;
}

/** The same batch again until the handler takes it. */
async function deliver({ handler, closing }: Member, messages: readonly WireMessage[]): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    if (closing.signal.aborted) throw new TransportClosedError();
    try {
      await handler(messages, { signal: closing.signal });
      return;
    } catch (error) {
      await pause(pauseMs(failures, BACKOFF, error), closing.signal);
    }
  }
}

/** FNV-1a; any spread will do. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
