import { InputError, type InputProblem } from '../errors.ts';

/** The environment variables of the step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Turns the text of one input into its value; throws a {@link InvalidInput} when it cannot. */
export type Rule<T> = (text: string) => T;

/** The value of an input that was read. Throws when the input was refused: call it after `finish()`. */
export type Field<T> = () => T;

/** The values of an object of fields. */
export type Values<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/**
 * Why a value cannot be used, and what to give instead; both without a full stop. `shown` stands for a value that may hold
 * a secret; `null`: nothing of it is shown. Thrown by rules.
 */
export class InvalidInput extends Error {
  readonly remedy: string;
  readonly shown: string | null | undefined;

  constructor(problem: string, remedy: string, shown?: string | null) {
    super(problem);
    this.remedy = remedy;
    this.shown = shown;
  }
}

/** Thrown where a rule needs an input that was already refused, so that one mistake is reported once. */
class AlreadyInvalid extends Error {}

/** Reads inputs one by one and keeps every problem until `finish()`. */
export class InputReader {
  readonly #environment: Environment;
  readonly #secretInputs: ReadonlySet<string>;
  readonly #problems: InputProblem[] = [];

  /** `secretInputs` names the inputs whose values never appear in a problem. */
  constructor(environment: Environment, secretInputs: ReadonlySet<string>) {
    this.#environment = environment;
    this.#secretInputs = secretInputs;
  }

  /** Returns the trimmed text of an input, `undefined` when it is not given or empty. */
  given(input: string): string | undefined {
    const text = this.#environment[`INPUT_${input.toUpperCase()}`]?.trim();
    return text === '' ? undefined : text;
  }

  /** Reads an input that has a default. */
  withDefault<T>(input: string, defaultText: string, rule: Rule<T>): Field<T> {
    return this.check(input, () => this.#read(input, this.given(input) ?? defaultText, rule));
  }

  /** Reads an input that must be given; `remedy` says where its value is found. */
  required<T>(input: string, remedy: string, rule: Rule<T>): Field<T> {
    return this.check(input, () => {
      const text = this.given(input);
      if (text === undefined) throw new InvalidInput('is required', remedy);
      return this.#read(input, text, rule);
    });
  }

  /** Reads an input that may be left out. */
  optional<T>(input: string, rule: Rule<T>): Field<T | undefined> {
    return this.check(input, () => {
      const text = this.given(input);
      return text === undefined ? undefined : this.#read(input, text, rule);
    });
  }

  /** What is right but for its being a secret goes on into cache keys, names and addresses that others can read. */
  #read<T>(input: string, text: string, rule: Rule<T>): T {
    const value = rule(text);
    if (this.#secretInputs.has(input)) return value;
    const secret = [...this.#secretInputs].find((name) => {
      const given = this.given(name) ?? '';
      return given.length >= SHORTEST_SECRET && text.includes(given);
    });
    if (secret === undefined && !KNOWN_SECRET.test(text)) return value;
    const what = secret === undefined ? 'looks like a secret' : `holds the value of ${secret}`;
    throw new InvalidInput(
      `${what}, and this input is no secret`,
      'Give another value, and change the secret where this workflow has run before',
      null,
    );
  }

  /** Runs a rule over several inputs; a refusal is filed under `input`. */
  check<T>(input: string, rule: () => T): Field<T> {
    try {
      const value = rule();
      return () => value;
    } catch (error) {
      if (error instanceof InvalidInput) {
        this.#problems.push({ input, ...this.#shown(input, error), remedy: error.remedy });
      } else if (!(error instanceof AlreadyInvalid)) {
        throw error;
      }
      return () => {
        throw new AlreadyInvalid(input);
      };
    }
  }

  /** A secret that was pasted into the wrong input would stand in the log for all to read. */
  #shown(input: string, { message: problem, shown }: InvalidInput): Pick<InputProblem, 'value' | 'problem'> {
    const text = shown === undefined ? this.given(input) : (shown ?? undefined);
    if (text === undefined || this.#secretInputs.has(input)) return { value: undefined, problem };
    if (!mayBeSecret(text)) return { value: text, problem };
    const instead = `its ${text.length} characters may be a secret and are not shown`;
    return { value: undefined, problem: `${problem} (${instead})` };
  }

  /** Returns the values of the fields. Throws an {@link InputError} with every problem when there is one. */
  finish<F extends Readonly<Record<string, Field<unknown>>>>(fields: F): Values<F> {
    if (this.#problems.length > 0) throw new InputError(this.#problems);
    const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field()]));
    // The entries above are those of F, each replaced by the value of its field.
    return values as Values<F>;
  }
}

/** Shorter texts may be words that stand in other inputs by chance. */
const SHORTEST_SECRET = 8;

/** Tokens of GitHub, JSON Web Tokens, client secrets of Entra ID and PEM, each whole. */
const KNOWN_SECRET =
  /-----BEGIN|(?<!\w)(?:gh[a-z]_|github_pat_)\w{20}|(?<!\w)eyJ[\w-]{16,}\.[\w-]{16,}|[\w.-]{3}\dQ~[\w.~-]{20}/;

/** Keys, tokens and secrets as GitHub, Entra ID and OpenSSL make them; and any long word that looks made by chance. */
function mayBeSecret(text: string): boolean {
  if (/-----BEGIN|\b(?:gh[a-z]_|github_pat_|eyJ)\w|\w~/.test(text)) return true;
  const words = text
    .split(/[\s,;]+/)
    .flatMap((word) => (word.includes('://') ? word.split(/[/:.=]+/) : [word]));
  return words.some(
    (word) => word.length >= 20 && /\d/.test(word) && /[a-z]/i.test(word) && !/^[\dTZ:.+-]+$/i.test(word),
  );
}
