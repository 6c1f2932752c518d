import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { escapeMarkdown } from '../../src/report/markdown.ts';
import { useWorld } from './use-world.ts';

/** The time of a world. */
const NOW = Date.UTC(2026, 10, 22, 6);
const ago = (days: number) => new Date(NOW - days * 86_400_000).toISOString();

/** Input, what is given, what is wrong with it, and a part of the remedy. Lists that one run can hold together. */
const together = {
  'what the issue names': [
    ['tenant-id', 'contoso.onmicrosoft.com', 'is not a GUID', 'Directory (tenant) ID'],
    ['start-time', ago(9), 'is more than 7 days ago', 'The earliest start possible now is'],
    ['interval', '0 days', 'must be longer than zero', '"1 day"'],
    ['cloud', 'germany', 'is not known', 'commercial, gcc, gcc-high, dod, china'],
    ['formats', 'csv, xlsx', 'is not a list of known words', 'csv, parquet'],
    ['publish', 's3', 'is not a list of known words', 'artifact, branch, data-lake, both, none'],
    ['time-zone', 'Mars/Olympus_Mons', 'is not an IANA time zone', 'Europe/Berlin'],
    ['directory', '../elsewhere', 'is outside the workspace', 'inside the workspace'],
    ['branch', '--upload-pack=touch owned', 'is not a branch name', 'app-launches'],
    [
      'service-urls',
      'management-api=http://manage.office.com',
      'has lines that are wrong (the address of management-api does not use https)',
      'http on loopback only',
    ],
  ],
  'and the rest': [
    ['end-time', ago(3), 'is not after start-time', 'later than start-time'],
    ['interval', '-1', 'is not a duration', '"N unit"'],
    [
      'service-urls',
      'entra=http://login.example',
      'has lines that are wrong (the address of entra does not use https)',
      'http on loopback only',
    ],
    ['directory', '/', 'is outside the workspace', 'relative path'],
    ['branch', '-f', 'is not a branch name', 'app-launches'],
    ['client-id', '', 'is required', 'Application (client) ID'],
    ['concurrency', '0', 'is out of range', '1 to 64'],
    ['strict', 'maybe', 'is not a boolean', 'true or false'],
  ],
} as const;

test.each(Object.entries(together))(
  '%s: one message lists every problem, and no request is made',
  async (_, problems) => {
    const world = await useWorld({ built: true });
    const start = problems.some(([input]) => input === 'end-time') ? { 'start-time': ago(2) } : {};
    const secrets = { 'client-secret': world.tenant.tenantId, 'data-key': 'a key that is short' };
    const given = Object.fromEntries(problems.map(([input, value]) => [input, value]));
    const run = await world.sync({ ...start, ...secrets, ...given });

    expect(run.exitCode).toBe(1);
    const errors = run.annotations.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    const lines = errors[0]?.message.split('\n') ?? [];
    expect(lines[0]).toBe(`${problems.length + 2} inputs are wrong:`);
    for (const [input, value, problem, remedy] of problems) {
      const line = lines.find((each) => each.startsWith(`- ${input}`)) ?? '';
      expect(line).toContain(
        value === '' || input === 'tenant-id'
          ? `- ${input}: ${problem}`
          : `- ${input} (${JSON.stringify(value)}): ${problem}`,
      );
      expect(line).toContain(remedy);
    }
    expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(problems.length + 2);
    expect(lines.find((line) => line.startsWith('- client-secret'))).toContain('is a GUID');
    expect(lines.find((line) => line.startsWith('- data-key'))).toContain('decodes to fewer than 32 bytes');
    expect(run.log + run.stderr).not.toContain('a key that is short');
    expect(run.masks).toContain('a key that is short');

    expect(world.tenant.requests).toEqual([]);
    expect(world.runner.requests).toEqual([]);
    expect([...run.outputs]).toEqual([]);
    expect(run.summary).toContain(`**❌ Failed.** ${problems.length + 2} inputs are wrong:`);
    for (const [input, , problem] of problems) {
      const line = run.summary.split('\n').find((each) => each.startsWith(`- **${input}**`)) ?? '';
      expect([input, line.includes(escapeMarkdown(problem))]).toEqual([input, true]);
    }
    expect(run.summary).not.toContain('a key that is short');
    expect((await readdir(run.workspace)).filter((name) => name !== '.git')).toEqual(
      (await readdir(await world.runner.checkout())).filter((name) => name !== '.git'),
    );
  },
);
