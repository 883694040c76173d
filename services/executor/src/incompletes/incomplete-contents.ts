import { incompleteStateContext } from '@ebbflow/contracts';
import { openPayload, PeriodKeys, sealPayload } from '@ebbflow/crypto';
import { Injectable } from '@nestjs/common';
import type { IncompleteContent, IncompleteFullRow } from './incomplete-execution.ts';

export interface SealedContent {
  readonly sealed: Buffer;
  readonly keyVersion: number;
  readonly contentVersion: number;
}

/** Which execution it is, and when its run stopped. */
export interface SealedIncomplete {
  readonly tenantId: string;
  readonly id: string;
  readonly scenarioId: string;
  readonly stoppedAt: Date;
}

/** The only place where what an incomplete execution holds exists in clear, and in memory only. */
@Injectable()
export class IncompleteContents {
  constructor(private readonly keys: PeriodKeys) {}

  /** Whenever it is written, it can be read for as long as counts from `stoppedAt`. `contentVersion` is one more each time the content of one execution is written, so that an older one cannot be put in its place. */
  async seal(
    { tenantId, id, scenarioId, stoppedAt }: SealedIncomplete,
    content: IncompleteContent,
    contentVersion: number,
  ): Promise<SealedContent> {
    const key = await this.keys.toSeal({ tenantId, scenarioId, category: 'incomplete-runs', at: stoppedAt });
    const context = incompleteStateContext(tenantId, id, contentVersion);
    const sealed = sealPayload(key, context, Buffer.from(JSON.stringify(content)));
    return { sealed, keyVersion: key.version, contentVersion };
  }

  /** Undefined once it is forgotten. @throws KeyDestroyedError, GoneByLifetimeError, TransientError when vault is away */
  async open(
    tenantId: string,
    row: Pick<IncompleteFullRow, 'id' | 'content_version' | 'content_sealed' | 'key_version'>,
  ): Promise<IncompleteContent | undefined> {
    if (row.content_sealed === null || row.key_version === null) return undefined;
    const key = await this.keys.toOpen(tenantId, row.content_sealed);
    const plain = openPayload(key, incompleteStateContext(tenantId, row.id, row.content_version), row.content_sealed);
    // Authenticated: only `seal` can have written it.
    return JSON.parse(plain.toString('utf8')) as IncompleteContent;
  }
}
