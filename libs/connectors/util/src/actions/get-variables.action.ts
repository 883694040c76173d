import { defineModule, isBundle, readList, readText } from '@ebbflow/connector-sdk';
import { requireVariableName } from './require-variable-name.ts';

/** `variables` is a list of names, or of `{name}`. */
export const getVariables = defineModule({
  name: 'util:GetVariables',
  versions: [1],
  kind: 'transformer',
  label: 'Get multiple variables',
  fields: { mapper: ['variables'], output: ['…'] },
  async run({ mapped }, context) {
    const names = readList(mapped, 'variables').flatMap((row) => {
      const name = isBundle(row) ? readText(row, 'name') : readText({ row }, 'row');
      return name === undefined ? [] : [requireVariableName(name)];
    });
    return { bundles: [Object.fromEntries(names.map((name) => [name, context.variable(name) ?? null]))] };
  },
});
