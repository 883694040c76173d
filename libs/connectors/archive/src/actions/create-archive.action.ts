import { defineModule, ModuleError, readText } from '@ebbflow/connector-sdk';
import { filesOfRows } from '../files-of-rows.ts';
import { writeTar } from '../tar/write-tar.ts';
import { writeZip } from '../zip/write-zip.ts';

const WRITERS = { zip: writeZip, tar: writeTar } as const;

/** The files of all bundles (`fileName`, `data`) as one ZIP or TAR archive. */
export const createArchive = defineModule({
  name: 'archive:PackAggregator',
  versions: [1],
  kind: 'aggregator',
  label: 'Create an archive',
  fields: { parameters: ['feeder', 'type', 'archiveName'], mapper: ['fileName', 'data'], output: ['fileName', 'data'] },
  async run() {
    throw new ModuleError('UnexpectedError', 'An aggregator folds bundles; it cannot run on one.');
  },
  aggregate(rows, parameters) {
    const type = readText(parameters, 'type') ?? 'zip';
    if (type !== 'zip' && type !== 'tar')
      throw new ModuleError('DataError', 'The field "type" must be one of zip, tar.');
    const name = readText(parameters, 'archiveName') ?? readText(rows[0] ?? {}, 'archiveName') ?? 'archive';
    return { fileName: `${name}.${type}`, data: WRITERS[type](filesOfRows(rows)) };
  },
});
