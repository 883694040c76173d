import { createHash } from 'node:crypto';
import type { LogStreamTarget } from '@ebbflow/contracts';
import { webhookHeaders } from '@ebbflow/crypto';
import type { Egress } from '@ebbflow/egress';
import { TransientError } from '@ebbflow/kernel';
import { jsonOf } from './log-record.ts';
import { otlpLogs } from './formats/otlp-logs.ts';
import type { Batch } from './stream-senders.ts';

type HttpTarget = Exclude<LogStreamTarget, { kind: 'syslog' }>;

/** What the receiver says is not read, but for the most important of it. */
const MOST_ANSWER_BYTES = 65_536;

/** The receiver answered that it did not take a batch; `code` says how. */
class BatchRefusedError extends TransientError {
  constructor(status: number) {
    super(`HTTP_${String(status)}`, `The receiver of a log stream answered ${String(status)}.`);
  }
}

/** @throws BatchRefusedError, and what egress throws */
export async function sendHttp(egress: Egress, target: HttpTarget, batch: Batch): Promise<void> {
  const body = JSON.stringify(target.kind === 'otlp' ? otlpBody(batch) : webhookBody(batch));
  const headers = target.kind === 'otlp' ? otlpHeaders(batch) : signedHeaders(batch, body);
  const { status } = await egress.request({
    url: target.url,
    method: 'POST',
    headers,
    body: Buffer.from(body),
    timeoutMs: batch.timeoutMs,
    // A redirect would send an organisation's logs to an address that it did not name.
    followRedirects: false,
    rejectUnauthorized: true,
    maxResponseBytes: MOST_ANSWER_BYTES,
    signal: batch.signal,
  });
  // Also 200 of OTLP with a partial success: its specification says that what was rejected must not be sent again.
  if (status < 200 || status > 299) throw new BatchRefusedError(status);
}

function otlpBody({ records, tenantId, now }: Batch): object {
  return otlpLogs(records, tenantId, now);
}

function otlpHeaders({ secret }: Batch): [string, string][] {
  return [
    ['content-type', 'application/json'],
    ...(secret === undefined ? [] : [['authorization', secret] as [string, string]]),
  ];
}

function webhookBody({ records, tenantId, now }: Batch): object {
  return {
    type: 'log-stream.records',
    timestamp: now.toISOString(),
    data: { records: records.map((record) => jsonOf(record, tenantId)) },
  };
}

/** The id is that of the records, so that the receiver knows a batch that comes again. */
function signedHeaders({ records, secret, now }: Batch, body: string): [string, string][] {
  const id = `msg_${createHash('sha256')
    .update(JSON.stringify(records.map((record) => [record.kind, record.id])))
    .digest('hex')
    .slice(0, 32)}`;
  const key = Buffer.from((secret ?? '').replace(/^whsec_/, ''), 'base64');
  return webhookHeaders(key, { id, sentAt: now, body });
}
