import { BUILTIN_MODULES } from '@ebbflow/blueprint';
import { BUILTIN_STEPS } from './find-step.ts';

it('the engine has a step for every module of the format itself, and for no other', () => {
  expect([...BUILTIN_STEPS.keys()].sort()).toEqual([...BUILTIN_MODULES].sort());
});
