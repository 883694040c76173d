import type { CompiledModule } from '@ebbflow/blueprint';
import type { Bundle, ModuleError } from '@ebbflow/connector-sdk';
import type { Collector } from './collector.ts';

/**
 * What a module can see: its nearest ancestor's bundle, and through `parent` all further ones. Frames are never changed, only
 * added to, so that the bundles of one module may run through the rest of the flow one after the other on the same stem.
 */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly moduleId: number;
  readonly bundle: Bundle;
  /** Open aggregations this module feeds, by aggregator. */
  readonly collectors: Collectors;
  /** Inside an error handler: directives mean something. */
  readonly isHandling: boolean;
  /** Where the flow goes on when it comes to its end: inside a branch of an if-else that leads to a merge. */
  readonly end: FlowEnd | undefined;
}

export interface FlowEnd {
  readonly merge: CompiledModule;
  readonly branching: CompiledModule;
  /** Position among all branches of `branching`. */
  readonly branch: number;
  /** What the modules after the merge see, apart from the merge: what was there before the if-else. */
  readonly stem: Frame | undefined;
}

export type Collectors = ReadonlyMap<CompiledModule, Collector>;
export const NO_COLLECTORS: Collectors = new Map();

export function childFrame(
  parent: Frame | undefined,
  moduleId: number,
  bundle: Bundle,
  collectors: Collectors = NO_COLLECTORS,
): Frame {
  return { parent, moduleId, bundle, collectors, isHandling: parent?.isHandling ?? false, end: parent?.end };
}

/** The frame of one branch of an if-else. */
export function branchFrame(parent: Frame | undefined, moduleId: number, end: FlowEnd | undefined): Frame {
  return { ...childFrame(parent, moduleId, {}), end };
}

/** The frame of an error handler, whose modules read `{{<failed module>.error.message}}`, `.type` and `.detail`. */
export function handlerFrame(parent: Frame | undefined, moduleId: number, error: ModuleError): Frame {
  const { errorClass, message, detail = null } = error;
  const bundle = { error: { type: errorClass, message, detail } };
  return { ...childFrame(parent, moduleId, bundle), isHandling: true, end: undefined };
}

export function findBundle(frame: Frame | undefined, moduleId: number): Bundle | undefined {
  for (let at = frame; at !== undefined; at = at.parent) if (at.moduleId === moduleId) return at.bundle;
  return undefined;
}

export function findCollector(frame: Frame | undefined, aggregator: CompiledModule): Collector | undefined {
  for (let at = frame; at !== undefined; at = at.parent) {
    const collector = at.collectors.get(aggregator);
    if (collector) return collector;
  }
  return undefined;
}
