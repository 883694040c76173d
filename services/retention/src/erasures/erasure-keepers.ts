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
import { type Erasures, DATA_MAP, ERASURES } from '@ebbflow/service-host/erasure';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
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
  erase(keeper: Keeper, erasureId: string, subject: ErasureSubject): Promise<Erased> {
    return this.client.call(keeper, 'POST', '/internal/v1/erasures/erase', {
      body: { erasureId, subject },
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

  #count(keeper: Keeper, subject: ErasureSubject): Promise<{ counts: ErasureCounts; memberOf?: string[] | undefined }> {
    return this.client.call(keeper, 'POST', '/internal/v1/erasures/count', {
      body: { subject },
      schema: countedErasureSchema,
      timeoutMs: COUNT_MS,
    });
  }
}
