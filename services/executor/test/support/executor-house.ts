import {
  deliveryRequestContext,
  type HookRequest,
  hookReceived,
  type ImportedScenario,
  notificationRaised,
  type Principal,
  runDetailsContext,
  type RunDetails,
  runFinished,
  type SealedDelivery,
  type ServiceName,
} from '@ebbflow/contracts';
import {
  hourOf,
  openPayload,
  PeriodKey,
  readPayloadHeader,
  type SealKey,
  sealPayload,
  TenantKey,
} from '@ebbflow/crypto';
import { type Clock, type DeliveryId, type JsonObject, newId, systemClock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import { sealedLifetimeDays } from '@ebbflow/policy';
import type { RunningService } from '@ebbflow/service-host';
import { type Asked, newOrganisationId, TemplateDatabase, TestHouse, waitFor } from '@ebbflow/testing';
import type { z } from 'zod';
import { executorService } from '../../src/index.ts';
import { GatewayFake } from './gateway.fake.ts';
import { HttpSink } from './http-sink.ts';

export type RunFinished = z.infer<typeof runFinished.schema>;
export type NotificationRaised = z.infer<typeof notificationRaised.schema>;

export interface AskedFor {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An API token asks when it is left out. */
  readonly userId?: string | null;
  /** Left out: everything. */
  readonly scopes?: readonly string[];
  /** What the caller may do in some teams besides. */
  readonly teams?: Principal['teams'];
}

const GATEWAY_LOGS = { lifetimeDays: sealedLifetimeDays('gateway-logs') };

/** Real executors over a real database, between a fake gateway, a fake vault and an HTTP service on loopback. */
export class ExecutorHouse {
  readonly gateway = new GatewayFake();
  readonly sink = new HttpSink();
  readonly finished: RunFinished[] = [];
  readonly notifications: NotificationRaised[] = [];
  readonly tenantId = newOrganisationId();
  readonly database: TemplateDatabase;
  readonly #house: TestHouse;
  readonly #clock: Clock;

  constructor(database: TemplateDatabase, clock: Clock = systemClock) {
    this.database = database;
    this.#clock = clock;
    this.#house = new TestHouse(database, clock);
  }

  async open(): Promise<void> {
    await this.database.create();
    await Promise.all([this.#house.open(), this.gateway.start(), this.sink.start()]);
    await this.#house.transport.subscribe('test', [notificationRaised.topic], async (batch) => {
      this.notifications.push(...batch.map(({ data }) => notificationRaised.schema.parse(JSON.parse(data.toString()))));
    });
    await this.#house.transport.subscribe('test', [runFinished.topic], async (batch) => {
      // The topic tells of other things that happen to runs, too.
      const ended = batch.filter(({ attributes }) => attributes['type'] === runFinished.type);
      this.finished.push(...ended.map(({ data }) => runFinished.schema.parse(JSON.parse(data.toString()))));
    });
  }

  async close(): Promise<void> {
    await this.#house.close();
    await Promise.all([this.gateway.stop(), this.sink.stop()]);
    await this.database.drop();
  }

  start(settings: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    return this.#house.start(executorService, {
      EBB_URL_GATEWAY: this.gateway.url,
      EBB_EGRESS_ALLOW: '127.0.0.0/8',
      EBB_EXECUTOR_NODE: 'test',
      EBB_EXECUTOR_POLL: '20ms',
      EBB_EXECUTOR_DRAIN: '2s',
      ...settings,
    });
  }

  ask(service: RunningService, method: string, path: string, body?: unknown): Promise<Asked> {
    return this.askAs(this.tenantId, service, { method, path, body });
  }

  /** A change of something at this revision. */
  change(service: RunningService, asked: Omit<AskedFor, 'ifMatch'>, revision: number): Promise<Asked> {
    return this.askAs(this.tenantId, service, { ...asked, ifMatch: `"${String(revision)}"` });
  }

  askAs(
    organisationId: string,
    service: RunningService,
    { method, path, body, ifMatch, headers, userId = null, scopes = ['*'], teams }: AskedFor,
  ): Promise<Asked> {
    const kind = userId === null ? 'api-token' : 'user';
    const principal: Principal = { organisationId, userId, scopes: [...scopes], kind, ...(teams && { teams }) };
    return this.#house.ask(service, method, path, {
      as: 'console',
      principal,
      ...(body === undefined ? {} : { body }),
      headers: { ...headers, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
    });
  }

  /** A stream of server-sent events, unread. */
  watch(service: RunningService, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const principal: Principal = { organisationId: this.tenantId, userId: null, scopes: ['*'], kind: 'api-token' };
    return this.#house.fetch(service, 'GET', path, { as: 'console', principal, headers });
  }

  /** As another service asks, on nobody's behalf. */
  askFrom(
    service: RunningService,
    as: ServiceName,
    { method, path, body }: Pick<AskedFor, 'method' | 'path' | 'body'>,
  ): Promise<Asked> {
    return this.#house.ask(service, method, path, { as, body });
  }

  /** The answer unread: for one that is not one JSON document. */
  fetchFrom(
    service: RunningService,
    as: ServiceName,
    { method, path, body }: Pick<AskedFor, 'method' | 'path' | 'body'>,
  ): Promise<Response> {
    return this.#house.fetch(service, method, path, { as, body });
  }

  async import(service: RunningService, blueprint: JsonObject): Promise<ImportedScenario> {
    const { status, body } = await this.ask(service, 'POST', '/v1/scenarios', { blueprint });
    if (status !== 201) throw new Error(`The import was answered with ${String(status)}.`);
    return body as ImportedScenario;
  }

  /** The event the gateway publishes for an accepted webhook with this JSON body. */
  delivery(scenarioId: string, body: unknown, replyTo?: string): OutboxEvent {
    const deliveryId = newId<DeliveryId>('dlv');
    const { tenantId } = this;
    const request: HookRequest = {
      method: 'POST',
      query: '',
      headers: [['content-type', 'application/json']],
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(body)).toString('base64'),
      options: { headers: false, method: false, passThrough: false },
    };
    const { lifetimeDays } = GATEWAY_LOGS;
    const period = { category: 'gateway-logs', lifetimeDays, hour: hourOf(this.#clock.nowMs()) };
    const sealed = sealPayload(
      new PeriodKey(new TenantKey(tenantId, 1, this.vault.keyOf(tenantId)), period, this.vault.saltOf(period)),
      deliveryRequestContext(tenantId, deliveryId),
      Buffer.from(JSON.stringify(request)),
    );
    const data = {
      tenantId,
      hookId: newId('hok'),
      deliveryId,
      scenarioId,
      receivedAt: new Date().toISOString(),
      sealed: { keyVersion: 1, bytes: sealed.toString('base64') },
      ...(replyTo === undefined ? {} : { replyTo }),
    };
    return createEvent(hookReceived, data, { tenantId, clock: systemClock });
  }

  /** A delivery with this JSON body that the gateway keeps. */
  captured(scenarioId: string, body: unknown): SealedDelivery {
    const data = hookReceived.schema.parse(JSON.parse(this.delivery(scenarioId, body).data.toString()));
    const { deliveryId, hookId, receivedAt, sealed } = data;
    const delivery = { deliveryId, hookId, scenarioId, receivedAt, sealed };
    this.gateway.captured.set(deliveryId, delivery);
    return delivery;
  }

  publish(...events: readonly OutboxEvent[]): Promise<void> {
    return this.#house.transport.publish(events);
  }

  get transport(): TestHouse['transport'] {
    return this.#house.transport;
  }

  get vault(): TestHouse['vault'] {
    return this.#house.vault;
  }

  destroyKey(): void {
    this.#house.vault.destroy(this.tenantId);
  }

  /** The kinds an owner was told of one scenario, in order. */
  notificationsOf(scenarioId: string): NotificationRaised[] {
    return this.notifications.filter((notification) => notification.scenarioId === scenarioId);
  }

  finishedOf(scenarioId: string): RunFinished[] {
    return this.finished.filter((event) => event.scenarioId === scenarioId);
  }

  waitForFinished(scenarioId: string): Promise<RunFinished> {
    return waitFor(() => this.finishedOf(scenarioId)[0], { what: 'the run to finish' });
  }

  detailsOf(event: RunFinished): RunDetails {
    if (!event.details || !('bytes' in event.details)) throw new Error('The event carries no details.');
    const sealed = Buffer.from(event.details.bytes, 'base64');
    return JSON.parse(
      openPayload(
        keyFor(this.vault, event.tenantId, sealed),
        runDetailsContext(event.tenantId, event.runId),
        sealed,
      ).toString(),
    ) as RunDetails;
  }
}

/** What opens these bytes of a tenant. */
function keyFor(vault: ExecutorHouse['vault'], tenantId: string, sealed: Uint8Array): SealKey {
  const { period } = readPayloadHeader(sealed);
  const key = new TenantKey(tenantId, 1, vault.keyOf(tenantId));
  return period === undefined ? key : new PeriodKey(key, period, vault.saltOf(period));
}

/**
 * A house on a database of its own, from beforeAll to afterAll. It drops the database itself, because Jest runs afterAll
 * hooks in the order they are written and the services must stop before.
 */
export function executorHouse(clock?: Clock): ExecutorHouse {
  const house = new ExecutorHouse(new TemplateDatabase([executorService]), clock);
  beforeAll(() => house.open(), 60_000);
  afterAll(() => house.close(), 30_000);
  return house;
}
