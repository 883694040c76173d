import type { Bundle } from '@ebbflow/connector-sdk';
import type { IncompleteBundle } from './verdict.ts';

/** What a directive at the end of an error handler decided. */
export type Resolution =
  | { readonly kind: 'resume'; readonly bundle: Bundle }
  | { readonly kind: 'break'; readonly retry?: NonNullable<IncompleteBundle['retry']> }
  | { readonly kind: 'ignore' | 'commit' | 'rollback' };

/** Leaves the handler's flow from any depth; the step whose error is handled catches it. */
export class HandlerResolved extends Error {
  readonly resolution: Resolution;

  constructor(resolution: Resolution) {
    super('The error handler decided.');
    this.name = 'HandlerResolved';
    this.resolution = resolution;
  }
}
