import { Injectable } from '@nestjs/common';
import { TenantKeysService } from '../keys/tenant-keys.service.ts';
import { SecretNeededError } from './connections.errors.ts';
import type { ConnectionMaterial } from './find-connection-material.sql.ts';
import { secretContextOf, type SecretBinding } from './secret-context.policy.ts';

/** Members of a secret by name, as `CONNECTION_KINDS` says; of OAuth connections also their tokens. Lives as long as one answer. */
export type ConnectionSecret = Readonly<Record<string, unknown>>;

export interface SealedSecret {
  readonly secretSealed: Buffer;
  readonly keyVersion: number;
}

/** Seals what a connection must never show, and opens it, bound to the connection and to where it may go. */
@Injectable()
export class ConnectionSecrets {
  constructor(private readonly keys: TenantKeysService) {}

  /** @throws KeyDestroyedError */
  async seal(binding: SecretBinding, secret: ConnectionSecret): Promise<SealedSecret> {
    const key = await this.keys.read(binding.tenantId, 'secrets');
    const keyVersion = key.version;
    const plain = Buffer.from(toText(binding, secret));
    const secretSealed = await this.keys.envelopeOf(binding.tenantId, key).seal(secretContextOf(binding), plain);
    plain.fill(0);
    return { secretSealed, keyVersion };
  }

  /** @throws SecretNeededError, KeyDestroyedError; CannotOpenError when the destination was changed behind our back */
  async open(material: ConnectionMaterial): Promise<ConnectionSecret> {
    const { tenantId, id, secretSealed, keyVersion: version, keyState: state, wrappedKeySealed } = material;
    if (secretSealed === null || version === null || state === null) throw new SecretNeededError(id);
    const key = await this.keys.open(tenantId, 'secrets', { version, state, wrappedKeySealed });
    const plain = await this.keys.envelopeOf(tenantId, key).open(secretContextOf(material), secretSealed);
    const secret = toSecret(material, plain.toString());
    plain.fill(0);
    return secret;
  }
}

/** The bare key of an API key: those were there before the other kinds. */
function toText({ kind }: SecretBinding, secret: ConnectionSecret): string {
  return kind === 'api-key' ? String(secret['key']) : JSON.stringify(secret);
}

function toSecret({ kind }: SecretBinding, text: string): ConnectionSecret {
  return kind === 'api-key' ? { key: text } : (JSON.parse(text) as ConnectionSecret);
}
