import type { JsonValue } from '@ebbflow/kernel';

/** Enough to take one bundle's flow up again in another run: JSON, bundles and variables as `encodeValue` writes them. */
export interface ResumePoint {
  /** The module that failed; the flow goes on by running it again. */
  readonly moduleId: number;
  /** The bundles it could see, from the trigger down. */
  readonly path: readonly { readonly moduleId: number; readonly bundle: JsonValue }[];
  readonly variables: { readonly roundtrip: JsonValue; readonly execution: JsonValue };
  /** Set inside a branch that leads to a merge: the if-else, which branch of it, and how many of `path` stand before it. */
  readonly branch?: { readonly moduleId: number; readonly index: number; readonly pathLength: number };
}
