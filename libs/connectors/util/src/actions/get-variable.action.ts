import { defineModule, readText, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { requireVariableName } from './require-variable-name.ts';

/** A variable that was never set is null, not an error: routes that set it may not have been taken. */
const getVariableNamed = (name: string): ModuleDefinition =>
  defineModule({
    name,
    versions: [1],
    kind: 'transformer',
    label: 'Get variable',
    fields: { mapper: ['name'], output: ['…'] },
    async run({ mapped }, context) {
      const variable = requireVariableName(readText(mapped, 'name'));
      return { bundles: [{ [variable]: context.variable(variable) ?? null }] };
    },
  });

export const getVariable = getVariableNamed('util:GetVariable');
export const getVariable2 = getVariableNamed('util:GetVariable2');
