import type { CustomVariableScope, CustomVariableType } from '@ebbflow/contracts';
import { type Fault, isId, type JsonValue } from '@ebbflow/kernel';
import { isTooDeep } from '../scenarios/document-depth.policy.ts';

/** All variables of a tenant lie in memory while its scenarios run. */
const MAX_VALUE_BYTES = 16_384;

/** What is wrong with a value of this type. No sentence quotes it. */
export function valueFaults(type: CustomVariableType, value: JsonValue): readonly Fault[] {
  const fault = (message: string): readonly Fault[] => [{ pointer: '/value', message }];
  if (isTooDeep(value)) return fault('The value is nested too deep.');
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_VALUE_BYTES) {
    return fault(`The value may have ${String(MAX_VALUE_BYTES)} bytes; keep more than that in a data store.`);
  }
  if (type === 'json') return [];
  if (type === 'date') {
    const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
    return isDate ? [] : fault('A date is expected, such as 2026-01-31T08:00:00Z.');
  }
  return typeof value === (type === 'text' ? 'string' : type) ? [] : fault(`A ${type} is expected.`);
}

/** What is wrong with where a variable is to be. */
export function scopeFaults(scope: CustomVariableScope, scopeId: string | undefined): readonly Fault[] {
  const fault = (message: string): readonly Fault[] => [{ pointer: '/scopeId', message }];
  if (scope === 'organization') return scopeId === undefined ? [] : fault('Leave this out for the organisation.');
  return isId(scope === 'team' ? 'tea' : 'scn', scopeId) ? [] : fault(`Give the id of the ${scope}.`);
}
