import { type OperatorDeclaration, parseOperatorDeclaration } from '@ebbflow/policy';
import { readFileSync } from 'node:fs';
import type { OperatorConfig } from './operator.config.ts';
import { OperatorFileError } from './operator.errors.ts';

/** What the operator declared, read once at the start. */
export class Operator {
  readonly declaration: OperatorDeclaration | undefined;

  /** @throws OperatorFileError, PolicyError with the line: the service does not start on a declaration that cannot be read. */
  constructor({ file }: OperatorConfig) {
    this.declaration = file === undefined ? undefined : parseOperatorDeclaration(file, read(file));
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new OperatorFileError(error);
  }
}
