import type { SyntaxNode } from '@lezer/common';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { readOwn } from '../evaluate/own-property.ts';
import { isCollection, type Value } from '../value.ts';
import { type CompileContext, childrenOf, type ListMode, nodeText } from './compile-context.ts';
import { quotedName } from './compile-literal.ts';

/** A name, a 1-based or (from the end) negative index, or `[]`. */
export type PathStep = string | number | typeof EVERY;
export const EVERY = Symbol('every element');

/** The steps after a reference's root, in the order of the text. */
export function pathSteps(context: CompileContext, node: SyntaxNode): PathStep[] {
  const steps: PathStep[] = [];
  for (const child of childrenOf(node)) {
    if (child.name === 'Segment') steps.push(nodeText(context, child));
    else if (child.name === 'QuotedName') steps.push(quotedName(nodeText(context, child)));
    else if (child.name === 'Index') {
      const index = child.getChild('IndexNumber');
      steps.push(index === null ? EVERY : Number(nodeText(context, index)));
    }
  }
  return steps;
}

/** 1-based, negative from the end; 0 and what lies outside is nothing. */
export function elementAt(list: readonly Value[], index: number): Value {
  return index > 0 ? list[index - 1] : index < 0 ? list.at(index) : undefined;
}

const WHOLE_NUMBER = /^-?\d{1,15}$/;

function readStep(value: Value, step: string | number): Value {
  if (Array.isArray(value)) {
    if (typeof step === 'number') return elementAt(value, step);
    return WHOLE_NUMBER.test(step) ? elementAt(value, Number(step)) : undefined;
  }
  return typeof step === 'string' && isCollection(value) ? readOwn(value, step) : undefined;
}

export type ReadPath = (root: Value, evaluation: Evaluation) => Value;

/** Turns a path into one function; a missing step answers undefined, never an error. */
export function compilePath(steps: readonly PathStep[], lists: ListMode): ReadPath {
  if (steps.length === 0) return (root) => root;
  const [only] = steps;
  if (steps.length === 1 && typeof only === 'string') return (root) => readStep(root, only);
  if (lists === 'first' || !steps.includes(EVERY)) return (root) => readFirst(root, steps);
  if (lists === 'trailing') {
    const before = steps.slice(0, -1);
    return steps.at(-1) === EVERY ? (root) => readFirst(root, before) : (root) => readFirst(root, steps);
  }
  return (root, evaluation) => readAll(root, steps, evaluation);
}

function readFirst(root: Value, steps: readonly PathStep[]): Value {
  let value = root;
  for (const step of steps) {
    if (value === undefined || value === null) return undefined;
    if (step !== EVERY) value = readStep(value, step);
    // An API that answers a lone thing instead of a list of one is read as if it were the list.
    else if (Array.isArray(value)) value = value[0];
  }
  return value;
}

/** Every element, and every element's elements for a second `[]`; elements without the field are left out. */
function readAll(root: Value, steps: readonly PathStep[], evaluation: Evaluation): Value {
  const firstList = steps.indexOf(EVERY);
  const list = readFirst(root, steps.slice(0, firstList));
  if (list === undefined || list === null) return undefined;
  let values: Value[] = Array.isArray(list) ? list : [list];
  for (const step of steps.slice(firstList + 1)) {
    evaluation.step(values.length);
    const next: Value[] = [];
    for (const value of values) {
      if (step !== EVERY) {
        const read = readStep(value, step);
        if (read !== undefined) next.push(read);
      } else if (Array.isArray(value)) {
        evaluation.ensureElements(next.length + value.length);
        for (const element of value) next.push(element);
      } else next.push(value);
    }
    values = next;
  }
  return values;
}
