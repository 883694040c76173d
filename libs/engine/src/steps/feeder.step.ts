import { isBundle, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { evaluateInput } from '../evaluation.ts';
import { computeStep } from './compute.step.ts';

/** One bundle for each element of an array. An element that is no collection arrives as `value`; nothing at all makes no bundle. */
export const feederStep = computeStep((module, frame, run) => {
  const { array } = evaluateInput(module, frame, run).mapped;
  const elements: readonly Value[] =
    array === undefined || array === null || array === '' ? [] : Array.isArray(array) ? array : [array];
  return elements.map((element, index): Bundle => ({
    ...(isBundle(element) ? element : { value: element }),
    __IMTINDEX__: index + 1,
    __IMTLENGTH__: elements.length,
  }));
});
