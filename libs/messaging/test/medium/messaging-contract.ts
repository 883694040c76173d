import { TransientError } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { waitFor, type TemplateDatabase } from '@ebbflow/testing';
import { Exchange, type CountedEvents, type TransportUnderTest } from './exchange.ts';

const GROUP = 'test';
const PATIENCE = { timeoutMs: 40_000 };

/** What every transport has to keep, whatever is behind it. Call it inside a describe block. */
export function messagingContract(postgres: TemplateDatabase, under: TransportUnderTest): void {
  let database: Database;
  let exchange: Exchange;
  let handled: string[];
  let batches: number[];

  const keep = (events: CountedEvents): Promise<void> => {
    batches.push(events.length);
    handled.push(...events.map(({ data }) => `${data.series}${String(data.position)}`));
    return Promise.resolve();
  };
  /** Handles each event once, as a consumer of a service does: claimed in the transaction that has the effect. */
  const keepOnce = async (events: CountedEvents): Promise<void> => {
    const fresh = await database.asWorker((sql) => exchange.inbox.claim(sql, GROUP, events));
    await keep(fresh);
  };

  beforeAll(() => {
    database = postgres.database('exchange');
  });

  beforeEach(() => {
    exchange = new Exchange(database, under);
    handled = [];
    batches = [];
  });

  afterEach(async () => {
    await exchange.stop();
    await postgres.asAdmin(`update exchange.outbox_cursor set (xid, id) = (select pg_current_xact_id(), 0)`);
  });

  it('hands over everything, in batches, in order for each key', async () => {
    await exchange.consume(GROUP, keep).start();
    for (let position = 0; position < 40; position += 1) {
      await exchange.append(...['a', 'b', 'c', 'd', 'e'].map((series) => exchange.make(series, position)));
    }
    await waitFor(() => handled.length === 200, PATIENCE);
    for (const series of ['a', 'b', 'c', 'd', 'e']) {
      const positions = handled.filter((name) => name.startsWith(series)).map((name) => Number(name.slice(1)));
      expect(positions).toEqual(Array.from({ length: 40 }, (_, position) => position));
    }
    expect(Math.max(...batches)).toBeGreaterThan(1);
  });

  it('brings a batch again after a TransientError, until it is handled', async () => {
    let failures = 0;
    const busyAtFirst = (events: CountedEvents): Promise<void> =>
      ++failures <= 3 ? Promise.reject(new TransientError('TEST.BUSY', 'busy')) : keep(events);
    await exchange.consume(GROUP, busyAtFirst).start();
    await exchange.append(...[1, 2, 3].map((position) => exchange.make('a', position)));
    await waitFor(() => handled.length === 3, PATIENCE);
    expect(handled).toEqual(['a1', 'a2', 'a3']);
    await expect(under.seenDeadLetters(exchange.event.topic, database)).resolves.toEqual([]);
  });

  it('puts the one event that fails alone to the dead letters, and goes on with the rest in order', async () => {
    const choke = async (events: CountedEvents): Promise<void> => {
      if (events.some(({ data }) => data.position === 13)) throw new RangeError('private detail of event 13');
      await keep(events);
    };
    await exchange.consume(GROUP, choke).start();
    await exchange.append(...Array.from({ length: 30 }, (_, position) => exchange.make('a', position)));
    await exchange.append(exchange.make('a', 30));
    await waitFor(() => handled.length === 30, PATIENCE);
    const expected = Array.from({ length: 31 }, (_, position) => `a${String(position)}`).filter(
      (name) => name !== 'a13',
    );
    expect(handled).toEqual(expected);
    const letters = await waitFor(async () => {
      const seen = await under.seenDeadLetters(exchange.event.topic, database);
      return seen.length > 0 ? seen : undefined;
    }, PATIENCE);
    expect(letters).toEqual([
      {
        group: GROUP,
        code: 'MESSAGING.HANDLER_FAILED',
        reason: 'The consumer threw RangeError; see its log for the cause.',
        attempts: 3,
      },
    ]);
  });

  it('puts what cannot be read to the dead letters at once', async () => {
    await exchange.consume(GROUP, keep).start();
    const good = exchange.make('a', 1);
    const noJson = { ...exchange.make('a', 2), data: Buffer.from('{"series": "private') };
    const wrongShape = { ...exchange.make('a', 3), data: Buffer.from('{"series": "a", "position": "private"}') };
    await exchange.append(good, noJson, wrongShape, exchange.make('a', 4));
    await waitFor(() => handled.length === 2, PATIENCE);
    const letters = await waitFor(async () => {
      const seen = await under.seenDeadLetters(exchange.event.topic, database);
      return seen.length === 2 ? seen : undefined;
    }, PATIENCE);
    expect(handled).toEqual(['a1', 'a4']);
    expect(letters.map(({ code }) => code)).toEqual(['KERNEL.BAD_JSON', 'MESSAGING.MALFORMED']);
    expect(JSON.stringify(letters)).not.toContain('private');
  });

  it('hands a repeated event over again, and the inbox drops it', async () => {
    await exchange.consume(GROUP, keepOnce).start();
    const events = [1, 2, 3].map((position) => exchange.make('a', position));
    await exchange.transport.publish(events);
    await exchange.transport.publish(events);
    await exchange.transport.publish([exchange.make('a', 4), ...events, exchange.make('a', 5)]);
    await waitFor(() => handled.includes('a5'), PATIENCE);
    expect(handled).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('gives every group every event', async () => {
    const others: string[] = [];
    await exchange
      .consume(GROUP, keep)
      .consume('test.other', (events) => {
        others.push(...events.map(({ data }) => `${data.series}${String(data.position)}`));
        return Promise.resolve();
      })
      .start();
    await exchange.append(...[1, 2, 3].map((position) => exchange.make('a', position)));
    await waitFor(() => handled.length === 3 && others.length === 3, PATIENCE);
    expect(handled).toEqual(others);
  });

  it('lets the batch under way finish when it closes, and takes no other', async () => {
    const begun = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    const slow = async (events: CountedEvents): Promise<void> => {
      begun.resolve(undefined);
      await finish.promise;
      await keep(events);
    };
    await exchange.consume(GROUP, slow).start();
    await exchange.append(exchange.make('a', 1));
    await begun.promise;
    let isClosed = false;
    const closing = exchange.stop().then(() => (isClosed = true));
    await exchange.append(exchange.make('a', 2));
    expect(isClosed).toBe(false);
    finish.resolve(undefined);
    await closing;
    expect(handled).toEqual(['a1']);
  });

  it('goes on after a restart where it stopped, with each effect once', async () => {
    await exchange.consume(GROUP, keepOnce).start();
    await exchange.append(...[1, 2, 3].map((position) => exchange.make('a', position)));
    await waitFor(() => handled.length === 3, PATIENCE);
    await exchange.stop();
    await exchange.append(...[4, 5].map((position) => exchange.make('a', position)));
    await exchange.start();
    await exchange.append(exchange.make('a', 6));
    await waitFor(() => handled.length >= 6, PATIENCE);
    expect(handled).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
  });
}
