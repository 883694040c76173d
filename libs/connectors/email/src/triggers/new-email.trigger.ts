import { defineModule, readCursorStart, type Bundle, type ModuleContext } from '@ebbflow/connector-sdk';
import type { ImapFlow, MailboxObject } from 'imapflow';
import { readMessage } from '../imap/read-message.ts';
import { startCursor } from '../imap/start-cursor.ts';
import { planWatch, readCursor, type WatchCursor, type WatchPlan } from '../imap/watch-plan.ts';
import { LARGEST_MESSAGE, withMailbox } from '../imap/with-mailbox.ts';
import { requireAccount } from '../require-account.ts';

/** Bytes of all messages of one reading; what is over waits for the next one. */
const MOST_BYTES = 100 * 1_048_576;

interface Reading {
  readonly bundles: Bundle[];
  readonly bytes: number;
  readonly lastUid: number;
  readonly warnings: readonly string[];
}

/**
 * Mail that came into a folder since the last reading, oldest first. The cursor is the highest uid that was read, which the
 * server never gives twice. The first reading gives the newest `maxResults` and counts the rest as read, unless somebody chose where
 * to start; so does the first one after the server lost count of its uids.
 */
export const newEmail = defineModule({
  name: 'email:TriggerNewEmail',
  versions: [1, 2, 3, 4, 5, 6, 7],
  kind: 'polling-trigger',
  label: 'Watch emails',
  fields: {
    parameters: ['account', 'folder', 'criteria', 'from', 'to', 'subject', 'text', 'markSeen', 'maxResults'],
    output: [
      'uid',
      'messageId',
      'subject',
      'from',
      'sender',
      'to',
      'cc',
      'bcc',
      'replyTo',
      'date',
      'inReplyTo',
      'references',
      'text',
      'html',
      'headers',
      'attachments',
    ],
  },
  operationTimeoutMs: 120_000,
  async run({ parameters, mapped }, context) {
    const plan = planWatch({ ...parameters, ...mapped });
    const access = await context.connections.credentials(requireAccount(parameters), 'imap');
    const folder = { path: plan.folder, readOnly: !plan.marksSeen };
    return withMailbox(access, folder, context, async (client, mailbox) => {
      const uidValidity = String(mailbox.uidValidity);
      const { bundles, bytes, lastUid, warnings } = await readNew(
        client,
        mailbox,
        plan,
        await cursorFor(client, mailbox, context),
      );
      return {
        bundles,
        transferBytes: bytes,
        cursor: { uidValidity, lastUid },
        ...(warnings.length > 0 ? { warnings } : {}),
      };
    });
  },
});

async function cursorFor(
  client: ImapFlow,
  mailbox: MailboxObject,
  context: ModuleContext,
): Promise<WatchCursor | undefined> {
  const start = readCursorStart(context.cursor);
  if (start !== undefined) return startCursor(start, client, mailbox);
  const cursor = readCursor(context.cursor);
  return cursor?.uidValidity === String(mailbox.uidValidity) ? cursor : undefined;
}

async function readNew(
  client: ImapFlow,
  mailbox: MailboxObject,
  plan: WatchPlan,
  cursor: WatchCursor | undefined,
): Promise<Reading> {
  const after = cursor?.lastUid ?? 0;
  const found = await client.search({ ...plan.search, uid: `${String(after + 1)}:*` }, { uid: true });
  // `n:*` includes the last message even where its uid is below n.
  const uids = (found || []).filter((uid) => uid > after).sort((left, right) => left - right);
  const wanted = cursor === undefined ? uids.slice(-plan.maxResults) : uids.slice(0, plan.maxResults);
  const { bundles, bytes, read, warnings } = await fetchAll(client, wanted);
  if (plan.marksSeen && read.length > 0) await client.messageFlagsAdd(read, ['\\Seen'], { uid: true });
  const isWhole = read.length === wanted.length && wanted.at(-1) === uids.at(-1);
  const lastUid = isWhole ? Math.max(mailbox.uidNext - 1, uids.at(-1) ?? 0, after) : (read.at(-1) ?? after);
  return { bundles, bytes, lastUid, warnings };
}

async function fetchAll(
  client: ImapFlow,
  uids: readonly number[],
): Promise<{ bundles: Bundle[]; bytes: number; read: number[]; warnings: string[] }> {
  const [bundles, read, warnings]: [Bundle[], number[], string[]] = [[], [], []];
  let bytes = 0;
  // One after the other: an answer with all of them would be held in memory whole, however large.
  for (const uid of uids) {
    if (bytes >= MOST_BYTES) break;
    const message = await client.fetchOne(uid, { size: true, source: { maxLength: LARGEST_MESSAGE } }, { uid: true });
    read.push(uid);
    // Somebody may have removed it since the search.
    if (!message || message.source === undefined) continue;
    bytes += message.source.byteLength;
    if ((message.size ?? 0) > message.source.byteLength) {
      warnings.push(`The message with the uid ${String(uid)} is larger than 25 MiB; its end is missing.`);
    }
    bundles.push(await readMessage(uid, message.source));
  }
  return { bundles, bytes, read, warnings };
}
