import { isGuid } from '../launches/ids.ts';
import { InvalidInput, type Rule } from './reader.ts';

const TRUE_WORDS: readonly string[] = ['true', 'True', 'TRUE'];
const FALSE_WORDS: readonly string[] = ['false', 'False', 'FALSE'];

/** Returns a rule for a GUID, in lower case; `remedy` says where it is found. A text that is none may be a secret. */
export function guid(remedy: string): Rule<string> {
  return (text) => {
    const id = text.toLowerCase();
    if (!isGuid(id)) {
      throw new InvalidInput(`is not a GUID but a text of ${text.length} characters`, remedy, null);
    }
    return id;
  };
}

/** Returns a rule for one of the words, compared without case. */
export function oneOf<const W extends string>(words: readonly W[]): Rule<W> {
  return (text) => {
    const found = words.find((word) => word === text.toLowerCase());
    if (found === undefined) throw new InvalidInput('is not known', `Use ${listed(words)}`);
    return found;
  };
}

/** Reads a list separated by commas or line ends; empty items are dropped. */
export function listOf(text: string): readonly string[] {
  return text
    .split(/[,\r\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Returns a rule for a list of the words; the answer is in the order of `words`, each once. */
export function someOf<const W extends string>(words: readonly W[]): Rule<readonly W[]> {
  return (text) => {
    const items = listOf(text).map((item) => item.toLowerCase());
    const known: readonly string[] = words;
    if (items.length === 0 || items.some((item) => !known.includes(item))) {
      throw new InvalidInput(
        'is not a list of known words',
        `Use one or more of ${listed(words)}, separated by commas`,
      );
    }
    return words.filter((word) => items.includes(word));
  };
}

/** Returns a rule for a whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Rule<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidInput('is out of range', `Give a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

/** Reads a boolean by the words of the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#1032-tag-resolution). */
export function yamlBoolean(text: string): boolean {
  if (TRUE_WORDS.includes(text)) return true;
  if (FALSE_WORDS.includes(text)) return false;
  throw new InvalidInput('is not a boolean', 'Use true or false');
}

function listed(words: readonly string[]): string {
  return words.join(', ');
}
