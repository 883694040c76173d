import { incompleteStateContext } from '@ebbflow/contracts';
import { openPayload, sealPayload, TenantKeys } from '@ebbflow/crypto';
import { Injectable } from '@nestjs/common';
import type { IncompleteContent, IncompleteFullRow } from './incomplete-execution.ts';

export interface SealedContent {
  readonly sealed: Buffer;
  readonly keyVersion: number;
  readonly contentVersion: number;
}

/** The only place where what an incomplete execution holds exists in clear, and in memory only. */
@Injectable()
export class IncompleteContents {
  constructor(private readonly keys: TenantKeys) {}

  /** `contentVersion` is one more each time the content of one execution is written, so that an older one cannot be put in its place. */
  async seal(tenantId: string, id: string, content: IncompleteContent, contentVersion: number): Promise<SealedContent> {
    const key = await this.keys.current(tenantId);
    const context = incompleteStateContext(tenantId, id, contentVersion);
    const sealed = sealPayload(key, context, Buffer.from(JSON.stringify(content)));
    return { sealed, keyVersion: key.version, contentVersion };
  }

  /** Undefined once it is forgotten. @throws KeyDestroyedError, TransientError when vault is away */
  async open(
    tenantId: string,
    row: Pick<IncompleteFullRow, 'id' | 'content_version' | 'content_sealed' | 'key_version'>,
  ): Promise<IncompleteContent | undefined> {
    if (row.content_sealed === null || row.key_version === null) return undefined;
    const key = await this.keys.version(tenantId, row.key_version);
    const plain = openPayload(key, incompleteStateContext(tenantId, row.id, row.content_version), row.content_sealed);
    // Authenticated: only `seal` can have written it.
    return JSON.parse(plain.toString('utf8')) as IncompleteContent;
  }
}
