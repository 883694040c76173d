import { absFunction } from './abs.ts';
import { averageFunction } from './average.ts';
import { ceilFunction } from './ceil.ts';
import { divFunction } from './div.ts';
import { floorFunction } from './floor.ts';
import { formatNumberFunction } from './format-number.ts';
import { lnFunction } from './ln.ts';
import { logFunction } from './log.ts';
import { maxFunction } from './max.ts';
import { medianFunction } from './median.ts';
import { minFunction } from './min.ts';
import { numberFunction } from './number.ts';
import { parseNumberFunction } from './parse-number.ts';
import { powerFunction } from './power.ts';
import { prodFunction } from './prod.ts';
import { roundFunction } from './round.ts';
import { sortAscNumFunction } from './sort-asc-num.ts';
import { sortDescNumFunction } from './sort-desc-num.ts';
import { sqrtFunction } from './sqrt.ts';
import { stdevPFunction } from './stdev-p.ts';
import { stdevSFunction } from './stdev-s.ts';
import { subFunction } from './sub.ts';
import { sumFunction } from './sum.ts';
import { truncFunction } from './trunc.ts';

export const mathFunctions = [
  absFunction,
  averageFunction,
  ceilFunction,
  divFunction,
  floorFunction,
  formatNumberFunction,
  lnFunction,
  logFunction,
  maxFunction,
  medianFunction,
  minFunction,
  numberFunction,
  parseNumberFunction,
  powerFunction,
  prodFunction,
  roundFunction,
  sortAscNumFunction,
  sortDescNumFunction,
  sqrtFunction,
  stdevPFunction,
  stdevSFunction,
  subFunction,
  sumFunction,
  truncFunction,
];
