import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const escapeMarkdownFunction = defineFunction({
  name: 'escapeMarkdown',
  category: 'text',
  summary: 'The text with the characters of Markdown written as entities.',
  parameters: [text('text')],
  examples: [
    { expression: 'escapeMarkdown("# Header")', result: '&#35; Header' },
    { expression: 'escapeMarkdown("*a*")', result: '&#42;a&#42;' },
  ],
  evaluate: ([given]) =>
    given.replace(/[\\`*_{}[\]()#+\-!|<>~]/g, (character) => `&#${String(character.charCodeAt(0))};`),
});
