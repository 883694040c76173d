import type { EvidenceFact } from '@ebbflow/contracts';
import type { RegistersService } from '../../registers/registers.service.ts';
import type { Measured, Measurement } from '../measurement.ts';

/** The register as it would be shown: each processor the operator declared has a place, and an agreement where the law asks for one. */
export class DeclaredProcessors implements Measurement {
  readonly id = 'declared-processors';
  readonly claims = { C35: 'partly', C40: 'partly' } as const;

  constructor(private readonly registers: RegistersService) {}

  measure(): Promise<Measured> {
    return Promise.resolve(this.#measured());
  }

  #measured(): Measured {
    const declared = this.registers.processors().filter((one) => one.declared !== null);
    if (declared.length === 0) return { notMeasured: 'the operator has declared nobody' };
    return declared.map(({ title, relation, declared: said }): EvidenceFact => {
      const hasAgreement = relation === 'independent' || said?.agreement !== null;
      return {
        what: `the register: ${title}`,
        measured: `${said?.place ?? 'no place'}, ${hasAgreement ? 'agreement on record' : 'no agreement'}`,
        allowed: 'a place, and an agreement of whoever works on instructions',
        holds: said !== null && said.place !== '' && hasAgreement,
      };
    });
  }
}
