import {
  decodeValue,
  encodeValue,
  isErrorClass,
  type Bundle,
  type ModuleResult,
  type Value,
} from '@ebbflow/connector-sdk';
import { DefectError, type JsonValue } from '@ebbflow/kernel';
import type { StepOutcome } from './ports.ts';

/** The outcome as JSON for the journal; dates and bytes survive. */
export function encodeStepOutcome(outcome: StepOutcome): JsonValue {
  return encodeValue(outcome as unknown as Value);
}

/** @throws DefectError `ENGINE.BAD_JOURNAL` when the JSON was not written by `encodeStepOutcome` */
export function decodeStepOutcome(json: JsonValue): StepOutcome {
  const value = decodeValue(json) as Bundle;
  const { kind } = value;
  if (kind === 'result' && isResult(value['result'])) return value as unknown as StepOutcome;
  if (kind === 'error' && typeof value['errorClass'] === 'string' && isErrorClass(value['errorClass'])) {
    return value as unknown as StepOutcome;
  }
  if (kind === 'committed') return value as unknown as StepOutcome;
  if (kind === 'sleep' && typeof value['dueAtMs'] === 'number') return value as unknown as StepOutcome;
  throw new DefectError('ENGINE.BAD_JOURNAL', 'A journal entry is not the outcome of a step.');
}

function isResult(value: Value): value is Value & ModuleResult {
  return typeof value === 'object' && value !== null && 'bundles' in value && Array.isArray(value.bundles);
}
