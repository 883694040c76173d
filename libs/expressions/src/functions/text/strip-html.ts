import { defineFunction } from '../define-function.ts';
import { text } from '../parameter.ts';

/** By hand: `/<[^>]*>/g` is quadratic on a text of nothing but `<`. */
function stripTags(html: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open < 0) return text + html.slice(at);
    if (!/[A-Za-z/!?]/.test(html.charAt(open + 1))) {
      text += html.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    const end = html.startsWith('<!--', open) ? '-->' : '>';
    const close = html.indexOf(end, open + 1);
    if (close < 0) return text + html.slice(at);
    text += html.slice(at, open);
    at = close + end.length;
  }
}

export const stripHTMLFunction = defineFunction({
  name: 'stripHTML',
  category: 'text',
  summary: 'The text without HTML tags and comments.',
  parameters: [text('text')],
  examples: [
    { expression: 'stripHTML( <b>Hello</b> )', result: 'Hello' },
    { expression: 'stripHTML("<b>Hello</b>")', result: 'Hello' },
    { expression: 'stripHTML("a < b <i class=""x"">c</i><!-- > -->d")', result: 'a < b cd' },
  ],
  evaluate: ([given]) => stripTags(given),
});
