import { CLOCK, type Clock } from '@ebbflow/kernel';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { ConsoleConfig } from '../console.config.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { pageViewOf } from './page-view-of.ts';
import { PageViews } from './page-views.ts';

/** Notes each page that somebody was shown. Not what a program asked for, no error, and nothing of the API. */
@Injectable()
export class PageViewsInterceptor implements NestInterceptor {
  constructor(
    @Inject(PageViews) private readonly views: PageViews,
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(ConsoleConfig) private readonly config: ConsoleConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap({
        complete: () => {
          const type = reply.getHeader('content-type');
          if (request.method !== 'GET' || reply.statusCode !== 200 || typeof type !== 'string') return;
          if (!type.startsWith('text/html')) return;
          const principal = this.visitors.knownOf(request);
          const { publicUrl } = this.config;
          const viewed = { principal, occurredAt: this.clock.now(), publicOrigin: publicUrl.origin };
          this.views.add(pageViewOf(request, viewed));
        },
      }),
    );
  }
}
