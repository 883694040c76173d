import type { ExportedSubject } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { z } from 'zod';
import type { ErasureParts } from '../erasure/erasure-part.ts';
import type { Candidate } from '../erasure/value-search.ts';
import type { SubjectDataset } from './subject-dataset.ts';

export interface SealedContents {
  /** The store as the search for people names it: `executor.data_store_record`. */
  readonly store: string;
  readonly title: string;
  readonly purpose: string;
}

const row = z.object({ id: z.string(), content: z.array(z.unknown()) });

/**
 * What lies sealed in an organisation's stores, opened one by one. The same that is looked through when a person in an organisation's data is
 * erased: what a copy shows and what an erasure finds cannot differ.
 */
export function searchedDatasets(parts: ErasureParts, contents: readonly SealedContents[]): SubjectDataset[] {
  return contents.map(({ store, title, purpose }) => ({
    id: store.replaceAll('_', '-'),
    ...{ title, purpose, role: 'processor', isProvided: true, of: ['organisation', 'data-subject'], row },
    rows: (subject) => rowsOf(parts, store, subject),
  }));
}

async function* rowsOf(parts: ErasureParts, store: string, { tenantId }: ExportedSubject) {
  const search = parts.searches.find((one) => one.store === store);
  for (let cursor = ''; search !== undefined;) {
    const page = await search.page(tenantId, cursor);
    for (const candidate of page) {
      const texts = await textsOf(candidate);
      if (texts.length > 0) yield { id: candidate.cursor, content: texts.map((text) => valueOf(text)) };
    }
    const last = page.at(-1);
    if (last === undefined) return;
    cursor = last.cursor;
  }
}

/** What is over, or gone meanwhile, is nothing any more. */
async function textsOf(candidate: Candidate): Promise<string[]> {
  try {
    return (await candidate.texts()).filter((text) => text !== '');
  } catch (thrown) {
    if (thrown instanceof ExpectedError) return [];
    throw thrown;
  }
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
