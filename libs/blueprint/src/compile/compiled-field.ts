import type { CompiledTemplate, Value } from '@ebbflow/expressions';

/** A value of a mapper or of parameters with every template in it compiled. `field` names it for people: `headers.0.value`. */
export type CompiledField =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'template'; readonly template: CompiledTemplate; readonly field: string }
  | { readonly kind: 'list'; readonly items: readonly CompiledField[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, CompiledField])[] }
  /** A template that does not follow the language; whoever evaluates it gets a DataError. */
  | { readonly kind: 'broken'; readonly field: string; readonly message: string };

export const EMPTY_FIELD: CompiledField = { kind: 'constant', value: {} };
