import type { Bundle, Value } from '@ebbflow/connector-sdk';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';

/** What the other mail server said to ours, which the message itself need not repeat. */
export interface MailEnvelope {
  readonly from: string;
  readonly to: string;
}

/** More is no mail but an attack on who reads it. */
const LIMITS = { maxNestingDepth: 32, maxHeadersSize: 1_048_576 };

/**
 * The bundle of a mail hook. Never throws: the standard leaves hardly anything that is no mail (bytes without headers come as text), and one
 * that is nested too deep, or has a mebibyte of headers, comes whole as its own attachment. A sender must not be able to make a
 * scenario fail, and in the end be switched off, by a mail.
 */
export async function mailBundle(source: Uint8Array, envelope: MailEnvelope): Promise<Bundle> {
  const mail = await parsed(source);
  return {
    messageId: mail.messageId ?? null,
    subject: mail.subject ?? '',
    from: mail.from === undefined ? { name: '', address: envelope.from } : toAddress(mail.from),
    to: toAddresses(mail.to),
    cc: toAddresses(mail.cc),
    replyTo: toAddresses(mail.replyTo),
    date: toDate(mail.date),
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references ?? null,
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: mail.headers.map(({ key, value }): Value => ({ name: key, value })),
    attachments: mail.attachments.map(toFile),
    envelope: { from: envelope.from, to: envelope.to },
  };
}

async function parsed(source: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(source, LIMITS);
  } catch {
    return {
      headers: [],
      headerLines: [],
      attachments: [
        {
          filename: 'message.eml',
          mimeType: 'message/rfc822',
          disposition: 'attachment',
          // A copy: the type asks for a buffer of its own.
          content: new Uint8Array(source).buffer,
        },
      ],
    };
  }
}

function toAddresses(addresses: readonly Address[] = []): Value[] {
  return addresses.flatMap((address) =>
    address.group === undefined ? [toAddress(address)] : address.group.map(toAddress),
  );
}

function toAddress({ name, address }: { name: string; address?: string | undefined }): Bundle {
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
    mime: mimeType,
    contentId: contentId ?? null,
    fileSize: data.byteLength,
    data,
  };
}
