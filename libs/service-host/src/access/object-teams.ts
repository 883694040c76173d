import type { ExpectedError } from '@ebbflow/kernel';
import type { ObjectPlace } from './may.policy.ts';

/** How a thing that a path names is found. */
export interface NamedObject {
  /** Where it belongs; undefined when there is none. Any text may come, not only ids. */
  placeOf(tenantId: string, id: string): Promise<Omit<ObjectPlace, 'organisationId'> | undefined>;
  /** What is answered for one that is not there: the same for one that the caller must not see. */
  notFound(id: string): ExpectedError;
}

/** By path parameter, such as `scenarioId`: what it names. */
export type NamedObjects = Readonly<Record<string, NamedObject>>;

/**
 * A provider of a service whose things belong to teams, named in its definition. Asked only for callers who may not do it in the
 * whole organisation, so an owner's request costs nothing more.
 */
export interface ObjectTeams {
  readonly named: NamedObjects;
}
