/** Loaded before a measured program: writes what it took to the file USAGE_FILE when it ends. */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const usage = { peakBytes: peak(), processorMs: (user + system) / 1000 };
    writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
  });
}

/** Linux counts the memory of the program that started a process into that process's maximum; its status does not. */
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes) * 1024;
}
