import type { JsonObject } from '@ebbflow/kernel';
import type { BranchNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import { readFilter } from './read-filter.ts';
import { readRoute } from './read-module.ts';
import { describe, isObject, type Reading } from './reading.ts';
import { readBoolean, readText } from './scalars.ts';

/** The branches of an if-else, in the order in which their conditions are asked. */
export function readBranches(
  item: JsonObject,
  pointer: string,
  reading: Reading,
  depth: number,
): readonly BranchNode[] {
  return reading.listAt(item, 'branches', pointer).flatMap((branch, index) => {
    const at = childPointer(childPointer(pointer, 'branches'), index);
    if (!isObject(branch)) {
      reading.fault(at, `A branch is an object with a "flow"; this is ${describe(branch)}.`);
      return [];
    }
    // Some documentation of the format names the member in the singular, and so do files made after it.
    const key = 'condition' in branch && !('conditions' in branch) ? 'condition' : 'conditions';
    return [
      {
        ...readRoute(branch, at, reading, depth),
        type: readText(branch['type'])?.toLowerCase() === 'else' ? ('else' as const) : ('condition' as const),
        label: readText(branch['label']) ?? '',
        conditions: readFilter({ conditions: branch[key] ?? null }, at, reading),
        isMerged: readBoolean(branch['merge']) ?? false,
      },
    ];
  });
}
