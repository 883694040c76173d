import { defineModule, readLongText } from '@ebbflow/connector-sdk';

/** The text its mapper makes, as one output to be mapped many times. */
export const composeText = defineModule({
  name: 'util:ComposeTransformer',
  versions: [1],
  kind: 'transformer',
  label: 'Compose a string',
  fields: { mapper: ['value'], output: ['value'] },
  async run({ mapped }) {
    return { bundles: [{ value: readLongText(mapped, 'value') }] };
  },
});
