import type { CompiledScenario } from '@ebbflow/blueprint';
import { DefectError } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { readVersion } from './read-version.ts';
import { loadVersion } from './load-version.sql.ts';
import { ScenariosConfig } from './scenarios.config.ts';

interface Entry {
  readonly compiled: Promise<CompiledScenario>;
  bytes: number;
}

/** Blueprints ready to run, each read and compiled once while it stays in use. A version never changes, so an entry is never stale. */
@Injectable()
export class CompiledVersions {
  readonly #maxBytes: number;
  /** In order of use, oldest first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(
    config: ScenariosConfig,
    private readonly database: Database,
  ) {
    this.#maxBytes = config.compiledCacheBytes;
  }

  /** @throws DefectError `EXECUTOR.VERSION_MISSING` when there is no such version: a run never names one that was not stored. */
  get(tenantId: string, scenarioId: string, version: number): Promise<CompiledScenario> {
    const slot = `${tenantId}/${scenarioId}/${String(version)}`;
    const known = this.#entries.get(slot);
    if (known) {
      this.#entries.delete(slot);
      this.#entries.set(slot, known);
      return known.compiled;
    }
    const entry: Entry = {
      compiled: this.#load(tenantId, scenarioId, version, (bytes) => this.#weigh(slot, bytes)),
      bytes: 0,
    };
    this.#entries.set(slot, entry);
    // A failure is not kept: the next run asks again.
    entry.compiled.catch(() => {
      if (this.#entries.get(slot) === entry) this.#entries.delete(slot);
    });
    return entry.compiled;
  }

  async #load(
    tenantId: string,
    scenarioId: string,
    version: number,
    weigh: (bytes: number) => void,
  ): Promise<CompiledScenario> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ blueprint: unknown; bytes: number }>(loadVersion, [tenantId, scenarioId, version]),
    );
    if (!row)
      throw new DefectError('EXECUTOR.VERSION_MISSING', 'A run names a version of its scenario that is not there.');
    const { compiled } = readVersion(row.blueprint);
    weigh(row.bytes);
    return compiled;
  }

  #weigh(slot: string, bytes: number): void {
    const entry = this.#entries.get(slot);
    if (!entry) return;
    entry.bytes = bytes;
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#entries) {
      if (this.#bytes <= this.#maxBytes || oldest === slot) return;
      this.#entries.delete(oldest);
      this.#bytes -= freed;
    }
  }
}
