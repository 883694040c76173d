import type { IncomingMessage } from 'node:http';
import { BodyTooLargeError, SenderGoneError } from './door.errors.ts';

/** What the request says its body is long, or undefined where it does not say (chunked). Node has already refused a malformed one. */
export function declaredLength(request: IncomingMessage): number | undefined {
  const header = request.headers['content-length'];
  return header === undefined ? undefined : Number(header);
}

/**
 * The body as it was sent. Stops reading at the first byte too many, so that a sender who lies about the length, or gives none,
 * costs at most `maxBytes`. `refuse` hears of every chunk and may end it with an error.
 * @throws BodyTooLargeError, SenderGoneError, or what `refuse` returns
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  refuse: (count: number) => Error | undefined,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (finish: () => void) => {
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      // A request destroyed later still emits 'error'; without a listener that would end the process.
      request.on('error', () => undefined);
      finish();
    };
    const fail = (error: Error) => {
      settle(() => {
        request.pause();
        reject(error);
      });
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      const refusal = length > maxBytes ? new BodyTooLargeError(maxBytes) : refuse(chunk.length);
      if (refusal) fail(refusal);
    };
    const onEnd = () =>
      settle(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)));
    const onClose = (cause?: unknown) => settle(() => reject(new SenderGoneError(cause)));
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
