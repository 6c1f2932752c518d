import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const ActionFile = z.object({
  inputs: z
    .record(
      z.string(),
      z
        .object({ default: z.union([z.string(), z.number(), z.boolean()]).optional() })
        .loose()
        .nullable(),
    )
    .default({}),
});

/** The INPUT_* variables of a step and the inputs given that the action does not declare. */
export interface StepInputs {
  readonly variables: Readonly<Record<string, string>>;
  readonly unexpected: readonly string[];
}

/**
 * Returns the inputs of a step: `given` over the defaults in the action.yml beside `entry` or in the folder above;
 * declared inputs without a default are empty, as the runner makes them. Without an action.yml only `given` counts.
 * `${{ github.token }}` becomes `token`; throws when a default holds another expression.
 */
export function stepInputs(
  entry: string,
  given: Readonly<Record<string, string>>,
  token: string,
): StepInputs {
  const folder = [dirname(entry), dirname(dirname(entry))].find((path) =>
    existsSync(join(path, 'action.yml')),
  );
  const file = folder === undefined ? undefined : readFileSync(join(folder, 'action.yml'), 'utf8');
  const declared = file === undefined ? {} : declaredIn(file);
  const defaults = Object.entries(declared).map(
    ([name, input]) => [name, evaluate(name, String(input?.default ?? ''), token)] as const,
  );
  const values = new Map([...defaults, ...Object.entries(given)]);
  return {
    variables: Object.fromEntries([...values].map(([name, value]) => [inputVariable(name), value])),
    unexpected: file === undefined ? [] : Object.keys(given).filter((name) => !(name in declared)),
  };
}

type Declared = z.infer<typeof ActionFile>['inputs'];

const parsed = new Map<string, Declared>();

/** The inputs that the text of an action.yml declares. To parse one takes longer than many a step. */
function declaredIn(text: string): Declared {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const { inputs } = ActionFile.parse(parse(text));
  parsed.set(text, inputs);
  return inputs;
}

/** INPUT_ and the name in upper case; blanks become underscores, hyphens stay (actions/runner, Handler.cs). */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

function evaluate(name: string, text: string, token: string): string {
  const value = text.replaceAll(/\$\{\{\s*github\.token\s*\}\}/g, token);
  if (value.includes('${{'))
    throw new Error(`The default of input "${name}" holds an unknown expression: ${text}`);
  return value;
}
