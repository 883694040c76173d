/** What a name in front of parentheses computes, with how many arguments it takes: exactly one where nothing else is said. */
interface MathFunction {
  readonly atLeast: number;
  readonly atMost: number;
  readonly compute: (...values: number[]) => number;
}

const one = (compute: (value: number) => number): MathFunction => ({ atLeast: 1, atMost: 1, compute });
const many = (compute: (...values: number[]) => number): MathFunction => ({ atLeast: 1, atMost: 1_000, compute });

export const MATH_FUNCTIONS: ReadonlyMap<string, MathFunction> = new Map(
  Object.entries({
    abs: one(Math.abs),
    acos: one(Math.acos),
    acosh: one(Math.acosh),
    asin: one(Math.asin),
    asinh: one(Math.asinh),
    atan: one(Math.atan),
    atan2: { atLeast: 2, atMost: 2, compute: Math.atan2 },
    atanh: one(Math.atanh),
    average: many((...values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    cbrt: one(Math.cbrt),
    ceil: one(Math.ceil),
    cos: one(Math.cos),
    cosh: one(Math.cosh),
    exp: one(Math.exp),
    fac: one(factorial),
    floor: one(Math.floor),
    hypot: many(Math.hypot),
    if: { atLeast: 3, atMost: 3, compute: (condition = 0, yes = 0, no = 0) => (condition === 0 ? no : yes) },
    ln: one(Math.log),
    log: one(Math.log),
    log10: one(Math.log10),
    log2: one(Math.log2),
    max: many(Math.max),
    min: many(Math.min),
    pow: { atLeast: 2, atMost: 2, compute: Math.pow },
    round: { atLeast: 1, atMost: 2, compute: round },
    roundTo: { atLeast: 1, atMost: 2, compute: round },
    sign: one(Math.sign),
    sin: one(Math.sin),
    sinh: one(Math.sinh),
    sqrt: one(Math.sqrt),
    sum: many((...values) => values.reduce((sum, value) => sum + value, 0)),
    tan: one(Math.tan),
    tanh: one(Math.tanh),
    trunc: one(Math.trunc),
  } satisfies Record<string, MathFunction>),
);

export const MATH_CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['PI', Math.PI],
  ['e', Math.E],
  ['E', Math.E],
  ['true', 1],
  ['false', 0],
]);

/** 170! is the last that a number holds; beyond it the product is infinite, which the evaluation refuses. */
export function factorial(value: number): number {
  if (!Number.isInteger(value) || value < 0) return Number.NaN;
  let product = 1;
  for (let factor = 2; factor <= value && Number.isFinite(product); factor += 1) product *= factor;
  return product;
}

function round(value: number, decimals = 0): number {
  if (!Number.isInteger(decimals) || Math.abs(decimals) > 100) return Number.NaN;
  // By way of the decimal exponent, so that 1.005 with two decimals is 1.01 and not 1.
  const shifted = Number(`${String(value)}e${String(decimals)}`);
  return Number.isNaN(shifted) ? value : Number(`${String(Math.round(shifted))}e${String(-decimals)}`);
}
