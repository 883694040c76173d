import { createServer } from 'node:net';
import { StartError } from './all-in-one.errors.ts';

export interface Ports {
  readonly console: number;
  readonly door: number;
  /** True when the default was taken and the next free pair was chosen. */
  readonly moved: boolean;
}

const PAIRS_TRIED = 50;

/**
 * The console's port and, right after it, the hook door's. Both are tried by binding them, since asking is no proof.
 * @throws StartError PORT_TAKEN when the port was asked for and is not free
 */
export async function choosePorts(host: string, wanted: number, isFixed: boolean): Promise<Ports> {
  for (let step = 0; step < PAIRS_TRIED; step += 1) {
    const port = wanted + step * 2;
    if ((await isFree(host, port)) && (await isFree(host, port + 1))) {
      return { console: port, door: port + 1, moved: step > 0 };
    }
    if (isFixed) {
      throw new StartError(
        'PORT_TAKEN',
        `Port ${String(port)} or ${String(port + 1)} on ${host} is taken by another program; free it, or set EBB_PORT to the first of two free ports.`,
      );
    }
  }
  throw new StartError('PORT_TAKEN', `No free pair of ports was found from ${String(wanted)} up; set EBB_PORT.`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Whoever connects in this moment (a page left open, a sender that tries again) is sent away: close() waits for everybody.
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
