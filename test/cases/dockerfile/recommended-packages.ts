import type { Cases } from '../../support/cases';

export default {
  bad: [
    {
      title: 'without a shell, and by aptitude',
      files: 'FROM debian:13\nRUN [«"apt-get", "install"», "-y", "curl"]\nRUN «aptitude install» -y jq\n',
      fixed:
        'FROM debian:13\nRUN ["apt-get", "install", "--no-install-recommends", "-y", "curl"]\nRUN aptitude install --no-install-recommends -y jq\n',
    },
  ],
  good: [
    { title: 'aptitude has a short name for it', files: 'FROM debian:13\nRUN aptitude -R install -y jq\n' },
    { title: 'a folder of settings is copied', files: 'FROM debian:13\nCOPY apt/ /etc/apt/\nRUN apt-get install -y jq\n' },
  ],
} satisfies Cases;
