import { TransientError } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import type { SubjectRequestEntity } from './subject-request.entity.ts';

/** Requests to be forgotten, and the erasures that answer them. */
@Injectable()
export class RequestErasures {
  start(_row: SubjectRequestEntity, _by: string): Promise<SubjectRequestEntity | undefined> {
    throw new TransientError('RETENTION.ERASURE_UNAVAILABLE', 'Erasures cannot be planned yet; the request waits.');
  }

  follow(_row: SubjectRequestEntity): Promise<void> {
    return Promise.resolve();
  }

  withdraw(_row: SubjectRequestEntity, _by: string): Promise<void> {
    return Promise.resolve();
  }
}
