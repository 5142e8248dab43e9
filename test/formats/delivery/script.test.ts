import { describe, expect, test } from 'vitest';
import { SourceFile, textOf } from '../../../src/core/text';
import { doingOfScript, masked } from '../../../src/formats/delivery/script';

function doing(text: string, setting: { isPosix?: boolean; ignoresPipes?: boolean } = {}) {
  const file = new SourceFile('script.sh', text);
  const source = { text, locate: (start: number, end: number) => file.span(start, end) };
  return doingOfScript(source, { isPosix: true, ...setting });
}

/** `tests`, or `tests?` where it is only likely. */
function kinds(text: string): string[] {
  return doing(text).activities.map(({ kind, certainty }) => (certainty === 'certain' ? kind : `${kind}?`));
}

describe('tests', () => {
  test.each([
    'npm test',
    'npm run test',
    'yarn workspace web test',
    'npx --yes jest@30 --ci',
    'pnpm exec vitest run',
    'poetry run pytest -q',
    'uv run --with pytest-cov pytest',
    'python -m pytest tests/',
    'python3 manage.py test',
    'go test ./...',
    'cargo nextest run',
    'dotnet test --no-build',
    'bundle exec rspec',
    'vendor/bin/phpunit',
    'sudo -E make check',
    'timeout 300 ctest --output-on-failure',
    'if [ -f x ]; then tox; fi',
    'bash -c "go test ./..."',
  ])('%s', (script) => {
    expect(kinds(script)).toContain('tests');
  });

  test.each([
    'npm ci',
    'npx vitest list',
    'pytest --collect-only',
    'cargo test --no-run',
    'echo "npm test"',
    'npm test --help',
  ])('not %s', (script) => {
    expect(kinds(script)).not.toContain('tests');
  });

  test('Maven and Gradle test on the way to what comes after', () => {
    expect(kinds('mvn -B verify')).toEqual(['installs', 'builds', 'tests']);
    expect(kinds('mvn package -DskipTests')).not.toContain('tests');
    expect(kinds('./gradlew build')).toContain('tests');
    expect(kinds('./gradlew build -x test')).not.toContain('tests');
    expect(kinds('./gradlew assemble')).not.toContain('tests');
  });
});

describe('deploys', () => {
  const deploys = (text: string) => doing(text).activities.filter(({ kind }) => kind === 'deploys');

  test.each([
    ['kubectl apply -f k8s/', 'service'],
    ['kubectl -n shop set image deployment/shop web=shop:1', 'service'],
    ['helm --kube-context eu upgrade --install shop ./chart', 'service'],
    ['terraform -chdir=infra apply -auto-approve', 'infrastructure'],
    ['aws --region eu-west-1 ecs update-service --service shop', 'service'],
    ['gcloud --quiet run deploy shop', 'service'],
    ['git push heroku main', 'service'],
    ['npx cdk deploy --all', 'infrastructure'],
    ['mkdocs gh-deploy', 'site'],
  ])('%s', (script, subject) => {
    expect(deploys(script)).toMatchObject([{ certainty: 'certain', subject, isPreview: undefined }].map(known));
  });

  test.each([
    'vercel deploy',
    'sls deploy --stage dev',
    'helm upgrade shop ./chart -n staging',
    'flyctl deploy --config fly.staging.toml',
  ])('%s is no production', (script) => {
    expect(deploys(script)).toMatchObject([{ isPreview: true }]);
  });

  test.each([
    'terraform plan',
    'kubectl apply --dry-run=server -f k8s/',
    'kubectl get pods',
    'helm template ./chart',
    'helm diff upgrade shop ./chart',
    'gcloud auth login',
  ])('not %s', (script) => {
    expect(deploys(script)).toEqual([]);
  });

  test('a client’s dry run feeds a real one', () => {
    expect(deploys('kubectl create secret generic s --dry-run=client -o yaml | kubectl apply -f -')).toHaveLength(1);
  });

  test('what looks after itself', () => {
    expect(kinds('helm upgrade --atomic shop ./chart')).toEqual(['deploys', 'verifies', 'rolls-back']);
    expect(kinds('kubectl rollout status deployment/shop')).toEqual(['verifies']);
    expect(kinds('kubectl rollout undo deployment/shop')).toEqual(['rolls-back']);
  });

  test('a cluster for the job', () => {
    expect(doing('kind create cluster').makesTarget).toBe(true);
    expect(doing('./tests/install_kind.sh').makesTarget).toBe(true);
  });

  function known<T extends object>(expected: T): Partial<T> {
    return Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)) as Partial<T>;
  }
});

