import { notice, retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Operator } from '../operator/operator.ts';
import { lifetimeOf } from '../policy/lifetime-of.ts';
import { RegistersService } from '../registers/registers.service.ts';
import type { NoticeText } from './notice-text.ts';

/** The privacy notice of this installation: the sentences of the policy files, and what the operator declares. */
@Injectable()
export class NoticeService {
  constructor(
    @Inject(Operator) private readonly operator: Operator,
    @Inject(RegistersService) private readonly registers: RegistersService,
  ) {}

  current(): NoticeText {
    const { digest, chapters } = notice();
    const operator = this.registers.operatorOf();
    const declared = this.operator.declaration?.place;
    const place = declared ? { ...declared, certificates: [...declared.certificates] } : null;
    const processors = this.registers.processors();
    const lifetimes = retentionPolicy().categories.map(({ id }) => lifetimeOf(id));
    const cookies = cookiesOf();
    return {
      digest: createHash('sha256')
        .update(JSON.stringify([digest, operator, place, processors, lifetimes, cookies]))
        .digest('hex'),
      operator,
      place,
      chapters: chapters.map(({ title, claims }) => ({
        title,
        claims: claims.map(({ id, sentence, state, missing }) => ({ id, sentence, state, missing: missing ?? null })),
      })),
      lifetimes,
      cookies,
      processors,
    };
  }
}

function cookiesOf(): NoticeText['cookies'] {
  return retentionPolicy().terms.flatMap(({ name, title, ttl, from, purpose }) =>
    name === undefined ? [] : [{ name, title, ttl: ttl?.toString() ?? null, from, purpose }],
  );
}
