import { isErrorClass, ModuleError, readText } from '@ebbflow/connector-sdk';
import { evaluateMapper } from '../evaluation.ts';
import { computeStep } from './compute.step.ts';

/** Fails on purpose, with the class and message its author chose; a handler deals with it as with any other error. */
export const throwStep = computeStep((module, frame, run) => {
  const mapped = evaluateMapper(module, frame, run);
  const name = readText(mapped, 'type') ?? readText(mapped, 'errorType') ?? 'RuntimeError';
  const message = readText(mapped, 'message') ?? 'The scenario threw an error.';
  throw new ModuleError(isErrorClass(name) ? name : 'RuntimeError', message);
});
