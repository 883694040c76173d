import type { IncomingMessage } from 'node:http';

/** How long, and how much, we go on reading from a sender whom we have already told to stop. */
const LINGER_MS = 1_000;
const LINGER_BYTES = 1_048_576;

/**
 * Closes a connection whose request is not read to its end, so that the sender still sees our answer.
 * Closing a socket with unread bytes in it makes the kernel send RST, and many senders then report "connection reset" instead
 * of the 413. So our side is ended, and what arrives is thrown away for a moment, at most a second or a mebibyte.
 */
export function lingerAfterAnswer(request: IncomingMessage): void {
  const { socket } = request;
  // Node calls destroySoon() once the answer is flushed; this is the only place at which the close can be put off.
  socket.destroySoon = () => {
    socket.end();
    let discarded = 0;
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    request.on('data', (chunk: Buffer) => {
      discarded += chunk.length;
      if (discarded > LINGER_BYTES) socket.destroy();
    });
    request.on('end', () => socket.destroy());
    socket.once('close', () => clearTimeout(timer));
    request.resume();
  };
}
