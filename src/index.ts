import './heap.ts';
import { run } from './main.ts';

await run(process.env);
