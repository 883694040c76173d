import { defineModule, ModuleError, readText, type ModuleDefinition } from '@ebbflow/connector-sdk';

/** A variable that was never set is null, not an error: routes that set it may not have been taken. */
const getVariableNamed = (name: string): ModuleDefinition =>
  defineModule({
    name,
    versions: [1],
    kind: 'transformer',
    label: 'Get variable',
    async run({ mapped }, context) {
      const variable = readText(mapped, 'name');
      if (variable === undefined) throw new ModuleError('DataError', 'The variable needs a name.');
      return { bundles: [{ [variable]: context.variable(variable) ?? null }] };
    },
  });

export const getVariable = getVariableNamed('util:GetVariable');
export const getVariable2 = getVariableNamed('util:GetVariable2');
