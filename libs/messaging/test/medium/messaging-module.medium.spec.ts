import { Inject, Injectable, Module } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { SETTINGS } from '@ebbflow/config';
import { CLOCK, newId, systemClock, type OrganisationId } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database, PersistenceModule } from '@ebbflow/persistence';
import { templateDatabase, waitFor, type TemplateDatabase } from '@ebbflow/testing';
import {
  BatchConsumer,
  createEvent,
  EVENT_STRATEGY,
  Inbox,
  InMemoryTransport,
  MessagingModule,
  Outbox,
  TRANSPORT,
} from '../../src/index.ts';
import { counted } from './counted.event.ts';
import type { CountedEvents } from './exchange.ts';
import { exchange } from './exchange-schema.ts';
import { silentLogger } from './silent-logger.ts';

@Injectable()
class CountedConsumer {
  readonly positions: number[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
  ) {}

  @BatchConsumer(counted, { group: 'exchange' })
  async count(events: CountedEvents): Promise<void> {
    const fresh = await this.database.asWorker((sql) => this.inbox.claim(sql, 'exchange', events));
    this.positions.push(...fresh.map(({ data }) => data.position));
  }
}

const QUIET = Object.assign(new NestApplicationContextOptions(), { logger: false as const });

describe('MessagingModule in a Nest application', () => {
  const postgres = templateDatabase([exchange]);
  const tenantId = newId<OrganisationId>('org');

  it('carries an event from a transaction to a consumer and stops in order', async () => {
    const app = await NestFactory.createApplicationContext(serviceModule(postgres), QUIET);
    const [database, outbox, consumer] = [app.get(Database), app.get(Outbox), app.get(CountedConsumer)];
    const event = (position: number) =>
      createEvent(counted, { series: 's', position }, { tenantId, clock: systemClock });
    await database.asWriter((sql) => outbox.append(sql, [event(1), event(2)]));
    await database.withTenant(tenantId, (sql) => outbox.append(sql, [event(3)]));
    await database.withTenantEntities(tenantId, (_manager, sql) => outbox.append(sql, [event(4)]));
    await waitFor(() => consumer.positions.length === 4);
    expect(consumer.positions).toEqual([1, 2, 3, 4]);
    await app.close();
  });

  it('refuses to append an event of another tenant than the one it acts for', async () => {
    const app = await NestFactory.createApplicationContext(serviceModule(postgres), QUIET);
    const foreign = createEvent(counted, { series: 's', position: 1 }, { tenantId, clock: systemClock });
    await expect(
      app.get(Database).withTenant(newId('org'), (sql) => app.get(Outbox).append(sql, [foreign])),
    ).rejects.toThrow(/row-level security/);
    await app.close();
  });

  it('provides the strategy under its token, which can be asked to listen and close again without harm', async () => {
    const app = await NestFactory.createApplicationContext(serviceModule(postgres), QUIET);
    const strategy = app.get<{ listen(callback: (error?: unknown) => void): void; close(): Promise<void> }>(
      EVENT_STRATEGY,
    );
    await new Promise<void>((resolve) => {
      strategy.listen(() => {
        resolve();
      });
    });
    await strategy.close();
    await strategy.close();
    await app.close();
  });
});

/** A service as the host would wrap it. */
function serviceModule(postgres: TemplateDatabase): new () => object {
  const shared = [
    { provide: SETTINGS, useValue: postgres.settings() },
    { provide: CLOCK, useValue: systemClock },
    { provide: TRANSPORT, useValue: new InMemoryTransport() },
    { provide: Logger, useValue: silentLogger },
  ];
  @Module({ providers: shared, exports: shared })
  class HostModule {}

  @Module({
    imports: [
      { module: HostModule, global: true },
      PersistenceModule.forService({ schema: 'exchange' }),
      MessagingModule.forService({ schema: 'exchange', outbox: true }),
    ],
    providers: [CountedConsumer],
  })
  class ServiceModule {}
  return ServiceModule;
}
