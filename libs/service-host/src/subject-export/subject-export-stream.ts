import { Readable } from 'node:stream';
import type { ExportedSubject, ExportLine } from '@ebbflow/contracts';
import { z } from 'zod';
import { partAbout } from './part-about.ts';
import type { SubjectDataset } from './subject-dataset.ts';

/** A reader takes longer silence for a peer that died; where many rows are searched for few, an empty line says that it goes on. */
const SIGN_OF_LIFE_MS = 10_000;

/** All that a service has of a subject, as NDJSON, read as fast as the reader takes it. */
export function subjectExportStream(datasets: readonly SubjectDataset[], subject: ExportedSubject): Readable {
  return Readable.from(lines(datasets, subject), { objectMode: false });
}

async function* lines(datasets: readonly SubjectDataset[], subject: ExportedSubject): AsyncGenerator<string> {
  let rows = 0;
  for (const dataset of datasets.filter(({ of }) => of.includes(subject.kind))) {
    const { id, title, purpose, role, isProvided, row: shape } = dataset;
    yield line({ dataset: { id, title, purpose, role, isProvided, schema: z.toJSONSchema(shape) } });
    let spokeAt = Date.now();
    for await (const row of dataset.rows(subject)) {
      const shown = subject.kind === 'data-subject' ? partAbout(subject.values, row) : row;
      if (shown === undefined && Date.now() - spokeAt < SIGN_OF_LIFE_MS) continue;
      spokeAt = Date.now();
      yield shown === undefined ? '\n' : line({ row: shown });
      if (shown !== undefined) rows += 1;
    }
  }
  yield line({ end: { rows } });
}

function line(said: ExportLine): string {
  return `${JSON.stringify(said)}\n`;
}
