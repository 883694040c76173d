import { pino, type DestinationStream } from 'pino';
import type { LogConfig } from './log.config.ts';

const opened = new Map<string, DestinationStream>();

/**
 * Where lines go. One stream per file and process: the services of an all-in-one share it, so that their lines do not
 * cut through each other. Written at once, not buffered: the line before a kill -9 is the one that is needed.
 */
export function logDestination(config: LogConfig): DestinationStream {
  const key = config.file ?? '';
  let destination = opened.get(key);
  if (destination === undefined) {
    destination = pino.destination({ dest: config.file ?? 1, sync: true, append: true });
    opened.set(key, destination);
  }
  return destination;
}
