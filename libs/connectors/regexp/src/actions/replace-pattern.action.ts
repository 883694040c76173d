import { defineModule, readLongText, readText } from '@ebbflow/connector-sdk';
import { readPatternOptions } from '../patterns/compile-pattern.ts';
import { replaceMatches } from '../patterns/replace-matches.ts';

export const replacePattern = defineModule({
  name: 'regexp:Replace',
  versions: [1],
  kind: 'transformer',
  label: 'Replace',
  fields: { mapper: ['text', 'pattern', 'value', 'global', 'sensitive', 'multiline', 'singleline'], output: ['text'] },
  async run({ mapped }) {
    const text = readLongText(mapped, 'text');
    const pattern = readText(mapped, 'pattern') ?? '';
    return {
      bundles: [{ text: replaceMatches(text, pattern, readLongText(mapped, 'value'), readPatternOptions(mapped)) }],
    };
  },
});
