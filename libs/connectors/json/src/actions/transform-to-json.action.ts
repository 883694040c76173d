import { defineModule } from '@ebbflow/connector-sdk';
import { jsonText } from './json-text.ts';

/** Any value as JSON text. */
export const transformToJson = defineModule({
  name: 'json:TransformToJSON',
  versions: [1],
  kind: 'transformer',
  label: 'Transform to JSON',
  fields: { parameters: ['space'], mapper: ['object'], output: ['json'] },
  async run({ mapped, parameters }) {
    return { bundles: [{ json: jsonText(mapped['object'] ?? null, parameters, 'object') }] };
  },
});
