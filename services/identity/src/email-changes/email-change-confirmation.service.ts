import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { LinkInvalidError, SignInFirstError } from '../identity.errors.ts';
import { hashOpaqueToken } from '../opaque-token.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { TenantDirectory } from '../tenant-directory.ts';
import { EmailChangesRepository } from './email-changes.repository.ts';

@Injectable()
export class EmailChangeConfirmationService {
  constructor(
    @Inject(TenantDirectory) private readonly directory: TenantDirectory,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(EmailChangesRepository) private readonly changes: EmailChangesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The link proves that somebody reads mail there, the session that it is who wished for it. The link alone is not enough: with a
   * stranger's address in the wish, its reader would press a button and give the address to the wisher's account.
   * @throws LinkInvalidError, SignInFirstError (the link stays open then)
   */
  async confirm(token: string, sessionToken: string | undefined): Promise<void> {
    const change = await this.directory.ofEmailChange(hashOpaqueToken(token), this.clock.now());
    if (change === undefined) throw new LinkInvalidError();
    const session = sessionToken === undefined ? undefined : await this.sessions.find(sessionToken);
    if (session === undefined) throw new SignInFirstError();
    if (session.tenant_id !== change.tenant_id || session.user_id !== change.user_id) throw new LinkInvalidError();
    await this.changes.confirm(change.tenant_id, change);
  }
}
