import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { LogStreamTarget } from '@ebbflow/contracts';
import type { Egress, EgressSocketRequest } from '@ebbflow/egress';
import { syslogFrames } from './formats/syslog-frames.ts';
import type { Batch } from './stream-senders.ts';

type SyslogTarget = Extract<LogStreamTarget, { kind: 'syslog' }>;

const QUIET_MS = 2_000;

/**
 * A connection for each batch. Syslog has no acknowledgement: a batch counts as taken when the receiver has closed after our end, or has kept
 * an open connection without complaint until the time is over. One that dies while it takes a batch may lose what it had not read.
 */
export async function sendSyslog(
  egress: Egress,
  { host, port, tls, ca }: SyslogTarget,
  { records, tenantId, signal }: Batch,
): Promise<void> {
  const request: EgressSocketRequest = {
    host,
    port,
    signal,
    ...(tls && {
      tls: {
        servername: host,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(ca === undefined ? {} : { ca }),
      },
    }),
  };
  const socket = await egress.openSocket(request);
  const failed = once(socket, 'error').then(([thrown]) => {
    throw thrown as Error;
  });
  failed.catch(() => undefined);
  try {
    // What it says is nothing to us, but unread it would keep its end from coming.
    socket.resume();
    const closed = once(socket, 'close');
    await Promise.race([new Promise<void>((resolve) => socket.end(syslogFrames(records, tenantId), resolve)), failed]);
    await Promise.race([closed, failed, wait(QUIET_MS, undefined, { signal })]);
  } finally {
    socket.destroy();
  }
}
