import type { countedErasureSchema, Erased, ErasureCounts, ErasureSubject, ServiceName } from '@ebbflow/contracts';
import { systemClock } from '@ebbflow/kernel';
import type { BlobStore, Database } from '@ebbflow/persistence';
import type { z } from 'zod';
import { readCatalogue } from './data-map.ts';
import { erasureGaps, type ErasureMap } from './erasure-map.ts';
import { addCounts, type ErasureParts } from './erasure-part.ts';
import { RowErasure } from './row-erasure.ts';
import { type Searched, searchValues } from './value-search.ts';

export interface ErasureTools {
  readonly service: ServiceName;
  readonly map: ErasureMap;
  readonly database: Database;
  readonly parts: ErasureParts;
  /** Undefined: the service writes none. */
  readonly blobs: BlobStore | undefined;
}

/**
 * One service's side of an erasure. Everything here may be asked again at any time, also after half of it was done by a process that is
 * gone: what is not there any more is not counted again.
 */
export class Erasures {
  readonly rows: RowErasure;
  readonly #tools: ErasureTools;

  constructor(tools: ErasureTools) {
    this.#tools = tools;
    this.rows = new RowErasure(tools.service, tools.map, tools.database);
  }

  /** What no erasure would reach, and what is said of tables that are not there: none, as a test of all services sees to. */
  async gaps(): Promise<string[]> {
    return erasureGaps(this.#tools.map, await readCatalogue(this.#tools.database));
  }

  /** What there is. @throws ExpectedError when the subject cannot be erased as things are */
  async count(subject: ErasureSubject, cursor: string | null = null): Promise<z.infer<typeof countedErasureSchema>> {
    if (subject.kind === 'data-subject') return this.#search(subject, { cursor, isErasing: false });
    const counts: ErasureCounts[] = [];
    if (subject.kind === 'organisation') {
      counts.push(await this.rows.countTenant(subject.tenantId));
      if (this.#tools.map.blobs === 'counted')
        counts.push(this.#named(await this.#blobs(subject.tenantId, 'countAll')));
    }
    if (subject.kind === 'user') {
      counts.push(await this.rows.countPerson([subject.tenantId, ...(subject.memberOf ?? [])], subject.userId));
    }
    const memberOf: string[] = [];
    for (const part of this.#tools.parts.of(subject.kind)) {
      counts.push((await part.count?.(subject)) ?? {});
      memberOf.push(...((await part.memberOf?.(subject)) ?? []));
    }
    return { counts: addCounts(...counts), ...(memberOf.length > 0 ? { memberOf } : {}) };
  }

  async stop(subject: ErasureSubject): Promise<ErasureCounts> {
    const counts: ErasureCounts[] = [];
    for (const part of this.#tools.parts.of(subject.kind)) counts.push((await part.stop?.(subject)) ?? {});
    if (subject.kind === 'organisation') counts.push(await this.rows.eraseFirst(subject.tenantId));
    return addCounts(...counts);
  }

  async erase(subject: ErasureSubject, cursor: string | null = null): Promise<Erased> {
    if (subject.kind === 'data-subject') {
      const searched = await this.#search(subject, { cursor, isErasing: true });
      return { ...searched, isDone: searched.cursor === null };
    }
    const counts: ErasureCounts[] = [];
    let isDone = true;
    for (const part of this.#tools.parts.of(subject.kind)) {
      const erased = await part.erase?.(subject);
      if (erased === undefined) continue;
      counts.push(erased.counts);
      isDone &&= erased.isDone;
    }
    if (subject.kind === 'organisation') {
      counts.push(await this.rows.eraseTenant(subject.tenantId));
      counts.push(this.#named(await this.#blobs(subject.tenantId, 'deleteAll')));
    }
    if (subject.kind === 'user') {
      counts.push(await this.rows.erasePerson([subject.tenantId, ...(subject.memberOf ?? [])], subject.userId));
    }
    return { counts: addCounts(...counts), isDone };
  }

  #search(
    { tenantId, values }: { tenantId: string; values: readonly string[] },
    how: { cursor: string | null; isErasing: boolean },
  ): Promise<Searched> {
    return searchValues(this.#tools.parts.searches, { tenantId, values }, { ...how, clock: systemClock });
  }

  async #blobs(tenantId: string, what: 'countAll' | 'deleteAll'): Promise<number> {
    return (await this.#tools.blobs?.[what](tenantId)) ?? 0;
  }

  #named(count: number): ErasureCounts {
    return count === 0 ? {} : { [`${this.#tools.service}.blobs`]: count };
  }
}
