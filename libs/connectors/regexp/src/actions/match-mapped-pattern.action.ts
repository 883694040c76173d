import { defineModule, readText } from '@ebbflow/connector-sdk';
import { matchText } from '../patterns/match-text.ts';

/** As `regexp:Parser`, with a pattern that may be mapped. */
export const matchMappedPattern = defineModule({
  name: 'regexp:AdvancedParser',
  versions: [1],
  kind: 'transformer',
  label: 'Match pattern (advanced)',
  fields: {
    parameters: [
      'global',
      'sensitive',
      'multiline',
      'singleline',
      'continueWhenNoRes',
      'ignoreInfiniteLoopsWhenGlobal',
    ],
    mapper: ['text', 'pattern'],
    output: ['i', '$1', '…', '__IMTMATCH__'],
  },
  run: async (input) => matchText(input, readText(input.mapped, 'pattern') ?? ''),
});
