import type { Bundle, ErrorClass } from '@ebbflow/connector-sdk';
import type { Collector } from './collector.ts';

/**
 * What a module can see: its nearest ancestor's bundle, and through `parent` all further ones. Frames are never changed, only
 * added to, so that the bundles of one module may run through the rest of the flow one after the other on the same stem.
 */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly moduleId: number;
  readonly bundle: Bundle;
  /** Open aggregations this module feeds, by aggregator id. */
  readonly collectors: ReadonlyMap<number, Collector>;
}

const NO_COLLECTORS: ReadonlyMap<number, Collector> = new Map();

export function childFrame(
  parent: Frame | undefined,
  moduleId: number,
  bundle: Bundle,
  collectors: ReadonlyMap<number, Collector> = NO_COLLECTORS,
): Frame {
  return { parent, moduleId, bundle, collectors };
}

/** What a handler's modules read as `{{<failed module>.error.message}}`. */
export function errorBundle(error: { errorClass: ErrorClass; message: string; detail?: Bundle[string] }): Bundle {
  return { error: { type: error.errorClass, message: error.message, detail: error.detail ?? null } };
}

export function findBundle(frame: Frame | undefined, moduleId: number): Bundle | undefined {
  for (let at = frame; at !== undefined; at = at.parent) if (at.moduleId === moduleId) return at.bundle;
  return undefined;
}

export function findCollector(frame: Frame | undefined, aggregatorId: number): Collector | undefined {
  for (let at = frame; at !== undefined; at = at.parent) {
    const collector = at.collectors.get(aggregatorId);
    if (collector) return collector;
  }
  return undefined;
}
