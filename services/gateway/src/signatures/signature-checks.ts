import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, type Secret } from '@ebbflow/kernel';
import type { OpenHook } from '../hooks/hook.ts';
import { HookSecrets } from './hook-secrets.ts';
import { SIGNED_WITH_NO_SECRET, signatureFault } from './signature-fault.ts';
import { BadSignatureError } from './signature.errors.ts';

const NO_SECRET = 'it has no secret yet; give it the one its sender signs with.';

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
    const nowSeconds = Math.floor(this.clock.nowMs() / 1_000);
    const faultWith = (secrets: readonly Secret[]): string | undefined =>
      secrets.length === 0
        ? NO_SECRET
        : signatureFault(signature, { headers: request.headers, body, secrets, nowSeconds });
    let fault = faultWith(await this.secrets.of(tenantId, id));
    if (fault === NO_SECRET || fault === SIGNED_WITH_NO_SECRET) {
      fault = faultWith(await this.secrets.freshly(tenantId, id));
    }
    if (fault !== undefined) throw new BadSignatureError(fault);
  }
}
