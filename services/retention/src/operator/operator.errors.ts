import { DefectError } from '@ebbflow/kernel';

/** The service does not start: a notice without what its operator meant to say would be a wrong one. */
export class OperatorFileError extends DefectError {
  constructor(cause: unknown) {
    super(
      'RETENTION.OPERATOR_FILE',
      'The file named by EBB_OPERATOR_FILE cannot be read; correct the path or its rights, or leave the setting out.',
      { cause },
    );
  }
}
