import type { Erased, ErasureCounts, ErasureSubject, ErasureSubjectKind } from '@ebbflow/contracts';
import { Injectable } from '@nestjs/common';
import type { ValueSearch } from './value-search.ts';

/** What a service does of an erasure beyond emptying tables. Everything may be done twice and must then change nothing. */
export interface ErasurePart {
  readonly kinds: readonly ErasureSubjectKind[];
  /** What there is of the subject, by store. Changes nothing. @throws ExpectedError when the subject cannot be erased as things are */
  count?(subject: ErasureSubject): Promise<ErasureCounts>;
  /** Of a person: the organisations it is a member of beside its own. */
  memberOf?(subject: ErasureSubject): Promise<string[]>;
  /** Destroys keys, shuts doors, ends work: afterwards nothing can be read or added. */
  stop?(subject: ErasureSubject): Promise<ErasureCounts>;
  /** Deletes. `isDone` false: there is more, or somebody outside has to be told first; it is asked again. */
  erase?(subject: ErasureSubject): Promise<Erased>;
}

/** The parts of a service; each adds itself when it is made. */
@Injectable()
export class ErasureParts {
  readonly #parts: ErasurePart[] = [];
  readonly #searches: ValueSearch[] = [];

  add(part: ErasurePart): void {
    this.#parts.push(part);
  }

  /** Stores that are looked through for people known by values. */
  addSearch(search: ValueSearch): void {
    this.#searches.push(search);
  }

  get searches(): readonly ValueSearch[] {
    return this.#searches;
  }

  of(kind: ErasureSubjectKind): readonly ErasurePart[] {
    return this.#parts.filter(({ kinds }) => kinds.includes(kind));
  }
}

/** Sums by store. */
export function addCounts(...all: readonly ErasureCounts[]): ErasureCounts {
  const sums: Record<string, number> = {};
  for (const counts of all)
    for (const [store, count] of Object.entries(counts)) sums[store] = (sums[store] ?? 0) + count;
  return sums;
}
