import { isBundle } from '@ebbflow/connector-sdk';
import { evaluateMapper } from '../evaluation.ts';
import { computeStep } from './compute.step.ts';

/** What the scenario answers to whoever called it. The mapper has the outputs itself or under its only member `data`. */
export const returnDataStep = computeStep((module, frame, run) => {
  const mapped = evaluateMapper(module, frame, run);
  const { data } = mapped;
  const outputs = Object.keys(mapped).length === 1 && isBundle(data) ? data : mapped;
  run.outputs = outputs;
  return [outputs];
});
