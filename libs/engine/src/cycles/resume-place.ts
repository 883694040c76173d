import type { CompiledModule } from '@ebbflow/blueprint';
import { decodeValue, isBundle, type Bundle } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import { childFrame, type Frame } from '../frame.ts';
import type { Run } from '../run.ts';
import { endOf } from '../steps/if-else.step.ts';

/** Builds again what a put-aside bundle's module could see. Undefined when the scenario has the module no longer. */
export function resumePlace(
  run: Run,
): { readonly module: CompiledModule; readonly frame: Frame | undefined } | undefined {
  const { resume } = run.input;
  const find = (id: number | undefined): CompiledModule | undefined =>
    run.scenario.modules.find((candidate) => candidate.id === id);
  const module = find(resume?.moduleId);
  if (resume === undefined || module === undefined) return undefined;
  const { roundtrip, execution } = resume.variables;
  run.variables.restore({ roundtrip: toBundle(roundtrip), execution: toBundle(execution) });
  const branching = find(resume.branch?.moduleId);
  let frame: Frame | undefined;
  resume.path.forEach(({ moduleId, bundle }, index) => {
    const stem = frame;
    frame = childFrame(stem, moduleId, toBundle(bundle));
    if (branching === undefined || resume.branch?.pathLength !== index) return;
    frame = { ...frame, end: endOf(branching, resume.branch.index, stem) };
  });
  return { module, frame };
}

function toBundle(json: JsonValue): Bundle {
  const value = decodeValue(json);
  return isBundle(value) ? value : {};
}
