import { PeriodKeys } from '@ebbflow/crypto';
import { Injectable } from '@nestjs/common';
import type { AttemptScope } from '../attempt/attempt-scope.ts';
import { JournalWriter } from './journal-writer.ts';
import { RunJournal } from './run-journal.ts';

/** The memories of this process's runs. */
@Injectable()
export class RunJournals {
  constructor(
    private readonly keys: PeriodKeys,
    private readonly writer: JournalWriter,
  ) {}

  /** Opens what earlier attempts left. */
  open(scope: AttemptScope): Promise<RunJournal> {
    return RunJournal.open(scope, this.keys, this.writer);
  }
}
