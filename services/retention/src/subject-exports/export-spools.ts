import type { ExportDataset, ExportedSubject, ExportLine, ServiceName } from '@ebbflow/contracts';
import type { TenantKey } from '@ebbflow/crypto';
import { BLOB_STORE, type BlobStore } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { EXPORTING_SERVICES, ExportSource } from './export-source.ts';
import { openStream, sealStream } from './export-seals.ts';

/** Rows shown in the readable index; all are in the files. */
const SAMPLE_ROWS = 25;

export interface SpooledDataset extends ExportDataset {
  readonly service: ServiceName;
  readonly blobId: string;
  readonly rows: number;
  readonly sample: readonly Readonly<Record<string, unknown>>[];
}

export interface Spooling {
  readonly tenantId: string;
  readonly exportId: string;
  readonly key: TenantKey;
  readonly subject: ExportedSubject;
  readonly isWanted: (dataset: ExportDataset) => boolean;
  /** Hands out a blob id that is written down already. */
  readonly newBlobId: () => Promise<string>;
}

/**
 * Each set of rows is taken once from its service, sealed on its way to the blob store, and read from there for each form it is given in: a zip
 * takes its files one after the other, and nobody keeps a set in memory or in the clear.
 */
@Injectable()
export class ExportSpools {
  constructor(
    @Inject(ExportSource) private readonly source: ExportSource,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
  ) {}

  /** @throws SourceCutShortError when a service does not give all of its part */
  async gather(spooling: Spooling): Promise<SpooledDataset[]> {
    const spooled: SpooledDataset[] = [];
    for (const service of EXPORTING_SERVICES) {
      const lines = this.source.read(service, spooling.subject);
      try {
        let next = await lines.next();
        while (next.done !== true) {
          if ('dataset' in next.value) {
            const { dataset } = next.value;
            const rows = new RowsUntilNext(lines);
            if (spooling.isWanted(dataset)) spooled.push(await this.#spool(spooling, service, dataset, rows));
            else for await (const _row of rows) continue;
            next = rows.stoppedAt ?? { done: true, value: undefined };
          } else next = await lines.next();
        }
      } finally {
        await lines.return(undefined);
      }
    }
    return spooled;
  }

  /** The rows of a set again, each a line of JSON. */
  async *read(
    { tenantId, exportId, key }: Pick<Spooling, 'tenantId' | 'exportId' | 'key'>,
    { blobId }: SpooledDataset,
  ): AsyncGenerator<string> {
    const stream = { tenantId, object: `${exportId}/${blobId}` };
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of openStream(key, stream, this.blobs.getStream(tenantId, blobId))) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  }

  async #spool(
    { tenantId, exportId, key, newBlobId }: Spooling,
    service: ServiceName,
    dataset: ExportDataset,
    rows: RowsUntilNext,
  ): Promise<SpooledDataset> {
    const blobId = await newBlobId();
    const sample: Readonly<Record<string, unknown>>[] = [];
    let count = 0;
    const texts = async function* (): AsyncGenerator<Buffer> {
      for await (const row of rows) {
        count += 1;
        if (sample.length < SAMPLE_ROWS) sample.push(row);
        yield Buffer.from(`${JSON.stringify(row)}\n`);
      }
    };
    const stream = { tenantId, object: `${exportId}/${blobId}` };
    await this.blobs.putStream(tenantId, sealStream(key, stream, texts()), blobId);
    return { ...dataset, service, blobId, rows: count, sample };
  }
}

/** The rows that follow a set's line, and the line that ends them. */
class RowsUntilNext implements AsyncIterable<Readonly<Record<string, unknown>>> {
  readonly #lines: AsyncGenerator<ExportLine>;
  stoppedAt: IteratorResult<ExportLine, unknown> | undefined;

  constructor(lines: AsyncGenerator<ExportLine>) {
    this.#lines = lines;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for (;;) {
      const next = await this.#lines.next();
      if (next.done === true || !('row' in next.value)) {
        this.stoppedAt = next;
        return;
      }
      yield next.value.row;
    }
  }
}
