const FOLDER =
  /(?:^|\/)(?:t|tests?|tests?[-_][\w-]{1,40}|[\w-]{1,40}[-_]tests?|__tests__|testing|testdata|fixtures?|__fixtures__|mocks?|__mocks__|specs?|e2e|unittests?|snapshots?|__snapshots__|cassettes|stubs|golden|suites|test(?:certs|utils|keys|helpers|infra)|_testdata|[a-z]{2,20}test|[\w.-]{1,60}\.tests?|vendor|third_party|conformance|testcases?)\//i;
/** As Gradle and Java name their source sets. */
const SOURCE_SET = /(?:^|\/)(?:[a-z]{1,30}Tests?|test[A-Z]\w{1,30})\//;
const FILE =
  /(?:_test|_test_data|testdata|_spec|(?:^|\/)tests|\.test|\.spec|\.stories|\.cy|\.spec\.\w{1,10}|[a-z]Tests?|IT)\.\w{1,8}$|(?:^|\/)(?:test_|conftest)[^/]{0,100}$/;

/** Whether a file belongs to a test, whose passwords and keys are made up for it, or comes from somebody else's. */
export function isTestMaterial(path: string): boolean {
  return FOLDER.test(path) || SOURCE_SET.test(path) || FILE.test(path);
}

/** Whether a file is one to copy and fill in, such as `.env.example`: the values in it show what belongs there. */
export function isFileToCopy(path: string): boolean {
  return /[._-](?:example|sample|dist)(?:\.[a-z]{1,10})?$/i.test(path);
}
