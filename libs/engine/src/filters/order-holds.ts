import type { FilterOperation } from '@ebbflow/blueprint';

/** Shared by numbers, dates, times and lengths of arrays; `equal` is whatever is left. */
export function orderHolds(operation: FilterOperation, a: number, b: number): boolean {
  if (operation === 'less') return a < b;
  if (operation === 'greater') return a > b;
  if (operation === 'lessorequal') return a <= b;
  if (operation === 'greaterorequal') return a >= b;
  return a === b;
}
