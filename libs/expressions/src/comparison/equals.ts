import { Meter } from '../evaluate/meter.ts';
import { isCollection, isPresent, type Value } from '../value.ts';

/**
 * Strict equality: no value equals one of another type, dates are equal at the same instant, arrays and collections when
 * their contents are. All empty values are equal to each other.
 */
export function equals(left: Value, right: Value, meter: Meter = new Meter(), depth = 0): boolean {
  if (left === right) return true;
  if (!isPresent(left) || !isPresent(right)) return !isPresent(left) && !isPresent(right);
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  meter.ensureDepth(depth);
  if (left instanceof Date) return right instanceof Date && left.getTime() === right.getTime();
  if (left instanceof Uint8Array) return right instanceof Uint8Array && sameBytes(left, right, meter);
  if (Array.isArray(left)) return Array.isArray(right) && sameElements(left, right, meter, depth);
  if (!isCollection(left) || !isCollection(right)) return false;
  const keys = Object.keys(left);
  meter.step(keys.length);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equals(left[key], right[key], meter, depth + 1))
  );
}

function sameElements(left: Value[], right: Value[], meter: Meter, depth: number): boolean {
  if (left.length !== right.length) return false;
  meter.step(left.length);
  return left.every((element, index) => equals(element, right[index], meter, depth + 1));
}

function sameBytes(left: Uint8Array, right: Uint8Array, meter: Meter): boolean {
  meter.step(Math.ceil(left.length / 64));
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
