import { createHost } from './host.ts';
import { run } from './main.ts';

await run(process.env, createHost(process.env));
// A service that never answered may hold a connection for minutes more: nobody waits for it any longer.
process.stdout.write('', () => process.exit());
