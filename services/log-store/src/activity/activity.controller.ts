import { Controller, Get, Inject } from '@nestjs/common';
import { type ActivityList, activityListSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, FiltersByTeam, Requires, ZodQuery } from '@ebbflow/service-host';
import { z } from 'zod';
import { ActivityService } from './activity.service.ts';

const pageSchema = z.object({
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

@Controller('v1/activity')
export class ActivityController {
  constructor(@Inject(ActivityService) private readonly activity: ActivityService) {}

  @Get()
  @Requires('runs:read')
  @FiltersByTeam()
  @Answers(activityListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(pageSchema) page: z.infer<typeof pageSchema>,
  ): Promise<ActivityList> {
    return this.activity.list(principal, page);
  }
}
