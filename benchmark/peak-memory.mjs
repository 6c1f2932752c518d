/** Loaded before a measured program: writes its peak memory in bytes to the file PEAK_MEMORY_FILE when it ends. */
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY_FILE, String(peak())));

/** Linux counts the memory of the program that started a process into that process's maximum; its status does not. */
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes) * 1024;
}
