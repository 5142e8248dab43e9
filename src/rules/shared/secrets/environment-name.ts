import { wordsOf } from '../secret-name';

/** `apiKey` and `db.password` as the environment writes them: `API_KEY`, `DB_PASSWORD`. */
export function environmentName(name: string): string {
  const words = wordsOf(
    name.replace(/^(?:process\.env|import\.meta\.env|self|this|settings|config|cfg|options)\./i, ''),
  );
  const upper = words.join('_').toUpperCase();
  return /^[A-Z]/.test(upper) ? upper : `SECRET_${upper}`;
}
