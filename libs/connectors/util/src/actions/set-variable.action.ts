import { defineModule, readText, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { readScope } from './read-scope.ts';
import { requireVariableName } from './require-variable-name.ts';

const setVariableNamed = (name: string): ModuleDefinition =>
  defineModule({
    name,
    versions: [1],
    kind: 'transformer',
    label: 'Set variable',
    fields: { mapper: ['name', 'value', 'scope'], output: ['…'] },
    async run({ mapped }) {
      const variable = requireVariableName(readText(mapped, 'name'));
      const values = { [variable]: mapped['value'] ?? null };
      return { bundles: [values], variables: { scope: readScope(mapped), values } };
    },
  });

export const setVariable = setVariableNamed('util:SetVariable');
export const setVariable2 = setVariableNamed('util:SetVariable2');
