// `npm run new -- <kind> …`: the files of a new event, connector, service or decision, in the shape the others have today.
import { resolve } from 'node:path';
import { runGenerator } from './run-generator.ts';

const root = resolve(import.meta.dirname, '../..');
const { code, out, err } = await runGenerator(root, process.argv.slice(2), new Date());
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
