import type { InstantSource } from './instant-source.ts';

/** Every so many seconds, counted from when the schedule came into force and so not the same moment for all scenarios. */
export function intervalSource(intervalSeconds: number, anchorMs: number): InstantSource {
  const step = intervalSeconds * 1_000;
  return {
    after: (ms) => anchorMs + (Math.floor(Math.max(0, ms - anchorMs) / step) + 1) * step,
  };
}
