import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
// Without them a browser asks servers of its maker, which would count as requests of the page.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of a Chromium browser on this machine: `CHROMIUM_PATH`, else where systems put one. `undefined` where none is;
 * it says so aloud, for tests that then skip.
 */
export const browserPath: string | undefined = findBrowser(process.env);
if (browserPath === undefined) {
  console.warn(
    'No Chromium, Chrome or Edge found: browser tests are skipped. Set CHROMIUM_PATH to run them.',
  );
}

/** Starts the browser without a window. Throws when there is none. */
export async function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('No browser: skip where browserPath is undefined.');
  return await chromium.launch({ executablePath: browserPath, args: ARGUMENTS });
}

function findBrowser(environment: NodeJS.ProcessEnv): string | undefined {
  const given = environment.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return given;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = COMMANDS.flatMap((name) => ['/usr/bin', ...folders].map((folder) => join(folder, name)));
  const programs = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
  const windows = programs.flatMap((root) =>
    root === undefined ? [] : WINDOWS.map((path) => join(root, path)),
  );
  const places = { darwin: MACOS, win32: windows }[String(process.platform)] ?? [];
  return [...places, ...onPath].find(existsSync);
}
