import type {
  CreateVariable,
  CustomVariable,
  CustomVariableList,
  listVariablesSchema,
  Principal,
  UpdateVariable,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { InvalidInputError, may } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Place, PlacesRepository } from '../object-teams/places.repository.ts';
import { NotInTeamError, VersionConflictError } from '../scenarios/scenarios.errors.ts';
import { teamsToShow } from '../scenarios/team-scope.policy.ts';
import type { CustomVariableEntity } from './custom-variable.entity.ts';
import { VariableSeals } from './variable-seals.ts';
import { scopeFaults, valueFaults } from './variable-value.policy.ts';
import { VariableNotFoundError } from './variables.errors.ts';
import { VariablesRepository } from './variables.repository.ts';

@Injectable()
export class VariablesService {
  constructor(
    private readonly repository: VariablesRepository,
    private readonly seals: VariableSeals,
    private readonly places: PlacesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError, NotInTeamError, NoScenarioForVariableError, VariableExistsError, TooManyVariablesError */
  async create(principal: Principal, input: CreateVariable): Promise<CustomVariable> {
    const { organisationId: tenantId, userId } = principal;
    const { scope, scopeId, name, type, value } = input;
    const faults = [...scopeFaults(scope, scopeId), ...valueFaults(type, value)];
    if (faults.length > 0) throw new InvalidInputError(faults);
    const place = { organisationId: tenantId, ...(await this.#placeOf(tenantId, scope, scopeId ?? '')) };
    if (!may(principal, 'variables:write', place)) throw new NotInTeamError();
    const now = this.clock.now();
    const id = newId('var', now.getTime());
    const sealed = await this.seals.seal(tenantId, id, value);
    const times = { updatedBy: userId, createdAt: now, updatedAt: now };
    await this.repository.insert(tenantId, { id, scope, scopeId: scopeId ?? '', name, type, ...sealed, ...times });
    return this.get(tenantId, id);
  }

  /** @throws VariableNotFoundError */
  async get(tenantId: string, id: string): Promise<CustomVariable> {
    return this.#answer(tenantId, await this.#find(tenantId, id));
  }

  /** Those the principal may read. */
  async list(
    principal: Principal,
    { limit, ...filter }: z.infer<typeof listVariablesSchema>,
  ): Promise<CustomVariableList> {
    const { organisationId: tenantId } = principal;
    const teamIds = teamsToShow(principal, 'variables:read');
    const found = await this.repository.list(tenantId, { ...filter, teamIds }, limit + 1);
    const items = await Promise.all(found.slice(0, limit).map((variable) => this.#answer(tenantId, variable)));
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws VersionConflictError, InvalidInputError, VariableNotFoundError */
  async update(
    { organisationId: tenantId, userId }: Principal,
    id: string,
    revision: number,
    changes: UpdateVariable,
  ): Promise<CustomVariable> {
    const before = await this.get(tenantId, id);
    const { type = before.type, value = before.value } = changes;
    const faults = valueFaults(type, value);
    if (faults.length > 0) throw new InvalidInputError(faults);
    const sealed = await this.seals.seal(tenantId, id, value);
    const updated = { type, ...sealed, updatedBy: userId, updatedAt: this.clock.now() };
    const isUpdated = before.revision === revision && (await this.repository.update(tenantId, id, revision, updated));
    const now = await this.get(tenantId, id);
    if (isUpdated) return now;
    throw new VersionConflictError('variable', { ...now, updatedAt: new Date(now.updatedAt) });
  }

  async delete(tenantId: string, id: string): Promise<void> {
    if (isId('var', id)) await this.repository.delete(tenantId, id, this.clock.now());
  }

  async #placeOf(tenantId: string, scope: CreateVariable['scope'], scopeId: string): Promise<Place> {
    if (scope === 'organization') return { isReadByAll: true };
    if (scope === 'team') return { teamId: scopeId };
    return (await this.places.ofScenario(tenantId, scopeId)) ?? {};
  }

  async #find(tenantId: string, id: string): Promise<CustomVariableEntity> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    const variable = isId('var', id) ? await this.repository.find(tenantId, id) : null;
    if (!variable) throw new VariableNotFoundError();
    return variable;
  }

  async #answer(tenantId: string, variable: CustomVariableEntity): Promise<CustomVariable> {
    const { id, scope, scopeId, name, type, revision, updatedBy } = variable;
    return {
      id,
      scope,
      scopeId: scopeId === '' ? null : scopeId,
      name,
      type,
      value: await this.seals.open(tenantId, id, variable),
      revision,
      updatedBy,
      createdAt: variable.createdAt.toISOString(),
      updatedAt: variable.updatedAt.toISOString(),
    };
  }
}
