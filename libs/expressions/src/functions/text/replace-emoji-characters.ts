import { TextBuilder } from '../../evaluate/text-builder.ts';
import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

/** Whole sequences (skin tones, families, flags) before single characters. */
const EMOJI = /\p{RGI_Emoji}|\p{Emoji_Presentation}/gv;

export const replaceEmojiCharactersFunction = defineFunction({
  name: 'replaceEmojiCharacters',
  category: 'text',
  summary: 'The text with every emoji replaced.',
  parameters: [text('text'), text('replacement')],
  examples: [
    { expression: 'replaceEmojiCharacters("Hi 👋🏽 there 👨‍👩‍👧!"; "*")', result: 'Hi * there *!' },
    { expression: 'replaceEmojiCharacters("1 # a"; "*")', result: '1 # a' },
  ],
  evaluate: ([given, replacement], evaluation) => {
    const replaced = new TextBuilder(evaluation);
    let end = 0;
    for (const match of given.matchAll(EMOJI)) {
      replaced.append(given.slice(end, match.index)).append(replacement);
      end = match.index + match[0].length;
    }
    return replaced.append(given.slice(end)).toString();
  },
});
