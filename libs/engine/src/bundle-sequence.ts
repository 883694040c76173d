import type { Bundle } from '@ebbflow/connector-sdk';

/**
 * The bundles a module made, each given when its turn comes: an array is one, an iterator makes its elements one by one, and
 * spilled bundles are fetched. So a hundred thousand bundles need not exist at the same time.
 */
export interface BundleSequence {
  readonly length: number;
  at(index: number): Bundle | Promise<Bundle> | undefined;
}

export const NO_BUNDLES: BundleSequence = [];
/** What goes on behind a module that lets bundles through without adding anything of its own. */
export const ONE_EMPTY_BUNDLE: BundleSequence = [{}];

/** Bundles that are computed when they are asked for; may be asked for the same one again. */
export function madeOnDemand(length: number, make: (index: number) => Bundle): BundleSequence {
  return { length, at: make };
}
