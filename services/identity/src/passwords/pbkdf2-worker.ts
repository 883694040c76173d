import { pbkdf2Sync } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

/** The body of a hashing thread: one task in, one key out, until it is terminated. Plain Node on purpose: it loads in milliseconds. */
parentPort?.on('message', (task: { password: string; salt: Uint8Array; iterations: number; keyBytes: number }) => {
  parentPort?.postMessage(pbkdf2Sync(task.password, task.salt, task.iterations, task.keyBytes, 'sha512'));
});
