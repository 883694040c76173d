import type { ErasureSubject, HoldAnswer } from '@ebbflow/contracts';

/** A hold that keeps something of a subject now, as an erasure asks for it and as its certificate names it. */
export interface Hold {
  /** Id of a hold somebody set; of one a law makes by itself the id of its ground in `holds.yaml`, such as `accounting`. */
  readonly id: string;
  readonly kind: 'set' | 'statutory';
  /** Whose: the subject that was asked about, or one that contains it or is contained in it. */
  readonly subjectKind: ErasureSubject['kind'];
  readonly ground: HoldAnswer['ground'];
  /** No store: everything of the subject. */
  readonly scope: HoldAnswer['scope'];
  readonly until: Date;
}

/** Nothing of the subject may go. */
export function holdsAll(hold: Hold): boolean {
  return hold.scope.stores.length === 0 && hold.scope.fields.length === 0;
}
