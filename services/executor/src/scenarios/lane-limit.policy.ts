import type { ScenarioSettings } from '@ebbflow/blueprint';

/** How many runs of a scenario may go on beside each other; null for any number. */
export function laneLimitOf({ sequential, slots }: ScenarioSettings): number | null {
  if (sequential) return 1;
  return slots !== null && Number.isInteger(slots) && slots > 0 && slots <= 2_147_483_647 ? slots : null;
}
