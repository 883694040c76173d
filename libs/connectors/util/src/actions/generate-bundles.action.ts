import { defineModule, isBundle, readList, readPairs, type Bundle } from '@ebbflow/connector-sdk';

/**
 * Starts a run with bundles that are written in the module itself: `values[].spec[]` of `{name, value}`. Without any it gives
 * one empty bundle: scenarios begin with it only to be started by hand or by the clock.
 */
export const generateBundles = defineModule({
  name: 'util:BasicTrigger',
  versions: [1],
  kind: 'polling-trigger',
  label: 'Basic trigger',
  fields: { parameters: ['values'], output: ['…'] },
  async run({ parameters }) {
    const bundles = readList(parameters, 'values').filter(isBundle).map(toBundle);
    return { bundles: bundles.length === 0 ? [{}] : bundles };
  },
});

function toBundle(row: Bundle): Bundle {
  const pairs = readPairs(row, 'spec').filter(({ name }) => name !== '__proto__');
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value ?? null]));
}
