import { defineModule, ModuleError, readLongText, readText, type Bundle } from '@ebbflow/connector-sdk';
import { DomUtils } from 'htmlparser2';
import { parseHtml } from '../html/parse-html.ts';

const MOST_ELEMENTS = 100_000;

/** What the dialog calls an element, and the tag it has. */
const TAGS: Readonly<Record<string, string>> = { image: 'img', img: 'img', link: 'a', a: 'a', iframe: 'iframe' };

/** A bundle for each image, link or frame of an HTML text: its attributes, and `text`. */
export const getHtmlElements = defineModule({
  name: 'regexp:HTMLParser',
  versions: [1],
  kind: 'transformer',
  label: 'Get elements from HTML',
  fields: { parameters: ['type', 'continueWhenNoRes'], mapper: ['html'], output: ['text', '…'] },
  async run({ parameters, mapped }) {
    const type = readText(mapped, 'type') ?? readText(parameters, 'type') ?? '';
    const tag = TAGS[type];
    if (tag === undefined) {
      throw new ModuleError('DataError', 'The field "type" must be one of image, link, iframe.');
    }
    const document = parseHtml(readLongText(mapped, 'html'), 'html');
    const elements = DomUtils.getElementsByTagName(tag, document, true, MOST_ELEMENTS);
    return {
      bundles: elements.map((element): Bundle => {
        const attributes = Object.entries(element.attribs).filter(([name]) => name !== '__proto__');
        return { ...Object.fromEntries(attributes), text: DomUtils.innerText(element).trim() };
      }),
    };
  },
});
