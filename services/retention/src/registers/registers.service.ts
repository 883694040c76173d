import type { ProcessingRegister, ProcessorList } from '@ebbflow/contracts';
import {
  notice,
  type OperatorDeclaration,
  type ProcessingActivity,
  processingActivities,
  processors,
} from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { Operator } from '../operator/operator.ts';
import { lifetimeOf } from '../policy/lifetime-of.ts';

type Declared = OperatorDeclaration['processors'][number];

/** The registers of the GDPR, made from the policy files and what the operator declares. Nobody writes one by hand. */
@Injectable()
export class RegistersService {
  readonly #activities = processingActivities();
  readonly #processors = processors();
  readonly #measures = notice()
    .chapters.filter(({ isMeasures }) => isMeasures)
    .flatMap(({ claims }) => claims.map(({ id, sentence }) => ({ claim: id, sentence })));

  constructor(@Inject(Operator) private readonly operator: Operator) {}

  processors(): ProcessorList['items'] {
    return this.#processors.map((processor) => {
      const declared = this.#declared(processor.id);
      return {
        ...processor,
        data: [...processor.data],
        declared: declared
          ? {
              name: declared.name,
              place: declared.place,
              agreement: declared.agreement ?? null,
              transfer: declared.transfer ?? null,
            }
          : null,
      };
    });
  }

  register(role: ProcessingRegister['role']): ProcessingRegister {
    return {
      role,
      operator: this.operatorOf(),
      activities: this.#activities.filter((activity) => activity.role === role).map((one) => this.#line(one)),
      measures: this.#measures,
    };
  }

  operatorOf(): ProcessingRegister['operator'] {
    const declared = this.operator.declaration?.operator;
    return declared ? { ...declared, dataProtectionOfficer: declared.dataProtectionOfficer ?? null } : null;
  }

  #line({
    id,
    title,
    purpose,
    legalBasis,
    claims,
    ...rest
  }: ProcessingActivity): ProcessingRegister['activities'][number] {
    return {
      id,
      title,
      purpose,
      legalBasis,
      subjects: [...rest.subjects],
      data: [...rest.data],
      recipients: rest.recipients.map((recipient) => {
        const { name = null, place = null, transfer = null } = this.#declared(recipient) ?? {};
        const known = this.#processors.find((processor) => processor.id === recipient);
        return { id: recipient, title: known?.title ?? recipient, name, place, transfer };
      }),
      lifetimes: rest.categories.map((category) => lifetimeOf(category)),
      until: rest.until ?? null,
      claims: [...claims],
    };
  }

  #declared(id: string): Declared | undefined {
    return this.operator.declaration?.processors.find((declared) => declared.id === id);
  }
}
