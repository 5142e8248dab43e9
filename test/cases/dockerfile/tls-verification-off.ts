import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'among other variables',
      files: 'FROM node:24\nENV «NODE_TLS_REJECT_UNAUTHORIZED=0» NODE_ENV=production\nENV A=1 \\\n    # for the proxy\n    «GIT_SSL_NO_VERIFY=1» \\\n    B=2\n',
      fixed: 'FROM node:24\nENV NODE_ENV=production\nENV A=1 \\\n    # for the proxy\n    B=2\n',
    },
    {
      title: 'a comment before the option stays',
      files: 'FROM debian:13\nRUN curl -fsSL \\\n    # the proxy\n    «--insecure» \\\n    https://example.com/a -o /a\n',
      fixed: 'FROM debian:13\nRUN curl -fsSL \\\n    # the proxy\n    https://example.com/a -o /a\n',
    },
    {
      title: 'before the first stage, and as a trigger',
      files: 'ARG «PIP_TRUSTED_HOST=pypi.example.org»\nFROM python:3.14\nONBUILD RUN python -m pip install «--trusted-host pypi.example.org» -r requirements.txt\n',
      fixed: 'FROM python:3.14\nONBUILD RUN python -m pip install -r requirements.txt\n',
    },
    {
      title: 'a file of settings',
      files: 'FROM fedora:44\nRUN «cat» <<EOF > /etc/yum.repos.d/a.repo\n[a]\nbaseurl=https://example.com/\nsslverify=0\nEOF\n',
    },
    {
      title: 'from a variable, which is not edited',
      files: 'FROM debian:13\nARG OPTIONS=-k\nRUN curl «$OPTIONS» -O https://example.com/a\n',
    },
    {
      title: 'settings of other programs',
      files:
        'FROM php:8.4\nRUN «composer config -g -- disable-tls true» && «bundle config set ssl_verify_mode 0» && «conda config --set ssl_verify false»\nRUN «yarn config set enableStrictSsl false»\n',
    },
  ],
  good: [
    'FROM php:8.4\nRUN composer config -g disable-tls false && git config --get http.sslVerify && npm config get strict-ssl\n',
    'FROM debian:13\nRUN kubectl get pods && mvn -Dmaven.wagon.http.retryHandler.count=3 package && tar -xzkf a.tgz\n',
  ],
} satisfies Cases;
