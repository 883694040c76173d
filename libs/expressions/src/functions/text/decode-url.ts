import { dataError } from '../../coerce/data-error.ts';
import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

export const decodeURLFunction = defineFunction({
  name: 'decodeURL',
  category: 'text',
  summary: 'The text with percent-encoded characters decoded.',
  parameters: [text('text')],
  examples: [
    { expression: 'decodeURL(Automate%20your%20workflow)', result: 'Automate your workflow' },
    { expression: 'decodeURL("Automate%20your%20workflow")', result: 'Automate your workflow' },
  ],
  evaluate: ([given]) => {
    try {
      return decodeURIComponent(given);
    } catch {
      throw dataError('The text is not percent-encoded correctly.');
    }
  },
});
