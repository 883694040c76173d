import type { InstantSource } from './instant-source.ts';

export function onceSource(instantMs: number | undefined): InstantSource {
  return { after: (ms) => (instantMs !== undefined && instantMs > ms ? instantMs : undefined) };
}
