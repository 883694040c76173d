import { defineModule } from '@ebbflow/connector-sdk';

/** Starts a run with a mail that was received. Its bundle is made by `deliveryBundles` before the run begins. */
export const receiveMail = defineModule({
  name: 'gateway:CustomMailHook',
  versions: [1],
  kind: 'trigger',
  label: 'Custom mailhook',
  fields: {
    parameters: ['hook', 'maxResults'],
    output: [
      'messageId',
      'subject',
      'from',
      'to',
      'cc',
      'replyTo',
      'date',
      'inReplyTo',
      'references',
      'text',
      'html',
      'headers',
      'attachments',
      'envelope',
    ],
  },
  async run({ mapped }) {
    return { bundles: [mapped] };
  },
});
