import type { CompiledScenario } from '@ebbflow/blueprint';
import { encodeValue } from '@ebbflow/connector-sdk';
import type { Redactor } from '@ebbflow/redaction';
import { Injectable } from '@nestjs/common';
import { Redactors } from '../../redaction/redactors.ts';
import { untilAnswered } from '../attempt/until-answered.ts';
import { AttemptEnded } from '../attempt/attempt-ended.ts';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { RunInputs } from '../run-inputs.ts';

/** What of a run that ends may go into logs, by the rules of its organisation and scenario. */
@Injectable()
export class RunRedactions {
  constructor(
    private readonly redactors: Redactors,
    private readonly inputs: RunInputs,
  ) {}

  /** Undefined: nothing is to be hidden. */
  redactorOf(scope: AttemptScope): Promise<Redactor | undefined> {
    const { tenantId, scenarioId } = scope.run;
    return untilAnswered(scope, () => this.redactors.of(tenantId, scenarioId));
  }

  /**
   * Whether what started the run has something in it that must not be kept. It is then not kept at all: a run that is done again must have
   * what it had, and with marks in the place of an address it would write those marks to other people's systems.
   */
  async hidesInput(scope: AttemptScope, scenario: CompiledScenario | undefined, redactor: Redactor): Promise<boolean> {
    const { run } = scope;
    if (run.input === undefined || run.incompleteId !== undefined) return false;
    // Nobody can say what a path of an unreadable version means.
    if (scenario === undefined) return true;
    try {
      const { bundles, request } = await untilAnswered(scope, () => this.inputs.openWhole(run));
      const redaction = redactor.begin();
      const names = [String(scenario.first.id)];
      for (const bundle of bundles) redaction.value(encodeValue(bundle), names);
      if (request !== undefined) {
        const { query, headers, body, envelope } = request;
        redaction.value({ query, headers: headers.map((header) => [...header]), body: { $bytes: body } });
        if (envelope !== undefined) redaction.value({ ...envelope });
      }
      return redaction.hiddenCount > 0;
    } catch (thrown) {
      if (thrown instanceof AttemptEnded) throw thrown;
      // Gone, or not to be read: then nobody has looked at it.
      return true;
    }
  }
}
