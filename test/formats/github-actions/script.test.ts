import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replacementIn, type ScriptLanguage } from '../../../src/formats/github-actions/script/place';

/** The script with `@@` read from the variable T, `-` where that can't be done; `~` before what may differ. */
function moved(language: ScriptLanguage, script: string): string {
  const expression = '${{ github.head_ref }}';
  const start = script.indexOf('@@');
  const text = script.replace('@@', () => expression);
  const stretch = { start, end: start + expression.length };
  const found = replacementIn(text, language, stretch, [stretch]);
  if (!found) return '-';
  return `${found.isSafe ? '' : '~'}${found.needs ? `${found.needs}\n` : ''}${text.slice(0, found.start)}${found.read('T')}${text.slice(found.end)}`;
}

describe('in a shell', () => {
  test.each([
    ['echo "@@"', 'echo "$T"'],
    ['echo "a @@-b"', 'echo "a $T-b"'],
    ['echo "a@@b"', 'echo "a${T}b"'],
    ['echo @@', '~echo "$T"'],
    ['echo a-@@-b', '~echo a-"$T"-b'],
    ["echo '@@'", 'echo "$T"'],
    ["echo 'a @@ b'", "echo 'a '\"$T\"' b'"],
    ['X="@@" make', 'X="$T" make'],
    ['if [ "@@" = x ]; then :; fi', 'if [ "$T" = x ]; then :; fi'],
    ['echo "$(git log "@@")"', 'echo "$(git log "$T")"'],
    ['# @@\nmake', '# $T\nmake'],
    ['cat <<EOF > a.md\nby @@!\nEOF', 'cat <<EOF > a.md\nby $T!\nEOF'],
    ['node tools/check.js "@@"', 'node tools/check.js "$T"'],
    ['echo "@@" | jq -R .', 'echo "$T" | jq -R .'],
    ['case "@@" in a) :;; esac', 'case "$T" in a) :;; esac'],
  ])('%s', (script, expected) => {
    expect(moved('bash', script)).toBe(expected);
    expect(moved('sh', script)).toBe(expected);
  });

  test.each([
    '@@',
    'bash -c "echo @@"',
    'eval "@@"',
    'ssh host "ls @@"',
    'python3 -c "print(\'@@\')"',
    'echo "@@" | bash',
    "cat <<'EOF'\n@@\nEOF",
    'python3 <<EOF\nprint("@@")\nEOF',
    'cat <<EOF > run.sh\n@@\nEOF',
    'cat <<EOF | sh\n@@\nEOF',
    'x=`echo @@`',
    'echo $((1 + @@))',
    'echo "${X:-@@}"',
    "echo $'@@'",
    'for x in @@; do :; done',
    'echo "@@',
  ])('%s is left alone', (script) => {
    expect(moved('bash', script)).toBe('-');
  });
});

describe('elsewhere', () => {
  test.each([
    ['pwsh', 'Write-Host "by @@!"', 'Write-Host "by ${env:T}!"'],
    ['pwsh', "$x = '@@'", '$x = $env:T'],
    ['powershell', 'Get-Item @@', 'Get-Item $env:T'],
    ['pwsh', "$x = 'a @@'", '-'],
    ['pwsh', 'iex "@@"', '-'],
    ['python', 'print("@@")', 'import os\nprint(os.environ["T"])'],
    ['python', "import os\nx = '''@@'''", 'import os\nx = os.environ["T"]'],
    ['python', 'print("a @@")', '-'],
    ['python', '# "@@"', '-'],
    ['javascript', "const t = '@@'", 'const t = process.env.T'],
    ['javascript', 'const t = `a @@ b`', 'const t = `a ${process.env.T} b`'],
    ['javascript', 'const t = "a @@"', '-'],
    ['javascript', 'const n = `${x}@@`', '-'],
    ['javascript', 's.replace(/"/, ""); const t = "@@"', '-'],
    ['cmd', 'echo @@', '-'],
  ] as const)('%s: %s', (language, script, expected) => {
    expect(moved(language, script)).toBe(expected);
  });

  test('never throws', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '`',
      '$(',
      ')',
      '<<EOF\n',
      'EOF\n',
      '#',
      '\n',
      ' ',
      'x',
      '\\',
      '${',
      '}',
      '/',
    );
    const language = fc.constantFrom<ScriptLanguage>('bash', 'pwsh', 'python', 'javascript', 'cmd');
    fc.assert(
      fc.property(language, fc.array(piece, { maxLength: 25 }), fc.array(piece, { maxLength: 25 }), (name, a, b) => {
        expect(typeof moved(name, `${a.join('')}@@${b.join('')}`)).toBe('string');
      }),
    );
  });
});
