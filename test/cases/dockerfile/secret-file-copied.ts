import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'what Google, Rails, Java and Kubernetes take for a login',
      files:
        'FROM debian:13\nCOPY «firebase-service-account.json» /app/\nCOPY «config/master.key» /app/config/\nADD «certs/shop.p12» /app/\nCOPY «./.kube/config» /root/.kube/config\n',
    },
    {
      title: 'a service account by its text',
      files: {
        Dockerfile: 'FROM debian:13\nCOPY «shop-1a2b3c.json» settings.json /app/\n',
        'shop-1a2b3c.json': '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\n"}\n',
        'settings.json': '{}\n',
      },
    },
    {
      title: 'with other files in one instruction, as an array',
      files: 'FROM nginx:1.30\nCOPY ["nginx.conf", "«tls/server.key»", "/etc/nginx/"]\n',
    },
  ],
  good: [
    'FROM alpine:3.24\nCOPY rootCA.crt chain.pem dhparam.pem apt.key vendor.gpg.key /etc/ssl/\n',
    'FROM node:24\nCOPY .env.sample .env.test.example .env.dist ./\n',
    'FROM alpine:3.24\nARG KEY_FILE\nCOPY $KEY_FILE /etc/ssl/\nCOPY *.pem /etc/ssl/\n',
    'FROM alpine:3.24\nCOPY id_rsa.pub.example keys/public.pem jwt_public.key /etc/\n',
    { files: { Dockerfile: 'FROM php:8.5\nCOPY auth.json /app/\n', 'auth.json': '{"http-basic": {}}\n' } },
    {
      title: 'settings without a secret',
      files: { Dockerfile: 'FROM alpine:3.24\nCOPY prod.env /app/\n', 'prod.env': 'TZ=UTC\n' },
    },
  ],
} satisfies Cases;
