import { defineModule, requireSoundData } from '@ebbflow/connector-sdk';
import { xmlText } from '../write/xml-text.ts';

/** The mapped fields of the data structure as one XML document. */
export const createXml = defineModule({
  name: 'xml:TransformToXML',
  versions: [1],
  kind: 'transformer',
  label: 'Create XML',
  fields: { parameters: ['type'], mapper: ['…'], output: ['xml'] },
  async run({ mapped }) {
    requireSoundData(mapped, 'mapper');
    return { bundles: [{ xml: xmlText(mapped) }] };
  },
});
