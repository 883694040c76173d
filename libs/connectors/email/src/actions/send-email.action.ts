import { defineModule, readBoolean, type ModuleDefinition } from '@ebbflow/connector-sdk';
import { requireAccount } from '../require-account.ts';
import { composeMail } from '../smtp/compose-mail.ts';
import { deliver } from '../smtp/deliver.ts';

const definition: Omit<ModuleDefinition, 'name' | 'versions'> = {
  kind: 'action',
  label: 'Send an email',
  fields: {
    parameters: ['account', 'saveAfterSent'],
    mapper: [
      'to',
      'subject',
      'contentType',
      'text',
      'html',
      'attachments',
      'cc',
      'bcc',
      'from',
      'sender',
      'replyTo',
      'inReplyTo',
      'references',
      'priority',
      'headers',
    ],
    output: ['messageId', 'accepted', 'rejected'],
  },
  operationTimeoutMs: 120_000,
  async run({ mapped, parameters }, context) {
    const access = await context.connections.credentials(requireAccount(parameters), 'smtp');
    const mail = composeMail(mapped, access.user, context);
    const { messageId, accepted, rejected } = await deliver(mail, access, context);
    const warnings = [
      ...(rejected.length > 0 ? [`The mail server refused ${String(rejected.length)} of the recipients.`] : []),
      ...(readBoolean(parameters, 'saveAfterSent') === true
        ? ['The mail was sent but not saved in the account; saving is not available yet.']
        : []),
    ];
    return {
      bundles: [{ messageId, accepted: [...accepted], rejected: [...rejected] }],
      transferBytes: sizeOf(mail),
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  },
};

export const sendEmail = defineModule({
  name: 'email:ActionSendEmail',
  versions: [1, 2, 3, 4, 5, 6, 7],
  ...definition,
});

/** A name Make never had, with `bodyType` and `contents` for the body. */
export const handWrittenSendEmail = defineModule({ name: 'email:send-email', versions: [1], ...definition });

function sizeOf({ text, html, attachments = [] }: ReturnType<typeof composeMail>): number {
  const body = [text, html]
    .filter((part) => typeof part === 'string')
    .reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return attachments.reduce((sum, { content }) => sum + (Buffer.isBuffer(content) ? content.byteLength : 0), body);
}
