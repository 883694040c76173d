import { pbkdf2Sync } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** A third of the weight of the threads that answer requests: with a tenth a sign-in on a busy machine took seconds. */
const NICENESS = 5;

// A hash is pure arithmetic for a fifth of a second: while threads are busy with them, requests that need a millisecond come
// first. On Linux the priority is the calling thread's; elsewhere it would be the whole process that stands back.
if (process.platform === 'linux') setPriority(NICENESS);

/** The body of a hashing thread: one task in, one key out, until it is terminated. Plain Node on purpose: it loads in milliseconds. */
parentPort?.on('message', (task: { password: string; salt: Uint8Array; iterations: number; keyBytes: number }) => {
  parentPort?.postMessage(pbkdf2Sync(task.password, task.salt, task.iterations, task.keyBytes, 'sha512'));
});
