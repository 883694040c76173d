import {
  countedErasureSchema,
  type DataMap,
  type Erased,
  erasedSchema,
  type ErasureCounts,
  type ErasureSubject,
  type ServiceDataMap,
  serviceDataMapSchema,
} from '@ebbflow/contracts';
import { addCounts, DATA_MAP, type Erasures, ERASURES } from '@ebbflow/service-host/erasure';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Keeper, KEEPERS } from './erasure.ts';

/** As long as one request may take: a service that has more answers that it is not done. */
const ERASE_MS = 300_000;
const COUNT_MS = 60_000;

/** Everybody who keeps something, retention itself included, as an erasure asks them. */
@Injectable()
export class ErasureKeepers {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(ERASURES) private readonly own: Erasures,
    @Inject(DATA_MAP) private readonly ownMap: () => Promise<ServiceDataMap>,
  ) {}

  /** Of a person, identity is asked first: it alone knows where else the person is. @throws what a service says against it */
  async count(subject: ErasureSubject): Promise<{ subject: ErasureSubject; counts: ErasureCounts }> {
    let known = subject;
    if (subject.kind === 'user') {
      const { memberOf = [] } = await this.#count('identity', subject);
      known = { ...subject, memberOf };
    }
    const own = await this.own.count(known);
    const all = await Promise.all(KEEPERS.map((keeper) => this.#count(keeper, known)));
    return {
      subject: known,
      counts: Object.assign({}, own.counts, ...all.map(({ counts }) => counts)) as ErasureCounts,
    };
  }

  /** Over HTTP: whom values name, and what came late. */
  erase(
    keeper: Keeper,
    erasureId: string,
    { subject, cursor = null }: { subject: ErasureSubject; cursor?: string | null },
  ): Promise<Erased> {
    return this.client.call(keeper, 'POST', '/internal/v1/erasures/erase', {
      body: { erasureId, subject, cursor },
      schema: erasedSchema,
      timeoutMs: ERASE_MS,
    });
  }

  eraseOwn(subject: ErasureSubject): Promise<Erased> {
    return this.own.erase(subject);
  }

  async map(): Promise<DataMap> {
    const services: ServiceDataMap[] = [await this.ownMap()];
    const missing: string[] = [];
    for (const keeper of KEEPERS) {
      try {
        services.push(await this.client.call(keeper, 'GET', '/internal/v1/data-map', { schema: serviceDataMapSchema }));
      } catch {
        missing.push(keeper);
      }
    }
    return { services: services.sort((left, right) => (left.service < right.service ? -1 : 1)), missing };
  }

  /** As many requests as it takes: a search by values is cut into pieces. */
  async #count(keeper: Keeper, subject: ErasureSubject): Promise<{ counts: ErasureCounts; memberOf?: string[] }> {
    let counts: ErasureCounts = {};
    let memberOf: string[] | undefined;
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const counted: z.infer<typeof countedErasureSchema> = await this.client.call(
        keeper,
        'POST',
        '/internal/v1/erasures/count',
        { body: { subject, cursor }, schema: countedErasureSchema, timeoutMs: COUNT_MS },
      );
      counts = addCounts(counts, counted.counts);
      ({ memberOf } = counted);
      cursor = counted.cursor ?? null;
    }
    return { counts, ...(memberOf === undefined ? {} : { memberOf }) };
  }
}
