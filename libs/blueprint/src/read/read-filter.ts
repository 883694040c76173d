import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { ConditionNode, FilterNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import { isObject, type Reading } from './reading.ts';
import { readText } from './scalars.ts';

/** A filter that lets everything pass (absent, null, no conditions) is no filter. */
export function readFilter(value: JsonValue | undefined, pointer: string, reading: Reading): FilterNode | undefined {
  if (!isObject(value)) {
    if (Array.isArray(value) && value.length > 0) return readFilter({ conditions: value }, pointer, reading);
    return undefined;
  }
  const groups = reading.listAt(value, 'conditions', pointer);
  const at = childPointer(pointer, 'conditions');
  const conditions = isFlat(groups)
    ? [readGroup(groups, at, reading)]
    : groups.map((group, index) => (Array.isArray(group) ? readGroup(group, childPointer(at, index), reading) : []));
  // One empty alternative is always true, and so is the whole "or".
  if (conditions.some((group) => group.length === 0) || conditions.length === 0) return undefined;
  return { name: readText(value['name']) ?? '', conditions };
}

/** Hand-written files put the conditions straight into the outer list; they mean one group. */
function isFlat(groups: readonly JsonValue[]): boolean {
  return groups.length > 0 && groups.every((group) => isObject(group));
}

function readGroup(group: readonly JsonValue[], pointer: string, reading: Reading): ConditionNode[] {
  return group.flatMap((condition, index) => {
    const at = childPointer(pointer, index);
    if (isObject(condition)) return isBlank(condition) ? [] : [readCondition(condition, at)];
    reading.unusual(at, 'A condition is an object {a, o, b}; this one is left out.');
    return [];
  });
}

/** A row the author added in the dialog and never filled in. */
function isBlank(condition: JsonObject): boolean {
  return (['a', 'b', 'o', 'operator'] as const).every((key) => (condition[key] ?? '') === '');
}

function readCondition(condition: JsonObject, pointer: string): ConditionNode {
  return {
    a: condition['a'] ?? null,
    b: condition['b'] ?? null,
    o: readText(condition['o']) ?? readText(condition['operator']) ?? '',
    pointer,
  };
}
