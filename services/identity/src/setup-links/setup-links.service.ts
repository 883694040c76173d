import { CLOCK, type Clock, type Secret } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { newOpaqueToken } from '../opaque-token.ts';
import { SetupLinkConfig } from './setup-link.config.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';

@Injectable()
export class SetupLinksService {
  constructor(
    @Inject(SetupLinksRepository) private readonly links: SetupLinksRepository,
    @Inject(SetupLinkConfig) private readonly config: SetupLinkConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A fresh link for the organisation, which makes an older one worthless; undefined once one was used. */
  async issue(tenantId: string): Promise<Secret | undefined> {
    const { token, hash } = newOpaqueToken('ebl');
    const expiresAt = new Date(this.clock.nowMs() + this.config.lifetime.milliseconds);
    return (await this.links.issue(tenantId, hash, expiresAt)) ? token : undefined;
  }
}
