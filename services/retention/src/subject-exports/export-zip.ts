import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { csvOf, jsonOf } from './export-forms.ts';
import { type ExportFacts, exportIndex, filesOf } from './export-index.ts';
import type { SpooledDataset } from './export-spools.ts';

/**
 * The zip as it is made, file after file: each is opened only when it is its turn, so that memory does not grow with what is in it.
 * @param read the rows of a set, from the beginning, as often as it is asked for
 */
export async function* exportZip(
  facts: ExportFacts,
  read: (dataset: SpooledDataset) => AsyncIterable<string>,
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = new PassThrough();
  zip.on('error', (cause: Error) => output.destroy(cause));
  zip.outputStream.pipe(output);
  const add = (path: string, chunks: () => AsyncIterable<Buffer>): void => {
    zip.addReadStreamLazy(path, { mtime: facts.madeAt }, (give) => {
      give(null, Readable.from(chunks(), { objectMode: false }));
    });
  };
  zip.addBuffer(Buffer.from(exportIndex(facts)), 'index.html', { mtime: facts.madeAt });
  for (const dataset of facts.datasets) {
    const { json, csv, schema } = filesOf(dataset);
    zip.addBuffer(Buffer.from(`${JSON.stringify(dataset.schema, undefined, 2)}\n`), schema, { mtime: facts.madeAt });
    add(json, () => jsonOf(read(dataset)));
    add(csv, () => csvOf(dataset, read(dataset)));
  }
  zip.end();
  try {
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    output.destroy();
  }
}
