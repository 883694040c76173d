import { asciiFunction } from './ascii.ts';
import { base64Function } from './base64.ts';
import { capitalizeFunction } from './capitalize.ts';
import { concatFunction } from './concat.ts';
import { containsFunction } from './contains.ts';
import { decodeURLFunction } from './decode-url.ts';
import { encodeURLFunction } from './encode-url.ts';
import { escapeHTMLFunction } from './escape-html.ts';
import { escapeMarkdownFunction } from './escape-markdown.ts';
import { indexOfFunction } from './index-of.ts';
import { leftFunction } from './left.ts';
import { lengthFunction } from './length.ts';
import { lowerFunction } from './lower.ts';
import { md5Function } from './md5.ts';
import { pascalFunction } from './pascal.ts';
import { removeAccentsFunction } from './remove-accents.ts';
import { replaceEmojiCharactersFunction } from './replace-emoji-characters.ts';
import { replacePatternFunction } from './replace-pattern.ts';
import { replaceFunction } from './replace.ts';
import { rightFunction } from './right.ts';
import { sha1Function } from './sha1.ts';
import { sha256Function } from './sha256.ts';
import { sha512Function } from './sha512.ts';
import { sortAscStringFunction } from './sort-asc-string.ts';
import { sortDescStringFunction } from './sort-desc-string.ts';
import { splitFunction } from './split.ts';
import { startcaseFunction } from './startcase.ts';
import { stripHTMLFunction } from './strip-html.ts';
import { substringFunction } from './substring.ts';
import { toBinaryFunction } from './to-binary.ts';
import { toStringFunction } from './to-string.ts';
import { trimFunction } from './trim.ts';
import { upperFunction } from './upper.ts';

export const textFunctions = [
  asciiFunction,
  base64Function,
  capitalizeFunction,
  concatFunction,
  containsFunction,
  decodeURLFunction,
  encodeURLFunction,
  escapeHTMLFunction,
  escapeMarkdownFunction,
  indexOfFunction,
  leftFunction,
  lengthFunction,
  lowerFunction,
  md5Function,
  pascalFunction,
  removeAccentsFunction,
  replaceEmojiCharactersFunction,
  replacePatternFunction,
  replaceFunction,
  rightFunction,
  sha1Function,
  sha256Function,
  sha512Function,
  sortAscStringFunction,
  sortDescStringFunction,
  splitFunction,
  startcaseFunction,
  stripHTMLFunction,
  substringFunction,
  toBinaryFunction,
  toStringFunction,
  trimFunction,
  upperFunction,
];
