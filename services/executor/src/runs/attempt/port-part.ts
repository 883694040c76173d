import type { EnginePorts } from '@ebbflow/engine';
import type { RunJournal } from '../journal/run-journal.ts';
import type { AttemptScope } from './attempt-scope.ts';

/** Puts something behind one or more of the engine's ports, for one attempt. */
export interface PortPart {
  of(scope: AttemptScope, journal: RunJournal): Partial<EnginePorts>;
}

/** All parts (readonly PortPart[]). */
export const PORT_PARTS = Symbol('PORT_PARTS');
