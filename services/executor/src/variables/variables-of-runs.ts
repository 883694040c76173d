import type { RunInput } from '@ebbflow/engine';
import type { Bundle } from '@ebbflow/connector-sdk';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunInputPart } from '../runs/attempt/run-input-part.ts';
import type { HeldRun } from '../runs/held-run.ts';
import type { ScenarioListener } from '../scenarios/scenario-listener.ts';
import { ScenarioListeners } from '../scenarios/scenario-listeners.ts';
import { deleteScenarioVariables } from './sql/delete-scenario-variables.sql.ts';
import { findTeam } from './sql/find-team.sql.ts';
import { type TimedValue, VariableTimelines } from './variable-timelines.ts';
import { VariablesConfig } from './variables.config.ts';

/**
 * `{{var.organization.x}}`, `{{var.team.x}}` and `{{var.scenario.x}}` for the templates of a run.
 *
 * A run reads them as they were a little before it began, by exactly as much as a cache may be behind: so every attempt reads the
 * same, on whatever replica, and what its journal remembers fits what its templates say.
 */
@Injectable()
export class VariablesOfRuns implements RunInputPart, ScenarioListener {
  constructor(
    private readonly timelines: VariableTimelines,
    private readonly database: Database,
    private readonly config: VariablesConfig,
    listeners: ScenarioListeners,
  ) {
    listeners.add(this);
  }

  async of({ tenantId, scenarioId, startedAt }: HeldRun): Promise<Partial<RunInput>> {
    const values = await this.timelines.get(tenantId);
    if (values.length === 0) return {};
    const asOfMs = startedAt.getTime() - this.config.maxAge.milliseconds;
    const holding = values.filter(({ fromMs, untilMs }) => fromMs <= asOfMs && asOfMs < untilMs);
    const teamId = holding.some(({ scope }) => scope === 'team') ? await this.#teamOf(tenantId, scenarioId) : undefined;
    const variables: Bundle = {
      organization: bundleOf(holding.filter(({ scope }) => scope === 'organization')),
      team: bundleOf(holding.filter(({ scope, scopeId }) => scope === 'team' && scopeId === teamId)),
      scenario: bundleOf(holding.filter(({ scope, scopeId }) => scope === 'scenario' && scopeId === scenarioId)),
    };
    return { variables: { var: variables } };
  }

  async onDeleted(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(deleteScenarioVariables, [tenantId, scenarioId]);
  }

  async #teamOf(tenantId: string, scenarioId: string): Promise<string | undefined> {
    const [row] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ team_id: string | null }>(findTeam, [tenantId, scenarioId]),
    );
    return row?.team_id ?? undefined;
  }
}

/** Dates are text here, which the language reads as dates where it needs them. */
function bundleOf(values: readonly TimedValue[]): Bundle {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}
