import { ExpectedError } from './errors.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A length of time in whole milliseconds. Built from `20m`, `1.5s`, `P30D` or `PT15M`; months and years are refused (their length varies). */
export class Duration {
  readonly milliseconds: number;

  private constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  static ofMilliseconds(value: number): Duration {
    return new Duration(value);
  }

  static ofSeconds(value: number): Duration {
    return new Duration(value * 1_000);
  }

  static ofHours(value: number): Duration {
    return new Duration(value * 3_600_000);
  }

  static ofDays(value: number): Duration {
    return new Duration(value * 86_400_000);
  }

  /** @throws ExpectedError `KERNEL.BAD_DURATION` when the text has no unit or is not understood. */
  static parse(text: string): Duration {
    const short = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
    if (short) return new Duration(Math.round(Number(short[1]) * (UNIT_MS[short[2] ?? ''] ?? 0)));
    const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text.trim());
    const parts: readonly (string | undefined)[] = iso?.slice(1) ?? [];
    if (parts.some((part) => part !== undefined)) {
      const [days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
      return new Duration(
        Math.round(
          (days ?? 0) * 86_400_000 + (hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1_000,
        ),
      );
    }
    throw new ExpectedError('KERNEL.BAD_DURATION', 400, 'A duration needs a unit, such as 20m, 30d, 500ms or P30D.');
  }

  get seconds(): number {
    return this.milliseconds / 1_000;
  }

  /** ISO 8601, the form used at the seams (`P30D`, `PT15M`). */
  toString(): string {
    const days = Math.floor(this.milliseconds / 86_400_000);
    let rest = this.milliseconds % 86_400_000;
    const hours = Math.floor(rest / 3_600_000);
    rest %= 3_600_000;
    const minutes = Math.floor(rest / 60_000);
    const seconds = (rest % 60_000) / 1_000;
    const time = `${hours ? `${String(hours)}H` : ''}${minutes ? `${String(minutes)}M` : ''}${seconds ? `${String(seconds)}S` : ''}`;
    if (!days && !time) return 'PT0S';
    return `P${days ? `${String(days)}D` : ''}${time ? `T${time}` : ''}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
