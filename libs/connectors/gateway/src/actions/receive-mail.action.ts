import { defineModule } from '@ebbflow/connector-sdk';

/** Starts a run with a mail that was received (`from`, `to`, `subject`, `text`, `html`, `headers`, `attachments`). */
export const receiveMail = defineModule({
  name: 'gateway:CustomMailHook',
  versions: [1],
  kind: 'trigger',
  label: 'Custom mailhook',
  fields: { parameters: ['hook', 'maxResults'], output: ['…'] },
  async run({ mapped }) {
    return { bundles: [mapped] };
  },
});
