import { noPayloadInLog } from './no-payload-in-log.ts';
import { asEslintRule, ruleTester } from './rule-tester.ts';

ruleTester.run('no-payload-in-log', asEslintRule(noPayloadInLog), {
  valid: [
    "logger.info('Run finished.');",
    "this.logger.warn('Lease lost.', { runId });",
    "class A { #logger = l; m() { this.#logger.error('Broker is away.', { attempt: 3 }); } }",
    'log.info(`Run finished.`);',
    // Not a logger: an array of entries, and Math.
    'entries.log(entry);',
    'Math.log(value);',
  ],
  invalid: [
    { code: 'logger.info(`Received ${body}`);', errors: [{ messageId: 'sentence' }] },
    { code: "logger.info('Received ' + body);", errors: [{ messageId: 'sentence' }] },
    { code: 'this.logger.error(error);', errors: [{ messageId: 'sentence' }] },
    { code: 'auditLogger.warn(event, "x");', errors: [{ messageId: 'sentence' }] },
    { code: "logger.info('Received.', { ...request });", errors: [{ messageId: 'fields' }] },
    { code: "logger.info('Received.', ...fields);", errors: [{ messageId: 'fields' }] },
  ],
});
