import type { ActivationCheckAnswer, Principal, Scenario } from '@ebbflow/contracts';
import { Injectable } from '@nestjs/common';
import { ScenarioDrafts } from '../drafts/scenario-drafts.ts';
import { GatewayHooks } from '../hooks/gateway-hooks.ts';
import { HookSyncService } from '../hooks/hook-sync.service.ts';
import { hookTriggersOf } from '../hooks/hook-triggers.policy.ts';
import { readVersion } from '../read-version.ts';
import { toScenario } from '../scenario-answer.ts';
import { CannotBeActiveError, VersionConflictError } from '../scenarios.errors.ts';
import { ScenariosService } from '../scenarios.service.ts';
import type { StoredScenario } from '../scenario-parts.repository.ts';
import type { ActivationCandidate, ActivationFinding } from './activation-check.ts';
import { ActivationChecks } from './activation-checks.ts';
import { ScenarioActivationRepository } from './scenario-activation.repository.ts';
import { versionFindings } from './version-findings.policy.ts';

/**
 * **inactive** ⇄ **active**, by a person's hand; **active** → **inactive** also by the machine (`MachineDeactivation`) with a reason;
 * **locked**: inactive until staff says otherwise. A change is stored first and the gateway told at once after it, or by the job
 * when it is away: what is stored is what holds, so no hook stays open that a conflict has kept from being opened in the database.
 */
@Injectable()
export class ActivationService {
  constructor(
    private readonly repository: ScenarioActivationRepository,
    private readonly scenarios: ScenariosService,
    private readonly drafts: ScenarioDrafts,
    private readonly checks: ActivationChecks,
    private readonly gateway: GatewayHooks,
    private readonly hooks: HookSyncService,
  ) {}

  /** Idempotent. @throws CannotBeActiveError; TransientError when the gateway or vault cannot say whether it may be active */
  async activate(by: Principal, scenarioId: string): Promise<Scenario> {
    const { organisationId: tenantId } = by;
    const { stored, candidate } = await this.#candidate(tenantId, scenarioId);
    const findings = await this.#findings(stored, candidate);
    if (findings.length > 0) throw new CannotBeActiveError(findings);
    // The gateway may have deleted a hook that was not used for long; then it makes another one.
    const hooks = await this.gateway.ensure(tenantId, scenarioId, hookTriggersOf(candidate));
    const { version } = stored.scenario;
    const isDone = await this.repository.activate(by, scenarioId, version, {
      compiled: candidate.compiled,
      hooks,
    });
    if (!isDone) throw new VersionConflictError('scenario', (await this.scenarios.get(tenantId, scenarioId)).scenario);
    return this.#told(tenantId, scenarioId);
  }

  /** Idempotent, and never refused. */
  async deactivate(by: Principal, scenarioId: string): Promise<Scenario> {
    const { organisationId: tenantId } = by;
    await this.scenarios.get(tenantId, scenarioId);
    await this.repository.deactivate(by, scenarioId);
    return this.#told(tenantId, scenarioId);
  }

  /** What `activate` would say. */
  async explain(tenantId: string, scenarioId: string): Promise<ActivationCheckAnswer> {
    const { stored, candidate } = await this.#candidate(tenantId, scenarioId);
    const findings = await this.#findings(stored, candidate);
    return { canBeActive: findings.length === 0, findings };
  }

  /** For a version that is about to take the place of an active one. @throws CannotBeActiveError */
  async assertCanBeActive(candidate: ActivationCandidate): Promise<void> {
    const findings = [...versionFindings(candidate), ...(await this.checks.check(candidate))];
    if (findings.length > 0) throw new CannotBeActiveError(findings);
  }

  /** Locks a scenario or unlocks it. Idempotent. */
  async setLock(tenantId: string, scenarioId: string, isLocked: boolean): Promise<Scenario> {
    await this.scenarios.get(tenantId, scenarioId);
    await this.repository.setLock(tenantId, scenarioId, isLocked);
    return this.#told(tenantId, scenarioId);
  }

  async #candidate(
    tenantId: string,
    scenarioId: string,
  ): Promise<{ stored: StoredScenario; candidate: ActivationCandidate }> {
    const stored = await this.scenarios.get(tenantId, scenarioId);
    const document = await this.drafts.published(tenantId, scenarioId, stored.scenario.version);
    return { stored, candidate: { ...readVersion(document), tenantId, scenarioId } };
  }

  async #findings({ scenario }: StoredScenario, candidate: ActivationCandidate): Promise<ActivationFinding[]> {
    const locked = {
      code: 'EXECUTOR.SCENARIO_LOCKED',
      pointer: '',
      message: 'The scenario is locked; only the operator of this installation can unlock it.',
    };
    return [
      ...(scenario.isLocked ? [locked] : []),
      ...versionFindings(candidate),
      ...(await this.checks.check(candidate)),
    ];
  }

  async #told(tenantId: string, scenarioId: string): Promise<Scenario> {
    await this.hooks.syncScenario(tenantId, scenarioId);
    return toScenario(await this.scenarios.get(tenantId, scenarioId));
  }
}
