import type { Cases } from '../../support/cases';

const image = (name: string) => `services:\n  db:\n    image: ${name}\n`;

export default {
  bad: [
    {
      title: 'an image by its digest alone is still what it is',
      files: image('mongo@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60').replace('db', '«db»'),
      fixed: `${image('mongo@sha256:b5bd3c5f7e1a2c8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60')}    volumes:
      - db-data:/data/db
volumes:
  db-data:
`,
    },
    {
      title: 'whatever the version, neither folder is kept',
      files: `${image('postgres:${VERSION}').replace('db', '«db»')}    volumes: [./init:/docker-entrypoint-initdb.d]\n`,
      fixed: `${image('postgres:${VERSION}')}    volumes: [./init:/docker-entrypoint-initdb.d, db-data:/var/lib/postgresql/data]\nvolumes:\n  db-data:\n`,
    },
    {
      title: 'a volume of that name is somebody else’s: no fix',
      files: `${image('mysql:8.4').replace('db', '«db»')}volumes:\n  db-data:\n`,
    },
  ],
  good: [
    { title: 'an unknown version may look in either', files: `${image('postgres')}    volumes: [pg:/var/lib/postgresql/data]\nvolumes:\n  pg:\n` },
    { title: 'around the data', files: `${image('postgres:17')}    volumes: [pg:/var/lib/]\nvolumes:\n  pg:\n` },
    { title: 'in memory', files: `${image('mysql:8.4')}    tmpfs:\n      - /var/lib/mysql:size=1g\n` },
    { title: 'in memory, by a mount', files: `${image('mysql:8.4')}    volumes:\n      - type: tmpfs\n        target: /var/lib/mysql\n` },
    { title: 'another program of the image', files: `${image('mysql:8.4')}    entrypoint: [mysqldump]\n` },
    { title: 'elsewhere', files: `${image('mongo:8')}    command: mongod --dbpath /mnt\n` },
    { title: 'somebody else’s image of that name', files: image('example/postgres:17') },
    { title: 'the variable comes from a file', files: `${image('postgres:17')}    env_file: db.env\n    volumes: [pg:/db]\nvolumes:\n  pg:\n` },
    { title: 'built here', files: 'services:\n  db:\n    build: .\n    image: postgres:17\n' },
  ],
} satisfies Cases;
