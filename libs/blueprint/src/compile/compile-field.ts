import { compileTemplate, ExpressionSyntaxError } from '@ebbflow/expressions';
import type { JsonValue } from '@ebbflow/kernel';
import type { ModuleNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import type { Compilation } from './compilation.ts';
import type { CompiledField } from './compiled-field.ts';

export interface FieldPlace {
  readonly node: ModuleNode;
  readonly pointer: string;
  /** For people: `headers.0.value`. */
  readonly field: string;
  /**
   * What to do with a text that is no template and looks like one. `refuse` (the default): a run that evaluates it fails.
   * `remark`: it is meant as it stands, but a person should look; so in placeholders, whose app may have a dialect of its own.
   * `keep`: it is meant as it stands; so in parameters, which are static in Make and hold patterns full of braces.
   */
  readonly otherwise?: 'refuse' | 'remark' | 'keep';
}

/** Deeper mappers are refused before they can exhaust the stack. */
const MAX_DEPTH = 200;

/** Compiles every text of a mapper, an object of parameters or an operand, and reports what is wrong in them. */
export function compileField(value: JsonValue, place: FieldPlace, compilation: Compilation, depth = 0): CompiledField {
  if (typeof value === 'string') return compileText(value, place, compilation);
  if (typeof value !== 'object' || value === null) return { kind: 'constant', value };
  if (depth > MAX_DEPTH) {
    const message = `The field is nested more than ${String(MAX_DEPTH)} levels deep.`;
    compilation.report(place.node, 'unusual-shape', 'error', { pointer: place.pointer, message });
    return { kind: 'broken', field: place.field, message };
  }
  const member = (key: string | number, child: JsonValue): CompiledField =>
    compileField(
      child,
      {
        ...place,
        pointer: childPointer(place.pointer, key),
        field: place.field === '' ? String(key) : `${place.field}.${key}`,
      },
      compilation,
      depth + 1,
    );
  if (Array.isArray(value)) {
    const items = value.map((item, index) => member(index, item));
    return items.every(isConstant)
      ? { kind: 'constant', value: items.map((item) => item.value) }
      : { kind: 'list', items };
  }
  // An own "__proto__" (JSON.parse makes one) would replace the prototype when assigned.
  const entries = Object.entries(value)
    .filter(([key]) => key !== '__proto__')
    .map(([key, child]) => [key, member(key, child)] as const);
  return entries.every((entry): entry is [string, CompiledField & { kind: 'constant' }] => isConstant(entry[1]))
    ? { kind: 'constant', value: Object.fromEntries(entries.map(([key, child]) => [key, child.value])) }
    : { kind: 'object', entries };
}

function isConstant(field: CompiledField): field is CompiledField & { kind: 'constant' } {
  return field.kind === 'constant';
}

function compileText(text: string, place: FieldPlace, compilation: Compilation): CompiledField {
  if (!text.includes('{{')) return { kind: 'constant', value: text };
  const { node, pointer, field } = place;
  try {
    const template = compileTemplate(text);
    for (const moduleId of template.references) {
      compilation.addReference(node, { moduleId, field, pointer, ...positionOf(moduleId, text) });
    }
    for (const { name, position, message } of template.unknownFunctions) {
      compilation.report(node, 'unknown-function', 'warning', { pointer, subject: name, position, message });
    }
    return template.isConstant ? { kind: 'constant', value: text } : { kind: 'template', template, field };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const { message, position } = error;
    const { otherwise = 'refuse' } = place;
    if (otherwise !== 'keep') {
      const severity = otherwise === 'refuse' ? 'error' : 'warning';
      compilation.report(node, 'syntax-error', severity, { pointer, position, message });
    }
    return otherwise === 'refuse' ? { kind: 'broken', field, message } : { kind: 'constant', value: text };
  }
}

/** Where the template first names the module: its number before a dot, or in backticks. */
function positionOf(moduleId: number, text: string): { readonly position?: number } {
  const position = text.search(new RegExp(`(?<![\\w.])\`?${String(moduleId)}\`?(?!\\d)(?=\\s*[.})+*/;&|=<>!-])`));
  return position < 0 ? {} : { position };
}
