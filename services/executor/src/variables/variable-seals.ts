import { variableValueContext } from '@ebbflow/contracts';
import { openPayload, sealPayload, TenantKeys } from '@ebbflow/crypto';
import type { JsonValue } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';

@Injectable()
export class VariableSeals {
  constructor(private readonly keys: TenantKeys) {}

  /** @throws KeyDestroyedError */
  async seal(tenantId: string, id: string, value: JsonValue): Promise<{ valueSealed: Buffer; keyVersion: number }> {
    const key = await this.keys.current(tenantId);
    const valueSealed = sealPayload(key, variableValueContext(tenantId, id), Buffer.from(JSON.stringify(value)));
    return { valueSealed, keyVersion: key.version };
  }

  async open(tenantId: string, id: string, sealed: { valueSealed: Buffer; keyVersion: number }): Promise<JsonValue> {
    const key = await this.keys.version(tenantId, sealed.keyVersion);
    const opened = openPayload(key, variableValueContext(tenantId, id), sealed.valueSealed);
    return JSON.parse(opened.toString('utf8')) as JsonValue;
  }
}
