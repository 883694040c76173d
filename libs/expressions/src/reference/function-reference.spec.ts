import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionReference } from './function-reference.ts';

describe('FUNCTIONS.md', () => {
  it('is what the definitions say today; else run npm run reference -w @ebbflow/expressions', () => {
    expect(readFileSync(join(import.meta.dirname, '../../FUNCTIONS.md'), 'utf8')).toBe(functionReference());
  });
});
