import { defineModule, readPairs } from '@ebbflow/connector-sdk';
import { readScope } from './read-scope.ts';
import { requireVariableName } from './require-variable-name.ts';

export const setVariables = defineModule({
  name: 'util:SetVariables',
  versions: [1],
  kind: 'transformer',
  label: 'Set multiple variables',
  fields: { mapper: ['variables', 'scope'], output: ['…'] },
  async run({ mapped }) {
    const values = Object.fromEntries(
      readPairs(mapped, 'variables').map(({ name, value }) => [requireVariableName(name), value ?? null]),
    );
    return { bundles: [values], variables: { scope: readScope(mapped), values } };
  },
});
