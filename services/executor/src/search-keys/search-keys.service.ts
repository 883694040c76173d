import type { Principal, putSearchKeysSchema, SearchKeys } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { auditFact } from '../audit/audit-fact.ts';
import { PlacesRepository } from '../object-teams/places.repository.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { SearchKeysChangedError } from './search-keys.errors.ts';
import { SearchKeysRepository } from './search-keys.repository.ts';
import { SearchKeysOfTenants } from './search-keys-of-tenants.ts';

/** What runs of a scenario are found by in the log store, as its people want it. */
@Injectable()
export class SearchKeysService {
  constructor(
    private readonly repository: SearchKeysRepository,
    private readonly known: SearchKeysOfTenants,
    private readonly places: PlacesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ScenarioNotFoundError */
  async get(tenantId: string, scenarioId: string): Promise<SearchKeys> {
    await this.#assertThere(tenantId, scenarioId);
    const stored = await this.repository.find(tenantId, scenarioId);
    if (stored === undefined) return { revision: 0, keys: [] };
    const keys = stored.names.map((name, index) => ({ name, path: stored.paths[index] ?? '' }));
    return { revision: stored.revision, keys };
  }

  /** @throws ScenarioNotFoundError, SearchKeysChangedError */
  async put(
    by: Principal,
    scenarioId: string,
    revision: number,
    { keys }: z.infer<typeof putSearchKeysSchema>,
  ): Promise<SearchKeys> {
    const { organisationId: tenantId, userId: updatedBy } = by;
    await this.#assertThere(tenantId, scenarioId);
    const [names, paths] = [keys.map(({ name }) => name), keys.map(({ path }) => path)];
    const object = { kind: 'scenario', id: scenarioId };
    const fact = auditFact(by, { action: 'search-keys.changed', object, facts: { count: keys.length } }, this.clock);
    const wanted = { revision, names, paths, updatedAt: this.clock.now(), updatedBy };
    if (!(await this.repository.put(tenantId, scenarioId, wanted, fact)))
      throw new SearchKeysChangedError((await this.get(tenantId, scenarioId)).revision);
    this.known.forget(tenantId);
    return { revision: revision + 1, keys };
  }

  async #assertThere(tenantId: string, scenarioId: string): Promise<void> {
    const place = isId('scn', scenarioId) ? await this.places.ofScenario(tenantId, scenarioId) : undefined;
    if (place === undefined) throw new ScenarioNotFoundError();
  }
}
