import type { Concurrency } from '@ebbflow/contracts';
import { compileTemplate, ExpressionSyntaxError } from '@ebbflow/expressions';
import { isId } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { ScenarioNotFoundError } from '../../scenarios/scenarios.errors.ts';
import { BadLaneKeyError, NoConcurrencyError, OneAtATimeError } from '../runs.errors.ts';
import { ConcurrencyRepository } from './concurrency.repository.ts';

/** The owner's word on how many runs of a scenario go on beside each other. */
@Injectable()
export class ConcurrencyService {
  constructor(private readonly repository: ConcurrencyRepository) {}

  async get(tenantId: string, scenarioId: string): Promise<Concurrency> {
    const found = isId('scn', scenarioId) ? await this.repository.find(tenantId, scenarioId) : undefined;
    if (found === undefined) throw new NoConcurrencyError();
    return found;
  }

  async set(tenantId: string, scenarioId: string, concurrency: Concurrency): Promise<Concurrency> {
    if (concurrency.key !== undefined) checkKey(concurrency.key);
    const outcome = isId('scn', scenarioId) ? await this.repository.put(tenantId, scenarioId, concurrency) : 'missing';
    if (outcome === 'missing') throw new ScenarioNotFoundError();
    if (outcome === 'polling') throw new OneAtATimeError(concurrency.key === undefined ? '/limit' : '/key');
    return concurrency;
  }

  async remove(tenantId: string, scenarioId: string): Promise<void> {
    if (isId('scn', scenarioId)) await this.repository.remove(tenantId, scenarioId);
  }
}

/** Found now and not at the first run, which could not tell anybody. */
function checkKey(template: string): void {
  try {
    const { isConstant, unknownFunctions } = compileTemplate(template);
    if (isConstant)
      throw new BadLaneKeyError('It has no {{…}}, so it is the same for every run; leave it out instead.');
    const [unknown] = unknownFunctions;
    if (unknown !== undefined) throw new BadLaneKeyError(unknown.message);
  } catch (thrown) {
    if (thrown instanceof ExpressionSyntaxError) throw new BadLaneKeyError(thrown.message);
    throw thrown;
  }
}
