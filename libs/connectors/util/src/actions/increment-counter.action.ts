import { defineModule, ModuleError, readText, type VariableScope } from '@ebbflow/connector-sdk';

/** How the dialog calls the lifetimes of a counter. */
const SCOPES: Readonly<Record<string, VariableScope>> = {
  run: 'roundtrip',
  execution: 'execution',
  scenario: 'scenario',
};

/**
 * Counts its own operations from 1: within a cycle, a run, or for ever. An action although it asks nothing outside: what it
 * counted must be remembered when a run is resumed, however far another run of the scenario has counted since.
 */
export const incrementCounter = defineModule({
  name: 'util:FunctionIncrement',
  versions: [1],
  kind: 'action',
  label: 'Increment function',
  fields: { parameters: ['reset'], output: ['i'] },
  async run({ parameters, mapped }, context) {
    const reset = readText(parameters, 'reset') ?? readText(mapped, 'reset') ?? 'run';
    const scope = Object.hasOwn(SCOPES, reset) ? SCOPES[reset] : undefined;
    if (scope === undefined) {
      throw new ModuleError('DataError', 'The field "reset" must be one of run, execution, scenario.');
    }
    // A variable like those of authors, under a name that Make keeps to itself.
    const name = `__IMTINCREMENT__${String(context.moduleId)}`;
    const last = context.variable(name);
    const i = (typeof last === 'number' ? last : 0) + 1;
    return { bundles: [{ i }], variables: { scope, values: { [name]: i } } };
  },
});
