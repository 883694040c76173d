import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { LedgerEntry, NamedErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database, errorCodeOf } from '@ebbflow/persistence';
import { ledgerDigest } from '@ebbflow/service-host/erasure';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { subjectId } from '../erasure-subject.policy.ts';
import { ErasuresConfig } from '../erasures.config.ts';
import { BrokenLedgerError } from './ledger.errors.ts';
import { findLedgerHead } from './find-ledger-head.sql.ts';
import { insertLedgerEntries } from './insert-ledger-entries.sql.ts';

const headSchema = z.object({ ledger: z.literal(1), key: z.string() });
const lineSchema = z.object({
  sequence: z.int().positive(),
  kind: z.enum(['organisation', 'user', 'connection', 'device']),
  digest: z.string(),
  erasureId: z.string(),
  erasedAt: z.string(),
});
type Line = z.infer<typeof lineSchema>;

export interface LedgerContent {
  readonly key: Buffer;
  readonly lines: readonly Line[];
}

/**
 * Who was erased, as keyed digests, in a file that no backup of the database has: what a restore brings back is found by it and goes again. A
 * line is on disk before the first key of its subject is destroyed. The file's own key stands in its first line: without it a digest would
 * be the same in every installation. `retention.erasure_ledger` is the file once more, in the database, and tells a restore by being behind.
 */
@Injectable()
export class ErasureLedger {
  constructor(
    @Inject(ErasuresConfig) private readonly config: ErasuresConfig,
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Once for each erasure, however often it is asked. Only the job that moves erasures writes, one at a time. */
  async append(erasureId: string, subject: NamedErasureSubject): Promise<void> {
    const file = this.config.ledgerFile;
    if (file === undefined) {
      this.logger.warn(
        'There is no ledger outside of the database: a restored backup would bring back who is erased now.',
        {
          erasureId,
        },
      );
      return;
    }
    const { key, lines } = await this.read(file);
    if (lines.some((line) => line.erasureId === erasureId)) return;
    const line: Line = {
      sequence: (lines.at(-1)?.sequence ?? 0) + 1,
      kind: subject.kind,
      digest: ledgerDigest(key, subject.kind, subjectId(subject) ?? ''),
      erasureId,
      erasedAt: this.clock.now().toISOString(),
    };
    await appendLine(file, line);
    await this.mirror([line]);
  }

  /** Undefined: there is none. Makes an empty one where there should be one. @throws BrokenLedgerError */
  async content(): Promise<LedgerContent | undefined> {
    return this.config.ledgerFile === undefined ? undefined : this.read(this.config.ledgerFile);
  }

  /** The last line the database knows of; 0 when none. */
  async head(): Promise<number> {
    const [row] = await this.database.asWorker((sql) => sql.query<{ head: number }>(findLedgerHead));
    return row?.head ?? 0;
  }

  async mirror(lines: readonly Line[]): Promise<void> {
    if (lines.length > 0)
      await this.database.asWorker((sql) => sql.query(insertLedgerEntries, [JSON.stringify(lines)]));
  }

  private async read(file: string): Promise<LedgerContent> {
    const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
      if (errorCodeOf(thrown) === 'ENOENT') return undefined;
      throw thrown;
    });
    if (text === undefined) {
      const key = randomBytes(32);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await appendLine(file, { ledger: 1, key: key.toString('base64') });
      return { key, lines: [] };
    }
    try {
      const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
      const { key } = headSchema.parse(JSON.parse(first));
      return { key: Buffer.from(key, 'base64'), lines: rest.map((line) => lineSchema.parse(JSON.parse(line))) };
    } catch (cause) {
      throw new BrokenLedgerError(cause);
    }
  }
}

export function entriesOf(lines: readonly Line[]): LedgerEntry[] {
  return lines.map(({ kind, digest }) => ({ kind, digest }));
}

/** Synced: the erasure goes on only when this survives a power cut. */
async function appendLine(file: string, line: object): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${JSON.stringify(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
