import type { Bundle, Value } from '@ebbflow/connector-sdk';
import PostalMime, { type Address, type Attachment } from 'postal-mime';

/** A message as its parts. */
export async function readMessage(uid: number, source: Uint8Array): Promise<Bundle> {
  const mail = await PostalMime.parse(source);
  return {
    uid,
    messageId: mail.messageId ?? null,
    subject: mail.subject ?? '',
    from: mail.from === undefined ? null : toAddress(mail.from),
    sender: mail.sender === undefined ? null : toAddress(mail.sender),
    to: toAddresses(mail.to),
    cc: toAddresses(mail.cc),
    bcc: toAddresses(mail.bcc),
    replyTo: toAddresses(mail.replyTo),
    date: toDate(mail.date),
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references ?? null,
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    attachments: mail.attachments.map(toFile),
  };
}

function toAddresses(addresses: readonly Address[] = []): Value[] {
  return addresses.map(toAddress);
}

/** A group (`undisclosed-recipients:;`) has a name and no address. */
function toAddress({ name, address }: Address): Bundle {
  return { name, address: address ?? '' };
}

function toDate(text: string | undefined): Value {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}

function toFile({ filename, mimeType, contentId, content }: Attachment): Bundle {
  const data = typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : new Uint8Array(content);
  return {
    fileName: filename ?? 'attachment',
    contentType: mimeType,
    contentId: contentId ?? null,
    fileSize: data.byteLength,
    data,
  };
}
