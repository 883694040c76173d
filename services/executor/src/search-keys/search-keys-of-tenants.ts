import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type SearchKeysOfScenario, SearchKeysRepository } from './search-keys.repository.ts';
import { SearchPath } from './search-path.ts';

export interface ReadySearchKey {
  readonly name: string;
  readonly path: SearchPath;
}

interface Known {
  readonly keys: Promise<ReadonlyMap<string, readonly ReadySearchKey[]>>;
  readonly askedAtMs: number;
}

const MAX_AGE_MS = 5_000;
const MOST_TENANTS = 1_000;
const NONE: readonly ReadySearchKey[] = [];

/** Search keys of organisations, made ready: asked for once in five seconds and not once a run. */
@Injectable()
export class SearchKeysOfTenants {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly repository: SearchKeysRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws TransientError when the database is away */
  async of(tenantId: string, scenarioId: string): Promise<readonly ReadySearchKey[]> {
    return (await this.#knownOf(tenantId).keys).get(scenarioId) ?? NONE;
  }

  /** They were changed here: the next run sees it at once. */
  forget(tenantId: string): void {
    this.#known.delete(tenantId);
  }

  #knownOf(tenantId: string): Known {
    const known = this.#known.get(tenantId);
    const ageMs = known === undefined ? Infinity : this.clock.nowMs() - known.askedAtMs;
    if (known !== undefined && ageMs >= 0 && ageMs < MAX_AGE_MS) return known;
    const asked = { keys: this.repository.load(tenantId).then(readyKeys), askedAtMs: this.clock.nowMs() };
    this.#known.delete(tenantId);
    this.#known.set(tenantId, asked);
    // A failure is not kept: the next run asks again.
    asked.keys.catch(() => {
      if (this.#known.get(tenantId) === asked) this.#known.delete(tenantId);
    });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_TENANTS && oldest !== undefined) this.#known.delete(oldest);
    return asked;
  }
}

function readyKeys(rows: readonly SearchKeysOfScenario[]): ReadonlyMap<string, readonly ReadySearchKey[]> {
  return new Map(
    rows.map(({ scenarioId, names, paths }) => [
      scenarioId,
      names.map((name, index) => ({ name, path: new SearchPath(paths[index] ?? '') })),
    ]),
  );
}
