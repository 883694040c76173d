import type { PasskeyOptions } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { BadPasskeyError } from '../identity.errors.ts';
import { PendingSignIns } from '../pending-sign-ins/pending-sign-ins.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { SignInThrottle } from '../sessions/sign-in-throttle.ts';
import type { BegunSession } from '../sessions/sign-in-steps.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { PasskeyCeremonies } from './passkey-ceremonies.ts';
import { PasskeysRepository } from './passkeys.repository.ts';

/**
 * A passkey is two factors in one: the device, and what unlocks it (a finger, a face, a PIN), which is demanded. So it opens a
 * session by itself, also where an authenticator app is on.
 */
@Injectable()
export class PasskeySignInService {
  constructor(
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(PendingSignIns) private readonly pending: PendingSignIns,
    @Inject(PasskeyCeremonies) private readonly ceremonies: PasskeyCeremonies,
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(PasskeysRepository) private readonly passkeys: PasskeysRepository,
    @Inject(SessionsService) private readonly sessions: SessionsService,
  ) {}

  /** @throws TooManyAttemptsError */
  async begin(clientIp: string): Promise<PasskeyOptions> {
    await this.throttle.knock(clientIp);
    const { token } = await this.pending.begin({ kind: 'passkey' });
    return { token: token.reveal(), options: { ...(await this.ceremonies.signInOptions(token.reveal())) } };
  }

  /** Whatever comes of it, the challenge is used. @throws TooManyAttemptsError, SignInOverError, BadPasskeyError */
  async finish(token: string, response: { id: string }, clientIp: string): Promise<BegunSession> {
    await this.throttle.knock(clientIp);
    await this.pending.take(token, 'passkey');
    const passkey = await this.directory.ofPasskey(response.id);
    if (passkey === undefined) throw new BadPasskeyError();
    const counter = await this.ceremonies.signIn(token, response, { ...passkey, credentialId: response.id });
    const { tenant_id: tenantId, user_id: userId, id } = passkey;
    if (!(await this.passkeys.advance(tenantId, id, counter))) throw new BadPasskeyError();
    return this.sessions.begin(tenantId, userId, { method: 'passkey', isProof: true, clientIp });
  }
}
