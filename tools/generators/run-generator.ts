import { parseArgs } from 'node:util';
import { adrGenerator } from './adr-generator.ts';
import { connectorGenerator } from './connector-generator.ts';
import { eventGenerator } from './event-generator.ts';
import {
  CannotGenerateError,
  type Generation,
  type GenerationRequest,
  type Generator,
  WrongUsageError,
} from './generation.ts';
import { serviceGenerator } from './service-generator.ts';
import { writeGeneration } from './write-generation.ts';

const generators = new Map<string, Generator>([
  ['service', serviceGenerator],
  ['event', eventGenerator],
  ['connector', connectorGenerator],
  ['adr', adrGenerator],
]);

export interface Outcome {
  /** 0 written, 1 impossible here, 2 not understood. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The whole of `npm run new`, but for the process around it. `root` is where the files go. */
export async function runGenerator(root: string, argv: readonly string[], now: Date): Promise<Outcome> {
  const [kind = '', ...rest] = argv;
  const generator = generators.get(kind);
  if (generator === undefined) {
    const fault = kind === '' ? 'Say what is to be new.' : `There is no generator for "${kind}".`;
    return { code: 2, out: '', err: `${fault}\n${usageOf(...generators.keys())}` };
  }
  try {
    const generation = generator.generate({ root, now, ...readArguments(generator, rest) });
    await writeGeneration(root, generation);
    return { code: 0, out: report(generation), err: '' };
  } catch (error) {
    if (error instanceof WrongUsageError) return { code: 2, out: '', err: `${error.message}\n${usageOf(kind)}` };
    if (error instanceof CannotGenerateError) return { code: 1, out: '', err: `${error.message}\n` };
    throw error;
  }
}

function readArguments(generator: Generator, argv: string[]): Pick<GenerationRequest, 'name' | 'options'> {
  const { values, positionals } = parse(generator, argv);
  const [name, ...more] = positionals;
  if (name === undefined) throw new WrongUsageError('The name is missing.');
  if (more.length > 0) throw new WrongUsageError('There is more than one name; put a title in quotes.');
  return { name, options: values };
}

function parse(
  generator: Generator,
  args: string[],
): { values: Record<string, string | undefined>; positionals: string[] } {
  const options = Object.fromEntries(generator.options.map((option) => [option, { type: 'string' as const }]));
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsageError(error instanceof Error ? error.message : String(error));
  }
}

function usageOf(...kinds: string[]): string {
  const lines = kinds.map((kind) => `  npm run new -- ${kind} ${generators.get(kind)?.usage ?? ''}\n`);
  return `Usage:\n${lines.join('')}`;
}

function report({ files, exports, next }: Generation): string {
  const written = [...files.map(({ path }) => `  ${path}`), ...exports.map(({ path, line }) => `  ${path}: ${line}`)];
  const steps = next.map((step, index) => `  ${String(index + 1)}. ${step}`);
  return [`Written:`, ...written, '', `Still to do:`, ...steps, ''].join('\n');
}
