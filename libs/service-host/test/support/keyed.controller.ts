import { ExpectedError, newUuid, TransientError } from '@ebbflow/kernel';
import { Controller, Param, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  Answers,
  AnswersNothing,
  InternalOnly,
  KeepsNoAnswer,
  OwnIdempotency,
  Requires,
  ShowsSecretOnce,
  ZodBody,
} from '../../src/index.ts';

const bodySchema = z.object({ text: z.string() });
const madeSchema = z.object({ id: z.string(), text: z.string() });

/** What handlers did, and gates at which they wait where a test wants them to. */
export const done: string[] = [];
export const gates = new Map<string, Promise<void>>();

@Controller()
export class KeyedController {
  @Post('v1/things')
  @Requires('things:write')
  @Answers(madeSchema)
  async make(@ZodBody(bodySchema) { text }: { text: string }, @Res({ passthrough: true }) reply: FastifyReply) {
    done.push(text);
    await gates.get(text);
    if (text === 'refused') throw new ExpectedError('KEYED.REFUSED', 409, 'Not now.');
    if (text === 'away') throw new TransientError('KEYED.AWAY', 'Away.');
    if (text === 'broken') throw new Error('broken');
    void reply.header('etag', '"7"');
    return { id: newUuid(), text };
  }

  @Patch('v1/things/:id')
  @Requires('things:write')
  @Answers(madeSchema)
  change(@Param('id') id: string, @ZodBody(bodySchema) { text }: { text: string }) {
    done.push(text);
    return { id, text };
  }

  @Post('v1/things/:id/empty')
  @Requires('things:write')
  @AnswersNothing()
  empty(): void {
    done.push('empty');
  }

  @Post('v1/secrets')
  @Requires('things:write')
  @Answers(z.object({ secret: z.string() }))
  @ShowsSecretOnce()
  secret(): { secret: string } {
    done.push('secret');
    return { secret: 'canary-of-a-secret' };
  }

  @Post('v1/removable')
  @Requires('things:write')
  @Answers(z.object({ name: z.string() }))
  @KeepsNoAnswer('Nothing of a thing stays once it is removed.')
  removable(): { name: string } {
    done.push('removable');
    return { name: 'canary-of-a-name' };
  }

  @Post('v1/own')
  @Requires('things:write')
  @AnswersNothing()
  @OwnIdempotency()
  own(): void {
    done.push('own');
  }

  @Post('internal/v1/things')
  @InternalOnly('console')
  @AnswersNothing()
  internal(): void {
    done.push('internal');
  }
}
