import type { Peer } from '../core/peer';
import { actionlint } from './actionlint';
import { buildkit } from './buildkit';
import { checkov } from './checkov';
import { dclint } from './dclint';
import { detectSecrets } from './detect-secrets';
import { gitleaks } from './gitleaks';
import { hadolint } from './hadolint';
import { kics } from './kics';
import { poutine } from './poutine';
import { bandit, ggshield, gosec, trufflehog } from './secret-scanners';
import { semgrep } from './semgrep';
import { tflint } from './tflint';
import { trivy } from './trivy';
import { zizmor } from './zizmor';

/** The tools whose suppressions are honoured. */
export const peers: readonly Peer[] = [
  hadolint,
  buildkit,
  checkov,
  trivy,
  kics,
  dclint,
  actionlint,
  zizmor,
  poutine,
  semgrep,
  tflint,
  gitleaks,
  detectSecrets,
  trufflehog,
  ggshield,
  bandit,
  gosec,
];
