import { defineModule, ModuleError, readLongText, readText } from '@ebbflow/connector-sdk';
import { findMatches } from '../patterns/find-matches.ts';

/** Patterns for what people look for in a text. They find what looks like one; they do not prove that it is one. */
const PATTERNS: Readonly<Record<string, string>> = {
  email: String.raw`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}`,
  url: String.raw`https?://[^\s<>"'\x60]*[^\s<>"'\x60.,;:!?)\]}]`,
  number: String.raw`[-+]?\d+(?:[.,]\d+)*`,
  phone: String.raw`\+?\(?\d[\d\s().-]{5,18}\d`,
  hashtag: String.raw`#[\p{L}\p{N}_]+`,
};

/** A bundle for each e-mail address, web address, number, phone number or hashtag of a text. */
export const matchElements = defineModule({
  name: 'regexp:GetElementsFromText',
  versions: [1],
  kind: 'transformer',
  label: 'Match elements',
  fields: { parameters: ['type', 'continueWhenNoRes'], mapper: ['text'], output: ['i', 'match', '__IMTMATCH__'] },
  async run({ parameters, mapped }) {
    const type = readText(mapped, 'type') ?? readText(parameters, 'type') ?? '';
    const pattern = Object.hasOwn(PATTERNS, type) ? PATTERNS[type] : undefined;
    if (pattern === undefined) {
      throw new ModuleError('DataError', `The field "type" must be one of ${Object.keys(PATTERNS).join(', ')}.`);
    }
    const matches = findMatches(readLongText(mapped, 'text'), pattern, {
      global: true,
      sensitive: false,
      multiline: false,
      singleline: false,
      ignoresEmptyMatches: true,
    });
    return { bundles: matches.map(({ i, __IMTMATCH__: match }) => ({ i, match, __IMTMATCH__: match })) };
  },
});
