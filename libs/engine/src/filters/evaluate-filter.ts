import type { CompiledCondition, CompiledFilter } from '@ebbflow/blueprint';
import { ModuleError } from '@ebbflow/connector-sdk';
import { evaluate } from '../evaluation.ts';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { compareOperands } from './compare-operands.ts';

/** True when one alternative holds in all its conditions; evaluates no further than it must. */
export function evaluateFilter(filter: CompiledFilter, frame: Frame | undefined, run: Run): boolean {
  return filter.conditions.some((group) => group.every((condition) => holds(condition, frame, run)));
}

function holds(condition: CompiledCondition, frame: Frame | undefined, run: Run): boolean {
  const { operator } = condition;
  if (operator === undefined) {
    throw new ModuleError('DataError', `The filter operator "${condition.written}" does not exist.`);
  }
  const a = evaluate(condition.a, frame, run);
  if (operator.type === 'any') return (a !== undefined && a !== null) === (operator.operation === 'exist');
  return compareOperands(operator, a, evaluate(condition.b, frame, run), run.input.timezone);
}