describe('images', () => {
  const references = (text: string) =>
    doing(text).activities.flatMap((each) => (each.kind === 'publishes' ? [each.references] : []));

  test('pushed by name', () => {
    expect(references('docker push ghcr.io/acme/shop:1')).toEqual([['ghcr.io/acme/shop:1']]);
    expect(references('docker push "$REGISTRY/shop:latest"')).toEqual([['$REGISTRY/shop:latest']]);
    expect(references('docker buildx build --push -t a:1 --tag=b:2 .')).toEqual([['a:1', 'b:2']]);
    expect(references('/kaniko/executor --destination a:1')).toEqual([['a:1']]);
  });

  test('which, is unknown', () => {
    expect(references('docker push --all-tags acme/shop')).toEqual([undefined]);
    expect(references('docker compose push')).toEqual([undefined]);
  });

  test('not pushed', () => {
    expect(references('docker build -t a:1 .')).toEqual([]);
    expect(references('/kaniko/executor --no-push --destination a:1')).toEqual([]);
  });
});

describe('what can’t be seen', () => {
  test.each(['./scripts/ci.sh', 'make all', '$COMMAND', 'frobnicate --fast', 'node build.mjs', 'docker run app'])(
    '%s',
    (script) => {
      expect(doing(script).isOpaque).toBe(true);
    },
  );

  test.each([
    'cd web && npm ci',
    'export A=1',
    'git fetch --tags',
    'mkdir -p out; cp -r a out',
    'python -c "print(1)"',
  ])('not %s', (script) => {
    expect(doing(script).isOpaque).toBe(false);
  });

  test('a script that is none', () => {
    expect(doing('npm test $(').isOpaque).toBe(true);
  });
});

describe('failures that count for nothing', () => {
  const ignored = (text: string, ignoresPipes = false) =>
    doing(text, { ignoresPipes }).activities.flatMap((each) => (each.ignored ? [textOf(each.ignored.at)] : []));

  test('by what comes after', () => {
    expect(ignored('npm test || true')).toEqual([' || true']);
    expect(ignored('npm test || exit 0')).toEqual([' || exit 0']);
    expect(ignored('npm test || echo failed')).toEqual([' || echo failed']);
  });

  test('by a pipe, where the shell heeds the last command only', () => {
    expect(ignored('npm test | tee log', true)).toEqual([' | tee log']);
    expect(ignored('npm test | tee log')).toEqual([]);
    expect(ignored('set -o pipefail\nnpm test | tee log', true)).toEqual([]);
    expect(ignored('npm test | tee log; exit ${PIPESTATUS[0]}', true)).toEqual([]);
    expect(ignored('npm test | grep -v noise', true)).toEqual([]);
  });

  test('not by what goes on to fail', () => {
    expect(ignored('npm test || exit 1')).toEqual([]);
    expect(ignored('npm test || failed=1')).toEqual([]);
    expect(ignored('npm test || (cat log; exit 1)')).toEqual([]);
    expect(ignored('docker rm x || true\nnpm test')).toEqual([]);
  });
});

test('in other languages each line is a command', () => {
  const { activities } = doing('Write-Host "x"\nif ($a) {\n  dotnet test `\n    --no-build\n}\n', { isPosix: false });
  expect(activities.map(({ kind, at }) => `${kind} ${textOf(at)}`)).toEqual(['tests dotnet test']);
});

test('a mask is as long as what it stands for', () => {
  const text = 'push ${{ a }}:x';
  expect(masked(text, [{ start: 5, end: 13 }])).toBe('push ${xxxxx}:x');
});
