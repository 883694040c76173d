import type { LiveFrame } from '@ebbflow/contracts';
import { withHeartbeat } from './with-heartbeat.ts';

/** How long a reader waits before it comes back, in milliseconds: in general, and when this replica is about to stop. */
const RETRY_MS = 2_000;
const RETRY_AT_STOP_MS = 500;

/** Frames as the text of a `text/event-stream`. The first chunk comes at once, so that the answer's head leaves before anything happens. */
export async function* serverSentEvents(
  frames: AsyncGenerator<LiveFrame, void, undefined>,
  { heartbeatMs, stopping }: { readonly heartbeatMs: number; readonly stopping: AbortSignal },
): AsyncGenerator<string, void, undefined> {
  yield `retry: ${String(RETRY_MS)}\n\n`;
  for await (const frame of withHeartbeat(frames, heartbeatMs)) yield frame === undefined ? ': \n\n' : textOf(frame);
  if (stopping.aborted) yield `retry: ${String(RETRY_AT_STOP_MS)}\n\n`;
}

function textOf({ id, event }: LiveFrame): string {
  const head = id === undefined ? '' : `id: ${id}\n`;
  // JSON has no raw line breaks, so the data is one line.
  return `${head}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
