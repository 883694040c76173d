import { createHmac } from 'node:crypto';
import {
  rectificationContext,
  type Sealed,
  type SubjectRequestDetails,
  subjectNoticeContext,
  subjectRequestContext,
  subjectRequestDetailsSchema,
} from '@ebbflow/contracts';
import { deriveTenantSecret, openPayload, type SealContext, sealPayload, TenantKeys } from '@ebbflow/crypto';
import { ExpectedError } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { SubjectRequestEntity } from './subject-request.entity.ts';

export interface SealedDetails {
  readonly detailsSealed: Buffer;
  readonly keyVersion: number;
}

/** What people say with a request, under the key of the organisation it is about. */
@Injectable()
export class RequestDetails {
  constructor(@Inject(TenantKeys) private readonly keys: TenantKeys) {}

  async seal(tenantId: string, requestId: string, details: SubjectRequestDetails): Promise<SealedDetails> {
    const sealed = await this.#seal(tenantId, subjectRequestContext(tenantId, requestId), details);
    return { detailsSealed: sealed.bytes, keyVersion: sealed.keyVersion };
  }

  /** Empty where nothing was said, and where the organisation's key is gone. */
  async open(row: SubjectRequestEntity): Promise<SubjectRequestDetails> {
    const { tenantId, id, detailsSealed, keyVersion } = row;
    if (detailsSealed === null || keyVersion === null) return {};
    try {
      const key = await this.keys.version(tenantId, keyVersion);
      const plain = openPayload(key, subjectRequestContext(tenantId, id), detailsSealed);
      return subjectRequestDetailsSchema.parse(JSON.parse(plain.toString('utf8')));
    } catch (thrown) {
      if (thrown instanceof ExpectedError) return {};
      throw thrown;
    }
  }

  /** For whoever holds what is to be set right. */
  async order(tenantId: string, requestId: string, details: SubjectRequestDetails): Promise<Sealed> {
    return this.#travelling(tenantId, rectificationContext(tenantId, requestId), details);
  }

  async text(tenantId: string, noticeId: string, text: string): Promise<Sealed> {
    return this.#travelling(tenantId, subjectNoticeContext(tenantId, noticeId), text);
  }

  /** The same for the same wish about the same subject, and tells nobody without the organisation's key whom it is about. */
  async digest(tenantId: string, wish: unknown): Promise<Buffer> {
    const secret = deriveTenantSecret(await this.keys.current(tenantId), 'subject requests');
    return createHmac('sha256', secret).update(JSON.stringify(wish)).digest();
  }

  async #travelling(tenantId: string, context: SealContext, value: unknown): Promise<Sealed> {
    const { bytes, keyVersion } = await this.#seal(tenantId, context, value);
    return { keyVersion, bytes: bytes.toString('base64') };
  }

  async #seal(tenantId: string, context: SealContext, value: unknown): Promise<{ bytes: Buffer; keyVersion: number }> {
    const key = await this.keys.current(tenantId);
    return { bytes: sealPayload(key, context, Buffer.from(JSON.stringify(value))), keyVersion: key.version };
  }
}
