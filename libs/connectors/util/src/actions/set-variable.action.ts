import { defineModule, ModuleError, readText, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { readScope } from './read-scope.ts';

const setVariableNamed = (name: string): ModuleDefinition =>
  defineModule({
    name,
    versions: [1],
    kind: 'transformer',
    label: 'Set variable',
    async run({ mapped }) {
      const variable = readText(mapped, 'name');
      if (variable === undefined) throw new ModuleError('DataError', 'The variable needs a name.');
      const values = { [variable]: mapped['value'] ?? null };
      return { bundles: [values], variables: { scope: readScope(mapped), values } };
    },
  });

export const setVariable = setVariableNamed('util:SetVariable');
export const setVariable2 = setVariableNamed('util:SetVariable2');
