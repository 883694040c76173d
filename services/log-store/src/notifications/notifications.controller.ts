import { Controller, Get, HttpCode, Inject, Put } from '@nestjs/common';
import {
  listNotificationsSchema,
  type NotificationList,
  notificationListSchema,
  type Principal,
  readUntilSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  FiltersByTeam,
  Requires,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import type { z } from 'zod';
import { NotificationsService } from './notifications.service.ts';

@Controller('v1/notifications')
export class NotificationsController {
  constructor(@Inject(NotificationsService) private readonly notifications: NotificationsService) {}

  @Get()
  @Requires('notifications:read')
  @FiltersByTeam()
  @Answers(notificationListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listNotificationsSchema) query: z.infer<typeof listNotificationsSchema>,
  ): Promise<NotificationList> {
    return this.notifications.list(principal, query);
  }

  /** How far somebody has read is their own, whatever team they are in. */
  @Put('read-until')
  @HttpCode(204)
  @Requires('notifications:write')
  @FiltersByTeam()
  @AnswersNothing()
  async read(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(readUntilSchema) { readUntil }: z.infer<typeof readUntilSchema>,
  ): Promise<void> {
    await this.notifications.read(principal, readUntil);
  }
}
