import { type Fix, rule } from '../../core/rule';
import type { Edit } from '../../core/text';
import type { Job } from '../../formats/gitlab-ci/job';
import { items, map, scalar } from '../../formats/yaml/access';
import { setScalar } from '../../formats/yaml/edit';
import type { YamlScalar } from '../../formats/yaml/syntax';

export default rule({
  id: 'gitlab-ci/docker-without-tls',
  title: 'Docker daemon that anyone on the network may command',
  why: [
    'With an empty `DOCKER_TLS_CERTDIR` the daemon of `docker:dind` listens on port 2375 to whoever reaches it, without asking who that is. The container is privileged: who commands its daemon is root on the machine of the runner, with the secrets of every job there.',
    'With `DOCKER_TLS_CERTDIR: /certs` the image makes its own certificates; the runner has to share `/certs/client` as a volume, which those of GitLab.com do.',
  ],
  severity: 'info',
  practice: 'delivery',
  since: '0.1.0',
  fixes: 'suggested',
  links: [
    'https://docs.gitlab.com/ci/docker/using_docker_build/#docker-in-docker-with-tls-enabled-in-the-docker-executor',
  ],
  bad: [
    {
      files:
        'build:\n  image: docker:29\n  services: [docker:29-dind]\n  variables:\n    DOCKER_HOST: tcp://docker:2375\n    DOCKER_TLS_CERTDIR: «""»\n  script: docker build .\n',
      fixed:
        'build:\n  image: docker:29\n  services: [docker:29-dind]\n  variables:\n    DOCKER_HOST: tcp://docker:2376\n    DOCKER_TLS_CERTDIR: "/certs"\n  script: docker build .\n',
    },
    {
      title: 'for all jobs',
      files:
        "variables:\n  DOCKER_TLS_CERTDIR: «''»\n\nbuild:\n  services:\n    - name: docker:dind\n      alias: docker\n  script: docker build .\n",
      fixed:
        "variables:\n  DOCKER_TLS_CERTDIR: '/certs'\n\nbuild:\n  services:\n    - name: docker:dind\n      alias: docker\n  script: docker build .\n",
    },
  ],
  good: [
    'build:\n  services: [docker:29-dind]\n  variables:\n    DOCKER_TLS_CERTDIR: /certs\n  script: docker build .\n',
    {
      title: 'no daemon of its own',
      files: 'variables:\n  DOCKER_TLS_CERTDIR: ""\n\nbuild:\n  script: docker build .\n',
    },
    { title: 'the runner decides', files: 'build:\n  services: [docker:29-dind]\n  script: docker build .\n' },
  ],
  *check({ pipeline }) {
    const seen = new Set<YamlScalar>();
    for (const job of pipeline.jobs) {
      if (!hasDaemon(job)) continue;
      const value = variable(job, 'DOCKER_TLS_CERTDIR');
      if (!value || (value.value !== '' && value.value !== null) || seen.has(value) || value.start === value.end)
        continue;
      seen.add(value);
      yield {
        at: value,
        message: 'Without `DOCKER_TLS_CERTDIR` the daemon obeys whoever reaches port 2375: set it to `/certs`',
        fix: withTls(job, value),
        address: job.name,
      };
    }
  },
});

function hasDaemon(job: Job): boolean {
  return items(job.get('services')).some((service) => {
    const name = scalar(service) ?? scalar(map(service)?.get('name'));
    return /(?:^|\/)docker:(?:[\w.]*-)?dind/.test(name?.text ?? '');
  });
}

function variable(job: Job, name: string): YamlScalar | undefined {
  const own = job.body.child('variables');
  return scalar(own?.has(name) ? own.get(name) : job.pipeline.top.child('variables')?.get(name));
}

function withTls(job: Job, value: YamlScalar): Fix {
  const edits: Edit[] = [setScalar(value, '/certs')];
  const host = variable(job, 'DOCKER_HOST');
  if (host?.text.startsWith('tcp://') && host.text.includes(':2375'))
    edits.push(setScalar(host, host.text.replace(':2375', ':2376')));
  return { title: 'Let the daemon ask for certificates', edits };
}
