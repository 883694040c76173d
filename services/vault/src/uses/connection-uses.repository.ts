import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { listUses } from './list-uses.sql.ts';
import { noteUse } from './note-use.sql.ts';
import { Uses } from './uses.repository.ts';

/** How long a use is remembered. */
export function usesKept(): Duration {
  return retentionPolicy().record('connection-uses').ttl;
}

/** Which scenario used which connection when. */
@Injectable()
export class ConnectionUses extends Uses {
  constructor(database: Database, @Inject(CLOCK) clock: Clock) {
    super(database, clock, { note: noteUse, list: listUses }, usesKept().milliseconds);
  }
}
