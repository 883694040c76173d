import type { CompiledScenario } from '@ebbflow/blueprint';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { ScenarioListener } from './scenario-listener.ts';

/**
 * Everybody who is told about changes of scenarios. A registry and no list that is injected: the listeners live in modules
 * that import this one, and the other way round would be a circle.
 */
@Injectable()
export class ScenarioListeners implements ScenarioListener {
  readonly #listeners: ScenarioListener[] = [];

  /** For the constructor or `onModuleInit` of the listener. */
  add(listener: ScenarioListener): void {
    this.#listeners.push(listener);
  }

  async onPlaced(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    for (const listener of this.#listeners) await listener.onPlaced?.(sql, tenantId, scenarioId);
  }

  async onPublished(sql: SqlClient, tenantId: string, scenarioId: string, compiled: CompiledScenario): Promise<void> {
    for (const listener of this.#listeners) await listener.onPublished?.(sql, tenantId, scenarioId, compiled);
  }

  async onActivated(sql: SqlClient, tenantId: string, scenarioId: string, compiled: CompiledScenario): Promise<void> {
    for (const listener of this.#listeners) await listener.onActivated?.(sql, tenantId, scenarioId, compiled);
  }

  async onDeactivated(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    for (const listener of this.#listeners) await listener.onDeactivated?.(sql, tenantId, scenarioId);
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    for (const listener of this.#listeners) await listener.onDeleted?.(sql, tenantId, scenarioId);
  }
}
