import { ExpectedError, type Fault } from '@ebbflow/kernel';

/** The document is no blueprint. `faults` has every place that is wrong, each with its RFC 6901 pointer into what was given. */
export class BlueprintError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    const [first] = faults;
    const rest = faults.length > 1 ? ` and ${String(faults.length - 1)} more` : '';
    super(
      'BLUEPRINT.INVALID',
      422,
      `The blueprint cannot be read: ${first === undefined ? 'no reason given' : `${first.pointer || '/'}: ${first.message}`}${rest}`,
      { faults },
    );
  }
}
