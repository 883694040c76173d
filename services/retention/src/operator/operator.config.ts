import type { Settings } from '@ebbflow/config';

/** Who runs this installation, as only its operator can say. */
export class OperatorConfig {
  /** Path of a YAML file with operator, place and processors (see the README of retention). Left out: nothing is declared, and notice and registers say so. */
  readonly file: string | undefined;

  constructor(settings: Settings) {
    this.file = settings.optionalString('EBB_OPERATOR_FILE');
  }
}
