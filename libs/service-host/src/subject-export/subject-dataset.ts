import type { ExportedSubject } from '@ebbflow/contracts';
import type { z } from 'zod';

/** Injection token of a service's datasets: what it has about people and organisations, for whoever asks for a copy. */
export const SUBJECT_DATASETS: unique symbol = Symbol.for('ebbflow.subject-datasets');

/** A set of like rows that a person or organisation gets a copy of (Articles 15 and 20 GDPR). */
export interface SubjectDataset {
  /** `<service>.<noun>` in kebab-case; names the files. */
  readonly id: string;
  readonly title: string;
  /** What it is kept for, in a sentence. */
  readonly purpose: string;
  /** What the operator is for it (C40). */
  readonly role: 'controller' | 'processor';
  /** The person gave it, and it is processed by contract or consent: part of what can be taken along (Article 20). */
  readonly isProvided: boolean;
  /** Of whom there are rows. Those `data-subject` is among are searched for the values and cut down to what is about them. */
  readonly of: readonly ExportedSubject['kind'][];
  readonly row: z.ZodObject;
  /** Never all of them in memory; nothing of other people, and no secret. */
  rows(subject: ExportedSubject): AsyncIterable<Readonly<Record<string, unknown>>>;
}

/** Rows page by page: `read` answers those after a key, in its order; a page that is not full is the last. */
export async function* pagedRows<Row>(
  read: (after: string, most: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  most = 200,
): AsyncGenerator<Row> {
  let after = '';
  for (;;) {
    const page = await read(after, most);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < most) return;
    after = keyOf(last);
  }
}
