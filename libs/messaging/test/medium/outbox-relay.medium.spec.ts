import { newId, systemClock, TransientError, type OrganisationId } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { templateDatabase, waitFor } from '@ebbflow/testing';
import {
  createEvent,
  Outbox,
  OutboxRelay,
  type OutboxEvent,
  type Transport,
  type WireMessage,
} from '../../src/index.ts';
import { counted } from './counted.event.ts';
import { exchange } from './exchange-schema.ts';
import { silentLogger } from './silent-logger.ts';

/** Stands for any transport: keeps what was published, and fails when told to. */
class RecordingTransport implements Transport {
  readonly keepsUnread = true;
  readonly published: WireMessage[] = [];
  failure: Error | undefined;

  publish(batch: readonly WireMessage[]): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    this.published.push(...batch);
    return Promise.resolve();
  }

  subscribe(): never {
    throw new Error('nobody subscribes here');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  get positions(): number[] {
    return this.published.map(({ data }) => (JSON.parse(data.toString()) as { position: number }).position);
  }
}

describe('the outbox and its relay', () => {
  const postgres = templateDatabase([exchange]);
  const tenantId = newId<OrganisationId>('org');
  let database: Database;
  let outbox: Outbox;
  let transport: RecordingTransport;
  let relays: OutboxRelay[];

  beforeAll(() => {
    database = postgres.database('exchange');
    outbox = new Outbox(database);
  });

  beforeEach(() => {
    transport = new RecordingTransport();
    relays = [];
  });

  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    // The next test starts with nothing pending.
    await postgres.asAdmin(`update exchange.outbox_cursor set (xid, id) = (select pg_current_xact_id(), 0)`);
  });

  it('publishes what was committed, in order, with its attributes, and nothing that was rolled back', async () => {
    startRelay();
    await append([1, 2, 3]);
    await expect(append([4], { rollBack: true })).rejects.toThrow('rolled back');
    await append([5]);
    await waitFor(() => transport.published.length >= 4);
    expect(transport.positions).toEqual([1, 2, 3, 5]);
    expect(transport.published[0]).toMatchObject({
      topic: 'ebbflow.gateway.test-count',
      key: 'series',
      attributes: {
        type: 'ebbflow.gateway.counted.v1',
        specversion: '1.0',
        tenant: tenantId,
        source: '/ebbflow/gateway',
      },
    });
  });

  it('does not step over a row that commits after later ones', async () => {
    startRelay();
    const late = Promise.withResolvers<undefined>();
    const appended = Promise.withResolvers<undefined>();
    const slow = database.asWriter(async (sql) => {
      await outbox.append(sql, [event(1)]);
      appended.resolve(undefined);
      await late.promise;
    });
    await appended.promise;
    await append([2]);
    await append([3]);
    // The later ones are committed and visible, and must wait: the first is still to come.
    await waitFor(async () => (await postgres.asAdmin('select from exchange.outbox')).length >= 2);
    expect(transport.published).toEqual([]);
    late.resolve(undefined);
    await slow;
    await waitFor(() => transport.published.length === 3);
    expect(transport.positions).toEqual([1, 2, 3]);
  });

  it('publishes again after a failure, without a gap', async () => {
    transport.failure = new TransientError('TEST.AWAY', 'away');
    startRelay();
    await append([1, 2]);
    await append([3]);
    expect(transport.published).toEqual([]);
    transport.failure = undefined;
    await waitFor(() => transport.published.length === 3);
    expect(transport.positions).toEqual([1, 2, 3]);
  });

  it('publishes twice, and loses nothing, when it dies between publishing and advancing', async () => {
    const dying = startRelay();
    await append([0]);
    await waitFor(() => transport.published.length === 1);
    await postgres.asAdmin('revoke update on exchange.outbox_cursor from ebb_exchange_worker');
    await append([1, 2]);
    await waitFor(() => transport.published.length >= 3);
    await dying.stop();
    await postgres.asAdmin('grant update on exchange.outbox_cursor to ebb_exchange_worker');
    const before = transport.published.length;
    startRelay();
    await waitFor(() => transport.published.length === before + 2);
    expect(transport.positions.slice(-2)).toEqual([1, 2]);
    expect(transport.published.at(-1)?.attributes.id).toBe(transport.published[2]?.attributes.id);
  });

  it('is active in one process at a time, and the other takes over', async () => {
    const first = startRelay();
    await append([1]);
    await waitFor(() => transport.published.length === 1);
    const second = startRelay();
    for (let position = 2; position <= 20; position += 1) await append([position]);
    await waitFor(() => transport.published.length >= 20);
    await first.stop();
    await append([21]);
    await waitFor(() => transport.published.length >= 21);
    expect(transport.positions).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    await second.stop();
  });

  it('goes on by itself when its connection is cut', async () => {
    startRelay();
    await append([1]);
    await waitFor(() => transport.published.length === 1);
    await postgres.asAdmin(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'ebb_exchange_worker'`,
    );
    await append([2]);
    await waitFor(() => transport.published.length === 2);
    expect(transport.positions).toEqual([1, 2]);
  });

  it('drops an hour only when it is over and wholly published', async () => {
    const hours = () =>
      postgres.asAdmin<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'exchange.outbox'::regclass`,
      );
    await postgres.asAdmin(`select exchange.ensure_partition('outbox', '2020-01-01 10:00+00', '2020-01-01 11:00+00')`);
    await postgres.asAdmin(`select exchange.ensure_partition('outbox', '2020-01-01 11:00+00', '2020-01-01 12:00+00')`);
    transport.failure = new TransientError('TEST.AWAY', 'away');
    await postgres.asAdmin(
      `insert into exchange.outbox (created_at, event_id, tenant_id, topic, key, attributes, data)
       values ('2020-01-01 11:30+00', 'e', $1, 'ebbflow.gateway.test-count', 'k', '{}', '{"position": 1}')`,
      [tenantId],
    );
    const blocked = startRelay();
    await waitFor(async () => !(await hours()).some(({ name }) => name.includes('202001011000')));
    expect((await hours()).map(({ name }) => name)).toContain('exchange.outbox_p202001011100');
    await blocked.stop();
    transport.failure = undefined;
    await startRelay().stop();
    const publishing = startRelay();
    await waitFor(() => transport.published.length === 1);
    await publishing.stop();
    startRelay();
    await waitFor(async () => !(await hours()).some(({ name }) => name.includes('20200101')));
  });

  it('goes on in another cluster, whose transaction numbers are lower than those of the restored rows', async () => {
    await append([1, 2]);
    await append([3]);
    const raise = `('900000000000'::text::bigint + xid::text::bigint)::text::xid8`;
    await postgres.asAdmin(`update exchange.outbox set xid = ${raise}`);
    // 1 and 2 were published where the rows come from.
    await postgres.asAdmin(
      `update exchange.outbox_cursor set (xid, id) = (select xid, id from exchange.outbox order by id desc offset 1 limit 1)`,
    );
    startRelay();
    await append([4]);
    await waitFor(() => transport.published.length === 2);
    expect(transport.positions).toEqual([3, 4]);
  });

  function startRelay(): OutboxRelay {
    const relay = new OutboxRelay(database, transport, silentLogger);
    relays.push(relay);
    outbox.onAppended(() => {
      relay.wake();
    });
    relay.start();
    return relay;
  }

  function event(position: number): OutboxEvent {
    return createEvent(counted, { series: 'series', position }, { tenantId, clock: systemClock });
  }

  async function append(positions: readonly number[], { rollBack = false } = {}): Promise<void> {
    await database.asWriter(async (sql) => {
      await outbox.append(sql, positions.map(event));
      if (rollBack) throw new Error('rolled back');
    });
  }
});
