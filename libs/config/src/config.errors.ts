import { ExpectedError } from '@ebbflow/kernel';

/**
 * A setting is missing or breaks its rule. The process prints the message and refuses to start (exit 78).
 * The message names the variable and the rule, never the value: it may be a secret pasted into the wrong place.
 */
export class ConfigError extends ExpectedError {
  constructor(variable: string, rule: string) {
    super('CONFIG.INVALID', 400, `${variable} ${rule}`, { details: { variable } });
  }
}
