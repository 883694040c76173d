import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasureCounts, ErasureSubject } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Client } from 'pg';
import { ScanConfig } from './scan.config.ts';
import { countHits } from './count-hits.ts';
import { type ScannableTable, scannableTables } from './scannable-tables.sql.ts';

export interface ScanResult {
  readonly scope: 'full' | 'stores';
  /** Rows, or blobs, that still hold something of the subject, by place; never what they hold. */
  readonly hits: ErasureCounts;
  /** How much was looked through. */
  readonly looked: ErasureCounts;
}

/**
 * Looks for what is left of somebody without asking anybody who should have deleted it: not the data map, not the services, not the code that
 * deletes. It reads the catalogue and every row of every table under a role of its own, which may read everything and change nothing: the
 * services' own roles see one tenant or one schema each, and a look through them would miss what they were not shown.
 */
@Injectable()
export class ResidualScanner {
  constructor(@Inject(ScanConfig) private readonly config: ScanConfig) {}

  /** False: nobody gave it a role to look with. */
  get canLook(): boolean {
    return this.config.databaseUrl !== undefined;
  }

  /** What somebody is known by beside their id, while it is still there to be read. */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- what is left may lie in another organisation's rows
  async needlesOf(subject: ErasureSubject): Promise<string[]> {
    if (subject.kind !== 'user' || !this.canLook) return [];
    return this.#connected(async (client) => {
      const { rows } = await client.query<{ email: string }>('select email from identity."user" where id = $1', [
        subject.userId,
      ]);
      return rows.map(({ email }) => email);
    });
  }

  /** @param needles at least four characters each */
  // eslint-disable-next-line ebbflow/tenant-scope-first -- what is left may lie in another organisation's rows
  async scan(subject: ErasureSubject, needles: readonly string[]): Promise<ScanResult> {
    const wanted = [...new Set(needles.map((needle) => needle.toLowerCase()))].filter(({ length }) => length >= 4);
    const hits: Record<string, number> = {};
    const tables = await this.#connected(async (client) => {
      const found = await client.query<ScannableTable>(scannableTables);
      for (const table of found.rows) {
        const { rows } = await client.query<{ hits: number }>(countHits(table), [wanted]);
        if ((rows[0]?.hits ?? 0) > 0) hits[`${table.schema}.${table.table}`] = rows[0]?.hits ?? 0;
      }
      return found.rows.length;
    });
    const folder = await this.#folderOf(subject);
    if (folder.isThere) hits['blobs'] = 1;
    return { scope: 'full', hits, looked: { tables, ...(folder.isSeen ? { 'blob folders': 1 } : {}) } };
  }

  async #folderOf(subject: ErasureSubject): Promise<{ isSeen: boolean; isThere: boolean }> {
    const { blobFolder } = this.config;
    if (subject.kind !== 'organisation' || blobFolder === undefined) return { isSeen: false, isThere: false };
    const isThere = await access(join(blobFolder, subject.tenantId)).then(
      () => true,
      () => false,
    );
    return { isSeen: true, isThere };
  }

  async #connected<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({
      connectionString: this.config.databaseUrl?.reveal(),
      application_name: 'ebbflow-residual-scanner',
      connectionTimeoutMillis: 5_000,
      // A look through large tables takes its time, and gives way to everybody else's.
      options: '-c statement_timeout=600s -c default_transaction_read_only=on',
    });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
