import type { CompiledModule } from '@ebbflow/blueprint';
import { encodeValue, ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import type { Frame } from './frame.ts';
import type { RunLimits } from './limits.ts';
import type { ResumePoint } from './resume-point.ts';
import type { Variables } from './variables.ts';
import type { IncompleteBundle } from './verdict.ts';
import { weigh } from './weigh.ts';

/** The bundles one run put aside, each with all it needs to be taken up again, within the bounds of the run. */
export class Incompletes {
  readonly bundles: IncompleteBundle[] = [];
  #bytes = 0;
  readonly #limits: RunLimits;
  /** Many failed bundles stand on the same stem: its JSON is made once and shared. */
  readonly #encoded = new WeakMap<Bundle, JsonValue>();

  constructor(limits: RunLimits) {
    this.#limits = limits;
  }

  /** False when there is no room for it. @throws ModuleError when a bundle cannot be written */
  add(incomplete: Omit<IncompleteBundle, 'state'>, state: ResumePoint): boolean {
    const bytes = weigh(state as unknown as JsonValue);
    if (this.bundles.length >= this.#limits.incompleteBundles) return false;
    if (this.#bytes + bytes > this.#limits.incompleteBytes) return false;
    this.#bytes += bytes;
    this.bundles.push({ ...incomplete, state });
    return true;
  }

  stateAt(module: CompiledModule, frame: Frame | undefined, variables: Variables): ResumePoint {
    const frames: Frame[] = [];
    for (let at = frame; at !== undefined; at = at.parent) frames.unshift(at);
    const { roundtrip, execution } = variables.snapshot;
    const end = frame?.end;
    return {
      moduleId: module.id,
      path: frames.map(({ moduleId, bundle }) => ({ moduleId, bundle: this.#encode(bundle) })),
      variables: { roundtrip: encodeValue(roundtrip), execution: encodeValue(execution) },
      ...(end === undefined
        ? {}
        : {
            branch: {
              moduleId: end.branching.id,
              index: end.branch,
              pathLength: end.stem === undefined ? 0 : frames.indexOf(end.stem) + 1,
            },
          }),
    };
  }

  #encode(bundle: Bundle): JsonValue {
    const known = this.#encoded.get(bundle);
    if (known !== undefined) return known;
    const encoded = encodeValue(bundle);
    this.#encoded.set(bundle, encoded);
    return encoded;
  }
}

/** What ends a run whose incomplete bundles find no room. */
export function noRoom(): ModuleError {
  return new ModuleError(
    'OutOfSpaceError',
    'The run put aside as many bundles as it may; deal with them, or enable data loss in the scenario settings.',
  );
}
