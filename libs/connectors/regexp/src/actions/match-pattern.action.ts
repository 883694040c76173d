import { defineModule, readText } from '@ebbflow/connector-sdk';
import { matchText } from '../patterns/match-text.ts';

/** The pattern is a setting of the module. */
export const matchPattern = defineModule({
  name: 'regexp:Parser',
  versions: [1],
  kind: 'transformer',
  label: 'Match pattern',
  fields: {
    parameters: [
      'pattern',
      'global',
      'sensitive',
      'multiline',
      'singleline',
      'continueWhenNoRes',
      'ignoreInfiniteLoopsWhenGlobal',
    ],
    mapper: ['text'],
    output: ['i', '$1', '…', '__IMTMATCH__'],
  },
  run: async (input) => matchText(input, readText(input.parameters, 'pattern') ?? ''),
});
