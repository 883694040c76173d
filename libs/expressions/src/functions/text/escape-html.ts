import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

export const escapeHTMLFunction = defineFunction({
  name: 'escapeHTML',
  category: 'text',
  summary: 'The text with the characters of HTML tags written as entities.',
  parameters: [text('text')],
  examples: [
    { expression: 'escapeHTML( <b>Hello</b> )', result: '&lt;b&gt;Hello&lt;/b&gt;' },
    { expression: 'escapeHTML("<b>Hello</b>")', result: '&lt;b&gt;Hello&lt;/b&gt;' },
    { expression: `escapeHTML("it's ""A"" & B")`, result: 'it&#39;s &quot;A&quot; &amp; B' },
  ],
  evaluate: ([given]) => given.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character),
});
