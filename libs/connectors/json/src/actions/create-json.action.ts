import { defineModule } from '@ebbflow/connector-sdk';
import { jsonText } from './json-text.ts';

/** The mapped fields of the data structure as one JSON text. */
export const createJson = defineModule({
  name: 'json:CreateJSON',
  versions: [1],
  kind: 'transformer',
  label: 'Create JSON',
  fields: { parameters: ['type', 'space'], mapper: ['…'], output: ['json'] },
  async run({ mapped, parameters }) {
    return { bundles: [{ json: jsonText(mapped, parameters, 'mapper') }] };
  },
});
