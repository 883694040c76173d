import { defineModule, readBoolean, readLongText, readText } from '@ebbflow/connector-sdk';
import { convert } from 'html-to-text';
import { parseHtml } from '../html/parse-html.ts';

/** HTML beyond this is a page to be split, not a text to be read; the converter keeps several times as much in memory. */
const LONGEST_HTML = 4 * 1_048_576;
const NEWLINES: Readonly<Record<string, string>> = { lf: '\n', crlf: '\r\n', cr: '\r' };

/** Plain text of an HTML text: links with their address, lists with bullets, nothing wrapped. */
export const convertHtmlToText = defineModule({
  name: 'regexp:HTMLToText',
  versions: [1],
  kind: 'transformer',
  label: 'HTML to text',
  fields: { mapper: ['html', 'newline', 'uppercaseHeadings'], output: ['text'] },
  async run({ mapped }) {
    const html = readLongText(mapped, 'html', LONGEST_HTML);
    parseHtml(html, 'html');
    const uppercase = readBoolean(mapped, 'uppercaseHeadings') ?? false;
    const text = convert(html, {
      wordwrap: false,
      selectors: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase } })),
    });
    const newline = NEWLINES[readText(mapped, 'newline') ?? 'lf'] ?? '\n';
    return { bundles: [{ text: newline === '\n' ? text : text.replaceAll('\n', newline) }] };
  },
});
