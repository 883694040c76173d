import { defineModule, isBundle, readBoolean, readList, readLongText, readText } from '@ebbflow/connector-sdk';
import { matchesPattern } from '../patterns/matches-pattern.ts';

/** The output of the first case whose pattern is the input (or, as a regular expression, is found in it); else `elseOutput`. */
export const switchValue = defineModule({
  name: 'util:Switcher',
  versions: [1],
  kind: 'transformer',
  label: 'Switch',
  fields: { mapper: ['input', 'useRegExpMatch', 'casesTable', 'elseOutput'], output: ['output'] },
  async run({ mapped }) {
    const input = readLongText(mapped, 'input');
    const usesPatterns = readBoolean(mapped, 'useRegExpMatch') ?? false;
    const found = readList(mapped, 'casesTable')
      .filter(isBundle)
      .find((row, index) => {
        const pattern = readText(row, 'pattern') ?? '';
        return usesPatterns
          ? matchesPattern(input, pattern, `casesTable[${String(index + 1)}].pattern`)
          : pattern === input;
      });
    return { bundles: [{ output: (found === undefined ? mapped['elseOutput'] : found['output']) ?? null }] };
  },
});
