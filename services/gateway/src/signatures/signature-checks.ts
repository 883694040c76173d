import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { OpenHook } from '../hooks/hook.ts';
import { HookSecrets } from './hook-secrets.ts';
import { signatureFault } from './signature-fault.ts';
import { BadSignatureError } from './signature.errors.ts';

/** Who sent it, by what its body was signed with; for hooks that ask for it. */
@Injectable()
export class SignatureChecks {
  constructor(
    @Inject(HookSecrets) private readonly secrets: HookSecrets,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws BadSignatureError; TransientError when vault is away */
  async pass({ tenantId, id, settings }: OpenHook, request: IncomingMessage, body: Buffer): Promise<void> {
    const { signature } = settings;
    if (signature === null) return;
    const secrets = await this.secrets.of(tenantId, id);
    if (secrets.length === 0)
      throw new BadSignatureError('it has no secret yet; give it the one its sender signs with.');
    const nowSeconds = Math.floor(this.clock.nowMs() / 1_000);
    const fault = signatureFault(signature, { headers: request.headers, body, secrets, nowSeconds });
    if (fault !== undefined) throw new BadSignatureError(fault);
  }
}
