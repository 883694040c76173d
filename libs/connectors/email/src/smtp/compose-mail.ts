import { createHash } from 'node:crypto';
import {
  isBundle,
  ModuleError,
  readList,
  readPairs,
  readText,
  type Bundle,
  type ModuleContext,
  type Value,
} from '@ebbflow/connector-sdk';
import type { SendMailOptions } from 'nodemailer';

const MOST_RECIPIENTS = 500;
const MOST_ATTACHMENTS = 100;
/** Attachments together; few servers take more than half of it. */
const MOST_BYTES = 50 * 1_048_576;

/**
 * The message these fields describe. Attachments are bytes and never a path or an address: whoever sends must not read files
 * or call somebody for a scenario. The message id comes from the step's key, so that a repetition is recognised as one.
 * @throws ModuleError DataError naming the field
 */
export function composeMail(
  fields: Bundle,
  accountUser: string,
  context: Pick<ModuleContext, 'idempotencyKey' | 'clock'>,
): SendMailOptions {
  const from = readText(fields, 'from') ?? accountUser;
  const to = readAddresses(fields, 'to');
  const [cc, bcc] = [readAddresses(fields, 'cc'), readAddresses(fields, 'bcc')];
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw new ModuleError('DataError', 'The mail has no recipient; fill in "to".');
  if (count > MOST_RECIPIENTS) {
    throw new ModuleError('DataError', `The mail has more than ${String(MOST_RECIPIENTS)} recipients.`);
  }
  return {
    ...bodyOf(fields),
    from,
    to,
    cc,
    bcc,
    subject: readText(fields, 'subject') ?? '',
    attachments: readAttachments(fields),
    headers: readPairs(fields, 'headers').map(({ name, value }) => ({
      key: name,
      value: readText({ value }, 'value') ?? '',
    })),
    date: context.clock.now(),
    messageId: messageIdOf(context.idempotencyKey, from),
    ...optional('sender', readText(fields, 'sender')),
    ...optional('replyTo', readText(fields, 'replyTo')),
    ...optional('inReplyTo', readText(fields, 'inReplyTo')),
    ...optional('references', readTexts(fields, 'references')),
    ...optional('priority', readPriority(fields)),
  };
}

function bodyOf(fields: Bundle): Pick<SendMailOptions, 'text' | 'html'> {
  const type = readText(fields, 'contentType') ?? readText(fields, 'bodyType') ?? 'text';
  const general = readText(fields, 'content') ?? readText(fields, 'contents') ?? readText(fields, 'body');
  if (type.toLowerCase().includes('html')) {
    return { html: readText(fields, 'html') ?? general ?? readText(fields, 'text') ?? '' };
  }
  return { text: readText(fields, 'text') ?? general ?? '' };
}

/** One address a row; a row or a whole field may also hold several, separated by commas. */
function readAddresses(fields: Bundle, key: string): string[] {
  return readTexts(fields, key).flatMap((row) =>
    // A comma inside quotes is part of a name.
    (row.match(/(?:"(?:[^"\\]|\\.)*"|[^,;"])+/g) ?? [])
      .map((address) => address.trim())
      .filter((address) => address !== ''),
  );
}

function readTexts(fields: Bundle, key: string): string[] {
  return readList(fields, key).flatMap((value) => {
    const address = isBundle(value) ? (value['email'] ?? value['address'] ?? value['value']) : value;
    return readText({ [key]: address }, key) ?? [];
  });
}

function readAttachments(fields: Bundle): { filename: string; content: Buffer; cid?: string; contentType?: string }[] {
  const rows = readList(fields, 'attachments').filter(isBundle);
  if (rows.length > MOST_ATTACHMENTS) {
    throw new ModuleError('DataError', `The mail has more than ${String(MOST_ATTACHMENTS)} attachments.`);
  }
  const attachments = rows.map((row) => {
    const cid = readText(row, 'cid');
    const contentType = readText(row, 'contentType') ?? readText(row, 'mime');
    return {
      filename: readText(row, 'fileName') ?? readText(row, 'filename') ?? readText(row, 'name') ?? 'attachment',
      content: bytesOf(row['data'] ?? row['content']),
      ...optional('cid', cid),
      ...optional('contentType', contentType),
    };
  });
  if (attachments.reduce((sum, { content }) => sum + content.byteLength, 0) > MOST_BYTES) {
    throw new ModuleError('MaxFileSizeExceededError', 'The attachments together are larger than 50 MiB.');
  }
  return attachments;
}

function bytesOf(value: Value): Buffer {
  return value instanceof Uint8Array
    ? Buffer.from(value)
    : Buffer.from(readText({ attachments: value }, 'attachments') ?? '');
}

function readPriority(fields: Bundle): 'high' | 'normal' | 'low' | undefined {
  const priority = readText(fields, 'priority');
  return priority === 'high' || priority === 'normal' || priority === 'low' ? priority : undefined;
}

function messageIdOf(idempotencyKey: string, from: string): string {
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)}@${domain}>`;
}

function optional<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined || (Array.isArray(value) && value.length === 0)
    ? {}
    : ({ [key]: value } as { [key in K]?: T });
}
