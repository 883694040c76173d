import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import type { Reply } from './reply.ts';
import { versionTag } from './version-tag.policy.ts';

@Injectable()
class RevisionTag implements NestInterceptor<{ readonly revision: number }> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<{ readonly revision: number }>,
  ): Observable<{ readonly revision: number }> {
    const reply = context.switchToHttp().getResponse<Reply>();
    return next.handle().pipe(tap(({ revision }) => void reply.header('etag', versionTag(revision))));
  }
}

/** The ETag of the answer is the revision it tells: what `If-Match` must name to change it. */
export const TaggedByRevision = (): MethodDecorator => UseInterceptors(RevisionTag);
