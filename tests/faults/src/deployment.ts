import type { ImportedScenario } from '@ebbflow/contracts';
import { HouseOverKafka, HttpSink } from '@ebbflow/system-tests';
import { type KafkaBroker, startKafkaBroker } from '@ebbflow/testing';
import { Client } from 'pg';

/** The house as it is deployed, with a broker of its own that can be taken away, and the world outside. */
export class Deployment implements AsyncDisposable {
  readonly house: HouseOverKafka;
  readonly broker: KafkaBroker;
  readonly sink: HttpSink;
  readonly #database: Client;

  private constructor(house: HouseOverKafka, broker: KafkaBroker, sink: HttpSink, database: Client) {
    this.house = house;
    this.broker = broker;
    this.sink = sink;
    this.#database = database;
  }

  static async start(settings: Record<string, string> = {}): Promise<Deployment> {
    const broker = await startKafkaBroker();
    if ('unavailable' in broker) throw new Error(`Kafka cannot run here: ${broker.unavailable}.`);
    const sink = await HttpSink.start();
    const house = await HouseOverKafka.start(broker.brokers, {
      EBB_EGRESS_ALLOW: '127.0.0.0/8',
      // The load comes through one hook; what the door takes of one is not what is tried.
      EBB_GATEWAY_RATE_LIMIT: '10000000',
      ...settings,
    });
    const database = new Client({ connectionString: house.adminUrl });
    // Taken away in some trials; its loss is noticed by the next question.
    database.on('error', () => undefined);
    await database.connect();
    return new Deployment(house, broker, sink, database);
  }

  /** Webhook, then one call to the sink that names the order. @returns the hook's address */
  async activeScenario(token?: string, settings: object = {}): Promise<{ hook: string; scenarioId: string }> {
    const call = async (method: string, path: string, body: object): Promise<Response> => {
      const answer = await this.house.api(`executor/v1/${path}`, { method, body: JSON.stringify(body) }, token);
      if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)}: ${await answer.text()}`);
      return answer;
    };
    const imported = (await (
      await call('POST', 'scenarios', { blueprint: orderToSink(this.sink.url, settings) })
    ).json()) as ImportedScenario;
    await (await call('PUT', `scenarios/${imported.scenarioId}/activation`, { active: true })).arrayBuffer();
    return { hook: imported.hooks[0]?.url ?? '', scenarioId: imported.scenarioId };
  }

  async count(query: string): Promise<number> {
    return Number((await this.#database.query<{ count: string }>(query)).rows[0]?.count);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database.end().catch(() => undefined);
    await this.house[Symbol.asyncDispose]();
    await this.broker.remove();
    await this.sink[Symbol.asyncDispose]();
  }
}

function orderToSink(sinkUrl: string, settings: object): object {
  return {
    name: 'Faults: one call',
    flow: [
      { id: 1, module: 'gateway:CustomWebHook', version: 1, parameters: { maxResults: 1 }, mapper: {} },
      {
        id: 2,
        module: 'http:ActionSendData',
        version: 3,
        parameters: { handleErrors: true },
        mapper: {
          url: `${sinkUrl}/orders`,
          method: 'post',
          headers: [{ name: 'x-order', value: '{{1.order}}' }],
          qs: [],
          bodyType: 'raw',
          contentType: 'application/json',
          data: '{"order":"{{1.order}}"}',
          parseResponse: true,
          followRedirect: true,
          rejectUnauthorized: true,
        },
      },
    ],
    metadata: { version: 1, instant: true, scenario: { roundtrips: 1, maxErrors: 3, ...settings } },
  };
}
