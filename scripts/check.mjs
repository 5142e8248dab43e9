// `npm run check`: types, lint, format, unused code, generated files. Each line says what passed and what did not.
import { runChecks } from './checks.mjs';

const failed = await runChecks((name, status) => console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name}`));
process.exitCode = failed > 0 ? 1 : 0;
