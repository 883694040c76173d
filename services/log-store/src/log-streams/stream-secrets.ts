import { randomBytes } from 'node:crypto';
import { type LogStreamTarget, logStreamSecretSchema } from '@ebbflow/contracts';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';

/** Whom a secret was given for. */
function audienceOf(target: LogStreamTarget): string {
  return target.kind === 'syslog'
    ? `syslog ${target.host}:${String(target.port)}`
    : `${target.kind} ${new URL(target.url).href}`;
}

/** What streams authorise themselves with: vault has it, bound to where the stream goes, and lends it for one batch. */
@Injectable()
export class StreamSecrets {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  /** As receivers' libraries take it. */
  make(): string {
    return `whsec_${randomBytes(32).toString('base64')}`;
  }

  async keep(tenantId: string, logStreamId: string, target: LogStreamTarget, secret: string): Promise<void> {
    const body = { tenantId, logStreamId, secret: JSON.stringify({ audience: audienceOf(target), secret }) };
    await this.client.call('vault', 'PUT', '/internal/v1/log-stream-secrets', { body });
  }

  /** Undefined: there is none for this target. */
  async of(tenantId: string, logStreamId: string, target: LogStreamTarget): Promise<string | undefined> {
    const { secret: kept } = await this.client.call('vault', 'POST', '/internal/v1/log-stream-secrets/read', {
      body: { tenantId, logStreamId },
      schema: logStreamSecretSchema,
    });
    if (kept === null) return undefined;
    // Written by `keep` above.
    const { audience, secret } = JSON.parse(kept) as { audience: string; secret: string };
    return audience === audienceOf(target) ? secret : undefined;
  }

  async forget(tenantId: string, logStreamId: string): Promise<void> {
    await this.client.call('vault', 'DELETE', `/internal/v1/log-stream-secrets/${logStreamId}?tenantId=${tenantId}`);
  }
}
