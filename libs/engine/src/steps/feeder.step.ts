import { isBundle, type Value } from '@ebbflow/connector-sdk';
import { madeOnDemand } from '../bundle-sequence.ts';
import { evaluateMapper } from '../evaluation.ts';
import { computeStep } from './compute.step.ts';

/** One bundle for each element of an array. An element that is no collection arrives as `value`; nothing at all makes no bundle. */
export const feederStep = computeStep((module, frame, run) => {
  const { array } = evaluateMapper(module, frame, run);
  const elements: readonly Value[] =
    array === undefined || array === null || array === '' ? [] : Array.isArray(array) ? array : [array];
  return madeOnDemand(elements.length, (index) => {
    const element = elements[index];
    return {
      ...(isBundle(element) ? element : { value: element }),
      __IMTINDEX__: index + 1,
      __IMTLENGTH__: elements.length,
    };
  });
});
