import type { JsonObject } from '@ebbflow/kernel';
import type { ScenarioSettings } from '../blueprint.ts';
import { readBoolean, readInteger } from './scalars.ts';

export const DEFAULT_SETTINGS: ScenarioSettings = {
  roundtrips: 1,
  maxErrors: 3,
  autoCommit: true,
  autoCommitTriggerLast: true,
  sequential: false,
  confidential: false,
  dataloss: false,
  dlq: false,
  freshVariables: false,
  slots: null,
};

export function readSettings(scenario: JsonObject): ScenarioSettings {
  const boolean = (key: keyof ScenarioSettings, otherwise: boolean): boolean => readBoolean(scenario[key]) ?? otherwise;
  const integer = (key: keyof ScenarioSettings, otherwise: number): number =>
    Math.max(0, readInteger(scenario[key]) ?? otherwise);
  return {
    roundtrips: integer('roundtrips', 1),
    maxErrors: integer('maxErrors', 3),
    autoCommit: boolean('autoCommit', true),
    autoCommitTriggerLast: boolean('autoCommitTriggerLast', true),
    sequential: boolean('sequential', false),
    confidential: boolean('confidential', false),
    dataloss: boolean('dataloss', false),
    dlq: boolean('dlq', false),
    freshVariables: boolean('freshVariables', false),
    slots: readInteger(scenario['slots']) ?? null,
  };
}
