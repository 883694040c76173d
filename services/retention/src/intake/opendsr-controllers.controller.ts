import {
  type OpenDsrController,
  openDsrControllerListSchema,
  openDsrControllerSchema,
  type Principal,
  registerOpenDsrControllerSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { readControllerKey } from './controller-signature.policy.ts';
import type { OpenDsrControllerEntity } from './opendsr-controller.entity.ts';
import { OpenDsrControllersRepository } from './opendsr-controllers.repository.ts';
import { ControllerNotFoundError } from './opendsr.errors.ts';

/** An organisation registers the keys its own systems sign requests with. */
@Controller('v1/opendsr-controllers')
export class OpenDsrControllersController {
  constructor(@Inject(OpenDsrControllersRepository) private readonly controllers: OpenDsrControllersRepository) {}

  @Post()
  @HttpCode(201)
  @Requires('subject-requests:write')
  @Answers(openDsrControllerSchema)
  async register(
    @CurrentPrincipal() { organisationId, userId }: Principal,
    @ZodBody(registerOpenDsrControllerSchema)
    { name, publicKey }: z.infer<typeof registerOpenDsrControllerSchema>,
  ): Promise<OpenDsrController> {
    const { type: keyType, fingerprint } = readControllerKey(publicKey);
    const key = { name, keyType, publicKey, fingerprint, createdBy: userId };
    return shown(await this.controllers.insert(organisationId, key));
  }

  @Get()
  @Requires('subject-requests:read')
  @Answers(openDsrControllerListSchema)
  async list(@CurrentPrincipal() { organisationId }: Principal): Promise<z.infer<typeof openDsrControllerListSchema>> {
    return { items: (await this.controllers.list(organisationId)).map(shown), nextCursor: null };
  }

  /** From then on nothing it signs is taken. */
  @Delete(':controllerId')
  @HttpCode(204)
  @Requires('subject-requests:write')
  @AnswersNothing()
  async remove(@CurrentPrincipal() { organisationId }: Principal, @Param('controllerId') id: string): Promise<void> {
    if (!(await this.controllers.delete(organisationId, id))) throw new ControllerNotFoundError();
  }
}

function shown({ id, name, keyType, fingerprint, createdAt }: OpenDsrControllerEntity): OpenDsrController {
  return { id, name, keyType, fingerprint, createdAt: createdAt.toISOString() };
}
