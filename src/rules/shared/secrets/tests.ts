const FOLDER =
  /(?:^|\/)(?:tests?|__tests__|testing|testdata|test-data|test_data|test-fixtures|fixtures?|__fixtures__|mocks?|__mocks__|specs?|e2e|integration[-_]tests?|unittests?|snapshots?|__snapshots__|cassettes|stubs|golden|conformance|testcases?|test_cases)\//i;
const FILE =
  /(?:_test|_spec|\.test|\.spec|\.stories|\.cy|[a-z]Tests?|IT)\.\w{1,8}$|(?:^|\/)(?:test_|conftest)[^/]{0,100}$/;

/** Whether a file belongs to a test, whose passwords and keys are made up for it. */
export function isTestMaterial(path: string): boolean {
  return FOLDER.test(path) || FILE.test(path);
}
