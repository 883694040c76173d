import type { Principal, RedactionFields, RedactionRules } from '@ebbflow/contracts';
import { CLOCK, type Clock, type Fault, isId } from '@ebbflow/kernel';
import { PERSONAL_NUMBERS } from '@ebbflow/redaction';
import { Inject, Injectable } from '@nestjs/common';
import { auditFact } from '../audit/audit-fact.ts';
import { PlacesRepository } from '../object-teams/places.repository.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { RedactionConfig } from './redaction.config.ts';
import { BadRedactionRulesError, RedactionRulesChangedError } from './redaction.errors.ts';
import { RedactionRulesRepository } from './redaction-rules.repository.ts';
import { Redactors } from './redactors.ts';

/** What an organisation, or one scenario of it, has taken out of its logs. */
@Injectable()
export class RedactionRulesService {
  constructor(
    private readonly repository: RedactionRulesRepository,
    private readonly redactors: Redactors,
    private readonly places: PlacesRepository,
    private readonly config: RedactionConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `scenarioId` left out: of the whole organisation. @throws ScenarioNotFoundError */
  async get(tenantId: string, scenarioId = ''): Promise<RedactionRules> {
    await this.#assertThere(tenantId, scenarioId);
    const stored = await this.repository.find(tenantId, scenarioId);
    if (stored === undefined) return { ...NONE, revision: 0, changedAt: null, effectiveAt: null };
    return this.#answer(stored.revision, stored.rules, stored.changedAt);
  }

  /** @throws ScenarioNotFoundError, BadRedactionRulesError, RedactionRulesChangedError */
  async put(by: Principal, given: RedactionFields, revision: number, scenarioId = ''): Promise<RedactionRules> {
    const { organisationId: tenantId } = by;
    await this.#assertThere(tenantId, scenarioId);
    assertUsable(given, '');
    // Only what the schema names, once each.
    const rules = {
      paths: [...new Set(given.paths)],
      types: [...new Set(given.types)],
      countries: [...new Set(given.countries)],
    };
    const object = scenarioId === '' ? { kind: 'organisation', id: tenantId } : { kind: 'scenario', id: scenarioId };
    const facts = { paths: rules.paths.length, types: rules.types.join(' ') };
    const fact = auditFact(by, { action: 'redaction-rules.changed', object, facts }, this.clock);
    const changedAt = this.clock.now();
    const isPut = await this.repository.put(tenantId, scenarioId, { revision, rules, changedAt }, fact);
    if (!isPut) throw new RedactionRulesChangedError((await this.get(tenantId, scenarioId)).revision);
    this.redactors.forget(tenantId);
    return this.#answer(revision + 1, rules, changedAt);
  }

  async #assertThere(tenantId: string, scenarioId: string): Promise<void> {
    if (scenarioId === '') return;
    const place = isId('scn', scenarioId) ? await this.places.ofScenario(tenantId, scenarioId) : undefined;
    if (place === undefined) throw new ScenarioNotFoundError();
  }

  #answer(revision: number, rules: RedactionFields, changedAt: Date): RedactionRules {
    const effectiveAt = new Date(changedAt.getTime() + this.config.maxAge.milliseconds);
    return { ...rules, revision, changedAt: changedAt.toISOString(), effectiveAt: effectiveAt.toISOString() };
  }
}

const NONE: RedactionFields = { paths: [], types: [], countries: ['CZ', 'SK'] };

/** A rule that can never match is a mistake, and one that is found when the data is stored already. @throws BadRedactionRulesError */
export function assertUsable({ types, countries }: RedactionFields, pointer: string): void {
  if (!types.includes('national-id')) return;
  const faults: Fault[] = countries.flatMap((country, index) =>
    country in PERSONAL_NUMBERS
      ? []
      : [
          {
            pointer: `${pointer}/countries/${String(index)}`,
            message: `The personal numbers of ${country} are not known.`,
          },
        ],
  );
  if (countries.length === 0) faults.push({ pointer: `${pointer}/countries`, message: 'Name a country.' });
  if (faults.length > 0) throw new BadRedactionRulesError(faults);
}
