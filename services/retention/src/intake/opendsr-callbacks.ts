import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { RequestDetails } from '../subject-requests/request-details.ts';
import type { SubjectRequestEntity } from '../subject-requests/subject-request.entity.ts';
import { SubjectRequestsRepository } from '../subject-requests/subject-requests.repository.ts';
import { OpenDsrPost } from './opendsr-post.ts';
import { openDsrStatus } from './opendsr-status.policy.ts';

/** A controller that cannot be reached for so long asks itself. */
const GIVEN_UP_AFTER = Duration.parse('72h');

/** Tells controllers of each new status where they asked for it; tried again every minute. */
@Injectable()
export class OpenDsrCallbacks {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(OpenDsrPost) private readonly post: OpenDsrPost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async tell(row: SubjectRequestEntity): Promise<void> {
    const toldStatus = openDsrStatus(row.state);
    if (row.controllerId === null || row.toldStatus === toldStatus) return;
    const { callbacks = [] } = await this.details.open(row);
    const taken = await Promise.all(callbacks.map((url) => this.post.send(row, url)));
    const isLate = (row.closedAt?.getTime() ?? Infinity) + GIVEN_UP_AFTER.milliseconds < this.clock.nowMs();
    if (!isLate && !taken.every(Boolean)) return;
    await this.requests.change(row.tenantId, row.id, { from: [row.state], to: { toldStatus }, steps: [] });
  }
}
