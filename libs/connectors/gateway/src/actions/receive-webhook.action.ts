import { defineModule } from '@ebbflow/connector-sdk';

/** Starts a run. Its bundles are made of the request by `hookBundles` before the run begins. */
export const receiveWebhook = defineModule({
  name: 'gateway:CustomWebHook',
  versions: [1],
  kind: 'trigger',
  label: 'Custom webhook',
  fields: { parameters: ['hook', 'maxResults'], output: ['…'] },
  async run({ mapped }) {
    return { bundles: [mapped] };
  },
});
