import { defineModule, readBoolean, requireText } from '@ebbflow/connector-sdk';
import { elementName, elementValue } from '../read/element-value.ts';
import { readXml } from '../read/read-xml.ts';

/** A document beyond this takes seconds of a core and hundreds of megabytes as a tree. */
const LONGEST_XML = 8 * 1_048_576;

/** One bundle with the root element under its name. The data structure is not asked. */
export const parseXml = defineModule({
  name: 'xml:ParseXML',
  versions: [1],
  kind: 'transformer',
  label: 'Parse XML',
  fields: { parameters: ['type', 'preserveNumbersAsText'], mapper: ['xml'], output: ['…'] },
  async run({ parameters, mapped }) {
    const root = readXml(requireText(mapped, 'xml', LONGEST_XML));
    const readsNumbers = !(readBoolean(parameters, 'preserveNumbersAsText') ?? true);
    return { bundles: [{ [elementName(root)]: elementValue(root, { readsNumbers }) }] };
  },
});
