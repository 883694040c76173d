import type { InstantSource } from './instant-source.ts';

/** Up to `count` instants strictly after `afterMs`, in order. */
export function nextInstants(plan: InstantSource, afterMs: number, count: number): readonly number[] {
  const instants: number[] = [];
  for (let at = plan.after(afterMs); at !== undefined && instants.length < count; at = plan.after(at))
    instants.push(at);
  return instants;
}
