import { ExpectedError } from '@ebbflow/kernel';

/** No such variable, or it belongs to somebody else: the answer is the same. */
export class VariableNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.VARIABLE_NOT_FOUND', 404, 'There is no variable with this id in this organisation.');
  }
}

/** A variable of a scenario that is not there would wait for nobody. */
export class NoScenarioForVariableError extends ExpectedError {
  constructor() {
    super('EXECUTOR.NO_SCENARIO_FOR_VARIABLE', 400, "The variable cannot be the scenario's; nothing was saved.", {
      faults: [{ pointer: '/scopeId', message: 'There is no scenario with this id in this organisation.' }],
    });
  }
}

export class VariableExistsError extends ExpectedError {
  constructor() {
    super('EXECUTOR.VARIABLE_EXISTS', 409, 'There is a variable of this name in this scope already; change that one.', {
      faults: [{ pointer: '/name', message: 'The name is taken.' }],
    });
  }
}

export class TooManyVariablesError extends ExpectedError {
  constructor(most: number) {
    super('EXECUTOR.TOO_MANY_VARIABLES', 409, `An organisation may have ${String(most)} variables; delete one first.`);
  }
}
