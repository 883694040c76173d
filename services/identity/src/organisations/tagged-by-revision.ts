import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import { revisionTag } from './revision-tag.policy.ts';

interface Revised {
  readonly revision: number;
}

@Injectable()
class RevisionTag implements NestInterceptor<Revised> {
  intercept(context: ExecutionContext, next: CallHandler<Revised>): Observable<Revised> {
    const reply = context.switchToHttp().getResponse<{ header(name: string, value: string): unknown }>();
    return next.handle().pipe(tap(({ revision }) => void reply.header('etag', revisionTag(revision))));
  }
}

/** The ETag of an answer is the revision it tells: what `If-Match` must name to change it. */
export const TaggedByRevision = (): MethodDecorator => UseInterceptors(RevisionTag);
