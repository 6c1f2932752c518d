import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../../../.ci/power-bi/node_modules/@microsoft/', import.meta.url));
const server = `${packages}powerbi-modeling-mcp-linux-x64/dist/powerbi-modeling-mcp`;
const validator = `${packages}powerbi-report-authoring-cli/dist/index.js`;

/** Ways to start a program that reaches no network. The second is for systems that let nobody but root do so. */
const WITHOUT_NETWORK = [
  ['unshare', '--map-root-user', '--net'],
  ['sudo', '-n', 'unshare', '--net'],
];

/** The command that starts Microsoft's modeling server without a network; `undefined` where it cannot be had. */
export const serverCommand: readonly string[] | undefined = commandOf(server);

/** The address of Microsoft's report validator as a module; `undefined` where it is not installed. */
export const validatorModule: string | undefined = existsSync(validator) ? validator : undefined;

function commandOf(program: string): readonly string[] | undefined {
  if (!existsSync(program)) return undefined;
  const prefix = WITHOUT_NETWORK.find(isAllowed);
  return prefix === undefined ? undefined : [...prefix, program];
}

function isAllowed([command = '', ...options]: readonly string[]): boolean {
  try {
    execFileSync(command, [...options, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
